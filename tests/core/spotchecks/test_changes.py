"""A milder word has a reason, and both words are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.readiness import Refusal
from core.spotchecks import Checking, Found, Scope, changes, judge, said_of, serious, wants_reason
from tests.core.spotchecks.test_checking import DRAWN, LATER, after, verdict

WHY = "I looked at the wrong tooth."


def found(*words: Found) -> Checking:
    return after(*((judge, verdict(found=each)) for each in words), state=DRAWN)


@pytest.mark.parametrize("last", [Found.SMALL, Found.SERIOUS])
@pytest.mark.parametrize("by", ["Parker", "Robin"])
def test_a_milder_word_is_refused_without_a_reason_whoever_says_it(last: Found, by: str) -> None:
    state = found(last)
    for milder in (each for each in Found if each.milder_than(last)):
        refused = judge(state, verdict(found=milder, by=by, reason=" "))
        assert isinstance(refused, Refusal) and "why" in refused.reason
        (change,) = changes(after((judge, verdict(found=milder, by=by, reason=WHY)), state=state))
        assert (change.was.found, change.now.found, change.now.by, change.now.reason) == (
            last,
            milder,
            by,
            WHY,
        )


def test_a_graver_word_needs_none_so_that_nothing_hinders_bad_news() -> None:
    state = found(Found.RIGHT, Found.SMALL, Found.SERIOUS)
    assert changes(state) == () and [each.found for each in serious(state)] == [Found.SERIOUS]


def test_a_serious_word_wants_a_reason_also_where_the_chart_has_changed_since() -> None:
    other = verdict(run="run 2", digest="mended", at=LATER)
    assert isinstance(judge(found(Found.SERIOUS), other), Refusal)
    state = after((judge, replace(other, reason="Mended in the mapping.")), state=found(Found.SERIOUS))
    assert [each.now.reason for each in changes(state)] == ["Mended in the mapping."] and serious(state) == ()


def test_a_small_difference_in_a_chart_that_has_changed_since_is_no_change_of_an_answer() -> None:
    state = after((judge, verdict(run="run 2", digest="mended", at=LATER)), state=found(Found.SMALL))
    assert changes(state) == ()


def test_a_word_from_before_reasons_were_asked_for_is_taken_and_told_without_one() -> None:
    state = after((judge, verdict(reason=None)), state=found(Found.SERIOUS))
    assert [each.now.reason for each in changes(state)] == [None]


def test_one_part_of_a_chart_does_not_speak_for_another() -> None:
    state = after((judge, verdict(scope=Scope.IMAGES)), state=found(Found.SERIOUS))
    assert changes(state) == () and len(serious(state)) == 1
    assert [each.scope for each in said_of(state, "a", frozenset({Scope.IMAGES}))] == [Scope.IMAGES]
    assert len(said_of(state, "a", frozenset(Scope))) == 2


def test_what_wants_a_reason_is_known_before_it_is_said() -> None:
    last = verdict(found=Found.SMALL)
    asked = {each for each in Found if wants_reason((last,), each, run="run 1", digest="as a")}
    assert asked == {Found.RIGHT}
    assert not any(wants_reason((), each, run="run 1", digest="as a") for each in Found)


def test_no_reason_is_in_what_a_log_would_print() -> None:
    assert WHY not in repr(after((judge, verdict(reason=WHY)), state=found(Found.SERIOUS)))
