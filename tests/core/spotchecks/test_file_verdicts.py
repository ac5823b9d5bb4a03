from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.readiness import Refusal
from core.spotchecks import (
    Checking,
    FileSaid,
    FileVerdict,
    Found,
    file_changes,
    judge,
    judge_file,
    raise_concern,
    settle,
    standing_of,
)
from core.spotchecks.opened import opened
from tests.core.spotchecks.test_checking import AT, DRAWN, LATER, after, concern, verdict

WRONG = FileVerdict("xray/4.dcm", "ab" * 32, "a", FileSaid.WRONG, "It is the brother's.", "Ada", LATER)
RIGHT = replace(WRONG, said=FileSaid.RIGHT, note="")


def test_a_wrong_patient_is_a_concern_at_once_and_no_draw_is_needed() -> None:
    state = after((judge_file, WRONG, "vendor team"))
    (raised,) = state.concerns
    assert (raised.number, raised.file, raised.patient, raised.owner) == (1, "xray/4.dcm", "a", "vendor team")
    assert raised.text == "This file is filed under the wrong patient. It is the brother's." and raised.open


def test_right_and_unsure_raise_nothing_and_every_word_is_kept() -> None:
    unsure = replace(WRONG, said=FileSaid.UNSURE)
    state = after((judge_file, RIGHT, "owner"), (judge_file, unsure, "owner"))
    assert state.concerns == () and [each.said for each in state.files] == [FileSaid.RIGHT, FileSaid.UNSURE]


def test_one_file_is_one_open_concern_and_another_once_it_was_settled() -> None:
    state = after((judge_file, WRONG, "owner"), (judge_file, WRONG, "owner"))
    assert len(state.concerns) == 1
    state = settle(state, 1, answer="Put right.", by="Parker", at=LATER)
    assert isinstance(state, Checking)
    assert len(after((judge_file, WRONG, "owner"), state=state).concerns) == 2


def test_the_same_file_with_another_patient_is_another_concern() -> None:
    elsewhere = replace(WRONG, patient="b")
    state = after((judge_file, WRONG, "owner"), (judge_file, elsewhere, "owner"))
    assert [(each.number, each.patient) for each in state.concerns] == [(1, "a"), (2, "b")]


def test_a_wrong_patient_without_a_concern_in_an_older_journal_stands_in_the_way_until_a_word_about_it() -> (
    None
):
    elsewhere = replace(WRONG, patient="b", by_patient=False)
    state = after((judge_file, WRONG, "owner"), (judge_file, elsewhere, "owner"))
    state = settle(state, 1, answer="It lies elsewhere now.", by="Parker", at=LATER)
    assert isinstance(state, Checking) and len(state.concerns) == 1
    assert standing_of(state, run="run 1").open == 1
    again = after((judge_file, replace(elsewhere, by_patient=True), "owner"), state=state)
    assert [each.patient for each in again.concerns if each.open] == ["b"] and len(opened(again)) == 1
    right = replace(elsewhere, said=FileSaid.RIGHT, note="It is theirs.")
    assert opened(after((judge_file, right, "owner"), state=state)) == frozenset()


def test_a_later_right_does_not_settle_the_concern() -> None:
    state = after((judge_file, WRONG, "owner"), (judge_file, replace(RIGHT, note="It is his."), "owner"))
    assert state.concerns[0].open


def test_whoever_takes_a_wrong_patient_back_says_why_and_both_words_are_told() -> None:
    state = after((judge_file, WRONG, "owner"))
    for said in (FileSaid.RIGHT, FileSaid.UNSURE):
        refused = judge_file(state, replace(WRONG, said=said, note=" "), "owner")
        assert isinstance(refused, Refusal) and "why it is not" in refused.reason
    now = replace(RIGHT, note="It is his.", by="Robin")
    (change,) = file_changes(after((judge_file, now, "owner"), state=state))
    assert (change.was, change.now) == (WRONG, now)


def test_a_file_that_lies_elsewhere_by_now_is_another_question() -> None:
    moved = replace(RIGHT, patient="b")
    assert file_changes(after((judge_file, WRONG, "owner"), (judge_file, moved, "owner"))) == ()


def test_a_doubt_is_no_finding_and_gives_way_without_a_word() -> None:
    unsure = replace(WRONG, said=FileSaid.UNSURE, note="")
    assert file_changes(after((judge_file, unsure, "owner"), (judge_file, RIGHT, "owner"))) == ()


def test_a_journal_from_before_reasons_were_asked_for_still_opens_and_says_so() -> None:
    before = replace(RIGHT, asked=False)
    (change,) = file_changes(after((judge_file, WRONG, "owner"), (judge_file, before, "owner")))
    assert not change.now.asked


def test_a_file_of_nobody_and_a_concern_without_an_owner_are_refused() -> None:
    assert isinstance(judge_file(Checking(), replace(WRONG, patient=""), "owner"), Refusal)
    assert isinstance(judge_file(Checking(), WRONG, " "), Refusal)


def test_a_concern_about_a_file_does_not_speak_for_a_serious_difference_in_the_chart() -> None:
    serious = verdict(found=Found.SERIOUS, at=AT)
    state = after((judge, serious), (judge_file, WRONG, "owner"), state=DRAWN)
    standing = standing_of(state, run="run 1")
    assert standing.unanswered == ("a",) and standing.open == 2
    spoken = after((raise_concern, concern(at=LATER + timedelta(minutes=1))), state=state)
    assert standing_of(spoken, run="run 1").unanswered == ()
