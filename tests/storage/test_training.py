"""The journal of trainings: by person and role, added to, sealed, and told without its words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from core.training import Learned, Proof, StepKind
from storage import AuditEvent, Learner, Storage
from storage.errors import JournalBroken, SealBroken, StaleVersion
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.stored import everything_of, unguard

WORD = "Quastenberg rings all the time"
PERSON = "Remy Quastenberg"


def add(storage: Storage, project: str, *steps: Learned, role: str = "receptionist") -> Learner:
    with storage.begin() as work:
        for each in steps:
            learner = work.training.to_add(project, each.person, role)
            learner = work.training.add(project, learner, each, saw=learner.version)
    return learner


def step(clock: Clock, kind: StepKind = StepKind.READ, **more: object) -> Learned:
    return replace(Learned(kind, PERSON, PERSON, clock(), "what-stays"), **more)  # type: ignore[arg-type]


def every_kind(clock: Clock) -> list[Learned]:
    return [
        step(clock),
        step(clock, StepKind.DONE, item="image-seen", by="Ash", proof=Proof.SEEN),
        step(clock, StepKind.ASK, item="image-seen"),
        step(clock, StepKind.PRACTISE, item="book", facts={"kind": "book", "patient": WORD, "run": "ab"}),
        step(clock, StepKind.REOPEN, by="Casey", note=WORD),
        step(clock, StepKind.UNSURE, item="", note=WORD),
        step(clock, StepKind.SETTLED, item=""),
        step(clock, StepKind.READY, item=""),
    ]


def test_a_person_who_has_not_begun_has_no_steps(storage: Storage, project: str):
    with storage.read() as work:
        assert work.training.of_person(project, PERSON, "receptionist") == Learner(PERSON, "receptionist")
        assert work.training.of(project) == ()
        assert not work.training.begun(project)


def test_steps_come_back_as_they_were_by_person_and_role(storage: Storage, project: str, clock: Clock):
    add(storage, project, *every_kind(clock))
    add(storage, project, replace(step(clock), person="Ash", by="Ash"), role="assistant")
    add(storage, project, step(clock), role="champion")
    with storage.read() as work:
        found = work.training.of(project)
        own = work.training.of_person(project, PERSON, "receptionist")
        assert work.training.begun(project)
    assert [(each.person, each.role, each.version) for each in found] == [
        ("Ash", "assistant", 1),
        (PERSON, "champion", 1),
        (PERSON, "receptionist", 8),
    ]
    assert list(own.steps) == every_kind(clock)


def test_what_was_seen_before_somebody_else_added_is_stale(storage: Storage, project: str, clock: Clock):
    add(storage, project, step(clock))
    with pytest.raises(StaleVersion), storage.begin() as work:
        learner = work.training.to_add(project, PERSON, "receptionist")
        work.training.add(project, learner, step(clock), saw=0)


def test_every_step_leaves_one_event_that_tells_neither_words_nor_feelings(
    storage: Storage, project: str, clock: Clock
):
    with storage.read() as work:
        before = work.audit.length(project)
    add(storage, project, *every_kind(clock))
    with storage.read() as work:
        events = work.audit.events(project)[before:]
    assert [event.event for event in events] == [
        AuditEvent.LESSON_READ,
        AuditEvent.TASK_DONE,
        AuditEvent.TASK_ASKED,
        AuditEvent.TASK_PRACTISED,
        AuditEvent.TASK_REOPENED,
        AuditEvent.TRAINING_SAID,
        AuditEvent.TRAINING_SAID,
        AuditEvent.TRAINING_SAID,
    ]
    assert not any(WORD in str(event.facts) for event in events)
    assert events[1].facts == {
        "role": "receptionist", "person": PERSON, "item": "image-seen", "proof": "seen"
    }  # fmt: skip
    assert {str(event.facts) for event in events[5:]} == {"{'role': 'receptionist'}"}


def test_what_is_rolled_back_leaves_neither_step_nor_event(storage: Storage, project: str, clock: Clock):
    with storage.read() as work:
        before = work.audit.length(project)
    with pytest.raises(RuntimeError), storage.begin() as work:
        learner = work.training.to_add(project, PERSON, "receptionist")
        work.training.add(project, learner, step(clock), saw=0)
        raise RuntimeError
    with storage.read() as work:
        assert (work.training.begun(project), work.audit.length(project)) == (False, before)


def test_nothing_of_a_training_lies_in_clear(storage: Storage, project: str, clock: Clock):
    add(storage, project, *every_kind(clock))
    storage.close()
    assert scan(everything_of(storage), [WORD, PERSON]) == ()


def test_steps_are_only_ever_added(storage: Storage, project: str, clock: Clock):
    add(storage, project, step(clock))
    for statement in ("UPDATE training_step SET number = 2", "DELETE FROM training_step"):
        with pytest.raises(Exception, match="only ever added"), storage.engine.begin() as connection:
            connection.execute(text(statement))


def test_a_step_that_was_taken_out_or_moved_is_noticed(storage: Storage, project: str, clock: Clock):
    add(storage, project, *every_kind(clock))
    with storage.engine.begin() as connection:
        unguard(connection, "training_step")
        connection.execute(text("DELETE FROM training_step WHERE number = 2"))
    with pytest.raises(JournalBroken, match="missing"), storage.read() as work:
        work.training.of_person(project, PERSON, "receptionist")
    with storage.engine.begin() as connection:
        connection.execute(text("UPDATE training_step SET number = 2 WHERE number = 8"))
    with pytest.raises((SealBroken, JournalBroken)), storage.read() as work:
        work.training.of(project)
