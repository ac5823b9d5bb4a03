"""What a run found comes back from its part as it was, and is open until what stands covers all of it."""

from __future__ import annotations

from dataclasses import replace

from core.decisions import Choice, Group, GroupKind
from core.decisions.found import FoundGroup, from_frame, to_frame
from core.money import Money

ORPHANS = FoundGroup(
    Group(GroupKind.ORPHAN, "a.csv", "a", "PatNum", "payment", "patient", "orphan_record"),
    "financial",
    records=12,
    money=(Money(-120, "USD"), Money(7, "CAD")),
    examples=(3, 9),
    choice=Choice.ARCHIVE,
    seen=12,
)


def test_groups_come_back_from_their_frame() -> None:
    bare = FoundGroup(Group(GroupKind.COLUMN, "a.csv", "a", "x"), "unclassed", records=3, cells=3)
    assert from_frame(to_frame([ORPHANS, bare])) == (ORPHANS, bare)
    assert from_frame(to_frame([])) == ()


def test_a_group_is_open_again_when_there_is_more_of_it_than_the_person_saw() -> None:
    assert not ORPHANS.open
    assert replace(ORPHANS, records=13).open
    assert replace(ORPHANS, choice=None, seen=0).open
