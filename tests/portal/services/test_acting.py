from __future__ import annotations

from pathlib import Path

import pytest

from portal.permissions import Actor, Role
from portal.services import acting, example, projects
from portal.services.acting import PEOPLE, ActingRefused
from storage import AuditEvent, Storage
from tests.portal.stores import OWNER, store_in

HERE = ("127.0.0.1", "localhost")


@pytest.fixture
def store(tmp_path: Path) -> Storage:
    made = store_in(tmp_path)
    example.put_if_empty(made)
    return made


@pytest.fixture
def project(store: Storage) -> str:
    return projects.all_projects(store, OWNER)[0].id


def switches(store: Storage, project: str) -> list[tuple[str, dict[str, str]]]:
    with store.read() as work:
        events = work.audit.events(project)
    return [(e.actor, e.facts) for e in events if e.event == AuditEvent.ROLE_SWITCHED]


def test_there_is_one_person_for_each_role_and_each_is_plainly_made_up() -> None:
    assert [person.role for person in PEOPLE] == list(Role)
    assert len({person.name for person in PEOPLE}) == len(Role)
    assert all(person.name.endswith(" Sample") for person in PEOPLE)


def test_in_the_example_on_this_computer_one_may_act_as_anybody(store: Storage, project: str) -> None:
    assert acting.offered(store, project, bound=HERE) == PEOPLE


@pytest.mark.parametrize("bound", [(), ("",), ("127.0.0.1", ""), ("127.0.0.1", "0.0.0.0"), ("10.0.0.4",)])
def test_a_server_that_others_can_reach_offers_nobody_and_refuses(
    store: Storage, project: str, bound: tuple[str, ...]
) -> None:
    assert acting.offered(store, project, bound=bound) == ()
    with pytest.raises(ActingRefused):
        acting.switch(store, OWNER, project, "auditor", start=OWNER, bound=bound)
    assert switches(store, project) == []


def test_a_project_of_the_same_name_is_not_the_example(store: Storage) -> None:
    namesake = projects.create(store, Actor("Chartbridge", Role.OWNER), example.NAME)
    assert acting.offered(store, namesake.id, bound=HERE) == ()
    with pytest.raises(ActingRefused):
        acting.switch(store, OWNER, namesake.id, "auditor", start=OWNER, bound=HERE)


def test_a_project_can_not_be_marked_as_the_example_later(store: Storage) -> None:
    other = projects.create(store, OWNER, "Riverside")
    with store.begin() as work:
        work.audit.append(other.id, AuditEvent.AUDIT_VIEWED, "Robin", {})
        example.mark(work, other.id)
    assert acting.offered(store, other.id, bound=HERE) == ()


def test_every_switch_is_an_event_of_who_is_really_here(store: Storage, project: str) -> None:
    auditor = acting.switch(store, OWNER, project, "auditor", start=OWNER, bound=HERE)
    assert (auditor.name, auditor.role) == ("Toni Sample", Role.AUDITOR)
    back = acting.switch(store, auditor, project, "", start=OWNER, bound=HERE)
    assert back == OWNER
    assert switches(store, project) == [
        ("Robin", {"from": "Robin", "to": "Toni Sample", "role": "auditor"}),
        ("Robin", {"from": "Toni Sample", "to": "Robin", "role": "owner"}),
    ]


def test_a_role_that_does_not_exist_is_refused(store: Storage, project: str) -> None:
    with pytest.raises(ActingRefused):
        acting.switch(store, OWNER, project, "emperor", start=OWNER, bound=HERE)
    assert acting.person(PEOPLE, OWNER, role="emperor") == OWNER
