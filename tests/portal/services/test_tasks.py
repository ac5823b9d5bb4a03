from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.decisions import Choice
from portal.permissions import Action, Actor, Role
from portal.services import decision_page, decisions, overview, scope_edits, uploads
from portal.services.audit_trail import check_chain
from portal.services.go_live_tasks import LeftOfGoingLive
from portal.services.scope_tasks import LeftOfScope
from portal.services.tasks import Left, tasks_for
from portal.viewmodels.decisions import DecisionsQuery, Verdict
from portal.viewmodels.overview import Task, TaskKind
from portal.viewmodels.uploads import Dropped
from tests.core.scope.samples import WHOLE
from tests.portal.fakes import SETTLED_SUMS, UNEVEN_SUMS, WAITING_SUMS
from tests.portal.grouped import COLUMN, FOUND, grouped_project, publish_groups
from tests.portal.stores import (
    AUDITOR,
    OWNER,
    PATIENTS,
    Clock,
    begun,
    project_in,
    ran_in,
    run_again,
    store_in,
)

RAN = Left(uploads=3, sums=SETTLED_SUMS)
RUNNERS = {Role.OWNER, Role.CHAMPION, Role.VENDOR}


def kinds(role: Role, left: Left) -> list[TaskKind]:
    return [task.kind for task in tasks_for(Actor("Robin", role), left)]


def whose(kind: TaskKind, left: Left) -> set[Role]:
    return {role for role in Role if kind in kinds(role, left)}


def test_an_empty_project_asks_for_files_those_who_may_bring_them() -> None:
    assert whose(TaskKind.UPLOAD, Left()) == RUNNERS
    assert kinds(Role.OWNER, Left()) == [TaskKind.UPLOAD]


def test_with_files_the_first_run_is_asked_of_those_who_may_start_it() -> None:
    assert whose(TaskKind.START_RUN, Left(uploads=3)) == RUNNERS


def test_a_settled_project_leaves_nothing_to_anybody() -> None:
    assert {role: kinds(role, RAN) for role in Role} == {role: [] for role in Role}


def test_what_waits_is_named_to_those_who_decide_or_propose() -> None:
    left = replace(RAN, sums=WAITING_SUMS)
    assert whose(TaskKind.LOOK_AT_WAITING, left) == set(Role) - {Role.ASSISTANT, Role.AUDITOR}
    assert tasks_for(OWNER, left) == (Task(TaskKind.LOOK_AT_WAITING, 201, 911),)


def test_columns_without_a_home_are_named_to_those_who_map() -> None:
    assert whose(TaskKind.FIND_HOMES, replace(RAN, homeless=4)) == RUNNERS


def test_newer_files_and_a_newer_mapping_ask_for_another_run_but_not_during_one() -> None:
    left = replace(RAN, since_run=2, newer_mapping=True)
    assert kinds(Role.CHAMPION, left) == [TaskKind.RUN_NEW_MAPPING, TaskKind.RUN_NEW_FILES]
    assert kinds(Role.CHAMPION, replace(left, running=True)) == []
    assert whose(TaskKind.RUN_NEW_FILES, left) == RUNNERS


def test_open_groups_are_counted_for_whoever_may_decide_about_their_class() -> None:
    left = replace(RAN, undecided={Action.DECIDE_FINANCIAL: 2, Action.DECIDE_IDENTITY: 3})
    told = {role: tasks_for(Actor("Robin", role), left) for role in Role}
    assert told[Role.OWNER] == (Task(TaskKind.DECIDE, 5),)
    assert told[Role.ACCOUNTANT] == (Task(TaskKind.DECIDE, 2),)
    assert told[Role.RECEPTIONIST] == (Task(TaskKind.DECIDE, 3),)
    assert told[Role.VENDOR] == told[Role.AUDITOR] == told[Role.PRACTITIONER] == ()


def test_decisions_newer_than_the_last_run_are_named_to_those_who_may_start_one() -> None:
    left = replace(RAN, newer_decisions=True)
    assert whose(TaskKind.RUN_NEW_DECISIONS, left) == RUNNERS
    assert kinds(Role.OWNER, replace(left, running=True)) == []


def test_a_sum_that_does_not_close_is_named_to_everybody_and_first() -> None:
    left = replace(RAN, sums=UNEVEN_SUMS, since_run=1, unchecked=3)
    assert {kinds(role, left)[0] for role in Role} == {TaskKind.REPORT}


def test_once_nothing_waits_those_who_write_the_document_are_led_to_the_figures() -> None:
    left = replace(RAN, going_live=LeftOfGoingLive(figures=True))
    assert kinds(Role.OWNER, left) == [TaskKind.TAKE_FIGURES]
    assert kinds(Role.OWNER, replace(left, running=True)) == []
    assert TaskKind.TAKE_FIGURES not in kinds(Role.OWNER, replace(left, sums=WAITING_SUMS))
    assert TaskKind.TAKE_FIGURES not in kinds(Role.OWNER, replace(left, newer_decisions=True))


def test_an_unchecked_chain_is_the_auditors_task() -> None:
    assert whose(TaskKind.CHECK_CHAIN, replace(RAN, unchecked=9)) == {Role.AUDITOR}


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_overview_names_what_is_left_as_it_is_in_the_store(tmp_path: Path, clock: Clock) -> None:
    store, project = ran_in(tmp_path, clock)
    waiting = [task.kind for task in overview.view(store, OWNER, project).tasks]
    uploads.receive(
        store, OWNER, project.id, [Dropped("patients.csv", PATIENTS + b"41,New,Nan,1980-01-01\n")]
    )
    assert Task(TaskKind.RUN_NEW_FILES, 1) in overview.view(store, OWNER, project).tasks
    run_again(store, project)
    assert [task.kind for task in overview.view(store, OWNER, project).tasks] == waiting


def test_a_mapping_saved_after_the_run_is_newer(tmp_path: Path, clock: Clock) -> None:
    store, project = ran_in(tmp_path, clock)
    assert TaskKind.RUN_NEW_MAPPING not in {t.kind for t in overview.view(store, OWNER, project).tasks}
    with store.begin() as work:
        latest = work.mappings.latest(project.id)
        assert latest is not None
        work.mappings.save(project.id, latest.text + " ", "Robin")
    assert Task(TaskKind.RUN_NEW_MAPPING) in overview.view(store, OWNER, project).tasks


def test_the_overview_counts_open_groups_and_notices_decisions_that_no_run_has_followed(
    tmp_path: Path, clock: Clock
) -> None:
    store, project = begun(tmp_path, grouped_project, clock)
    open_to_owner = sum(found.sensitivity != "clinical" for found in FOUND)
    assert Task(TaskKind.DECIDE, open_to_owner) in overview.view(store, OWNER, project).tasks
    seen = decision_page.view(store, OWNER, project, DecisionsQuery()).seen
    verdict = Verdict((COLUMN.id,), Choice.ARCHIVE, "Not needed.")
    decisions.decide(store, OWNER, project.id, verdict, seen=seen)
    told = overview.view(store, OWNER, project).tasks
    assert Task(TaskKind.DECIDE, open_to_owner - 1) in told
    assert Task(TaskKind.RUN_NEW_DECISIONS) in told
    publish_groups(store, project, decisions=1)
    assert Task(TaskKind.RUN_NEW_DECISIONS) not in overview.view(store, OWNER, project).tasks


def test_a_check_of_the_chain_settles_the_auditors_task_for_a_day(tmp_path: Path, clock: Clock) -> None:
    store = store_in(tmp_path, clock)
    project = project_in(store, {"a.csv": PATIENTS})
    assert overview.view(store, AUDITOR, project).tasks == (Task(TaskKind.CHECK_CHAIN, 3),)
    check_chain(store, AUDITOR, project.id)
    assert overview.view(store, AUDITOR, project).tasks == ()
    clock.advance(86_401)
    uploads.receive(store, OWNER, project.id, [Dropped("b.csv", PATIENTS)])
    assert overview.view(store, AUDITOR, project).tasks == (Task(TaskKind.CHECK_CHAIN, 2),)


def test_the_owner_is_asked_to_begin_and_to_approve_the_scope_and_others_to_complete_it() -> None:
    assert whose(TaskKind.BEGIN_SCOPE, replace(RAN, scope=LeftOfScope(begin=True))) == set(Role)
    assert kinds(Role.OWNER, replace(RAN, scope=LeftOfScope(approve=2))) == [TaskKind.APPROVE_SCOPE]
    assert kinds(Role.CHAMPION, replace(RAN, scope=LeftOfScope(prepare=True))) == [TaskKind.PREPARE_SCOPE]


def test_what_the_scope_leaves_follows_from_what_stands(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)

    def left(actor: Actor) -> set[TaskKind]:
        ours = {TaskKind.BEGIN_SCOPE, TaskKind.PREPARE_SCOPE, TaskKind.APPROVE_SCOPE}
        return {task.kind for task in overview.view(store, actor, project).tasks} & ours

    champion = Actor("Casey", Role.CHAMPION)
    assert (left(OWNER), left(champion)) == ({TaskKind.BEGIN_SCOPE}, set())
    scope_edits.begin(store, champion, project.id, country="US", seen=0)
    assert left(OWNER) == left(champion) == {TaskKind.PREPARE_SCOPE}
    assert left(AUDITOR) == set()
    scope_edits.save(store, champion, project.id, WHOLE, reason="", seen=1)
    scope_edits.write_terms(store, champion, project.id, "Pay later", reason="", seen=2)
    assert (left(OWNER), left(champion)) == ({TaskKind.APPROVE_SCOPE}, set())
