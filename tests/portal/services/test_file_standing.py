"""Which files the gates count, and which open to whom: without a store, over small ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest

from core.files.ledger import Ledger
from core.files.model import Tags
from core.files.people import People
from core.imaging.matching import Verdict as Matched
from core.spotchecks import Checking, Concern, FileSaid, FileVerdict
from portal.permissions import Actor, Role
from portal.services.file_access import opens
from portal.services.file_standing import (
    concerns_without_a_draw,
    key_of,
    left_in,
    standing_verdicts,
    unmatched,
)
from tests.core.files.made import JO, KIM, made, named, received

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
FILES = ("fine.dcm", "doubted.dcm", "orphan.dcm")
IMAGES = pl.DataFrame(
    {"path": FILES, "verdict": [Matched.MATCHED.value, Matched.MATCHED.value, Matched.ORPHAN.value]}
)


def ledger(people: People | None = None) -> Ledger:
    """One filed, one that speaks of another patient, and one that the run could not match and lists name."""
    tags = {"doubted.dcm": Tags("21"), "fine.dcm": Tags("17")}
    names = [named(path, "17") for path in FILES]
    return made([received(path) for path in FILES], names, tags, people or People([JO, KIM]))


def said(whole: Ledger, path: str, word: FileSaid, state: Checking | None = None) -> Checking:
    file = next(each for each in whole.files if each.path == path)
    verdict = FileVerdict(*key_of(file), word, "", "Ada", AT)
    state = state or Checking()
    return replace(state, files=(*state.files, verdict))


def test_what_speaks_of_another_counts_as_unmatched_until_somebody_says_that_it_is_right() -> None:
    whole = ledger()
    assert unmatched(IMAGES, whole, Checking()) == 2
    right = said(whole, "doubted.dcm", FileSaid.RIGHT)
    assert unmatched(IMAGES, whole, right) == 1
    assert unmatched(IMAGES, whole, said(whole, "orphan.dcm", FileSaid.RIGHT, right)) == 0


@pytest.mark.parametrize("word", [FileSaid.WRONG, FileSaid.UNSURE])
def test_a_fine_file_that_somebody_doubts_counts_as_unmatched(word: FileSaid) -> None:
    whole = ledger()
    state = said(whole, "fine.dcm", word)
    assert unmatched(IMAGES, whole, state) == 3
    assert unmatched(IMAGES, whole, said(whole, "fine.dcm", FileSaid.RIGHT, state)) == 2


def test_a_verdict_does_not_speak_for_a_file_under_another_patient() -> None:
    whole = ledger()
    state = said(whole, "doubted.dcm", FileSaid.RIGHT)
    assert left_in(whole.files, standing_verdicts(state)) == ()
    moved = made([received("doubted.dcm")], [named("doubted.dcm", "21")], {"doubted.dcm": Tags("17")})
    assert left_in(moved.files, standing_verdicts(state)) == (1,)


def test_concerns_about_files_are_counted_beside_what_was_stated() -> None:
    one = Concern(1, JO.id, "x", "owner", "Ada", AT, file="a.dcm")
    closed = replace(one, number=2, settled_at=AT)
    state = Checking(concerns=(one, closed))
    assert [concerns_without_a_draw(state, stated) for stated in (None, 0, 2)] == [1, 1, 3]
    assert [concerns_without_a_draw(Checking(), stated) for stated in (None, 0, 2)] == [None, 0, 2]


@pytest.mark.parametrize("few", [JO, KIM])
def test_what_is_of_or_speaks_of_a_patient_for_few_opens_to_the_practitioner_alone(few) -> None:
    people = People([replace(each, restricted=each is few) for each in (JO, KIM)])
    whole = ledger(people)
    doubted = next(each for each in whole.files if each.path == "doubted.dcm")
    told = {role: opens(Actor("Sam", role), doubted, whole.people) for role in Role}
    assert [role for role, sees in told.items() if sees] == [Role.PRACTITIONER]
    assert opens(Actor("Sam", Role.ASSISTANT), doubted, ledger().people)
