"""No order of steps finishes a path with an unproven task, and opening again always lowers."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from core.training import (
    LearningPath,
    NotTaken,
    Progress,
    Proof,
    StepKind,
    finished,
    next_item,
    replayed,
    stands,
    taken,
)
from tests.core.training.paths import (
    ALL,
    ASK,
    ME,
    OTHER,
    PATH,
    PROVEN,
    READ,
    READY,
    SAID,
    SEEN,
    after,
    refused,
    step,
)

STEPS = st.lists(
    st.builds(
        step,
        st.sampled_from(StepKind),
        st.sampled_from([*(item.id for item in PATH.items), "gone", ""]),
        by=st.sampled_from([ME, OTHER]),
        proof=st.sampled_from([None, *Proof]),
        note=st.sampled_from(["", "Once more."]),
    ),
    max_size=30,
)


def done(progress: Progress, path: LearningPath = PATH) -> int:
    return sum(stands(progress, item) for item in path.items)


def test_a_path_is_finished_once_all_is_done_and_the_person_says_ready():
    assert not finished(PATH, after(*ALL))
    assert finished(PATH, after(*ALL, READY))


def test_steps_may_come_in_any_order():
    parts = (READ, SAID, PROVEN)
    for order in permutations(parts):
        assert finished(PATH, after(ASK, *order, SEEN, READY))


@given(STEPS)
def test_no_steps_finish_a_path_with_a_task_that_lacks_its_proof(steps):
    progress = replayed(PATH, steps)
    if finished(PATH, progress):
        assert all(progress.done[item.id].proof is item.proof for item in PATH.items)
        assert progress.done["watched"].by != ME
        assert progress.unsure is None


@given(STEPS, st.sampled_from([item.id for item in PATH.items]))
def test_opening_again_always_lowers(steps, item):
    before = replayed(PATH, steps)
    now = taken(PATH, before, step(StepKind.REOPEN, item, by=OTHER, note="Look once more."))
    if isinstance(now, Progress):
        assert done(now) < done(before)
        assert not finished(PATH, now)
    else:
        assert item not in before.done


@given(STEPS)
def test_what_is_refused_changes_nothing_and_replaying_is_the_same_every_time(steps):
    assert replayed(PATH, steps) == replayed(PATH, tuple(steps))
    taken_ones = []
    progress = Progress()
    for each in steps:
        now = taken(PATH, progress, each)
        if not isinstance(now, NotTaken):
            taken_ones.append(each)
            progress = now
    assert replayed(PATH, taken_ones) == progress


def test_a_word_does_not_stand_for_the_practice_copy():
    assert "practice copy" in refused(Progress(), step(StepKind.DONE, "book", proof=Proof.SAID))


def test_nobody_sees_their_own_task_and_nobody_sees_one_that_was_not_asked_for():
    assert "colleague" in refused(after(ASK), replace(SEEN, by=ME))
    assert "Nobody asked" in refused(Progress(), SEEN)


def test_nobody_reads_or_is_ready_for_somebody_else():
    assert "Only the person" in refused(Progress(), replace(READ, by=OTHER))
    assert "Only the person" in refused(after(*ALL), replace(READY, by=OTHER))
    assert "Only the person" in refused(Progress(), replace(SAID, by=OTHER))


def test_ready_waits_for_the_last_step():
    assert refused(after(READ), READY) == "There are 3 steps left before this."


def test_not_feeling_ready_takes_readiness_back_until_it_is_said_anew():
    doubt = step(StepKind.UNSURE, note="The telephone rings all the time.")
    progress = after(*ALL, READY, doubt)
    assert not finished(PATH, progress)
    settled = after(step(StepKind.SETTLED), start=progress)
    assert not finished(PATH, settled)
    assert finished(PATH, after(READY, start=settled))


def test_not_feeling_ready_needs_a_word_and_opening_again_a_reason():
    assert "few words" in refused(Progress(), step(StepKind.UNSURE, note=" "))
    assert "reason" in refused(after(READ), step(StepKind.REOPEN, "lesson", by=OTHER))


def test_the_next_step_is_one_that_waits_for_nobody_else():
    assert next_item(PATH, after(READ, ASK)).id == "folder"
    assert next_item(PATH, after(READ, SAID, PROVEN, ASK)).id == "watched"
    assert next_item(PATH, after(*ALL)) is None


def test_a_path_that_asks_for_more_proof_than_before_asks_anew():
    strict = replace(PATH.items[1], proof=Proof.SEEN)
    edited = replace(PATH, items=(PATH.items[0], strict, *PATH.items[2:]))
    progress = replayed(edited, (*ALL, READY))
    assert not stands(progress, strict)
    assert not finished(edited, progress)


def test_a_step_that_the_path_has_no_more_is_passed_over():
    shorter = replace(PATH, items=PATH.items[:1])
    assert done(replayed(shorter, ALL), shorter) == 1
