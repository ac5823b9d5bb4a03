"""The sandbox is filled by a job that may be stopped anywhere, and the trail says what it holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.digests import frame_digest
from core.progress import Going
from portal.permissions import Forbidden
from portal.services import jobs, overview, runs, sandbox
from portal.viewmodels.jobs import JobKind, JobState
from portal.viewmodels.sandbox import NO_SANDBOX
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import LeaseLost
from storage.sandbox import Standing, forget_sandbox, sandbox_of
from tests.portal.stores import (
    AUDITOR,
    OWNER,
    RECEPTIONIST,
    project_in,
    ran_in,
    run_again,
    store_in,
    work_all,
)

LOADED, DROPPED = "project:sandbox:load", "project:sandbox:drop"


def unwatched(_going: Going) -> None:
    """Nobody watches."""


def events(store: Storage, project: ProjectChoice) -> list[str]:
    with store.read() as work:
        return [row.event for row in work.audit.events(project.id) if row.event in (LOADED, DROPPED)]


def filled(store: Storage, project: ProjectChoice) -> None:
    sandbox.start(store, OWNER, project.id)
    work_all(store)


def test_a_job_fills_the_sandbox_with_the_records_of_the_newest_run(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    filled(store, project)
    (state,), held = sandbox.state(store, OWNER, project.id)
    assert (state.standing, state.patients) == (Standing.VISIBLE, 40)
    assert held is not None
    assert (held.records, held.patients) == (state.rows, 40)
    with sandbox_of(store, project.id) as copy, store.read() as work:
        (run,) = work.runs.of(project.id)
        own = work.runs.open_part(project.id, run.run, "entity/patient", "identity")
        there = copy.opened("patient", "identity")
        assert frame_digest(there) == frame_digest(own.select(there.columns))
    assert events(store, project) == [LOADED]


def test_a_double_click_is_one_load_and_the_next_one_changes_nothing(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    first = sandbox.start(store, OWNER, project.id)
    assert sandbox.start(store, OWNER, project.id).id == first.id
    work_all(store)
    filled(store, project)
    with store.read() as work:
        newest = next(job for job in work.jobs.of(project.id) if job.kind == JobKind.SANDBOX)
    assert newest.id != first.id
    assert newest.outcome is not None
    assert newest.outcome["changed"] is False
    assert events(store, project) == [LOADED]


def test_its_progress_is_told_in_rows_and_found_again_after_a_reload(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    asked = sandbox.start(store, OWNER, project.id)
    found = jobs.view(store, RECEPTIONIST, project.id)
    assert found is not None
    assert (found.id, found.kind, found.state) == (asked.id, JobKind.SANDBOX, JobState.QUEUED)
    told: list[Going] = []
    with store.begin() as work:
        job = work.jobs.lease("worker", 60)
    assert job is not None
    sandbox.fill(store, job, told.append)
    assert (told[-1].rows, told[-1].rows_total) == (told[-1].done, told[-1].total)
    assert told[-1].rows == 40


def test_a_load_that_lost_its_job_is_gone_on_with_by_the_next(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    sandbox.start(store, OWNER, project.id)
    with store.begin() as work:
        job = work.jobs.lease("worker", 0)
    assert job is not None

    def taken(going: Going) -> None:
        if going.rows:
            raise LeaseLost(place="job", found="It is another's.", do="Leave it.")

    with pytest.raises(LeaseLost):
        sandbox.fill(store, job, taken)
    assert [each.standing for each in sandbox.state(store, OWNER, project.id)[0]] == [Standing.UNDER_WAY]
    work_all(store)
    assert [each.standing for each in sandbox.state(store, OWNER, project.id)[0]] == [Standing.VISIBLE]
    assert events(store, project) == [LOADED]


def test_an_event_that_a_kill_left_out_is_made_up_for(tmp_path: Path) -> None:
    """Killed between the copy and its event: the copy is there, and nothing says so yet."""
    store, project = ran_in(tmp_path)
    sandbox.fill_now(store, OWNER, project.id, unwatched)
    with store.begin() as work:
        work.audit.append(project.id, AuditEvent.SANDBOX_DROPPED, "Robin", {})
    _, done = sandbox.fill_now(store, OWNER, project.id, unwatched)
    assert done.changed is False
    assert events(store, project) == [LOADED, DROPPED, LOADED]


def test_the_overview_says_what_the_copy_holds_and_when_a_newer_run_is_there(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    assert overview.view(store, OWNER, project).sandbox.held is None
    filled(store, project)
    copy = overview.view(store, OWNER, project).sandbox
    assert copy.held is not None
    assert (copy.newer, copy.loading, copy.may_load, copy.ask) == (False, False, True, "")
    run_again(store, project, accept=Accept.SURE)
    assert overview.view(store, OWNER, project).sandbox.newer is True
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic())
    sandbox.start(store, OWNER, project.id)
    assert overview.view(store, OWNER, project).sandbox.loading is True


def test_the_overview_says_why_a_load_came_to_nothing_until_one_goes_well(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    sandbox.start(store, OWNER, project.id)
    with store.begin() as work:
        job = work.jobs.lease("worker", 60)
        assert job is not None
        work.jobs.fail(job, {"place": "sandbox", "found": "It did not answer.", "do": "Try again."})
    failed = overview.view(store, OWNER, project).sandbox.failed
    assert failed is not None
    assert (failed.found, failed.do) == ("It did not answer.", "Try again.")
    filled(store, project)
    assert overview.view(store, OWNER, project).sandbox.failed is None


def test_who_may_not_fill_it_is_told_whom_to_ask(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    copy = overview.view(store, RECEPTIONIST, project).sandbox
    assert (copy.may_load, copy.ask) == (False, "the owner or the champion of your clinic")
    for ask in (sandbox.start, sandbox.drop, sandbox.check):
        with pytest.raises(Forbidden):
            ask(store, AUDITOR, project.id)


def test_without_a_run_there_is_nothing_to_fill_it_with(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with pytest.raises(sandbox.NothingToLoad):
        sandbox.start(store, OWNER, project.id)
    assert overview.view(store, OWNER, project).sandbox.held is NO_SANDBOX.held


def test_removing_it_stops_a_load_and_leaves_the_run(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    filled(store, project)
    waiting = sandbox.start(store, OWNER, project.id)
    assert sandbox.drop(store, OWNER, project.id) is True
    assert sandbox.state(store, OWNER, project.id) == ((), None)
    with store.read() as work:
        assert work.jobs.get(project.id, waiting.id).state == "cancelled"
        assert len(work.runs.of(project.id)) == 1
    assert sandbox.drop(store, OWNER, project.id) is False
    assert events(store, project) == [LOADED, DROPPED]


def test_every_record_is_compared_with_the_run(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    filled(store, project)
    found = sandbox.check(store, OWNER, project.id)
    assert (found.records, found.differing) == (40, ())


def test_with_a_projects_keys_its_sandbox_goes_and_no_other(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    filled(store, project)
    forget_sandbox(store, "another project")
    assert len(sandbox.state(store, OWNER, project.id)[0]) == 1
    forget_sandbox(store, project.id)
    assert sandbox.state(store, OWNER, project.id)[0] == ()
