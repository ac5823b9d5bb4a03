"""The way to going live, by everybody who has a part in it, in a real store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from core.parts import RESTRICTED
from core.parts import Part as RunPart
from core.readiness import Part, Signer
from portal.permissions import Actor, Role
from portal.services import go_live_steps, overview, readiness_papers
from portal.services.acting import PEOPLE
from portal.services.overview import newest_run
from portal.viewmodels.go_live import GateLine
from portal.viewmodels.overview import Task, TaskKind
from portal.wording.audit_trail import NO_WORDS, sentence
from reports.readiness import ReadinessDocument
from storage import Asked, Readiness, RunRow, StepKind, Work
from storage.errors import StepRefused
from storage.readiness_steps import dated
from tests.portal.clinics import (
    ACCOUNTANT,
    CHAMPION,
    OWNER,
    PRACTITIONER,
    REASON,
    VENDOR,
    Clinic,
)


def gate(clinic: Clinic, name: str, actor: Actor = OWNER) -> GateLine:
    return next(line for line in clinic.view(actor).gates if line.name == name)


def test_before_the_figures_are_taken_nothing_is_known_and_everything_stands_in_the_way(
    clinic: Clinic,
) -> None:
    view = clinic.view()
    assert (view.ran, view.figures.run, view.version) == (True, "", 0)
    assert all(line.blocks for line in view.gates)


def test_the_figures_are_those_of_the_newest_run_and_what_blocks_stands_first(clinic: Clinic) -> None:
    clinic.figures()
    said = {line.name: line.result.figure for line in clinic.view().gates}
    assert said["nothing_waiting"] == "4 records that wait"
    assert said["orphan_clinical"] == "1 chart entry without its patient"
    assert said["orphan_payments"] == "1 money record without its patient"
    assert said["images_identical"] == "no images that differ"
    assert said["images_matched"] == "8 % without a patient"
    assert said["clinical_decisions"] == "no open groups"
    assert said["financial_decisions"] == "1 open group"
    verdicts = [(line.blocks, line.result.verdict) for line in clinic.view().gates]
    assert verdicts == sorted(verdicts, reverse=True)


def test_looking_takes_no_figures_and_leaves_no_event(clinic: Clinic) -> None:
    before = clinic.events()
    clinic.view()
    clinic.view(VENDOR)
    assert clinic.events() == before


def test_a_newer_run_is_told_and_not_taken_by_itself(clinic: Clinic) -> None:
    clinic.figures()
    assert not clinic.view().figures.newer_run
    with clinic.store.begin() as work:
        text = work.mappings.latest(clinic.project.id).text
        looked_at = text.replace('"reason": "', '"reason": "Looked at. ', 1)
        work.mappings.save(clinic.project.id, looked_at, "Robin")
    assert gate(clinic, "nothing_waiting").waiver is None


def test_people_are_named_only_what_they_may_do(clinic: Clinic) -> None:
    clinic.figures()
    may = {person.role: clinic.view(person) for person in PEOPLE}
    assert {role for role, view in may.items() if view.may_move} == {Role.OWNER}
    assert {role for role, view in may.items() if view.may_issue} == {Role.OWNER, Role.CHAMPION}
    signers = {Role.OWNER, Role.CHAMPION, Role.PRACTITIONER, Role.ACCOUNTANT}
    assert {role for role, view in may.items() if view.may_take} == signers
    assert {role: view.stating.may for role, view in may.items() if view.stating.may} == {
        Role.OWNER: (Part.TOTALS, Part.TRAINING, Part.SCOPE),
        Role.CHAMPION: (Part.TRAINING, Part.PARALLEL),
        Role.PRACTITIONER: (Part.CHARTS,),
        Role.ACCOUNTANT: (Part.TOTALS,),
    }


def test_a_day_that_is_proposed_changes_nothing_until_the_owner_takes_it(clinic: Clinic) -> None:
    day = date(2026, 5, 4)
    before = clinic.view()
    step(clinic, go_live_steps.propose_date, CHAMPION, day, reason="The crowns are back by then.")
    seen = clinic.view()
    assert seen.proposal is not None
    assert (seen.proposal.day, seen.proposal.by) == (day, CHAMPION.name)
    assert (seen.date, seen.moves) == (before.date, before.moves)
    assert [clinic.view(who).may_propose for who in (CHAMPION, OWNER, VENDOR)] == [True, False, False]
    step(clinic, go_live_steps.move_date, OWNER, day, reason="Taken.")
    assert clinic.view().date == day
    assert clinic.view().proposal is None


def test_a_proposal_is_answered_once_and_a_newer_one_stands_in_its_place(clinic: Clinic) -> None:
    for day in (date(2026, 5, 4), date(2026, 5, 11)):
        step(clinic, go_live_steps.propose_date, CHAMPION, day, reason="Quieter.")
    newest = clinic.view().proposal
    assert newest is not None
    assert newest.day == date(2026, 5, 11)
    step(clinic, go_live_steps.decline_date, OWNER)
    assert clinic.view().proposal is None
    with pytest.raises(StepRefused, match="No day is proposed"):
        step(clinic, go_live_steps.decline_date, OWNER)


def test_a_proposal_without_a_reason_or_for_the_same_day_is_none(clinic: Clinic) -> None:
    step(clinic, go_live_steps.move_date, OWNER, date(2026, 5, 4), reason="First.")
    for day, reason in ((date(2026, 5, 11), " "), (date(2026, 5, 4), "The same.")):
        with pytest.raises(StepRefused):
            step(clinic, go_live_steps.propose_date, CHAMPION, day, reason=reason)
    assert clinic.view().proposal is None


def step(clinic: Clinic, act: Callable[..., int], actor: Actor, *asked: object, **told: object) -> int:
    seen = clinic.view().version
    return act(clinic.store, actor, clinic.project.id, *asked, **told, seen=seen)


def test_in_the_example_its_people_are_the_signers_and_elsewhere_only_who_is_here_is_known(
    clinic: Clinic,
) -> None:
    assert set(clinic.view().people.values()) == {
        "Parker Sample", "Kim Sample", "Casey Sample", "Robin Sample",
    }  # fmt: skip
    with clinic.store.begin() as work:
        other = work.projects.create("Riverside", by="Robin")
    clinic.project = replace(clinic.project, id=other.id)
    assert set(clinic.view(replace(OWNER, name="Robin")).people.values()) == {"Robin"}
    assert not clinic.view().ran


def test_whoever_took_part_is_known_as_who_signs_in_a_project_that_a_user_started(clinic: Clinic) -> None:
    with clinic.store.begin() as work:
        other = work.projects.create("Riverside", by="Robin")
        for by, role in (("Noor", "accountant"), ("Kim", "accountant"), ("Val", "vendor team")):
            day = date(2026, 4, 1 + work.readiness.of(other.id).version)
            work.readiness.take(other.id, Asked(StepKind.DATE, by, role, dated(day, "Quiet.")))
    clinic.project = replace(clinic.project, id=other.id)
    assert clinic.view().people == {Signer.ACCOUNTANT: "Kim", Signer.OWNER: OWNER.name}


def tasks(clinic: Clinic, actor: Actor) -> list[Task]:
    view = overview.view(clinic.store, actor, clinic.project)
    return [task for task in view.tasks if task.kind in (TaskKind.SIGN, TaskKind.SEE_TO_GATES)]


def test_the_overview_names_gates_to_those_who_see_to_them_and_the_signature_to_whose_turn_it_is(
    clinic: Clinic,
) -> None:
    assert not any(tasks(clinic, person) for person in PEOPLE)
    clinic.figures()
    assert {person.role: tasks(clinic, person) for person in PEOPLE if tasks(clinic, person)} == {
        Role.OWNER: [Task(TaskKind.SEE_TO_GATES, 2)],
        Role.CHAMPION: [Task(TaskKind.SEE_TO_GATES, 5)],
        Role.PRACTITIONER: [Task(TaskKind.SEE_TO_GATES, 4)],
        Role.ACCOUNTANT: [Task(TaskKind.SEE_TO_GATES, 4)],
    }
    clinic.in_order()
    document = clinic.issue()
    assert {person.role for person in PEOPLE if tasks(clinic, person)} == {Role.PRACTITIONER}
    clinic.key(PRACTITIONER)
    clinic.sign(PRACTITIONER, document)
    assert tasks(clinic, ACCOUNTANT) == [Task(TaskKind.SIGN)] and not tasks(clinic, PRACTITIONER)
    assert not tasks(clinic, CHAMPION)


def test_every_event_of_going_live_is_told_in_words_and_none_tells_a_reason(clinic: Clinic) -> None:
    clinic.in_order()
    clinic.keys()
    clinic.signed_by_all(clinic.issue())
    clinic.take_back("nothing_waiting")
    clinic.date(None, "A reason of theirs")
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    told = [sentence(event.event, event.facts) for event in events]
    assert not [each for each in told if each.startswith(NO_WORDS.split("(")[0])]
    assert "Signed R-2026-0001 as owner, confirmed by passphrase." in told
    assert "Took the go-live day out." in told
    assert REASON not in repr([event.facts for event in events])
    assert "A reason of theirs" not in repr([event.facts for event in events])


def test_a_document_is_of_the_run_whose_figures_were_taken_though_a_newer_one_has_finished(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.in_order()
    first = clinic.view().figures.run
    taken = readiness_papers.figures_taken

    def and_then_a_run_finishes(work: Work, state: Readiness, actor: Actor, *, seen: int) -> int:
        version = taken(work, state, actor, seen=seen)
        run = newest_run(work, clinic.project.id)
        log = RunPart("log", RESTRICTED, work.runs.open_part(clinic.project.id, run.run, "log", RESTRICTED))
        clinic.clock.advance(5)
        work.runs.publish(
            clinic.project.id, run="e" * 64, result="f" * 64, parts=[log], by="Robin",
            summary={**run.summary, "tables": [], "table_cells": []}, mapping_version=run.mapping_version,
        )  # fmt: skip
        return version

    monkeypatch.setattr(readiness_papers, "figures_taken", and_then_a_run_finishes)
    composed, told = readiness_papers.composed, []

    def listening(work: Work, state: Readiness, run: RunRow, **facts: object) -> ReadinessDocument:
        told.append(run.run)
        return composed(work, state, run, **facts)

    monkeypatch.setattr(readiness_papers, "composed", listening)
    clinic.issue()
    assert told == [first]


def test_what_was_stated_since_a_document_was_written_is_in_the_next_one(clinic: Clinic) -> None:
    clinic.in_order()
    first = clinic.issue()
    assert clinic.issue() == first
    clinic.clock.advance(5)
    clinic.state(OWNER, Part.SCOPE, "Charts", moves=0, approved=1)
    assert clinic.issue() != first
