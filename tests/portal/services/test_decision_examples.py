from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.decisions import Group
from core.errors import DecisionsInvalid
from portal.permissions import Actor, Role
from portal.services.decision_examples import examples
from portal.viewmodels.decisions import Examples
from portal.visit import ProjectChoice
from storage import Storage
from tests.portal.grouped import CLINICAL, COLUMN, DATES, ORPHAN, PERSON, REJECT, WORD, grouped_project
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, Clock, begun

Place = tuple[Storage, ProjectChoice, Clock]
VENDOR = Actor("Val", Role.VENDOR)
ACCOUNTANT = Actor("Kim", Role.ACCOUNTANT)


@pytest.fixture
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    clock = Clock()
    store, project = begun(tmp_path_factory.mktemp("examples"), grouped_project, clock)
    yield store, project, clock
    store.close()


def shown(at: Place, group: Group, actor: Actor = OWNER) -> Examples:
    return examples(at[0], actor, at[1], group.id)


def looks(at: Place) -> list[dict[str, object]]:
    with at[0].read() as work:
        return [e.facts for e in work.audit.events(at[1].id) if e.event == "person:upload:open"]


def test_rows_stand_as_they_stood_and_the_column_in_question_first(place: Place) -> None:
    rows = shown(place, ORPHAN).rows
    assert [row.record for row in rows] == [2, 3]
    assert rows[0].cells == (
        ("PatNum", "901"), ("EntryNum", "2"), ("EntryDate", "2024-01-03"), ("Amount", "3400.00"),
    )  # fmt: skip


def test_a_line_that_could_not_be_read_stands_as_it_is_in_the_file(place: Place) -> None:
    (row,) = shown(place, REJECT).rows
    assert (row.record, row.line) == (None, 3)
    assert "gamma" in row.cells[0][1]


def test_texts_that_could_not_be_read_are_counted_the_most_frequent_first(place: Place) -> None:
    assert shown(place, DATES).texts == (("some day", 2), ("not known yet", 1))


def test_persons_stand_side_by_side_with_what_tells_them_apart_and_nothing_else(place: Place) -> None:
    for actor in (OWNER, RECEPTIONIST):
        first, second = shown(place, PERSON, actor).persons
        assert (first.number, second.number) == ("11", "12")
        assert dict(first.cells)["PatStatus"] != dict(second.cells)["PatStatus"]
        assert "Batch" not in dict(first.cells)


def test_whoever_decides_about_a_class_sees_its_values_but_no_records(place: Place) -> None:
    told = shown(place, DATES, RECEPTIONIST)
    assert told.texts and not told.rows and not told.shapes
    assert "the owner or the champion" in told.why_not


@pytest.mark.parametrize("actor", [VENDOR, AUDITOR, ACCOUNTANT], ids=lambda actor: actor.role.name)
def test_others_see_shapes_and_are_told_whom_to_ask(place: Place, actor: Actor) -> None:
    told = shown(place, DATES, actor)
    assert told.shapes and told.texts == (("a a", 2), ("a a a", 1))
    for group in (DATES, ORPHAN, PERSON, COLUMN, WORD):
        other = shown(place, group, actor)
        assert not other.rows and not other.persons
        assert "Please ask the owner or the" in other.why_not
    assert looks(place) == []


def test_a_look_is_one_event_a_person_group_and_quarter_of_an_hour(place: Place) -> None:
    for _ in range(3):
        shown(place, ORPHAN)
    assert len(looks(place)) == 1
    shown(place, DATES)
    shown(place, DATES, RECEPTIONIST)
    assert len(looks(place)) == 3
    place[2].advance(16 * 60)
    shown(place, ORPHAN)
    assert len(looks(place)) == 4


def test_the_event_of_a_look_holds_no_value(place: Place) -> None:
    shown(place, WORD)
    shown(place, PERSON)
    assert not any("zz" in str(facts) or "Twin" in str(facts) or "[" in str(facts) for facts in looks(place))


def test_a_table_that_is_not_found_again_and_a_group_that_is_not_there_are_said(place: Place) -> None:
    assert "could not be found again" in shown(place, CLINICAL, Actor("Parker", Role.PRACTITIONER)).why_not
    with pytest.raises(DecisionsInvalid):
        examples(place[0], OWNER, place[1], "0" * 16)
