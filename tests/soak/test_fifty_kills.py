"""Fifty kills while 200,000 rows are run, on SQLite and a folder, and on PostgreSQL and S3 that die as well.

Afterwards everything is as if nothing had been (law 3), and the trail tells each thing once (law 8). The
seed is fixed, the moments are not: machines differ.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from typing import Any

import pytest

from core.accept import Settings as Clinic
from portal.services import projects, runs, uploads
from portal.viewmodels.uploads import Accept, Dropped
from portal.worker import Worker
from storage import JobState, RunRow, Storage
from tests.portal.stores import OWNER
from tests.soak.grounds import (
    RESTING,
    SEED,
    WORKING,
    Ground,
    nothing_orphaned,
    patiently,
    settings_in,
)
from tests.soak.hurried_worker import name_of, started

pytestmark = [pytest.mark.soak, pytest.mark.timeout(7200)]
KILLS = int(os.environ.get("KILLS", "50"))
PATIENTS, VISITS = 2_000, 198_000


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


def held_by(worker: BaseProcess, found: list[Any]) -> bool:
    """Whether this very worker is at work: the lease of one that was killed runs on for a while."""
    return any(job.state is JobState.LEASED and job.worker == name_of(worker) for job in found)


def over(found: list[Any]) -> bool:
    return all(job.state not in (JobState.QUEUED, JobState.LEASED) for job in found)


def kill_once(ground: Ground, store: Storage, project: str, *, seconds: float, chance: random.Random) -> None:
    """A worker, killed somewhere in the middle; every third time a server goes first, and comes back."""
    if over(jobs(store, project)):
        patiently(lambda: again(store, project))
    worker = started(ground.environment)
    wait_for(store, project, lambda found: over(found) or held_by(worker, found))
    time.sleep(chance.uniform(0, seconds))
    if ground.an_outage(chance):
        time.sleep(chance.uniform(0, seconds / 2))
    busy = held_by(worker, jobs(store, project))
    worker.kill()
    worker.join()
    ground.happened[WORKING if busy else RESTING] += 1


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
    store, chance = ground.opened(), random.Random(SEED)
    project = begun(store)
    began = time.monotonic()
    while ground.happened[WORKING] < KILLS:
        kill_once(ground, store, project, seconds=seconds, chance=chance)
    finish(ground, store, project)
    run = only_run(store, project)
    assert (run.run, run.result) == (whole.run, whole.result)
    told = trail(store, project)
    swept = nothing_orphaned(store)
    with store.read() as work:
        work.runs.verify(project, run.run)
        assert all(len(work.uploads.open(upload)) == upload.size for upload in work.uploads.of(project))
    ground.had_everything(KILLS)
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
