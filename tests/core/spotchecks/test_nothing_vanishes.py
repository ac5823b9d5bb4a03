"""The law of spot-checks: no steps, in whatever order and by whomever, make a serious finding vanish.

It is the last word about its part of the chart, and told as that, or whoever took its place has given a
reason, and both are told. It is also the last word about the chart as it was then, and counts wherever that
chart comes back, or whoever took its place there has given a reason, and both are told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.readiness import Refusal
from core.spotchecks import (
    Checking,
    Concern,
    Draw,
    Found,
    Scope,
    Verdict,
    changes,
    draw,
    golden,
    judge,
    raise_concern,
    serious,
    settle,
    standing_of,
)
from tests.core.spotchecks.test_checking import AT

PATIENTS, RUNS, PEOPLE = "abcdef", ("run 1", "run 2"), ("Parker", "Robin")
WORDS = ("", " ", "Looked at again.")
STATES = ("", " mended")  # of a chart, in any run: what was mended can come back as it was

draws = st.tuples(
    st.just("draw"), st.sampled_from(RUNS), st.sets(st.sampled_from(PATIENTS), min_size=1, max_size=3),
    st.sampled_from(WORDS),
)  # fmt: skip
verdicts = st.tuples(
    st.just("judge"), st.sampled_from(PATIENTS), st.sampled_from(Scope), st.sampled_from(Found),
    st.sampled_from(RUNS), st.sampled_from(STATES), st.sampled_from(PEOPLE), st.sampled_from(WORDS),
)  # fmt: skip
concerns = st.tuples(st.just("raise"), st.sampled_from(PATIENTS))
settled = st.tuples(st.just("settle"), st.integers(1, 3), st.sampled_from(WORDS))
by_hand = st.tuples(st.just("golden"), st.sampled_from(PATIENTS))
STEPS = st.lists(st.one_of(draws, verdicts, verdicts, concerns, settled, by_hand), max_size=40)


def taken(state: Checking, number: int, step: tuple) -> Checking | Refusal:
    at = AT + timedelta(minutes=number)
    match step:
        case ("draw", run, patients, why):
            return draw(state, Draw(run, "7", 20, tuple(sorted(patients)), "Parker", at, reason=why))
        case ("judge", patient, scope, found, run, chart, by, why):
            said = Verdict(patient, scope, found, patient + chart, run, by, at, reason=why)
            return judge(state, said)
        case ("raise", patient):
            return raise_concern(state, Concern(0, patient, "Gone.", "owner", "Parker", at))
        case ("settle", which, answer):
            return settle(state, which, answer=answer, by="Parker", at=at)
        case ("golden", patient):
            return golden(state, patient)
    raise AssertionError(step)


def after_all(steps: list[tuple]) -> Checking:
    state = Checking()
    for number, step in enumerate(steps):
        then = taken(state, number, step)
        state = state if isinstance(then, Refusal) else then
    return state


@given(STEPS)
def test_a_serious_finding_is_told_or_there_is_a_reason_why_it_is_none(steps: list[tuple]) -> None:
    state = after_all(steps)
    told, changed = serious(state), changes(state)
    for at, said in enumerate(state.verdicts):
        if said.found is not Found.SERIOUS:
            continue
        same_part = (each for each in state.verdicts[at + 1 :] if (each.patient, each.scope) == about(said))
        then = next(same_part, None)
        if then is None:
            assert said in told
        elif then.found is not Found.SERIOUS:
            assert [c for c in changed if c.was is said and c.now is then and (c.now.reason or "").strip()]


def about(said: Verdict) -> tuple[str, Scope]:
    return said.patient, said.scope


@given(STEPS)
def test_a_serious_finding_stands_for_its_very_chart_or_there_is_a_reason_why_it_is_none(
    steps: list[tuple],
) -> None:
    state = after_all(steps)
    changed = changes(state)
    for at, said in enumerate(state.verdicts):
        if said.found is not Found.SERIOUS:
            continue
        same = (e for e in state.verdicts[at + 1 :] if (about(e), e.digest) == (about(said), said.digest))
        then = next(same, None)
        if then is None:
            assert said.patient in state.patients
        elif then.found is not Found.SERIOUS:
            assert [c for c in changed if c.was is said and c.now is then and (c.now.reason or "").strip()]


@given(STEPS, st.sampled_from(STATES))
def test_a_fault_counts_wherever_the_chart_in_which_it_was_found_comes_back(
    steps: list[tuple], back: str
) -> None:
    """In a run of its own, in which every chart of the sample is in that state."""
    state = after_all(steps)
    if state.current is None:
        return
    last = {(each.patient, each.digest): each for each in state.verdicts if each.scope is Scope.CHART}
    sample = [each for each in state.patients if each not in state.by_hand]
    found = [said.found for each in sample if (said := last.get((each, each + back)))]
    now = standing_of(state, run="run 3", digests={(Scope.CHART, each): each + back for each in sample})
    assert now.count(Found.SERIOUS) >= found.count(Found.SERIOUS)
    assert now.errors >= sum(each.faulty for each in found)


@given(STEPS)
def test_whoever_is_called_serious_stays_among_those_to_look_at_and_stands_in_the_way(
    steps: list[tuple],
) -> None:
    state = after_all(steps)
    assert {each.patient for each in serious(state)} <= {*state.patients}
    for run in RUNS:
        standing = standing_of(state, run=run)
        spoken = {each.patient for each in state.concerns}
        assert {each.patient for each in serious(state)} <= {*standing.unanswered} | spoken


@given(STEPS, st.sets(st.sampled_from(PATIENTS), min_size=1, max_size=3), st.sampled_from(RUNS))
def test_another_draw_takes_no_fault_from_the_result_and_makes_no_bound_better(
    steps: list[tuple], patients: set[str], newest: str
) -> None:
    """In the same run, whatever was found; nothing that was left to compare is gone either."""
    state = after_all(steps)
    if state.current is None:
        return
    again = Draw(state.current.run, "8", 20, tuple(sorted(patients)), "Robin", AT + timedelta(days=1))
    more = draw(state, replace(again, reason="Others."))
    assert isinstance(more, Checking)
    was, now = (standing_of(each, run=newest, digests=digests(each, newest)) for each in (state, more))
    assert now.errors >= was.errors and now.count(Found.SERIOUS) >= was.count(Found.SERIOUS)
    assert {*was.left(Scope.CHART)} & {*was.drawn} <= {*now.left(Scope.CHART)}
    if was.errors:
        assert now.bound >= was.bound


def digests(state: Checking, run: str) -> dict[tuple[Scope, str], str]:
    return {(scope, each): each for scope in Scope for each in state.patients}
