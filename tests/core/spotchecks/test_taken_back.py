"""A chart that was mended and comes back as it was; a fault known before chance drew its chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.readiness import Refusal
from core.spotchecks import (
    Found,
    Scope,
    changes,
    draw,
    judge,
    raise_concern,
    settle,
    standing_of,
)
from tests.core.spotchecks.test_checking import AGAIN, AT, DRAWN, LATER, after, concern, verdict

WHY = "Mended in the mapping."
RIGHT = verdict(run="run 2", digest="mended", at=LATER, reason=WHY)
BACK = verdict(run="run 3", at=LATER + timedelta(days=1))
FAULTY = [Found.SMALL, Found.SERIOUS]


def mended(found: Found):
    return after((judge, verdict(found=found)), (judge, RIGHT), state=DRAWN)


def digests(**of: str) -> dict[tuple[Scope, str], str]:
    return {(Scope.CHART, patient): digest for patient, digest in of.items()}


@pytest.mark.parametrize("found", FAULTY)
def test_a_mending_that_was_taken_back_brings_the_fault_back_and_asks_about_the_chart(found: Found) -> None:
    standing = standing_of(mended(found), run="run 3", digests=digests(a="as a"))
    assert (standing.count(found), standing.gone) == (1, 0)
    assert "a" in standing.left(Scope.CHART)


@pytest.mark.parametrize("found", FAULTY)
def test_nobody_says_right_of_the_very_chart_that_was_faulty_without_a_reason(found: Found) -> None:
    state = mended(found)
    assert isinstance(judge(state, BACK), Refusal)
    state = after((judge, replace(BACK, reason="It was no fault.")), state=state)
    assert changes(state)[-1].was.found is found and changes(state)[-1].now.reason == "It was no fault."
    assert standing_of(state, run="run 3", digests=digests(a="as a")).errors == 0


@pytest.mark.parametrize("found", FAULTY)
def test_a_chart_that_was_mended_stays_among_those_to_look_at_since_it_may_come_back(found: Found) -> None:
    state = after((draw, replace(AGAIN, run="run 3", patients=("d", "e"))), state=mended(found))
    assert "a" in state.patients
    standing = standing_of(state, run="run 3", digests=digests(a="as a"))
    assert standing.count(found) == 1 and standing.carried == ("a",) and "a" in standing.left(Scope.CHART)
    assert standing_of(state, run="run 3", digests=digests(a="mended")).errors == 0


def test_one_word_that_is_milder_than_two_takes_the_place_of_both() -> None:
    worse = verdict(found=Found.SERIOUS, run="run 2", digest="worse")
    right = replace(BACK, reason="Neither is a fault.")
    state = after((judge, verdict(found=Found.SMALL)), (judge, worse), (judge, right), state=DRAWN)
    assert [each.was.found for each in changes(state)] == [Found.SMALL, Found.SERIOUS]


@pytest.mark.parametrize("found", FAULTY)
def test_a_fault_known_before_chance_drew_its_chart_counts_after_that_chart_was_mended(found: Found) -> None:
    drawn = replace(AGAIN, run="run 2", patients=("a", "d"))
    state = after((judge, verdict(found=found)), (draw, drawn), state=DRAWN)
    assert standing_of(state, run="run 2", digests=digests(a="as a")).count(found) == 1
    state = after((judge, replace(RIGHT, run="run 3")), state=state)
    standing = standing_of(state, run="run 3", digests=digests(a="mended"))
    assert (standing.count(found), standing.gone) == (1, 1)


def test_a_fault_that_was_mended_before_chance_drew_its_chart_counts_no_more() -> None:
    drawn = replace(AGAIN, run="run 2", patients=("a", "d"))
    state = after((judge, verdict(found=Found.SMALL)), (draw, drawn), state=DRAWN)
    assert standing_of(state, run="run 2", digests=digests(a="mended")).errors == 0
    state = after((judge, RIGHT), state=state)
    assert standing_of(state, run="run 3", digests=digests(a="mended")).errors == 0


def test_what_answers_what_is_told_by_the_journal_and_not_by_the_clock() -> None:
    state = after((judge, verdict(found=Found.SERIOUS)), (raise_concern, concern()), state=DRAWN)
    state = settle(state, 1, answer="So.", by="Parker", at=LATER)
    right = verdict(reason="It was none.", at=LATER)
    again = verdict(found=Found.SERIOUS, at=AT - timedelta(hours=1))
    state = after((judge, right), (judge, again), state=state)
    assert standing_of(state, run="run 1").unanswered == ("a",)


def test_a_fault_found_after_the_draw_counts_also_where_the_clock_was_set_back() -> None:
    found = verdict(found=Found.SMALL, at=AT - timedelta(hours=1))
    state = after((judge, found), (judge, RIGHT), state=DRAWN)
    assert standing_of(state, run="run 2", digests=digests(a="mended")).errors == 1
