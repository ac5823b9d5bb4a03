"""Everybody learns on their own path; doubts go to those who may help; the gate counts what was done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.readiness import Part, Signer, Verdict
from core.training import StepKind
from portal.permissions import Actor, Forbidden, Post, Role
from portal.services import training, training_certificate, training_steps
from portal.services.acting import PEOPLE
from portal.services.overview import newest_run
from portal.services.overview import view as overview
from portal.services.readiness_document import composed
from portal.training import PATHS
from portal.viewmodels.overview import TaskKind
from portal.wording.audit_trail import sentence
from reports.readiness import Training
from storage.errors import StaleVersion, StepRefused
from tests.portal.clinics import CHAMPION, DAY, OWNER, PERSON, Clinic
from tests.portal.services.walks import ZONE, Walk

REMY, ASH = PERSON[Role.RECEPTIONIST], PERSON[Role.ASSISTANT]
SUCCESS = Actor("Sol", Role.VENDOR, post=Post.SUCCESS_ENGINEER)
FIRST = PATHS[Role.RECEPTIONIST].items[0].id


def walk(clinic: Clinic, actor: Actor = REMY) -> Walk:
    return Walk(clinic.store, clinic.project, actor)


def test_a_path_begins_with_its_first_lesson_and_days_before_the_go_live(clinic: Clinic) -> None:
    clinic.date()
    mine = walk(clinic).mine
    assert (mine.next, mine.left, mine.finished) == (FIRST, len(mine.lines), False)
    assert (DAY - mine.lines[0].due).days == mine.lines[0].item.due  # type: ignore[operator]
    assert mine.lines[0].late and not mine.lines[-1].late


def test_without_a_day_nothing_is_due_and_nothing_is_late(clinic: Clinic) -> None:
    assert all(line.due is None and not line.late for line in walk(clinic).mine.lines)


def test_a_receptionist_goes_from_the_first_lesson_to_her_certificate(clinic: Clinic) -> None:
    remy = walk(clinic)
    remy.to_the_end(ASH)
    assert remy.mine.finished and remy.mine.ready is not None
    pdf = training_certificate.certificate(clinic.store, REMY, clinic.project, zone=ZONE)
    assert pdf.content.startswith(b"%PDF")
    with pytest.raises(StepRefused, match="not finished"):
        training_certificate.certificate(clinic.store, ASH, clinic.project, zone=ZONE)


@pytest.mark.parametrize("role", list(PATHS))
def test_every_path_can_be_walked_to_its_end(clinic: Clinic, role: Role) -> None:
    person = walk(clinic, PERSON[role])
    person.to_the_end(OWNER)
    assert person.mine.finished


def test_a_double_click_is_one_step_and_an_old_page_changes_nothing(clinic: Clinic) -> None:
    remy = walk(clinic)
    assert [remy.learn(StepKind.READ, FIRST, seen=0) for _ in range(2)] == [1, 1]
    with pytest.raises(StaleVersion):
        remy.learn(StepKind.READ, remy.mine.lines[1].item.id, seen=0)
    assert remy.mine.version == 1


def test_nobody_proves_a_task_by_saying_so(clinic: Clinic) -> None:
    remy = walk(clinic)
    with pytest.raises(StepRefused, match="practice copy"):
        remy.learn(StepKind.DONE, "book-and-move")
    with pytest.raises(StepRefused, match="not something that a person says"):
        remy.learn(StepKind.REOPEN, FIRST)
    with pytest.raises(StepRefused, match="not something that a person says"):
        remy.learn(StepKind.PRACTISE, "book-and-move")
    assert remy.mine.version == 0


def test_a_colleague_sees_who_asks_for_their_eyes_and_nobody_sees_their_own(clinic: Clinic) -> None:
    remy = walk(clinic)
    remy.learn(StepKind.ASK, "check-in-seen")
    asked = training.view(clinic.store, ASH, clinic.project).eyes
    assert [(each.person, each.item.id) for each in asked] == [(REMY.name, "check-in-seen")]
    assert training.view(clinic.store, REMY, clinic.project).eyes == ()
    namesake = replace(REMY, role=Role.ASSISTANT)
    with pytest.raises(StepRefused, match="colleague"):
        remy.seen_by(namesake, "check-in-seen")
    remy.seen_by(ASH, "check-in-seen")
    line = remy.mine.line("check-in-seen")
    assert line is not None and line.done is not None and line.done.by == ASH.name


def test_not_feeling_ready_is_read_by_those_who_may_help_and_by_nobody_else(clinic: Clinic) -> None:
    word = "I cannot find the recall list."
    walk(clinic).learn(StepKind.UNSURE, note=word)
    for actor in (*PEOPLE, SUCCESS):
        try:
            seen = repr(training.view(clinic.store, actor, clinic.project))
            team = training.view(clinic.store, actor, clinic.project).team
        except Forbidden:
            assert actor.role in (Role.VENDOR, Role.AUDITOR)
            continue
        told = [each.unsure.text for each in team or () if each.unsure]
        if actor.role in (Role.OWNER, Role.CHAMPION) or actor is SUCCESS:
            assert told == [word]
        else:
            assert team is None
        assert word not in seen
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    assert not any(word in str(event.facts) for event in events)
    assert sentence(events[-1].event, events[-1].facts) == "Said how ready they feel as receptionist."


def test_only_those_who_follow_the_training_open_a_step_again_and_the_person_reads_why(
    clinic: Clinic,
) -> None:
    remy = walk(clinic)
    remy.learn(StepKind.READ, FIRST)
    asked = {"item": FIRST, "reason": "The list changed.", "seen": 1}
    person = (clinic.project.id, REMY.name, REMY.role.value)
    with pytest.raises(Forbidden):
        training_steps.reopen(clinic.store, ASH, *person, **asked)  # type: ignore[arg-type]
    training_steps.reopen(clinic.store, CHAMPION, *person, **asked)  # type: ignore[arg-type]
    line = remy.mine.lines[0]
    assert line.done is None and line.reopened is not None
    assert (line.reopened.by, line.reopened.text) == (CHAMPION.name, "The list changed.")


def test_roles_without_a_path_have_nothing_to_learn_and_outsiders_see_nothing(clinic: Clinic) -> None:
    view = training.view(clinic.store, OWNER, clinic.project)
    assert view.mine is None and view.team is not None
    assert [each.role for each in view.team] == [
        "champion", "practitioner", "assistant", "receptionist", "accountant"
    ]  # fmt: skip
    with pytest.raises(StepRefused, match="no path"):
        training_steps.learn(clinic.store, OWNER, clinic.project.id, StepKind.READ, item=FIRST, seen=0)


def test_the_overview_names_the_next_lesson_until_none_is_left(clinic: Clinic) -> None:
    def task() -> list[str]:
        tasks = overview(clinic.store, REMY, clinic.project).tasks
        return [each.name for each in tasks if each.kind is TaskKind.LEARN]

    assert task() == ["What changes for you, and what does not"]
    remy = walk(clinic)
    remy.learn(StepKind.READ, FIRST)
    assert task() == ["The day at a glance, and checking people in"]
    for line in remy.mine.lines[1:]:
        remy.take(line.item, ASH)
    assert task() == []


def gate(clinic: Clinic) -> tuple[Verdict, str, str]:
    line = next(each for each in clinic.view().gates if each.name == "training")
    return line.result.verdict, line.result.figure, line.stated_by


def test_training_is_stated_until_somebody_has_begun_and_counted_from_then_on(clinic: Clinic) -> None:
    clinic.figures()
    clinic.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=5)
    assert gate(clinic)[0] is Verdict.PASS and gate(clinic)[2] == CHAMPION.name
    walk(clinic).learn(StepKind.READ, FIRST)
    assert gate(clinic) == (Verdict.BLOCK, "100 % of the team still learning", ""), "the first step counts"
    assert Part.TRAINING not in clinic.view(CHAMPION).stating.may
    with pytest.raises(StepRefused, match="page of its own"):
        clinic.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=5)
    clinic.figures()
    assert gate(clinic) == (Verdict.BLOCK, "100 % of the team still learning", "")


def test_whoever_has_finished_counts_and_a_step_opened_again_takes_them_back(clinic: Clinic) -> None:
    remy = walk(clinic)
    remy.to_the_end(ASH)
    clinic.figures()
    assert gate(clinic)[1] == "80 % of the team still learning"
    training_steps.reopen(
        clinic.store, CHAMPION, clinic.project.id, REMY.name, REMY.role.value,
        item=FIRST, reason="The list changed.", seen=remy.mine.version,
    )  # fmt: skip
    clinic.figures()
    assert gate(clinic)[1] == "100 % of the team still learning"


def test_the_document_prints_what_was_counted_without_anybody_s_word(clinic: Clinic) -> None:
    clinic.in_order()
    stated = _training_of(clinic)
    assert [(each.role, each.stated_by) for each in stated] == [("Reception", CHAMPION.name)]
    walk(clinic).to_the_end(ASH)
    counted = {each.role: (each.people, each.finished, each.stated_by) for each in _training_of(clinic)}
    assert counted["The front desk"] == (1, 1, "") and counted["The money"] == (1, 0, "")


def _training_of(clinic: Clinic) -> tuple[Training, ...]:
    with clinic.store.begin() as work:
        run = newest_run(work, clinic.project.id)
        assert run is not None
        state = work.readiness.of(clinic.project.id)
        return composed(
            work, state, run, name="R-1", project="P", signers=dict.fromkeys(Signer, "Somebody"),
            at=clinic.clock(), patients=(),
        ).training  # fmt: skip
