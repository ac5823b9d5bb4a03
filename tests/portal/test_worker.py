from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from core.accept import Settings as Clinic
from core.progress import Going
from portal.services import runs, uploads
from portal.viewmodels.jobs import JobState
from portal.viewmodels.uploads import Accept
from portal.worker import LEASE, Worker
from tests.portal.stores import OWNER, PATIENTS, Clock, project_in, ran_project, store_in, work_all, worker_of


def test_what_a_killed_worker_had_in_hand_is_done_by_the_next_one(tmp_path: Path) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project = project_in(store, {"a.csv": PATIENTS})
    with store.begin() as work:
        assert work.jobs.lease("killed", LEASE) is not None
    assert not worker_of(store).work_once()
    clock.advance(LEASE + 1)
    assert worker_of(store).work_once()
    assert uploads.view(store, OWNER, project).uploads[0].looked


def test_a_run_that_was_cut_off_before_its_end_shows_nothing_and_is_then_done_whole(tmp_path: Path) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project = project_in(store, {"a.csv": PATIENTS})
    work_all(store)
    runs.start(store, OWNER, project.id, how=Accept.ALL, clinic=Clinic())
    with store.begin() as work:
        job = work.jobs.lease("killed", LEASE)
    assert job is not None

    def cut_off(going: Going) -> None:
        if going.done >= 94:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runs.run(store, job, cut_off)
    with store.read() as work:
        assert work.runs.of(project.id) == []
    clock.advance(LEASE + 1)
    work_all(store)
    with store.read() as work:
        assert len(work.runs.of(project.id)) == 1


def test_a_job_that_fails_for_no_known_reason_says_so_without_quoting_and_the_worker_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with store.begin() as work:
        work.jobs.enqueue(project.id, "run", {"uploads": [], "accept": "Bloggs"}, "broken")
    assert worker_of(store).work_once()
    view = uploads.view(store, OWNER, project)
    assert view.job is not None
    assert view.job.state is JobState.FAILED
    assert view.job.error is not None
    assert "Bloggs" not in caplog.text + view.job.error.found


def test_a_job_of_an_unknown_kind_fails_and_blocks_no_other(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with store.begin() as work:
        work.jobs.enqueue(project.id, "dance", {}, "unknown")
    project_in(store, {"a.csv": PATIENTS})
    work_all(store)
    with store.read() as work:
        assert {job.state for p in work.projects.all() for job in work.jobs.of(p.id)} == {"done", "failed"}
        del project


def test_progress_is_there_for_whoever_looks_from_another_tab(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = ran_project(store)
    with store.read() as work:
        done = next(job for job in work.jobs.of(project.id) if job.kind == "run")
    assert 0 < done.going.done < done.going.total == 100
    assert done.going.rows == 41


def test_a_worker_at_rest_waits_for_a_database_that_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store, rests = store_in(tmp_path), list[float]()
    project = project_in(store, {"a.csv": PATIENTS})
    away = [OperationalError("SELECT 1", {}, Exception("secret host"))]

    def refuse(*_: object) -> None:
        if away:
            raise away.pop()

    event.listen(store.engine, "before_cursor_execute", refuse)
    Worker(store, name="worker", keep_on=lambda: len(rests) < 2).work(rest=rests.append)
    assert uploads.view(store, OWNER, project).uploads[0].looked
    assert "the worker waits" in caplog.text and "secret host" not in caplog.text
