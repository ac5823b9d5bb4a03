from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.decisions import Choice, Decision, Group, GroupKind
from core.errors import NothingReadable
from portal.permissions import Actor, Forbidden
from portal.services import overview, runs
from portal.services.run_times import TOOK
from portal.viewmodels.jobs import JobKind, JobView
from portal.viewmodels.overview import Next
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import StaleVersion
from tests.portal.stores import (
    AUDITOR,
    OWNER,
    PATIENTS,
    project_in,
    ran_in,
    ran_project,
    run_again,
    store_in,
    work_all,
)


def start(store: Storage, project: ProjectChoice, actor: Actor = OWNER) -> JobView:
    return runs.start(store, actor, project.id, how=Accept.ALL, clinic=Clinic())


def test_a_double_click_starts_one_run(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    assert start(store, project).id == start(store, project).id


def test_a_finished_run_can_be_started_again(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    first = start(store, project)
    work_all(store)
    assert start(store, project).id != first.id


def test_the_same_files_run_again_give_the_same_run_and_result(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    start(store, project)
    work_all(store)
    with store.read() as work:
        assert len(work.runs.of(project.id)) == 1
        done = [job.outcome for job in work.jobs.of(project.id) if job.kind == JobKind.RUN]
    assert len(done) == 2
    for outcome in done:
        assert outcome is not None
        assert all(spent >= 0 for spent in outcome.pop(TOOK).values())
    assert done[0] == done[1]


def test_a_project_without_files_has_nothing_to_run(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    with pytest.raises(NothingReadable):
        start(store, project_in(store))


def test_an_auditor_cannot_start_a_run(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    with pytest.raises(Forbidden):
        start(store, project, AUDITOR)


def test_a_run_is_on_the_audit_trail_under_the_name_of_who_asked_for_it(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    with store.read() as work:
        published = [e for e in work.audit.events(project.id) if e.event == "project:run:publish"]
        assert work.audit.verify(project.id).valid
    assert [event.actor for event in published] == ["Robin"]


def test_after_a_run_both_sums_account_for_everything_uploaded(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    view = overview.view(store, OWNER, project)
    assert view.run is not None
    assert view.run.sums.records.total == 41
    assert view.run.sums.records.missing == view.run.sums.cells.missing == 0
    assert {(t.file, t.records.total) for t in view.run.tables} == {("patients.csv", 40), ("odd.csv", 1)}
    assert view.uploads_since_run == 0


def test_what_has_no_home_is_named_column_by_column_with_its_reason(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    view = overview.view(store, OWNER, ran_project(store, Accept.SURE))
    assert view.run is not None
    homeless = {(c.table, c.column) for c in view.run.without_home}
    assert {("odd", "ZZZ"), ("odd", "QQQ")} <= homeless
    assert all(c.reason and c.by for c in view.run.without_home)
    assert view.next is Next.LOOK_AT_WAITING


def test_a_file_that_came_after_the_run_is_counted_as_new(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    with store.begin() as work:
        work.uploads.receive(project.id, "later.csv", b"a,b\n1,2\n", "Robin")
    assert overview.view(store, OWNER, project).uploads_since_run == 1


def test_a_run_done_again_is_the_one_shown_whatever_was_run_in_between(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = ran_project(store, Accept.SURE)
    sure = overview.view(store, OWNER, project).run
    run_again(store, project, Accept.ALL)
    everything = overview.view(store, OWNER, project).run
    run_again(store, project, Accept.SURE)
    again = overview.view(store, OWNER, project).run
    assert sure is not None and everything is not None and again is not None
    assert sure.run == again.run != everything.run


def archived(store: Storage, project: ProjectChoice, *, saw: int = 0) -> int:
    group = Group(GroupKind.COLUMN, "patients.csv", "patients", f"Batch {saw}")
    decision = Decision(group, Choice.ARCHIVE, "Robin", "owner", "Not needed.", count=1)
    with store.begin() as work:
        return work.decisions.made(project.id, [decision], by="Robin", saw=saw)


def test_a_run_takes_the_decisions_as_they_stood_when_it_was_asked_for(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS})
    archived(store, project)
    start(store, project)
    archived(store, project, saw=1)
    work_all(store)
    start(store, project)
    work_all(store)
    with store.read() as work:
        second, first = work.runs.of(project.id)
    assert (first.summary["decisions"], second.summary["decisions"]) == (1, 2)
    assert first.run != second.run


def test_a_run_asked_for_after_another_decision_is_another_job(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS})
    first = start(store, project)
    archived(store, project)
    assert start(store, project).id != first.id


def test_decisions_that_were_not_seen_are_not_run(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS})
    archived(store, project)
    with pytest.raises(StaleVersion):
        runs.start(store, OWNER, project.id, how=Accept.SURE, clinic=Clinic(), decided=0)


def test_a_run_asked_for_before_decisions_were_kept_follows_none(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"patients.csv": PATIENTS})
    start(store, project)
    with store.read() as work:
        job = next(job for job in work.jobs.of(project.id) if job.kind == JobKind.RUN)
    before = {name: told for name, told in job.payload.items() if name != "decisions"}
    runs.run(store, replace(job, payload=before), lambda *_: None)
    with store.read() as work:
        assert work.runs.of(project.id)[0].summary["decisions"] == 0
