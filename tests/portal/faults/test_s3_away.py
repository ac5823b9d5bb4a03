"""S3 that answers 503 in the middle of a run: for a moment, for a minute, and for longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from botocore.compat import HTTPHeaders

from core.accept import Settings as Clinic
from portal.services import runs
from portal.viewmodels.uploads import Accept
from storage import Job, JobState, Storage, open_storage
from storage.s3 import S3Blobs
from storage.s3_bucket import ATTEMPTS, client_of
from tests import servers
from tests.portal.stores import MASTER, OWNER, PATIENTS, Clock, project_in, work_all, worker_of

pytestmark = pytest.mark.sqlite


@dataclass
class Busy:
    """Between us and the service. after: requests that are let through first. seconds: for which it is busy,
    by our clock, from then on; each answer takes a tenth of one.
    """

    clock: Clock
    after: int | None = None
    seconds: float = 0.0
    asked: int = 0
    since: Any = field(default=None)

    def answer(self, request: Any, **_: object) -> AWSResponse | None:
        if self.after is None:
            return None
        self.asked += 1
        if self.asked <= self.after:
            return None
        self.since = self.since or self.clock.at
        if (self.clock.at - self.since).total_seconds() < self.seconds:
            self.clock.advance(0.1)
            return AWSResponse(request.url, 503, HTTPHeaders(), _Nothing())
        return None


class _Nothing:
    """The body of an answer without one."""

    def stream(self, **_: object) -> Iterator[bytes]:
        yield b""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def busy(clock: Clock) -> Busy:
    return Busy(clock)


@pytest.fixture
def store(tmp_path: Path, busy: Busy, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Storage:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    # The shortest pauses that chance may draw: then nothing but the worker's own patience bridges a minute.
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    client: Any = client_of(servers.s3_client().meta.endpoint_url)
    client.meta.events.register("before-send.s3", busy.answer)
    blobs = S3Blobs(client, servers.new_bucket())
    return open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)


def begun(store: Storage) -> str:
    """The project, whose run waits for a worker."""
    project = project_in(store, {"patients.csv": PATIENTS}).id
    work_all(store)
    start(store, project)
    return project


def start(store: Storage, project: str) -> None:
    runs.start(store, OWNER, project, how=Accept.ALL, clinic=Clinic())


def done(store: Storage, project: str, clock: Clock) -> Job:
    """The newest job, when it is over; a worker looks every second."""
    worker = worker_of(store)
    for _ in range(200):
        if not worker.work_once():
            clock.advance(1)
        with store.read() as work:
            job = work.jobs.of(project)[0]
        if job.state not in (JobState.QUEUED, JobState.LEASED):
            return job
    raise AssertionError("the job is never over")


def published(store: Storage, project: str) -> int:
    with store.read() as work:
        rows = work.runs.of(project)
        for row in rows:
            work.runs.verify(project, row.run)
    return len(rows)


def test_a_run_goes_on_where_the_service_is_busy_for_a_moment(
    store: Storage, busy: Busy, clock: Clock
) -> None:
    project = begun(store)
    busy.after, busy.seconds = 5, 0.3
    job = done(store, project, clock)
    assert (job.state, job.attempts, published(store, project)) == (JobState.DONE, 1, 1)


@pytest.mark.parametrize("after", [0, 5, 12])
def test_a_run_ends_well_though_the_service_is_busy_for_a_minute(
    store: Storage, busy: Busy, clock: Clock, after: int
) -> None:
    project = begun(store)
    busy.after, busy.seconds = after, 60.0
    job = done(store, project, clock)
    assert busy.asked > after + 2 * ATTEMPTS
    assert (job.state, published(store, project)) == (JobState.DONE, 1)


def test_a_service_that_stays_busy_ends_the_run_in_one_sentence_and_the_next_one_succeeds(
    store: Storage, busy: Busy, clock: Clock
) -> None:
    project = begun(store)
    busy.after, busy.seconds = 5, 600.0
    job = done(store, project, clock)
    assert job.state is JobState.FAILED
    assert job.outcome is not None and "did not answer for a while" in job.outcome["found"]
    busy.after = None
    assert published(store, project) == 0
    start(store, project)
    assert (done(store, project, clock).state, published(store, project)) == (JobState.DONE, 1)
