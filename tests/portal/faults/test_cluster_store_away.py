"""A place of the data that does not answer the workers of a cluster: the job waits, as on one machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from core.accept import Settings as Clinic
from portal.cluster.hands import Sizes
from portal.cluster.lending import Cluster
from portal.cluster.secured import Place
from portal.services import runs
from portal.viewmodels.uploads import Accept
from portal.worker import Worker
from storage import Job, JobState, Storage
from storage.errors import BlobStoreFailed
from storage.jobs import ATTEMPTS
from tests.portal.cluster.running import place_in, running
from tests.portal.stores import OWNER, PATIENTS, Clock, project_in, store_in, work_all

pytestmark = pytest.mark.sqlite
EVERYTHING = Sizes(read=0, shape=5)


class Busy:
    """In the way of what the store of a cluster's worker reads. away: whether it does not answer now."""

    def __init__(self, place: Place, store: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.place = place
        self.away, self.asked = False, 0
        self._read = store.blobs.read
        monkeypatch.setattr(store.blobs, "read", self.read)

    def read(self, name: str) -> AbstractContextManager[BinaryIO]:
        self.asked += self.away
        if self.away:
            raise BlobStoreFailed(place="blob store", found="It is busy (503).", do="Try again.")
        return self._read(name)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Storage:
    return store_in(tmp_path, clock)


@pytest.fixture
def busy(tmp_path: Path, clock: Clock, store: Storage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Busy]:
    """Of the cluster's only worker, whose store is its own."""
    theirs = store_in(tmp_path, clock)
    place = place_in(tmp_path)
    with running(place, [theirs], tmp_path):
        yield Busy(place, theirs, monkeypatch)


def begun(store: Storage) -> str:
    project = project_in(store, {"patients.csv": PATIENTS}).id
    work_all(store)
    runs.start(store, OWNER, project, how=Accept.ALL, clinic=Clinic())
    return project


def job_of(store: Storage, project: str) -> Job:
    with store.read() as work:
        return work.jobs.of(project)[0]


def worked(store: Storage, place: Place) -> None:
    machines = Cluster(place, store, sizes=EVERYTHING, patience=20.0)
    Worker(store, name="worker", keep_on=lambda: False, machines=machines).work_once()


def test_a_job_waits_until_the_place_answers_the_workers_again(
    store: Storage, busy: Busy, clock: Clock
) -> None:
    project = begun(store)
    busy.away = True
    worked(store, busy.place)
    assert busy.asked
    assert job_of(store, project).state is JobState.LEASED
    busy.away = False
    clock.advance(60)
    worked(store, busy.place)
    assert job_of(store, project).state is JobState.DONE


def test_a_place_that_stays_away_ends_the_job_in_the_sentence_of_one_machine(
    store: Storage, busy: Busy, clock: Clock
) -> None:
    project = begun(store)
    busy.away = True
    for _ in range(ATTEMPTS):
        worked(store, busy.place)
        clock.advance(120)
    job = job_of(store, project)
    assert job.state is JobState.FAILED
    assert job.outcome is not None and "did not answer for a while" in job.outcome["found"]
