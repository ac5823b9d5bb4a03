"""No order of steps ends in a signed document over a blocking gate without its waiver (laws 5 and 9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.readiness import (
    GATES,
    Area,
    Journey,
    Refusal,
    Signer,
    Verdict,
    Waiver,
    change_evidence,
    issue,
    may_be_signed,
    move_date,
    revoke,
    sign,
    waive,
)
from tests.core.readiness.samples import READY

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
OWNER = "owner"
EVERYONE = (
    OWNER,
    "champion",
    "practitioner",
    "assistant",
    "receptionist",
    "accountant",
    "vendor team",
    "auditor",
)


def waiver(
    gate: str, *, role: str = OWNER, reason: str = "Settled by telephone.", name: str = "E. B."
) -> Waiver:
    return Waiver(gate, name, role, reason, AT, None)


def done(result: Journey | Refusal) -> Journey:
    assert isinstance(result, Journey), result
    return result


def refused(result: Journey | Refusal) -> str:
    assert isinstance(result, Refusal), result
    return result.reason


def signed_by_all(journey: Journey, document: str) -> Journey:
    for signer in Signer:
        journey = done(sign(journey, document, signer=signer, name=f"The {signer}", at=AT))
    return journey


def complete() -> Journey:
    return signed_by_all(done(issue(Journey(READY), "R-1")), "R-1")


def test_a_document_in_order_is_signed_by_four():
    assert complete().documents[0].complete


def test_no_document_is_written_over_a_blocking_gate():
    blocked = Journey(replace(READY, orphan_payments=2))
    assert "Does every payment and charge belong" in refused(issue(blocked, "R-1"))


def test_no_document_is_written_before_there_is_a_run():
    assert "no run yet" in refused(issue(Journey(replace(READY, run="")), "R-1"))


def test_a_waived_gate_lets_the_document_be_signed_and_stays_not_ready_in_it():
    journey = done(waive(Journey(replace(READY, orphan_payments=2)), waiver("orphan_payments")))
    document = signed_by_all(done(issue(journey, "R-1")), "R-1").documents[0]
    result = next(each for each in document.snapshot.results if each.gate.name == "orphan_payments")
    assert document.complete and result.verdict is Verdict.BLOCK
    assert document.snapshot.waivers[0].value == 2


def test_a_waiver_does_not_speak_for_more_than_its_person_saw():
    journey = done(waive(Journey(replace(READY, orphan_payments=2)), waiver("orphan_payments")))
    assert done(issue(change_evidence(journey, replace(READY, orphan_payments=1)), "R-1"))
    assert refused(issue(change_evidence(journey, replace(READY, orphan_payments=3)), "R-1"))


def test_a_waiver_of_what_was_not_known_does_not_speak_for_what_came_to_light():
    journey = done(waive(Journey(replace(READY, orphan_payments=None)), waiver("orphan_payments")))
    assert done(issue(journey, "R-1"))
    assert refused(issue(change_evidence(journey, replace(READY, orphan_payments=1)), "R-1"))


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_only_the_roles_of_the_contract_waive_a_gate(gate):
    allowed = {OWNER} | {Area.CLINICAL: {"practitioner"}, Area.FINANCIAL: {"accountant"}}.get(
        gate.area, set()
    )
    nothing_known = Journey()
    roles = {
        OWNER,
        "champion",
        "practitioner",
        "assistant",
        "receptionist",
        "accountant",
        "vendor team",
        "auditor",
    }
    may = {role for role in roles if isinstance(waive(nothing_known, waiver(gate.name, role=role)), Journey)}
    assert may == allowed


def test_a_waiver_needs_a_gate_that_is_not_ready_a_name_and_a_reason():
    journey = Journey(replace(READY, orphan_payments=2))
    assert "no condition of this name" in refused(waive(journey, waiver("nonsense")))
    assert "nothing to waive" in refused(waive(journey, waiver("sums_close")))
    assert "reason" in refused(waive(journey, waiver("orphan_payments", reason="  ")))
    assert "name of the person" in refused(waive(journey, waiver("orphan_payments", name=" ")))


def test_a_waiver_that_is_taken_back_voids_what_was_written_with_it():
    journey = done(waive(Journey(replace(READY, orphan_payments=2)), waiver("orphan_payments")))
    journey = done(revoke(done(issue(journey, "R-1")), "orphan_payments", role=OWNER))
    assert "waivers changed" in may_be_signed(journey, "R-1", Signer.PRACTITIONER).reason
    assert "no waiver" in refused(revoke(journey, "orphan_payments", role=OWNER))


def test_the_champion_cannot_take_back_a_waiver():
    journey = done(waive(Journey(replace(READY, orphan_payments=2)), waiver("orphan_payments")))
    assert "can be waived by" in refused(revoke(journey, "orphan_payments", role="champion"))


def test_another_run_voids_a_document_even_when_all_have_signed():
    journey = change_evidence(complete(), replace(READY, run="d" * 64))
    assert not journey.documents[0].complete
    assert "The run changed" in journey.documents[0].void


def test_the_same_figures_again_void_nothing():
    assert change_evidence(complete(), READY) == complete()


def test_moving_the_date_voids_documents_of_the_old_date_for_good_and_keeps_its_history():
    new, old = date(2026, 4, 13), READY.go_live
    journey = done(move_date(complete(), new, reason="Flu in the team", by="E. B.", at=AT))
    journey = done(move_date(journey, old, reason="All well again", by="E. B.", at=AT))
    assert journey.documents[0].void.startswith("The go-live date moved from 30 Mar 2026 to 13 Apr 2026")
    assert [(each.old, each.new) for each in journey.moves] == [(old, new), (new, old)]
    assert "void" in may_be_signed(journey, "R-1", Signer.OWNER).reason


def test_moving_the_date_needs_a_reason_and_nothing_else():
    assert "needs a reason" in refused(move_date(complete(), None, reason=" ", by="E. B.", at=AT))
    blocked = Journey(replace(READY, orphan_payments=9))
    assert done(move_date(blocked, None, reason="Not yet", by="E. B.", at=AT)).evidence.go_live is None


def test_new_figures_never_move_the_date():
    moved = change_evidence(Journey(READY), replace(READY, go_live=None, people=9))
    assert moved.evidence.go_live == READY.go_live


def test_signing_is_in_order_once_and_of_documents_that_exist():
    journey = done(issue(Journey(READY), "R-1"))
    assert "practitioner and the accountant" in may_be_signed(journey, "R-1", Signer.CHAMPION).reason
    journey = done(sign(journey, "R-1", signer=Signer.PRACTITIONER, name="Z. L.", at=AT))
    assert "already" in refused(sign(journey, "R-1", signer=Signer.PRACTITIONER, name="Z. L.", at=AT))
    assert "no document" in refused(sign(journey, "R-2", signer=Signer.ACCOUNTANT, name="T.", at=AT))
    assert "nothing is left" in refused(sign(complete(), "R-1", signer=Signer.OWNER, name="E.", at=AT))


GATE_NAMES = st.sampled_from(
    ["orphan_payments", "concerns_open", "concerns_settled", "training", "sums_close"]
)
ROLES = st.sampled_from([OWNER, "practitioner", "accountant", "champion", "vendor team"])
STEPS = st.one_of(
    st.tuples(st.just("waive"), GATE_NAMES, ROLES),
    st.tuples(st.just("revoke"), GATE_NAMES, ROLES),
    st.tuples(st.just("figures"), st.integers(0, 3), st.integers(0, 4)),
    st.tuples(st.just("run"), st.sampled_from(["a" * 64, "e" * 64, ""]), st.none()),
    st.tuples(st.just("date"), st.sampled_from([None, date(2026, 3, 30), date(2026, 5, 4)]), st.none()),
    st.tuples(st.just("issue"), st.none(), st.none()),
    st.tuples(st.just("sign"), st.sampled_from(Signer), st.integers(0, 2)),
    st.tuples(st.just("sign all"), st.none(), st.integers(0, 2)),
)


def taken(journey: Journey, step: tuple) -> Journey:
    """`journey` after `step`, or as it was where the step is refused."""
    kind, one, other = step
    names = [each.id for each in journey.documents] or ["none"]
    if kind == "sign all":
        for signer in Signer:
            journey = taken(journey, ("sign", signer, other))
        return journey
    after = {
        "waive": lambda: waive(journey, waiver(one, role=other)),
        "revoke": lambda: revoke(journey, one, role=other),
        "figures": lambda: change_evidence(
            journey, replace(journey.evidence, orphan_payments=one, people_untrained=other)
        ),
        "run": lambda: change_evidence(journey, replace(journey.evidence, run=one)),
        "date": lambda: move_date(journey, one, reason="A reason", by="E. B.", at=AT),
        "issue": lambda: issue(journey, f"R-{len(journey.documents)}"),
        "sign": lambda: sign(journey, names[-1 - other % len(names)], signer=one, name="N.", at=AT),
    }[kind]()
    return journey if isinstance(after, Refusal) else after


@given(st.lists(STEPS, max_size=25))
def test_no_order_of_steps_signs_over_a_blocking_gate_whose_waiver_is_not_printed(steps):
    journey = Journey(READY)
    for step in steps:
        journey = taken(journey, step)
        for document in journey.documents:
            if not document.signatures:
                continue
            blocks = [each for each in document.snapshot.results if each.verdict is Verdict.BLOCK]
            for block in blocks:
                printed = [each for each in document.snapshot.waivers if each.gate == block.gate.name]
                assert printed and printed[0].reason and printed[0].name
                assert printed[0].value is None or block.value <= printed[0].value


@given(st.lists(STEPS, max_size=25))
def test_no_order_of_steps_leaves_a_document_counting_that_says_other_than_what_is_known(steps):
    journey = Journey(READY)
    for step in steps:
        before = {each.id: each for each in journey.documents}
        journey = taken(journey, step)
        for document in journey.documents:
            earlier = before.get(document.id, document)
            assert document.void or document.snapshot == journey.snapshot
            assert document.snapshot == earlier.snapshot, "a document was rewritten"
            assert not earlier.void or document.void == earlier.void, "a void document came back"
            assert [each.signer for each in document.signatures] == list(Signer)[: len(document.signatures)]


@given(st.lists(STEPS, max_size=25))
def test_every_move_of_the_date_stays_in_its_history(steps):
    journey = Journey(READY)
    for step in steps:
        moves = journey.moves
        journey = taken(journey, step)
        assert journey.moves[: len(moves)] == moves
    assert (journey.moves[-1].new if journey.moves else READY.go_live) == journey.evidence.go_live
