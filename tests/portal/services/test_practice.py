"""The practice copy: on the clinic's own records, as far as a role sees them; nothing beside it changes."""

from __future__ import annotations

import json

import pytest

from core.practice import Booking, Exercise
from core.record.model import Sensitivity
from portal.permissions import Role
from portal.services import training_steps
from portal.services.overview import newest_run
from portal.services.practice_records import PARTS
from storage import AuditEvent
from storage.errors import StaleVersion, StepRefused
from tests.portal.clinics import CHAMPION, PERSON, Clinic
from tests.portal.services.walks import Walk, rightly, wrongly
from tests.portal.stores import project_in

EXERCISES = [
    (Role.RECEPTIONIST, "book-and-move"),
    (Role.PRACTITIONER, "review-allergies"),
    (Role.ASSISTANT, "review-allergies"),
    (Role.ASSISTANT, "file-an-image"),
    (Role.ACCOUNTANT, "post-a-payment"),
]


def walk(clinic: Clinic, role: Role = Role.RECEPTIONIST) -> Walk:
    return Walk(clinic.store, clinic.project, PERSON[role])


def done(person: Walk, item: str) -> bool:
    line = person.mine.line(item)
    return line is not None and line.done is not None


@pytest.mark.parametrize(("role", "item"), EXERCISES)
def test_an_exercise_is_on_the_clinic_s_own_records_and_done_right_it_is_proven(
    clinic: Clinic, role: Role, item: str
) -> None:
    person = walk(clinic, role)
    view = person.exercise(item)
    assert not view.made_up and len(view.case.patients) > 1
    person.practise(item, *rightly(view.case))
    assert person.exercise(item).shown.right
    assert done(person, item)


@pytest.mark.parametrize(("role", "item"), EXERCISES)
def test_on_the_wrong_patient_it_is_not_done_and_the_page_says_so(
    clinic: Clinic, role: Role, item: str
) -> None:
    person = walk(clinic, role)
    person.practise(item, wrongly(person.exercise(item).case))
    shown = person.exercise(item).shown
    assert shown.wrong and "another person" in shown.said
    assert not done(person, item)


def test_it_is_the_same_case_after_a_reload(clinic: Clinic) -> None:
    remy = walk(clinic)
    assert remy.exercise("book-and-move").case == walk(clinic).exercise("book-and-move").case


def test_a_booking_survives_a_reload_and_is_moved_later(clinic: Clinic) -> None:
    remy = walk(clinic)
    booked, moved = rightly(remy.exercise("book-and-move").case)
    remy.practise("book-and-move", booked)
    assert not done(remy, "book-and-move")
    walk(clinic).practise("book-and-move", moved)
    assert done(remy, "book-and-move")


def test_pressed_twice_it_is_done_once_and_in_an_old_page_not_at_all(clinic: Clinic) -> None:
    person = walk(clinic, Role.ACCOUNTANT)
    case = person.exercise("post-a-payment").case
    first = person.practise("post-a-payment", *rightly(case), seen=0)
    assert person.practise("post-a-payment", *rightly(case), seen=0) == first == 2
    with pytest.raises(StaleVersion):
        person.practise("post-a-payment", wrongly(case), seen=0)


def test_nothing_of_it_touches_the_run_or_any_other_journal(clinic: Clinic) -> None:
    def kept() -> tuple[object, ...]:
        with clinic.store.read() as work:
            run = newest_run(work, clinic.project.id)
            assert run is not None
            work.runs.verify(clinic.project.id, run.run)
            jobs = [(job.id, job.state) for job in work.jobs.of(clinic.project.id)]
            return run, jobs, work.decisions.version(clinic.project.id)

    before = kept()
    for role, item in EXERCISES:
        person = walk(clinic, role)
        person.practise(item, wrongly(person.exercise(item).case))
        person.practise(item, *rightly(person.exercise(item).case))
    assert kept() == before


def test_no_clinical_text_is_opened_for_a_booking_or_a_payment() -> None:
    for exercise in (Exercise.BOOKING, Exercise.PAYMENT):
        classes = {each for parts in PARTS[exercise].values() for each in parts}
        assert Sensitivity.CLINICAL not in classes
    booking = {each for parts in PARTS[Exercise.BOOKING].values() for each in parts}
    assert Sensitivity.FINANCIAL not in booking


def test_an_exercise_of_another_path_is_nobody_s(clinic: Clinic) -> None:
    with pytest.raises(StepRefused, match="no exercise"):
        walk(clinic).exercise("post-a-payment")
    with pytest.raises(StepRefused, match="no exercise"):
        walk(clinic, Role.ACCOUNTANT).exercise("book-and-move")


def test_looking_leaves_one_event_and_what_was_practised_names_nobody(clinic: Clinic) -> None:
    remy = walk(clinic)
    view = remy.exercise("book-and-move")
    remy.exercise("book-and-move")
    remy.practise("book-and-move", *rightly(view.case))
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    looked = [event for event in events if event.event == AuditEvent.PRACTICE_OPENED]
    assert len(looked) == 1
    told = json.dumps([event.facts for event in events if event.actor == remy.actor.name])
    for patient in view.case.patients:
        assert patient.name not in told and patient.id not in told


def test_before_the_first_run_people_practise_on_made_up_ones(clinic: Clinic) -> None:
    project = project_in(clinic.store)
    remy = Walk(clinic.store, project, PERSON[Role.RECEPTIONIST])
    view = remy.exercise("book-and-move")
    assert view.made_up and isinstance(view.case, Booking)
    remy.practise("book-and-move", *rightly(view.case))
    assert done(remy, "book-and-move")


def test_a_task_that_was_opened_again_is_practised_anew(clinic: Clinic) -> None:
    person = walk(clinic, Role.ACCOUNTANT)
    person.practise("post-a-payment", *rightly(person.exercise("post-a-payment").case))
    training_steps.reopen(
        clinic.store, CHAMPION, clinic.project.id, person.actor.name, person.actor.role.value,
        item="post-a-payment", reason="Once more, please.", seen=person.mine.version,
    )  # fmt: skip
    assert not person.exercise("post-a-payment").shown.right
    person.practise("post-a-payment", *rightly(person.exercise("post-a-payment").case))
    assert done(person, "post-a-payment")
    assert [line.item.id for line in person.mine.lines if line.reopened] == []
