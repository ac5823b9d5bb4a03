"""Drawing again hides nothing: what was drawn stays, what was found counts, and the bound stays honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.spotchecks import (
    Checking,
    Draw,
    Found,
    Scope,
    bound_of_draws,
    draw,
    golden,
    judge,
    standing_of,
    upper_bound,
)
from tests.core.spotchecks.test_checking import AGAIN, DRAW, DRAWN, LATER, after, verdict

MORE = replace(AGAIN, patients=("c", "d", "e"))
NEWER = replace(AGAIN, run="run 2", patients=("d", "e", "f"), at=LATER + timedelta(days=1))
SINCE = NEWER.at + timedelta(minutes=1)


def same(state: Checking, *, but: dict[str, str] | None = None) -> dict[tuple[Scope, str], str]:
    """Digests of a run in which every chart is as it was, but for some."""
    return {(Scope.CHART, each): (but or {}).get(each, f"as {each}") for each in state.patients}


def test_charts_of_an_earlier_draw_of_the_same_run_stay_compared_or_not() -> None:
    state = after((judge, verdict("a")), (draw, MORE), state=DRAWN)
    assert state.patients == ("c", "d", "e", "a", "b")
    standing = standing_of(state, run="run 1")
    assert standing.left(Scope.CHART) == ("c", "d", "e", "b") and standing.to_check == 4
    assert standing.drawn == ("a", "b", "c", "d", "e")


def test_a_fault_found_before_another_draw_counts_after_it() -> None:
    state = after((judge, verdict("a", Found.SMALL)), (draw, MORE), state=DRAWN)
    standing = standing_of(after(*((judge, verdict(each)) for each in "bcde"), state=state), run="run 1")
    assert (standing.checked, standing.errors) == (5, 1)


def test_once_a_fault_is_found_more_charts_of_the_same_run_make_the_bound_no_better() -> None:
    many = tuple(f"p{n}" for n in range(149))
    state = after(
        (judge, verdict("a", Found.SMALL)), (judge, verdict("b")), (judge, verdict("c")), state=DRAWN
    )
    first = standing_of(state, run="run 1")
    state = after(
        (draw, replace(AGAIN, patients=many)), *((judge, verdict(each)) for each in many), state=state
    )
    standing = standing_of(state, run="run 1")
    assert standing.bound == first.bound == upper_bound(1, 3)
    assert standing.held and not first.held and (standing.checked, standing.errors) == (152, 1)


def test_as_long_as_no_fault_is_found_more_charts_prove_more() -> None:
    state = after(*((judge, verdict(each)) for each in "abc"), (draw, MORE), state=DRAWN)
    standing = standing_of(after(*((judge, verdict(each)) for each in "de"), state=state), run="run 1")
    assert standing.bound == upper_bound(0, 5) and not standing.held


def test_a_fault_found_only_by_a_later_draw_counts_with_all_charts() -> None:
    assert bound_of_draws([(0, 20), (2, 79)]) == upper_bound(2, 79)
    assert bound_of_draws([(1, 20), (1, 79)]) == upper_bound(1, 20)
    assert bound_of_draws([(1, 20), (70, 79)]) == upper_bound(70, 79)
    assert bound_of_draws([]) == 1.0


def test_a_chart_drawn_twice_is_one_chart() -> None:
    state = after((judge, verdict("c", Found.SMALL)), (draw, MORE), state=DRAWN)
    assert (standing_of(state, run="run 1").checked, standing_of(state, run="run 1").errors) == (1, 1)


def test_charts_of_an_earlier_run_go_with_another_draw_but_for_those_found_faulty() -> None:
    state = after((judge, verdict("a")), (judge, verdict("b", Found.SMALL)), (draw, NEWER), state=DRAWN)
    assert state.patients == ("d", "e", "f", "b")
    standing = standing_of(state, run="run 2", digests=same(state))
    assert standing.carried == ("b",) and (standing.checked, standing.errors) == (1, 1)
    assert standing.never_compared == 1


def test_a_faulty_chart_of_an_earlier_run_that_was_mended_is_looked_at_and_makes_nothing_better() -> None:
    state = after((judge, verdict("b", Found.SMALL)), (draw, NEWER), state=DRAWN)
    mended = same(state, but={"b": "otherwise"})
    assert "b" in standing_of(state, run="run 2", digests=mended).left(Scope.CHART)
    right = verdict("b", run="run 2", digest="otherwise", at=SINCE)
    standing = standing_of(after((judge, right), state=state), run="run 2", digests=mended)
    assert standing.carried == () and (standing.checked, standing.errors) == (0, 0)


def test_mending_the_charts_of_a_sample_says_nothing_of_the_others_until_a_newer_run_is_drawn_from() -> None:
    judged = ((judge, verdict(each, Found.SMALL if each == "a" else Found.RIGHT)) for each in "abc")
    state = after(*judged, state=DRAWN)
    mended = same(state, but={"a": "mended"})
    state = after((judge, verdict("a", run="run 2", digest="mended", at=SINCE)), state=state)
    standing = standing_of(state, run="run 2", digests=mended)
    assert (standing.to_check, standing.checked, standing.errors, standing.gone) == (0, 3, 1, 1)
    fresh = after(
        (draw, NEWER), *((judge, verdict(each, run="run 2", at=SINCE)) for each in "def"), state=state
    )
    standing = standing_of(fresh, run="run 2")
    assert (standing.checked, standing.errors, standing.gone) == (3, 0, 0)


def test_an_answer_corrected_with_a_reason_about_the_same_chart_counts_no_more() -> None:
    right = verdict(reason="It stands under another heading.", at=LATER)
    state = after((judge, verdict(found=Found.SMALL)), (judge, right), state=DRAWN)
    standing = standing_of(state, run="run 1")
    assert (standing.checked, standing.errors, standing.gone) == (1, 0, 0)


def test_a_patient_added_by_hand_may_have_been_drawn_before_as_earlier_journals_have_it() -> None:
    state = after((draw, replace(MORE, reason=None)), (golden, "a"), state=DRAWN)
    assert state.patients == ("c", "d", "e", "a", "b") and state.by_hand == ()


def test_who_was_chosen_by_hand_before_charts_stayed_keeps_the_place_that_the_trail_tells() -> None:
    state = after((draw, replace(MORE, reason=None)), (golden, "gold"), state=DRAWN)
    assert state.patients == ("c", "d", "e", "gold", "a", "b")
    chosen = golden(state, "late", late=True)
    assert isinstance(chosen, Checking)
    state = chosen
    assert state.patients == ("c", "d", "e", "gold", "a", "b", "late")
    assert after((draw, NEWER), state=state).patients == ("d", "e", "f", "gold", "late")


def test_a_draw_from_before_reasons_were_asked_for_is_taken_as_it_was() -> None:
    state = after((draw, replace(MORE, reason=None, typed=None)), state=DRAWN)
    assert state.current is not None and state.current.reason is None


def test_places_do_not_move_until_the_next_draw() -> None:
    state = after((judge, verdict("a", Found.SMALL)), (draw, NEWER), state=DRAWN)
    before = state.patients
    right = verdict("a", run="run 2", digest="mended", at=SINCE)
    state = after((judge, right), (golden, "z"), state=state)
    assert state.patients == (*before, "z")


def test_one_draw_says_what_it_always_said() -> None:
    steps = [(judge, verdict(each, found)) for each, found in zip("abc", Found, strict=True)]
    state = after((draw, Draw("run 1", "7", 20, DRAW.patients, "Parker", DRAW.at)), *steps)
    assert standing_of(state, run="run 1").bound == upper_bound(2, 3)
