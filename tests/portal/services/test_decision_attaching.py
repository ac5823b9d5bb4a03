"""Words are attached to charts by whose data they are, and only where the table says whose chart it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.decisions import Choice, Group
from core.errors import DecisionsInvalid
from portal.permissions import Actor, Forbidden, Role
from portal.services import decision_page, decisions
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.grouped import COLUMN, DATES, ORPHAN, OTHER_COLUMN, WORD, grouped_project
from tests.portal.stores import OWNER, begun

Place = tuple[Storage, ProjectChoice]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store, project = begun(tmp_path_factory.mktemp("attaching"), grouped_project)
    yield store, project
    store.close()


def offered(at: Place, group: Group) -> bool:
    groups = decision_page.view(at[0], OWNER, at[1], DecisionsQuery()).groups
    return Choice.NOTE in next(each for each in groups if each.id == group.id).choices


def attach(at: Place, group: Group, actor: Actor = OWNER) -> int:
    seen = decision_page.view(at[0], actor, at[1], DecisionsQuery()).seen
    verdict = Verdict((group.id,), Choice.NOTE, "The dentists read it.")
    return decisions.decide(at[0], actor, at[1].id, verdict, seen=seen)


def test_a_note_is_a_choice_for_words_of_patients_and_for_nothing_else(place: Place) -> None:
    assert [offered(place, group) for group in (COLUMN, DATES, WORD)] == [True, True, True]
    assert [offered(place, group) for group in (OTHER_COLUMN, ORPHAN)] == [False, False]


def test_what_cannot_be_a_note_is_refused_whatever_the_page_showed(place: Place) -> None:
    with pytest.raises(DecisionsInvalid, match="cannot be a note"):
        attach(place, OTHER_COLUMN)


def test_it_is_decided_by_whom_that_kind_of_data_belongs_to(place: Place) -> None:
    for role in (Role.RECEPTIONIST, Role.ASSISTANT, Role.ACCOUNTANT):
        with pytest.raises(Forbidden):
            attach(place, COLUMN, Actor("Kim", role))
    with pytest.raises(Forbidden):
        attach(place, WORD, Actor("Dana", Role.PRACTITIONER))
    attach(place, COLUMN, Actor("Dana", Role.PRACTITIONER))
    with place[0].read() as work:
        made = work.decisions.standing(place[1].id).about(COLUMN)
    assert made is not None and (made.choice, made.by) == (Choice.NOTE, "Dana")
