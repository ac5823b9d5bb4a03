from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.readiness import Refusal
from core.spotchecks import (
    Checking,
    Concern,
    Draw,
    Found,
    Scope,
    Verdict,
    draw,
    golden,
    judge,
    raise_concern,
    settle,
    standing_of,
    upper_bound,
)
from core.spotchecks.opened import unanswered
from core.spotchecks.standing import verdicts_of_other_runs

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
DRAW = Draw("run 1", "7", 20, ("a", "b", "c"), "Parker", AT)
AGAIN = replace(DRAW, reason="Twenty are too few.", at=LATER)


def verdict(patient: str = "a", found: Found = Found.RIGHT, *, run: str = "run 1", **more) -> Verdict:
    return replace(Verdict(patient, Scope.CHART, found, f"as {patient}", run, "Parker", AT), **more)


def concern(patient: str = "a", **more) -> Concern:
    return replace(Concern(0, patient, "The penicillin is gone.", "Val", "Parker", LATER), **more)


def after(*steps, state: Checking | None = None) -> Checking:
    found = state or Checking()
    for step, *asked in steps:
        found = step(found, *asked)
        assert not isinstance(found, Refusal), found
    return found


DRAWN = after((draw, DRAW))


def test_all_charts_of_a_draw_are_left_at_first() -> None:
    standing = standing_of(DRAWN, run="run 1")
    assert (standing.to_check, standing.asked, standing.checked, standing.bound) == (3, 3, 0, 1.0)


def test_a_verdict_takes_a_chart_from_what_is_left_and_the_last_one_counts() -> None:
    mended = verdict(found=Found.RIGHT, reason="I had the wrong patient in mind.")
    state = after((judge, verdict(found=Found.SERIOUS)), (judge, mended), state=DRAWN)
    standing = standing_of(state, run="run 1")
    assert standing.left(Scope.CHART) == ("b", "c")
    assert (standing.errors, standing.open) == (0, 0)


def test_both_kinds_of_difference_count_for_the_bound() -> None:
    steps = [(judge, verdict(each, found)) for each, found in zip("abc", Found, strict=True)]
    standing = standing_of(after(*steps, state=DRAWN), run="run 1")
    assert (standing.checked, standing.errors) == (3, 2)
    assert standing.bound == upper_bound(2, 3)
    assert standing.bound_of_serious == upper_bound(1, 3)


def test_a_chart_that_has_changed_since_is_asked_about_again() -> None:
    state = after((judge, verdict()), state=DRAWN)
    assert verdicts_of_other_runs(state, "run 2") and not verdicts_of_other_runs(state, "run 1")
    same = {(Scope.CHART, "a"): "as a"}
    other = {(Scope.CHART, "a"): "otherwise"}
    assert standing_of(state, run="run 2", digests=same).to_check == 2
    assert standing_of(state, run="run 2", digests=other).to_check == 3


def test_a_chart_that_is_not_there_any_more_is_asked_about_again() -> None:
    state = after((judge, verdict()), state=DRAWN)
    assert standing_of(state, run="run 2", digests={}).to_check == 3


def test_who_checks_images_does_not_take_the_chart_from_the_practitioner() -> None:
    state = after((judge, verdict(scope=Scope.IMAGES)), state=DRAWN)
    standing = standing_of(state, run="run 1")
    assert (len(standing.left(Scope.CHART)), len(standing.left(Scope.IMAGES))) == (3, 2)
    assert standing.checked == 0


def test_a_golden_patient_is_looked_at_and_does_not_count_for_the_bound() -> None:
    state = after((golden, "z"), (judge, verdict("z", Found.SMALL)), state=DRAWN)
    standing = standing_of(state, run="run 1")
    assert (standing.asked, standing.to_check, standing.checked, standing.errors) == (4, 3, 0, 0)


def test_a_golden_patient_who_is_drawn_later_counts_like_everybody_drawn() -> None:
    state = after((golden, "z"), (draw, replace(AGAIN, patients=("z", "y"))), state=DRAWN)
    assert state.patients == ("z", "y", "a", "b", "c") and state.by_hand == ()


def test_a_serious_difference_stands_in_the_way_until_a_concern_about_it_is_settled() -> None:
    state = after((judge, verdict(found=Found.SERIOUS)), state=DRAWN)
    assert standing_of(state, run="run 1").open == 1
    state = after((raise_concern, concern()), state=state)
    assert standing_of(state, run="run 1").open == 1
    settled = settle(state, 1, answer="Mapped again.", by="Parker", at=LATER)
    assert isinstance(settled, Checking) and standing_of(settled, run="run 1").open == 0


def test_a_concern_settled_before_does_not_answer_for_what_is_found_after() -> None:
    state = after((raise_concern, concern(at=AT)), state=DRAWN)
    state = settle(state, 1, answer="Fine.", by="Parker", at=AT)
    assert isinstance(state, Checking)
    state = after((judge, verdict(found=Found.SERIOUS, at=LATER)), state=state)
    assert standing_of(state, run="run 1").open == 1


def test_a_serious_difference_in_images_stands_in_the_way_as_well() -> None:
    state = after((judge, verdict(found=Found.SERIOUS, scope=Scope.IMAGES)), state=DRAWN)
    assert standing_of(state, run="run 1").unanswered == ("a",)


def test_a_concern_about_what_one_saw_does_not_speak_for_what_another_sees_later() -> None:
    seen = verdict(found=Found.SERIOUS, scope=Scope.APPOINTMENTS)
    since = verdict(found=Found.SERIOUS, at=LATER + timedelta(minutes=1))
    state = after((judge, seen), (raise_concern, concern()), (judge, since), state=DRAWN)
    assert standing_of(state, run="run 1").unanswered == ("a",)


def test_a_serious_difference_without_a_concern_is_known_whatever_a_newer_run_made_of_its_chart() -> None:
    state = after((judge, verdict(found=Found.SERIOUS)), state=DRAWN)
    assert standing_of(state, run="run 2", digests={}).unanswered == ("a",)
    assert unanswered(state) == ("a",)
    assert unanswered(after((raise_concern, concern()), state=state)) == ()


@pytest.mark.parametrize(
    "step",
    [
        lambda: draw(Checking(), replace(DRAW, seed="Bloggs")),
        lambda: draw(Checking(), replace(DRAW, asked=21)),
        lambda: draw(Checking(), replace(DRAW, patients=())),
        lambda: draw(DRAWN, replace(AGAIN, reason=" ")),
        lambda: draw(DRAWN, replace(DRAW, run="run 2")),
        lambda: golden(Checking(), "z"),
        lambda: golden(DRAWN, "a"),
        lambda: judge(DRAWN, verdict("z")),
        lambda: raise_concern(DRAWN, concern("z")),
        lambda: raise_concern(DRAWN, concern(text=" ")),
        lambda: raise_concern(DRAWN, concern(owner="")),
        lambda: settle(DRAWN, 1, answer="So.", by="Parker", at=AT),
        lambda: settle(after((raise_concern, concern()), state=DRAWN), 1, answer=" ", by="Parker", at=AT),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(step) -> None:
    refused = step()
    assert isinstance(refused, Refusal) and refused.reason.endswith(".")


def test_a_concern_is_settled_once() -> None:
    state = after((raise_concern, concern()), state=DRAWN)
    once = settle(state, 1, answer="So.", by="Parker", at=AT)
    assert isinstance(once, Checking)
    assert isinstance(settle(once, 1, answer="Otherwise.", by="Parker", at=AT), Refusal)


def test_nothing_about_a_patient_is_in_what_a_log_would_print() -> None:
    state = after((judge, verdict("Bloggs")), state=after((draw, replace(DRAW, patients=("Bloggs",)))))
    assert "Bloggs" not in repr(state) and "Bloggs" not in repr(concern("Bloggs"))
    assert "penicillin" not in repr(concern())
