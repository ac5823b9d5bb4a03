from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from core.readiness import Part
from portal.permissions import Action, Actor, Forbidden, Role
from portal.viewmodels.go_live import Figures, GoLive, KeyState, MeasureName, Proposed, Said, Stating
from storage.errors import StaleVersion
from tests.core.readiness.samples import READY
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_go_live import (
    GO_LIVE,
    IN_ORDER,
    NAMES,
    STATING,
    UNREADY,
    WAITING,
    WAIVER,
    document,
    gate_lines,
)
from tests.portal.fakes import FakePortal

SAM = Actor("Sam", Role.RECEPTIONIST)
PARKER = Actor("Parker Sample", Role.PRACTITIONER)
KIM = Actor("Kim Sample", Role.ACCOUNTANT)
STALE = StaleVersion(place="going live", found="Somebody else did something here.", do="Look again.")


def page(view: GoLive, **more: object) -> AppTest:
    return shown("go_live", FakePortal(going_live=view, **more))  # type: ignore[arg-type]


def headings(app: AppTest) -> list[str]:
    said = html_of(app)
    return [part.split("</h2>")[0].rsplit(">", 1)[-1] for part in said.split("cb-section")[1:]]


def test_what_stands_in_the_way_comes_before_what_is_waived_to_look_at_and_ready() -> None:
    app = page(GO_LIVE)
    assert headings(app) == [
        "What stands in the way", "Waived, by name", "To look at", "The document",
        "Figures that people state",
    ]  # fmt: skip
    said = text_of(app)
    assert "1 condition stands in the way. It is for somebody else." in said
    assert "☒ Is every concern from those comparisons settled? 2 open concerns · not ready" in said


def test_a_waived_gate_stays_not_ready_and_says_who_answers_for_it_and_why() -> None:
    said = text_of(page(GO_LIVE))
    assert "☐ Does every payment and charge belong to a patient who came over?" in said
    assert "3 money records without their patient · not ready" in said
    assert "Listed for the <i>auditor</i>." in said
    assert "Who answers for it: Kim <b>, accountant, 12 Mar 2026, 09:05" in said


def test_names_and_reasons_are_shown_and_never_run() -> None:
    html = html_of(page(GO_LIVE))
    for typed in ("<i>auditor</i>", "Kim <b>", "First <plan>", "Receivables <b>"):
        assert typed not in html
    assert "&lt;i&gt;auditor&lt;/i&gt;" in html and "Receivables &lt;b&gt;" in html


def test_a_waiver_that_no_longer_speaks_for_its_gate_is_told_where_it_stands_in_the_way() -> None:
    worse = gate_lines(replace(UNREADY, orphan_payments=4), WAIVER)
    assert "It got worse since" in text_of(page(replace(GO_LIVE, gates=worse)))


def test_the_day_says_that_nothing_forces_it_and_keeps_its_history() -> None:
    said = text_of(page(GO_LIVE))
    assert (
        "30 Mar 2026 The day is a plan. You can move it as often as you like; nothing here forces it." in said
    )
    assert "No day is scheduled → 30 Mar 2026 First <plan> Robin, 12 Mar 2026, 09:05" in said


def test_moving_the_day_carries_the_reason_and_the_version_that_was_seen() -> None:
    portal = FakePortal(going_live=GO_LIVE)
    app = shown("go_live", portal)
    app.date_input(key="cb-new-day-7").set_value(date(2026, 4, 13))
    app.text_area(key="cb-day-reason-7").set_value("Flu in the team")
    next(b for b in app.button if b.label == "Move the day").click().run()
    assert portal.steps == [("move_date", date(2026, 4, 13), "Flu in the team", 7)]


PROPOSAL = Proposed(date(2026, 5, 4), "Crowns <back>", "Kim <b>", datetime(2026, 3, 12, 9, 5, tzinfo=UTC))


def test_what_is_proposed_is_taken_with_who_proposed_it_or_left() -> None:
    portal = FakePortal(going_live=replace(GO_LIVE, proposal=PROPOSAL))
    app = shown("go_live", portal)
    assert "Kim <b> proposes 4 May 2026. Crowns <back>" in text_of(app)
    app.button(key="cb-take-day-7").click().run()
    app.button(key="cb-leave-day-7").click().run()
    reason = "Crowns <back> (proposed by Kim <b>)"
    assert portal.steps == [("move_date", date(2026, 5, 4), reason, 7), ("decline_date", 7)]


def test_whoever_may_only_propose_proposes_a_day_and_moves_none() -> None:
    portal = FakePortal(going_live=replace(GO_LIVE, may_move=False, may_propose=True, proposal=PROPOSAL))
    app = shown("go_live", portal)
    assert "It waits for the owner of your clinic." in text_of(app)
    assert "Move the day" not in labels(app) and "Leave the day as it is" not in labels(app)
    app.date_input(key="cb-proposed-day-7").set_value(date(2026, 5, 11))
    app.text_area(key="cb-proposal-reason-7").set_value("A quiet week")
    next(b for b in app.button if b.label == "Propose this day").click().run()
    assert portal.steps == [("propose_date", date(2026, 5, 11), "A quiet week", 7)]


def test_whoever_may_not_move_it_is_told_who_does() -> None:
    app = page(replace(GO_LIVE, may_move=False))
    assert "The day is set and moved by the owner of your clinic." in text_of(app)
    assert "Move the day" not in labels(app)


def test_a_gate_is_waived_with_a_reason_and_taken_back() -> None:
    portal = FakePortal(going_live=GO_LIVE)
    app = shown("go_live", portal)
    app.text_area(key="cb-reason-concerns_settled-7").set_value("Settled by telephone")
    next(b for b in app.button if b.label == "Waive it as Robin").click().run()
    app.button(key="cb-back-orphan_payments").click().run()
    assert portal.steps == [
        ("waive", "concerns_settled", "Settled by telephone", 7),
        ("take_back", "orphan_payments", 7),
    ]


def test_whoever_may_not_waive_sees_who_may_and_no_way_to_do_it() -> None:
    app = page(replace(GO_LIVE, gates=gate_lines(may=False)), actor=SAM)
    assert "Can be waived by the owner." in text_of(app)
    assert not [label for label in labels(app) if label.startswith("Waive") or label == "Take back"]


def test_in_a_page_that_has_grown_old_the_refusal_stands_on_top_and_nothing_is_claimed() -> None:
    app = page(GO_LIVE, refusal=STALE)
    app.button(key="cb-back-orphan_payments").click().run()
    assert "going live Somebody else did something here. Look again." in text_of(app)
    assert not app.toast


def test_the_figures_say_when_they_were_taken_and_that_a_newer_run_is_there() -> None:
    newer = replace(GO_LIVE, figures=replace(GO_LIVE.figures, newer_run=True, waiting=1))
    said = text_of(page(newer))
    assert "Counted 12 Mar 2026, 09:05 by Robin, from run ab12ab12ab12. There is a newer run." in said
    assert "1 statement was made since and counts once it is counted again." in said


def test_before_anybody_has_taken_them_that_is_the_one_thing_to_do() -> None:
    portal = FakePortal(going_live=replace(GO_LIVE, figures=Figures()))
    app = shown("go_live", portal)
    assert "Nobody has counted yet how ready you are" in text_of(app)
    assert "What stands in the way" not in text_of(app)
    app.button(key="cb-take-figures").click().run()
    assert portal.steps == [("take_figures", 7)]
    assert "Please ask the owner" in text_of(page(replace(GO_LIVE, figures=Figures(), may_take=False)))


def test_without_a_run_the_page_teaches_the_next_step() -> None:
    app = page(replace(GO_LIVE, ran=False))
    assert "There is no run yet" in text_of(app)
    assert "Go to the overview" in labels(app)


def test_the_document_is_written_with_the_four_names_by_who_may_once_nothing_stands_in_the_way() -> None:
    portal = FakePortal(going_live=IN_ORDER)
    app = shown("go_live", portal)
    app.text_input(key="cb-signer-7-owner").set_value("Robin B.")
    next(b for b in app.button if b.label == "Write the document").click().run()
    ((_, named, seen),) = portal.steps
    assert (named, seen) == ({**NAMES, list(NAMES)[-1]: "Robin B."}, 7)
    assert "Write the document" not in labels(page(GO_LIVE))
    assert "Write the document" not in labels(page(replace(IN_ORDER, may_issue=False)))


def test_whose_turn_it_is_stands_before_everything_and_others_are_told_why_not() -> None:
    waits = replace(IN_ORDER, documents=(replace(document(1), refusal="Before this signature comes ..."),))
    app = page(waits)
    said = text_of(app)
    assert "Next signs Kim Sample, accountant." in said and "Before this signature comes" in said
    assert "✓ Parker Sample Practitioner · 12 Mar 2026, 09:05" in said
    assert "2 Kim Sample Accountant · not signed yet" in said
    assert not [label for label in labels(app) if label.startswith("Sign as")]
    assert headings(app)[0] == "The document: R-2026-0002"


def test_a_person_signs_with_a_passphrase_that_the_page_does_not_keep() -> None:
    portal = FakePortal(going_live=WAITING)
    app = shown("go_live", portal)
    field = app.text_input(key="cb-phrase-R-2026-0002-0")
    assert field.proto.type == field.proto.PASSWORD
    field.set_value("correct horse battery")
    next(b for b in app.button if b.label == "Sign as Robin").click().run()
    assert portal.steps == [("sign", "R-2026-0002", "correct horse battery")]
    assert "correct horse" not in text_of(app)


def test_the_first_time_a_passphrase_is_set_with_its_confirmation() -> None:
    portal = FakePortal(going_live=replace(WAITING, key=KeyState(WAITING.key.role, made=False)))
    app = shown("go_live", portal)
    app.text_input(key="cb-phrase-new-0").set_value("correct horse battery")
    app.text_input(key="cb-phrase-again-0").set_value("correct horse batterie")
    next(b for b in app.button if b.label == "Set my passphrase").click().run()
    assert portal.steps == [("make_key", "correct horse battery", "correct horse batterie")]


def test_a_key_that_is_closed_says_for_how_long_and_takes_nothing() -> None:
    app = page(replace(WAITING, key=replace(WAITING.key, closed=9)))
    assert "Your signing key is closed for 9 minutes" in text_of(app)
    assert not [label for label in labels(app) if label.startswith("Sign as")]


def test_a_complete_document_is_handed_out_with_its_trust_file() -> None:
    app = page(replace(IN_ORDER, documents=(document(4),)))
    assert "All four have signed." in text_of(app)
    assert [each.label for each in app.get("download_button")] == [
        "Download R-2026-0002.pdf", "Download the trust file",
    ]  # fmt: skip


def test_a_void_document_says_why_and_is_never_signable() -> None:
    void = document(2, void="The run changed, so <this>.", name="R-2026-0001", yours=False)
    app = page(replace(IN_ORDER, documents=(void,)))
    said = text_of(app)
    assert "R-2026-0001 12 Mar 2026, 09:05, Casey Sample The run changed, so <this>. by 2 of 4" in said
    assert not [label for label in labels(app) if label.startswith("Sign as")]
    assert said.index("R-2026-0001 no longer counts. The run changed") < said.index("The day is a plan")
    assert "Write a new document" in labels(app)


def test_a_person_states_what_is_theirs_and_sees_on_whose_word_the_rest_stands() -> None:
    portal = FakePortal(going_live=GO_LIVE)
    app = shown("go_live", portal)
    said = text_of(app)
    assert "Paper charts stays, approved In the archive Robin 12 Mar 2026, 09:05" in said
    assert "Receivables <b> Balance of the ledger: all entries" in said
    assert "the old system says 1,000.00 USD here 900.00 USD difference -100.00 USD" in said
    app.text_input(key="cb-said-scope-7-subject").set_value("Charts since 2017")
    app.checkbox(key="cb-said-scope-7-approved").check()
    next(b for b in app.button if b.label == "State this").click().run()
    assert portal.steps == [
        ("state", Said(Part.SCOPE, "Charts since 2017", {"moves": 1, "approved": 1}, ""), 7)
    ]


def accountant() -> FakePortal:
    """Of a clinic whose run has fees and no ledger, which the Finances page could not compare."""
    stating = replace(STATING, may=(Part.TOTALS,), measures=(MeasureName.FEES,))
    return FakePortal(actor=KIM, going_live=replace(GO_LIVE, stating=stating))


def test_where_finances_has_the_money_totals_are_looked_at_here_and_typed_there() -> None:
    stating = replace(STATING, may=(Part.TOTALS,))
    app = shown("go_live", FakePortal(actor=KIM, going_live=replace(GO_LIVE, stating=stating)))
    said = text_of(app)
    assert "the old system says 1,000.00 USD" in said
    assert "Totals are typed and explained on Finances" in said
    assert "Compare totals on Finances" in labels(app) and "State this" not in labels(app)


def test_what_the_reader_sees_to_stands_first_among_what_stands_in_the_way() -> None:
    evidence = replace(READY, concerns_open=2, tables_open=1)
    app = page(replace(GO_LIVE, gates=gate_lines(evidence, None)), actor=PARKER)
    said = text_of(app)
    assert said.index("Is every concern") < said.index("Does every record and every filled cell")


def test_a_control_total_is_stated_as_an_exact_amount_in_a_currency() -> None:
    portal = accountant()
    app = shown("go_live", portal)
    app.text_input(key="cb-said-totals-7-subject").set_value("Cash")
    app.text_input(key="cb-said-totals-7-theirs").set_value("-1,234.50")
    state = [b for b in app.button if b.label == "State this"]
    state[-1].click().run()
    ((_, said, _),) = portal.steps
    assert said == Said(Part.TOTALS, "Cash", {"theirs": -123_450}, "", "fees", "USD")


@pytest.mark.parametrize("typed", ["", "1.234,50", "12.345", "about 5"])
def test_what_is_not_an_exact_amount_is_refused_and_says_how_to_write_it(typed: str) -> None:
    portal = accountant()
    app = shown("go_live", portal)
    app.text_input(key="cb-said-totals-7-subject").set_value("Cash")
    app.text_input(key="cb-said-totals-7-theirs").set_value(typed)
    [b for b in app.button if b.label == "State this"][-1].click().run()
    assert portal.steps == []
    assert "This is not an amount that can be read." in text_of(app)


def test_a_difference_is_explained_beside_it() -> None:
    portal = accountant()
    app = shown("go_live", portal)
    app.text_area(key="cb-explain-7-0").set_value("One cheque came back.")
    next(b for b in app.button if b.label == "State this").click().run()
    ((_, said, _),) = portal.steps
    assert (said.subject, said.figures, said.note) == (
        "Receivables <b>", {"theirs": 100_000}, "One cheque came back.",
    )  # fmt: skip


def test_whoever_states_nothing_sees_who_does() -> None:
    nothing = replace(GO_LIVE, stating=Stating())
    app = page(nothing, actor=SAM)
    assert "Nothing stated yet. This is for the accountant." in text_of(app)
    assert "State this" not in labels(app)


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("go_live", FakePortal(error=Forbidden(SAM, Action.SEE_LOG)))
    assert "Your role here is receptionist" in text_of(app) and not app.exception


def test_the_chart_has_a_mark_for_every_gate_and_stands_without_colour() -> None:
    app = page(replace(GO_LIVE, gates=gate_lines(READY)))
    assert not app.exception and not app.dataframe
    assert len(app.get("plotly_chart")) == 1


def test_a_difference_that_is_not_explained_keeps_its_part_open() -> None:
    def folded(*, explained: bool) -> bool:
        (total,) = STATING.totals
        stating = replace(STATING, may=(Part.TOTALS,), totals=(replace(total, explained=explained),))
        app = shown("go_live", FakePortal(actor=KIM, going_live=replace(GO_LIVE, stating=stating)))
        part = next(each for each in app.expander if "Control totals" in each.label)
        return not part.proto.expanded

    assert not folded(explained=False)
    assert folded(explained=True)


def test_nobody_states_what_a_page_of_its_own_measures() -> None:
    measured = replace(GO_LIVE, stating=replace(STATING, measured=frozenset({Part.TRAINING})))
    labels = [each.label for each in page(measured).expander]
    assert not [label for label in labels if "Training" in label]
    assert [label for label in labels if "Control totals" in label]
