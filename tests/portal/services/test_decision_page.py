from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.decisions import Choice, GroupKind
from core.decisions.found import FoundGroup
from portal.permissions import Actor, Role
from portal.services.decision_page import view
from portal.viewmodels.decisions import PAGE_SIZE, DecisionsQuery, GroupLine, Say
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.grouped import COLUMN, FOUND, ORPHAN, PERSON, WORD, grouped_project, publish_groups
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, project_in, ran_in, store_in

Place = tuple[Storage, ProjectChoice]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store = store_in(tmp_path_factory.mktemp("page"))
    yield store, grouped_project(store)
    store.close()


def lines(at: Place, actor: Actor = OWNER, **query: object) -> dict[str, GroupLine]:
    asked = replace(DecisionsQuery(), **query)  # type: ignore[arg-type]
    return {line.id: line for line in view(at[0], actor, at[1], asked).groups}


def test_before_any_run_the_page_says_so(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    shown = view(store, OWNER, project_in(store), DecisionsQuery())
    assert (shown.run, shown.total, shown.uploads) == (None, 0, 0)


def test_groups_stand_kind_by_kind_and_the_largest_first(place: Place) -> None:
    told = list(lines(place).values())
    order = [list(GroupKind).index(line.kind) for line in told]
    assert order == sorted(order)
    columns = [line.count for line in told if line.kind is GroupKind.COLUMN]
    assert columns == [40, 1]


def test_filters_by_kind_by_class_and_by_what_is_open_hold_together(place: Place) -> None:
    assert set(lines(place, kind="column")) == {g.group.id for g in FOUND if g.group.kind == "column"}
    assert {line.sensitivity for line in lines(place, sensitivity="financial").values()} == {"financial"}
    assert lines(place, kind="column", sensitivity="financial") == {}
    assert len(lines(place, open_only=True)) == len(FOUND)


def test_the_person_reading_is_told_what_is_theirs_and_whose_the_rest_is(place: Place) -> None:
    store, project = place
    mine = view(store, RECEPTIONIST, project, DecisionsQuery())
    assert (mine.open, mine.yours, mine.proposable) == (len(FOUND), 5, 0)
    assert lines(place, RECEPTIONIST)[ORPHAN.id].say is Say.NONE
    assert lines(place, RECEPTIONIST)[ORPHAN.id].ask == "the owner or the accountant of your clinic"
    vendor = view(store, Actor("Val", Role.VENDOR), project, DecisionsQuery())
    assert (vendor.yours, vendor.proposable) == (0, len(FOUND))


def test_words_and_numbers_of_persons_are_shown_to_whom_they_concern_and_nobody_else(place: Place) -> None:
    vendor = Actor("Val", Role.VENDOR)
    accountant = Actor("Kim", Role.ACCOUNTANT)
    for actor, word, person in (
        (OWNER, "zz", "11 and 12"),
        (RECEPTIONIST, "zz", "11 and 12"),
        (accountant, "", ""),
        (AUDITOR, "", ""),
        (vendor, "", ""),
    ):
        told = lines(place, actor)
        assert (told[WORD.id].word, told[PERSON.id].word) == (word, person), actor.role
        assert (Choice.REPLACE in told[WORD.id].choices) is bool(word)


def test_money_is_shown_to_whom_money_is_open(place: Place) -> None:
    assert lines(place)[ORPHAN.id].money == ("3,412.50 USD",)
    assert lines(place, RECEPTIONIST)[ORPHAN.id].money == ()


def test_a_page_is_a_screenful_and_the_pages_together_hold_every_group_once(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    many = [
        FoundGroup(replace(COLUMN, column=f"c{n}"), "unclassed", records=1, cells=n + 1) for n in range(40)
    ]
    project = grouped_project(store, many)
    whole = view(store, OWNER, project, DecisionsQuery())
    assert (len(whole.groups), whole.pages) == (PAGE_SIZE, 3)
    told = [g.id for n in (1, 2, 3) for g in view(store, OWNER, project, DecisionsQuery(page=n)).groups]
    assert len(told) == len(set(told)) == 40
    assert view(store, OWNER, project, DecisionsQuery(page=9)).page == 3


def test_a_run_in_which_everything_fits_has_nothing_to_decide(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    publish_groups(store, project, [])
    shown = view(store, OWNER, project, DecisionsQuery())
    assert shown.grouped and shown.total == 0
