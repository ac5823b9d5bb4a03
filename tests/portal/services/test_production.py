"""The same services on PostgreSQL and S3: from the first file to a run, and two workers at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest

from portal.services import overview, projects, uploads
from portal.viewmodels.uploads import Accept, Dropped
from portal.worker import Worker
from storage import EnvironmentMasterKey, Storage, open_storage
from storage.s3 import S3Blobs
from tests import servers
from tests.portal.stores import KEY, ODD, OWNER, PATIENTS, Clock, ran_project, store_in


@pytest.fixture
def url() -> Iterator[str]:
    url = servers.new_database()
    yield url
    servers.drop(url)


@pytest.fixture
def stores(tmp_path: Path, url: str) -> Iterator[list[Storage]]:
    """The same store opened three times, as a portal and two workers do."""
    master, bucket = EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": KEY}), servers.new_bucket()
    opened = [
        open_storage(
            tmp_path / "home",
            master=master,
            clock=Clock(),
            database_url=url,
            blobs=S3Blobs(servers.s3_client(), bucket),
        )
        for _ in range(3)
    ]
    yield opened
    for each in opened:
        each.close()


def test_a_run_gives_the_same_there_as_on_a_desk(stores: list[Storage], tmp_path: Path) -> None:
    results = []
    for store in (stores[0], store_in(tmp_path / "desk")):
        project = ran_project(store, Accept.ALL)
        with store.read() as work:
            results.append([(run.run, run.result) for run in work.runs.of(project.id)])
            assert work.audit.verify(project.id).valid
        assert overview.view(store, OWNER, project).run is not None
    assert results[0] == results[1] and len(results[0]) == 1


def test_two_workers_take_different_jobs(stores: list[Storage]) -> None:
    portal, *others = stores
    every = [projects.create(portal, OWNER, f"Clinic {n}").id for n in range(6)]
    for project in every:
        uploads.receive(portal, OWNER, project, [Dropped("a.csv", PATIENTS), Dropped("odd.csv", ODD)])
    together = Barrier(2)

    def work_off(store: Storage, name: str) -> None:
        worker = Worker(store, name=name, keep_on=lambda: True)
        together.wait()
        while worker.work_once():
            pass

    threads = [Thread(target=work_off, args=(store, f"w{n}")) for n, store in enumerate(others)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with portal.read() as work:
        jobs = [job for project in every for job in work.jobs.of(project)]
        assert [(job.state, job.attempts) for job in jobs] == [("done", 1)] * 6
        assert {job.worker for job in jobs} == {"w0", "w1"}
        assert all(work.audit.verify(project).valid for project in every)
