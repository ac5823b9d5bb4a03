"""Decisions are made by whoever may, with what they had before them, all or nothing, and once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.decisions import Choice, Decisions, Group, GroupKind
from core.errors import DecisionsInvalid
from portal.permissions import Action, Actor, Forbidden, Grant, Role, allowed, proposes
from portal.services import decision_page, decisions
from portal.services.decision_examples import examples
from portal.viewmodels.decisions import DecisionsQuery, GroupLine, Seen, Stand, Verdict
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import StaleVersion
from tests.portal.grouped import (
    APPOINTMENT,
    CLINICAL,
    COLUMN,
    DATES,
    FILES,
    FOUND,
    ORPHAN,
    OTHER_COLUMN,
    PERSON,
    TABLE,
    WORD,
    followed,
    grouped_project,
    publish_groups,
)
from tests.portal.stores import OWNER, begun, project_in, run_again, store_in, work_all

VENDOR = Actor("Val", Role.VENDOR)
ACCOUNTANT = Actor("Kim", Role.ACCOUNTANT)
ARCHIVE = Choice.ARCHIVE
Place = tuple[Storage, ProjectChoice]

WHOSE = {
    TABLE: Action.DECIDE_UNCLASSED,
    COLUMN: Action.DECIDE_UNCLASSED,
    ORPHAN: Action.DECIDE_FINANCIAL,
    PERSON: Action.DECIDE_IDENTITY,
    WORD: Action.DECIDE_IDENTITY,
    APPOINTMENT: Action.DECIDE_OPERATIONAL,
    CLINICAL: Action.DECIDE_CLINICAL,
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    store, project = begun(tmp_path, grouped_project)
    yield store, project
    store.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    store, project = begun(tmp_path_factory.mktemp("shared"), grouped_project)
    yield store, project
    store.close()


def seen(at: Place) -> Seen:
    return decision_page.view(*_asked(at), DecisionsQuery()).seen


def line(at: Place, group: Group, actor: Actor = OWNER) -> GroupLine:
    found = decision_page.view(at[0], actor, at[1], DecisionsQuery()).groups
    return next(each for each in found if each.id == group.id)


def decide(at: Place, verdict: Verdict, actor: Actor = OWNER, had: Seen | None = None) -> int:
    return decisions.decide(at[0], actor, at[1].id, verdict, seen=had or seen(at))


def archived(*groups: Group, reason: str = "We never used it.") -> Verdict:
    return Verdict(tuple(group.id for group in groups), ARCHIVE, reason)


def standing(at: Place) -> Decisions:
    with at[0].read() as work:
        return work.decisions.standing(at[1].id)


def verdict_about(group: Group) -> Verdict:
    choice = Choice.SEPARATE if group is PERSON else ARCHIVE
    return Verdict((group.id,), choice, "Looked at it.")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("group", list(WHOSE), ids=lambda group: f"{group.kind}-{group.table}")
def test_a_group_is_decided_by_whom_its_class_belongs_to_proposed_by_the_vendor_and_by_nobody_else(
    shared: Place, group: Group, role: Role
) -> None:
    actor, action = Actor("Robin", role), WHOSE[group]
    events = _events(shared)
    try:
        decide(shared, verdict_about(group), actor)
    except Forbidden as refused:
        assert not allowed(actor, action) and not proposes(actor, action)
        assert refused.place in {action.value, Action.DECIDE_OPERATIONAL.value}
        assert _events(shared) == events
        return
    made = standing(shared).about(group)
    if allowed(actor, action):
        assert made is not None and made.role == role.value
        decisions.withdraw(shared[0], actor, shared[1].id, [group.id], reason="", seen=seen(shared))
    else:
        assert role is Role.VENDOR and made is None


def test_what_was_decided_names_who_why_and_how_much_they_saw(place: Place) -> None:
    assert decide(place, archived(COLUMN)) == 1
    made = standing(place).about(COLUMN)
    assert made is not None
    assert (made.by, made.role, made.reason, made.count) == ("Robin", "owner", "We never used it.", 40)
    shown = line(place, COLUMN)
    assert shown.stand is Stand.NEXT_RUN and shown.made is not None and shown.made.by == "Robin"


def test_several_are_decided_together_or_not_at_all(place: Place) -> None:
    with pytest.raises(Forbidden):
        decide(place, archived(COLUMN, ORPHAN), Actor("Casey", Role.CHAMPION))
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((COLUMN.id, PERSON.id), ARCHIVE, "Both."))
    assert len(standing(place)) == 0
    assert decide(place, archived(COLUMN, OTHER_COLUMN)) == 2
    assert {made.group for made in standing(place)} == {COLUMN, OTHER_COLUMN}


def test_a_decision_about_part_of_what_was_asked_for_is_none(place: Place) -> None:
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((COLUMN.id, "0" * 16), ARCHIVE, "Both."))
    assert len(standing(place)) == 0


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_decision_without_a_reason_is_refused_in_one_sentence(place: Place, reason: str) -> None:
    with pytest.raises(DecisionsInvalid) as refused:
        decide(place, archived(COLUMN, reason=reason))
    assert "add a few words" in refused.value.do


def test_a_choice_that_the_kind_does_not_have_is_refused(place: Place) -> None:
    for choice in (Choice.MERGE, Choice.REPLACE, None):
        with pytest.raises(DecisionsInvalid):
            decide(place, Verdict((COLUMN.id,), choice, "Because."))


def test_the_same_tapped_twice_is_one_decision(place: Place) -> None:
    had = seen(place)
    assert [decide(place, archived(COLUMN), had=had) for _ in range(2)] == [1, 1]


def test_a_tab_that_has_grown_old_overwrites_nothing(place: Place) -> None:
    had = seen(place)
    decide(place, archived(COLUMN))
    with pytest.raises(StaleVersion):
        decide(place, replace(archived(COLUMN), choice=Choice.DECLINE), had=had)
    with pytest.raises(StaleVersion):
        decisions.withdraw(place[0], OWNER, place[1].id, [COLUMN.id], reason="", seen=had)
    made = standing(place).about(COLUMN)
    assert made is not None and made.choice is ARCHIVE


def test_what_a_newer_run_found_is_not_decided_about_unseen(place: Place) -> None:
    had = seen(place)
    publish_groups(*place)
    with pytest.raises(StaleVersion):
        decide(place, archived(COLUMN), had=had)


def test_a_group_is_open_again_where_a_run_finds_more_of_it(place: Place) -> None:
    decide(place, archived(COLUMN))
    grown = [replace(each, cells=41) if each.group == COLUMN else each for each in FOUND]
    publish_groups(*place, grown, decisions=1)
    assert line(place, COLUMN).stand is Stand.MORE
    decide(place, archived(COLUMN, reason="Still not."))
    assert line(place, COLUMN).stand is Stand.NEXT_RUN


def test_the_page_says_whether_the_last_run_followed_a_decision(place: Place) -> None:
    decide(place, archived(COLUMN))
    assert decision_page.view(*_asked(place), DecisionsQuery()).newer
    told = [followed(each, ARCHIVE) if each.group == COLUMN else each for each in FOUND]
    publish_groups(*place, told, decisions=1)
    assert line(place, COLUMN).stand is Stand.FOLLOWED
    assert not decision_page.view(*_asked(place), DecisionsQuery()).newer
    decisions.withdraw(place[0], OWNER, place[1].id, [COLUMN.id], reason="", seen=seen(place))
    assert line(place, COLUMN).stand is Stand.OPEN and line(place, COLUMN).dropped
    assert decision_page.view(*_asked(place), DecisionsQuery()).newer


def test_a_word_becomes_one_of_the_codes_of_its_field_and_nothing_else(place: Place) -> None:
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((WORD.id,), Choice.REPLACE, "Means so.", to="nonsense"))
    decide(place, Verdict((WORD.id,), Choice.REPLACE, "Means so.", to="inactive"))
    made = standing(place).about(WORD)
    assert made is not None and made.to == "inactive"


def test_one_text_of_a_group_is_corrected_and_the_others_wait(place: Place) -> None:
    asked = Verdict((DATES.id,), Choice.REPLACE, "A slip.", to="1961-03-12", text="Some Day ")
    decide(place, asked)
    (made,) = standing(place)
    assert (made.group, made.to, made.count) == (replace(DATES, value="some day"), "1961-03-12", 2)
    shown = line(place, DATES)
    assert shown.open and [each.text for each in shown.corrections] == ["some day"]
    decide(place, replace(asked, to="1962-03-12", text="not known yet"))
    assert line(place, DATES).stand is Stand.NEXT_RUN
    decisions.withdraw(place[0], OWNER, place[1].id, [made.group.id], reason="", seen=seen(place))
    assert line(place, DATES).open


def test_a_correction_that_cannot_be_read_either_is_refused(place: Place) -> None:
    for to, text in (("also no day", "some day"), ("", "some day"), ("1961-03-12", "not there")):
        with pytest.raises(DecisionsInvalid):
            decide(place, Verdict((DATES.id,), Choice.REPLACE, "A slip.", to=to, text=text))
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((DATES.id,), Choice.REPLACE, "All.", to="1961-03-12"))


def test_of_persons_the_named_record_stays_or_the_first(place: Place) -> None:
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((PERSON.id,), Choice.MERGE, "Same.", to="13"))
    decide(place, Verdict((PERSON.id,), Choice.MERGE, "Same."))
    assert [made.to for made in standing(place)] == ["11"]
    decide(place, Verdict((PERSON.id,), Choice.MERGE, "Same.", to="12"))
    assert [made.to for made in standing(place)] == ["12"]


def test_a_proposal_waits_for_whoever_may_decide_and_is_accepted_once(place: Place) -> None:
    store, project = place
    assert decide(place, archived(ORPHAN, reason="Left over."), VENDOR) == 0
    shown = line(place, ORPHAN)
    assert shown.open and shown.proposal is not None and shown.proposal.by == "Val"
    with pytest.raises(Forbidden):
        decisions.accept(store, VENDOR, project.id, ORPHAN.id, seen=seen(place))
    had = seen(place)
    taken = [decisions.accept(store, ACCOUNTANT, project.id, ORPHAN.id, seen=had) for _ in range(2)]
    assert taken == [2, 2]
    made = standing(place).about(ORPHAN)
    assert made is not None
    assert (made.by, made.role, made.reason) == ("Kim", "accountant", "Proposed by Val: Left over.")
    assert line(place, ORPHAN).proposal is None


def test_a_proposal_is_set_aside_by_whoever_may_decide(place: Place) -> None:
    store, project = place
    decide(place, archived(ORPHAN), VENDOR)
    with pytest.raises(Forbidden):
        decisions.withdraw(store, VENDOR, project.id, [ORPHAN.id], reason="", seen=seen(place))
    decisions.withdraw(store, OWNER, project.id, [ORPHAN.id], reason="No.", seen=seen(place))
    assert line(place, ORPHAN).proposal is None
    with pytest.raises(StaleVersion):
        decisions.accept(store, OWNER, project.id, ORPHAN.id, seen=seen(place))


def test_a_proposal_about_one_text_is_accepted_too(place: Place) -> None:
    trusted = replace(VENDOR, grants=frozenset(Grant))
    asked = Verdict((DATES.id,), Choice.REPLACE, "A slip.", to="1961-03-12", text="some day")
    decide(place, asked, trusted)
    (told,) = line(place, DATES).corrections
    assert told.proposed
    decisions.accept(place[0], OWNER, place[1].id, told.group, seen=seen(place))
    assert [(made.to, made.count) for made in standing(place)] == [("1961-03-12", 2)]


def test_a_decision_is_taken_back_by_whoever_may_decide_and_by_nobody_else(place: Place) -> None:
    store, project = place
    decide(place, archived(COLUMN))
    for role in (Role.RECEPTIONIST, Role.ACCOUNTANT, Role.AUDITOR, Role.VENDOR, Role.ASSISTANT):
        with pytest.raises(Forbidden):
            asked = (store, Actor("Robin", role), project.id, [COLUMN.id])
            decisions.withdraw(*asked, reason="", seen=seen(place))
    had = seen(place)
    practitioner = Actor("Parker", Role.PRACTITIONER)
    for _ in range(2):
        decisions.withdraw(store, practitioner, project.id, [COLUMN.id], reason="", seen=had)
    assert len(standing(place)) == 0
    with store.read() as work:
        last = work.decisions.history(project.id)[-1]
    assert (last.number, last.by, last.reason) == (2, "Parker", "Taken back on the Decisions page.")


def test_a_run_is_asked_for_with_the_decisions_as_they_were_seen(place: Place) -> None:
    store, project = place
    had = seen(place)
    decide(place, archived(COLUMN))
    with pytest.raises(StaleVersion):
        decisions.run_again(store, OWNER, project.id, clinic=Clinic(), seen=had)
    decisions.run_again(store, OWNER, project.id, clinic=Clinic(), seen=seen(place))
    with store.read() as work:
        job = work.jobs.of(project.id)[0]
    assert (job.payload["decisions"], job.payload["accept"]) == (1, "all")


def _asked(at: Place) -> tuple[Storage, Actor, ProjectChoice]:
    return at[0], OWNER, at[1]


def _events(at: Place) -> int:
    with at[0].read() as work:
        return work.audit.length(at[1].id)


def test_the_engine_names_groups_follows_what_was_decided_and_the_page_says_so(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    at = (store, project_in(store, FILES))
    run_again(store, at[1], Accept.SURE)
    found = {each.kind: each for each in decision_page.view(*_asked(at), DecisionsQuery()).groups}
    word = next(
        each
        for each in decision_page.view(*_asked(at), DecisionsQuery(kind="value")).groups
        if each.word == "zz"
    )
    person = found[GroupKind.PERSON]
    assert person.word == "11 and 12"
    decide(at, Verdict((word.id,), Choice.REPLACE, "Means so.", to="inactive"))
    decide(at, Verdict((person.id,), Choice.MERGE, "Same."))
    decisions.run_again(store, OWNER, at[1].id, clinic=Clinic(), seen=seen(at))
    work_all(store)
    shown = decision_page.view(*_asked(at), DecisionsQuery())
    stands = {each.id: each.stand for each in shown.groups}
    assert (stands[word.id], stands[person.id]) == (Stand.FOLLOWED, Stand.FOLLOWED)
    assert not shown.newer
    decisions.withdraw(store, OWNER, at[1].id, [word.id], reason="", seen=shown.seen)
    assert decision_page.view(*_asked(at), DecisionsQuery()).newer


def test_a_correction_that_a_run_followed_leaves_the_rest_of_its_group_open(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    at = (store, project_in(store, FILES))
    run_again(store, at[1], Accept.SURE)
    dates = next(
        each
        for each in decision_page.view(*_asked(at), DecisionsQuery(kind="value")).groups
        if each.column == "Birthdate"
    )
    assert dates.count == 3
    decide(at, Verdict((dates.id,), Choice.REPLACE, "A slip.", to="1961-03-12", text="some day"))
    decisions.run_again(store, OWNER, at[1].id, clinic=Clinic(), seen=seen(at))
    work_all(store)
    (rest,) = [
        each for each in decision_page.view(*_asked(at), DecisionsQuery()).groups if each.id == dates.id
    ]
    assert (rest.count, rest.open) == (1, True)
    assert examples(store, OWNER, at[1], rest.id).texts == (("not known yet", 1),)


def test_a_proposal_that_came_after_the_one_that_was_seen_is_not_accepted_unseen(place: Place) -> None:
    store, project = place
    decide(place, archived(ORPHAN), VENDOR)
    had = seen(place)
    decide(place, Verdict((ORPHAN.id,), Choice.DECLINE, "Better."), VENDOR)
    with pytest.raises(StaleVersion):
        decisions.accept(store, OWNER, project.id, ORPHAN.id, seen=had)
    assert len(standing(place)) == 0
    decisions.accept(store, OWNER, project.id, ORPHAN.id, seen=seen(place))
    assert [made.choice for made in standing(place)] == [Choice.DECLINE]


@pytest.mark.parametrize(
    "asked",
    [
        Verdict((DATES.id,), Choice.REPLACE, "A slip.", to="1961-03-12", text="some day"),
        Verdict((DATES.id,), Choice.REPLACE, "A slip.", to="1961-03-12", text="never there"),
        Verdict((WORD.id,), Choice.REPLACE, "Means so.", to="inactive"),
        Verdict((PERSON.id,), Choice.MERGE, "Same.", to="12"),
        Verdict((PERSON.id,), Choice.MERGE, "Same.", to="99"),
    ],
)
def test_whoever_may_not_see_values_cannot_ask_by_proposing_whether_one_is_there(
    place: Place, asked: Verdict
) -> None:
    with pytest.raises(Forbidden):
        decide(place, asked, VENDOR)


def test_a_decision_about_one_text_is_what_should_have_stood_there(place: Place) -> None:
    with pytest.raises(DecisionsInvalid):
        decide(place, Verdict((DATES.id,), ARCHIVE, "Never mind.", text="some day"))


def test_a_decision_that_the_run_knew_and_could_not_carry_out_leaves_its_group_open(place: Place) -> None:
    version = decide(place, Verdict((PERSON.id,), Choice.MERGE, "Same."))
    assert line(place, PERSON).stand is Stand.NEXT_RUN
    publish_groups(*place, FOUND, decisions=version)
    assert line(place, PERSON).stand is Stand.OPEN
