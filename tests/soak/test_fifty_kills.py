"""Fifty kills while 200,000 rows are run, on SQLite and a folder, and on PostgreSQL and S3 that die as well.

Afterwards everything is as if nothing had been (law 3), and the trail tells each thing once (law 8). The
seed is fixed, the moments are not: machines differ.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.accept import Settings as Clinic
from portal.opening import open_storage
from portal.services import projects, runs, uploads
from portal.settings import read_settings
from portal.viewmodels.uploads import Accept, Dropped
from portal.worker import Worker
from storage import OUTAGES, JobState, RunRow, Storage, sweep
from tests.portal.stores import KEY, OWNER
from tests.soak import outages
from tests.soak.hurried_worker import started

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]
KILLS = int(os.environ.get("KILLS", "50"))
PATIENTS, VISITS = 2_000, 198_000
BLOB = "cut the way to the blobs"
DATABASE = "killed the database"


def export() -> list[Dropped]:
    """200,000 rows in two files."""
    patients = "".join(
        f"{n},Last{n},First{n % 977},19{n % 80 + 10}-0{n % 9 + 1}-1{n % 10}\n" for n in range(PATIENTS)
    )
    visits = "".join(
        f"{n},{n % PATIENTS},2025-0{n % 9 + 1}-1{n % 10},0{n % 10}:15,Note {n}\n" for n in range(VISITS)
    )
    return [
        Dropped("patients.csv", f"PatNum,LastName,FirstName,Birthdate\n{patients}".encode()),
        Dropped("appointments.csv", f"AptNum,PatNum,AptDate,AptTime,Note\n{visits}".encode()),
    ]


@dataclass
class Ground:
    """Where a portal lies, and what of it can be made to fail beside its worker."""

    environment: Mapping[str, str]
    outages: tuple[tuple[str, outages.PostgreSql | outages.S3], ...] = ()
    happened: Counter[str] = field(default_factory=Counter)

    def opened(self) -> Storage:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in self.environment.items():
                patch.setenv(name, value)
            return open_storage(read_settings())


def settings_in(home: Path, **more: str) -> dict[str, str]:
    ours = {"HOME": str(home / "home"), "MASTER_KEY": KEY, "EXAMPLE": "none", "LOG": "json", **more}
    return {f"CHARTBRIDGE_{name}": value for name, value in ours.items()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunRow, float]:
    """What an undisturbed run gives, and how many seconds it takes."""
    store = Ground(settings_in(tmp_path_factory.mktemp("undisturbed"))).opened()
    project = begun(store)
    worker = Worker(store, name="undisturbed", keep_on=lambda: False)
    worker.work_once()
    again(store, project)
    before = time.monotonic()
    worker.work_once()
    return only_run(store, project), time.monotonic() - before


@pytest.fixture(params=["sqlite", "production"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ground]:
    if request.param == "sqlite":
        yield Ground(settings_in(tmp_path))
        return
    with ExitStack() as stack:
        database = stack.enter_context(outages.postgresql(tmp_path))
        blobs = stack.enter_context(outages.s3())
        blobs.client().create_bucket(Bucket="kills")
        settings = settings_in(tmp_path, DATABASE_URL=database.url, BLOBS="s3://kills/clinic/")
        amazon = {
            "AWS_ENDPOINT_URL_S3": blobs.address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        yield Ground({**settings, **amazon}, ((DATABASE, database), (BLOB, blobs)))


def begun(store: Storage) -> str:
    project = projects.create(store, OWNER, "Maple Street").id
    uploads.receive(store, OWNER, project, export())
    return project


def again(store: Storage, project: str) -> None:
    """As a person presses the button once more."""
    runs.start(store, OWNER, project, how=Accept.ALL, clinic=Clinic())


def only_run(store: Storage, project: str) -> RunRow:
    with store.read() as work:
        (run,) = work.runs.of(project)
        return run


def patiently(act: Callable[[], Any]) -> Any:
    """`act`, as often as it takes while a server is away."""
    until = time.monotonic() + 120
    while True:
        try:
            return act()
        except OUTAGES:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def jobs(store: Storage, project: str) -> list[Any]:
    def read() -> list[Any]:
        with store.read() as work:
            return work.jobs.of(project)

    return patiently(read)


def wait_for(store: Storage, project: str, what: Callable[[list[Any]], bool]) -> None:
    until = time.monotonic() + 300
    while not what(jobs(store, project)):
        assert time.monotonic() < until, [(job.state, job.outcome) for job in jobs(store, project)]
        time.sleep(0.03)


def under_way(found: list[Any]) -> bool:
    return any(job.state is JobState.LEASED and job.worker for job in found)


def over(found: list[Any]) -> bool:
    return all(job.state not in (JobState.QUEUED, JobState.LEASED) for job in found)


def kill_once(ground: Ground, store: Storage, project: str, *, seconds: float, chance: random.Random) -> None:
    """A worker, killed somewhere in the middle; every third time a server goes first, and comes back."""
    if over(jobs(store, project)):
        patiently(lambda: again(store, project))
    worker = started(ground.environment)
    wait_for(store, project, lambda found: over(found) or under_way(found))
    time.sleep(chance.uniform(0, seconds))
    if ground.outages and chance.random() < 1 / 3:
        name, server = chance.choice(ground.outages)
        server.kill()
        time.sleep(chance.uniform(0, 1))
        server.start()
        ground.happened[name] += 1
        time.sleep(chance.uniform(0, seconds / 2))
    busy = under_way(jobs(store, project))
    worker.kill()
    worker.join()
    ground.happened["killed while it worked" if busy else "killed at rest"] += 1


def finish(ground: Ground, store: Storage, project: str) -> None:
    worker = started(ground.environment)
    wait_for(store, project, over)
    if not any(job.kind == "run" and job.state is JobState.DONE for job in jobs(store, project)):
        patiently(lambda: again(store, project))
        wait_for(store, project, over)
    worker.kill()
    worker.join()


def test_a_run_that_was_killed_fifty_times_is_as_if_nothing_had_been(
    ground: Ground, undisturbed: tuple[RunRow, float], capsys: pytest.CaptureFixture[str]
):
    whole, seconds = undisturbed
    store, chance = ground.opened(), random.Random(20261125)
    project = begun(store)
    began = time.monotonic()
    while ground.happened["killed while it worked"] < KILLS:
        kill_once(ground, store, project, seconds=seconds, chance=chance)
    finish(ground, store, project)
    run = only_run(store, project)
    assert (run.run, run.result) == (whole.run, whole.result)
    with store.read() as work:
        work.runs.verify(project, run.run)
    told = trail(store, project)
    swept = nothing_left(store, project)
    with capsys.disabled():
        figures = dict(ground.happened) | {
            "events": told,
            "swept": swept,
            "an undisturbed run": f"{seconds:.1f} s",
        }
        print(f"\n{time.monotonic() - began:.0f} s: {figures}")
    store.close()


def trail(store: Storage, project: str) -> dict[str, int]:
    """The chain is whole; each thing that happened is in it once, and each attempt as an event of its own."""
    with store.read() as work:
        assert work.audit.verify(project).valid
        events, every = work.audit.events(project), work.jobs.of(project)
    count = Counter(each.event for each in events)
    assert count["project:upload:receive"] == 2
    assert count["project:run:publish"] == 1
    assert count["project:job:queue"] == len(every)
    ends = Counter(
        each.facts["job"] for each in events if each.event in ("worker:job:finish", "worker:job:fail")
    )
    assert ends == Counter(job.id for job in every)
    attempts = [(e.facts["job"], e.facts["attempt"]) for e in events if e.event == "worker:job:attempt"]
    assert sorted(attempts) == sorted((job.id, n) for job in every for n in range(1, job.attempts + 1))
    return dict(count)


def nothing_left(store: Storage, project: str) -> str:
    """After the sweeper there is no blob that no row names, and every one that a row names is there."""
    swept = sweep(store, age=timedelta(days=-1))
    left = sweep(store, age=timedelta(days=-1))
    assert (left.blobs, left.aside) == (0, 0)
    with store.read() as work:
        (run,) = work.runs.of(project)
        work.runs.verify(project, run.run)
        for upload in work.uploads.of(project):
            assert len(work.uploads.open(upload)) == upload.size
    return f"{swept.blobs} orphans, {swept.aside} aside"
