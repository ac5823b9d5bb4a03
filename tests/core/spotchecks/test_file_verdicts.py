from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.readiness import Refusal
from core.spotchecks import (
    Checking,
    FileSaid,
    FileVerdict,
    Found,
    judge,
    judge_file,
    raise_concern,
    settle,
    standing_of,
)
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


def test_a_later_right_does_not_settle_the_concern() -> None:
    state = after((judge_file, WRONG, "owner"), (judge_file, RIGHT, "owner"))
    assert state.concerns[0].open


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
