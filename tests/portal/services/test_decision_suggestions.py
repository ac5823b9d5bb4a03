"""One tap is offered to whoever may decide, and what they take is their own decision with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from core.decisions import Choice, Group
from core.decisions.found import FoundGroup
from portal.permissions import Actor, Role
from portal.services import decision_page, decisions
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, GroupLine, Verdict
from portal.visit import ProjectChoice
from portal.wording import decision_suggestions as words
from storage import Storage
from tests.portal.grouped import APPOINTMENT, COLUMN, DATES, FOUND, ORPHAN, PERSON, WORD, grouped_project
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, begun

ALIKE = replace(PERSON, finding="same_by_name_birth_phone")
CANCEL = replace(APPOINTMENT, value="cancel")
MORE = (*FOUND, FoundGroup(ALIKE, "identity", records=2), FoundGroup(CANCEL, "operational", 1, 1))
Place = tuple[Storage, ProjectChoice]


def with_more(store: Storage) -> ProjectChoice:
    return grouped_project(store, MORE)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store, project = begun(tmp_path_factory.mktemp("suggestions"), with_more)
    yield store, project
    store.close()


def page(at: Place, actor: Actor = OWNER, just: str = "") -> DecisionsPage:
    return decision_page.view(at[0], actor, at[1], DecisionsQuery(just=just))


def line(at: Place, group: Group, actor: Actor = OWNER) -> GroupLine:
    return next(each for each in page(at, actor).groups if each.id == group.id)


def test_each_role_is_offered_what_is_theirs_to_decide_and_nothing_else(place: Place) -> None:
    for actor in (OWNER, RECEPTIONIST, AUDITOR, *(Actor("Kim", role) for role in Role)):
        for each in page(place, actor).groups:
            assert each.suggested is None or each.say == "decides", (actor.role, each.kind)
    offered = {actor.role: line(place, ORPHAN, actor).suggested for actor in (OWNER, RECEPTIONIST)}
    assert offered[Role.OWNER] is not None and offered[Role.RECEPTIONIST] is None
    assert line(place, CANCEL, RECEPTIONIST).suggested is not None


def test_what_is_offered_says_what_it_does_in_figures_and_money(place: Place) -> None:
    said = {}
    for group in (ORPHAN, COLUMN, DATES, CANCEL):
        each = line(place, group)
        assert each.suggested is not None, group.kind
        said[group] = (words.button(each, each.suggested), words.does(each, each.suggested))
    assert said == {
        ORPHAN: (
            "Keep in the archive",
            "2 records stay out of the new record, whole in the archive, and 3,412.50 USD with them.",
        ),
        COLUMN: ("Keep beside the record", "40 values stay in the archive of their records, in no field."),
        DATES: ("Keep beside the record", "3 values stay in the archive of their records, in no field."),
        CANCEL: ("Read it as cancelled", "1 value is read so."),
    }
    assert line(place, ALIKE).suggested is None


def test_money_that_is_not_theirs_to_see_is_in_no_sentence(place: Place) -> None:
    each = replace(line(place, ORPHAN), money=())
    assert each.suggested is not None
    assert words.does(each, each.suggested).endswith("whole in the archive.")


def test_what_is_taken_is_decided_at_once_by_name_with_the_reason_and_can_be_undone(place: Place) -> None:
    store, project = place
    each = line(place, CANCEL, RECEPTIONIST)
    told = each.suggested
    assert told is not None
    verdict = Verdict((each.id,), told.choice, words.reason(told), told.to)
    seen = page(place, RECEPTIONIST).seen
    decisions.decide(store, RECEPTIONIST, project.id, verdict, seen=seen)
    with store.read() as work:
        made = work.decisions.standing(project.id).about(CANCEL)
    assert made is not None
    assert (made.by, made.role, made.choice, made.to) == (
        RECEPTIONIST.name, "receptionist", Choice.REPLACE, "cancelled",
    )  # fmt: skip
    assert made.reason == "As suggested: it is the same as “cancel” but for signs and spaces."
    assert line(place, CANCEL).suggested is None
    just = page(place, RECEPTIONIST, CANCEL.id).just
    assert just is not None and words.just("The word", just) == "The word: give it a meaning: cancelled."
    assert page(place, AUDITOR, CANCEL.id).just is None
    decisions.withdraw(
        store, RECEPTIONIST, project.id, [CANCEL.id], reason="", seen=page(place, RECEPTIONIST).seen
    )
    assert page(place, RECEPTIONIST, CANCEL.id).just is None
    assert line(place, CANCEL, RECEPTIONIST).suggested == told


def test_nothing_is_offered_beside_a_proposal_that_waits_for_an_answer(place: Place) -> None:
    store, project = place
    vendor = Actor("Val", Role.VENDOR)
    verdict = Verdict((WORD.id,), Choice.ARCHIVE, "The list says so.")
    assert line(place, WORD).suggested is not None
    decisions.decide(store, vendor, project.id, verdict, seen=page(place, vendor).seen)
    assert line(place, WORD).suggested is None
