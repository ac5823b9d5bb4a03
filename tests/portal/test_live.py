"""What a service refuses at the portal's door leaves one event: who, and what was asked for, no more."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import isfunction
from pathlib import Path

import pytest

from portal.live import LivePortal
from portal.permissions import Action, Actor, Forbidden, Role
from portal.settings import Settings
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept
from portal.wording.audit_trail import sentence
from storage import AuditEvent, AuditRow
from tests.portal.stores import RECEPTIONIST, Clock, project_in, store_in


class Door:
    def __init__(self, folder: Path) -> None:
        self.clock = Clock()
        self.store = store_in(folder, self.clock)
        self.project = project_in(self.store)

    def of(self, actor: Actor = RECEPTIONIST) -> LivePortal:
        return LivePortal(self.store, actor, self.project, Settings())

    def refusals(self) -> list[AuditRow]:
        with self.store.read() as work:
            events = work.audit.events(self.project.id)
        return [event for event in events if event.event == AuditEvent.ACCESS_REFUSED]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    made = Door(tmp_path)
    yield made
    made.store.close()


def test_a_refusal_is_an_event_with_the_name_of_what_was_asked_for_and_nothing_else(door: Door) -> None:
    with pytest.raises(Forbidden):
        door.of().trail(TrailQuery(person="Robin"))
    (event,) = door.refusals()
    assert (event.actor, event.facts) == ("Sam", {"action": Action.SEE_AUDIT.value})
    told = sentence(event.event, event.facts)
    assert told == "Asked to see the audit trail, which this role cannot do."


def test_asking_again_within_a_quarter_of_an_hour_is_the_same_try(door: Door) -> None:
    for _ in range(4):
        with pytest.raises(Forbidden):
            door.of().trail(TrailQuery())
    assert len(door.refusals()) == 1
    door.clock.advance(901)
    with pytest.raises(Forbidden):
        door.of().trail(TrailQuery())
    assert len(door.refusals()) == 2


def test_another_person_and_another_action_are_tries_of_their_own(door: Door) -> None:
    with pytest.raises(Forbidden):
        door.of().trail(TrailQuery())
    with pytest.raises(Forbidden):
        door.of(Actor("Kim", Role.ACCOUNTANT)).trail(TrailQuery())
    with pytest.raises(Forbidden):
        door.of().start_run(Accept.SURE)
    with pytest.raises(Forbidden):
        door.of().take_trail(TrailQuery(), Form.CSV)
    actions = {(event.actor, event.facts["action"]) for event in door.refusals()}
    assert actions == {
        ("Sam", Action.SEE_AUDIT.value),
        ("Kim", Action.SEE_AUDIT.value),
        ("Sam", Action.START_RUN.value),
        ("Sam", Action.SEE_ALL_EVENTS.value),
    }


def test_every_way_through_the_door_is_watched() -> None:
    ways = [way for name, way in vars(LivePortal).items() if isfunction(way) and not name.startswith("_")]
    assert len(ways) > 10
    assert all(hasattr(way, "__wrapped__") for way in ways)


def test_what_is_allowed_leaves_no_refusal(door: Door) -> None:
    door.of().overview()
    assert door.refusals() == []
