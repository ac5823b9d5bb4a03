"""The worker: takes a job by lease, does it, says how far it is, finishes it. May be killed at any instant.

What it had in hand is taken up again by the next worker once its lease runs out; nothing of an unfinished
run is ever visible (law 3). Runs in a process of its own, so that pages stay quick.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import FrameType
from typing import Any

from core.errors import ChartbridgeError
from core.progress import Going
from portal.opening import open_storage
from portal.quiet_logs import begin_logging, told
from portal.services import clearing, key_care, looking, runs, sandbox
from portal.services.jobs import Report
from portal.services.machines import ALONE, Machines
from portal.settings import Settings, read_settings
from portal.tempo import Tempo
from portal.viewmodels.jobs import JobKind
from portal.worker_process import PARENT
from storage import OUTAGES, Job, Storage
from storage.errors import LeaseLost, StorageError, StoreFull

LEASE = 30.0
"""Seconds for which a job is held without a word."""


@dataclass(frozen=True)
class Pace:
    """Seconds. lease: see LEASE. heartbeat: how often a word is given. idle: how long a worker at rest rests.

    again: how long a job waits that met a server which did not answer, the second time twice as long: with
    the requests that were tried again, a server may be away for a minute.
    """

    lease: float = LEASE
    heartbeat: float = 8.0
    idle: float = 1.0
    again: float = 20.0


_LOG = logging.getLogger("chartbridge.worker")
_Doing = Callable[[Storage, Job, Report], dict[str, Any]]
_ALONE: dict[JobKind, _Doing] = {
    JobKind.LOOK: looking.look,
    JobKind.SANDBOX: sandbox.fill,
    JobKind.RESEAL: key_care.reseal,
    JobKind.CLEAR: clearing.clear,
}


_UNEXPECTED = {
    "kind": "unexpected",
    "place": "this job",
    "found": "Something went wrong that nobody foresaw. Nothing was published.",
    "do": "Please start it again. If it stops once more, tell your project team.",
}


_AWAY = {
    "kind": "away",
    "place": "this job",
    "found": "The place where the data lies did not answer for a while. Nothing was published.",
    "do": "Please start it again a little later.",
}
_FULL = {
    **_AWAY,
    "found": "The disk where the data lies is full. Nothing was published.",
    "do": "Tell whoever runs the portal to make room, then start it again.",
}


class Worker:
    """name: unique among workers. keep_on: asked between jobs; False ends the loop. machines: for runs."""

    def __init__(
        self,
        store: Storage,
        *,
        name: str,
        keep_on: Callable[[], bool],
        pace: Pace | None = None,
        machines: Machines = ALONE,
    ) -> None:
        self._store = store
        self._name = name
        self._keep_on = keep_on
        self._pace = pace or Pace()
        self._cleared: date | None = None
        self._work: dict[JobKind, _Doing] = {**_ALONE, JobKind.RUN: partial(runs.run, machines=machines)}

    def work(self, rest: Callable[[float], object] = time.sleep) -> None:
        while self._keep_on():
            if not self._worked():
                rest(self._pace.idle)

    def _worked(self) -> bool:
        """Whether there was anything to do; nothing, while a server is away: that is waited for."""
        try:
            if self.work_once():
                return True
            self._store.anchor_due()
            self._clear_due()
        except OUTAGES as error:
            _LOG.warning("a server did not answer; the worker waits", extra=told(error))
        return False

    def work_once(self) -> bool:
        """Do one job if there is one; whether there was."""
        with self._store.begin() as work:
            job = work.jobs.lease(self._name, self._pace.lease)
        if job is None:
            return False
        with _Heartbeat(self._store, job, pace=self._pace) as heartbeat:
            self._do(job, heartbeat.report)
        return True

    def _clear_due(self) -> None:
        """At rest, once a day: what others queued already is there and is not queued again."""
        if self._cleared != self._store.clock().date():
            self._cleared = clearing.queue_for_today(self._store)

    def _do(self, job: Job, report: Report) -> None:
        try:
            result = self._work[JobKind(job.kind)](self._store, job, report)
            with self._store.begin() as work:
                work.jobs.finish(job, result)
        except LeaseLost:
            _LOG.warning("the job is no longer ours; left to whoever holds it", extra=_of(job))
        except OUTAGES as error:
            _LOG.warning("a server did not answer; the job waits", extra={**_of(job), **told(error)})
            self._put_back(job, _FULL if isinstance(error, StoreFull) else _AWAY)
        except ChartbridgeError as error:
            self._fail(job, error.as_record())
        except Exception as error:
            # Whatever it is, the next job must not suffer; the message may quote a record, so it is not kept.
            _LOG.error("the job failed", extra={**_of(job), **told(error)})
            self._fail(job, _UNEXPECTED)

    def _fail(self, job: Job, error: dict[str, str]) -> None:
        try:
            with self._store.begin() as work:
                work.jobs.fail(job, error)
        except StorageError as gone:
            # Its project was destroyed or another worker has it: there is nothing to be told, or nobody.
            _LOG.warning("the job could not be failed", extra={**_of(job), **told(gone)})

    def _put_back(self, job: Job, why: dict[str, str]) -> None:
        """why: what is told when no attempt is left. If not even that can be said, the lease runs out."""
        try:
            with self._store.begin() as work:
                work.jobs.put_back(job, why, seconds=self._pace.again * job.attempts)
        except (LeaseLost, *OUTAGES) as error:
            _LOG.warning("the job could not be put back", extra={**_of(job), **told(error)})


class _Heartbeat:
    """Holds the lease while the work goes on, from a thread of its own, and passes progress on."""

    def __init__(self, store: Storage, job: Job, *, pace: Pace) -> None:
        self._store = store
        self._job = job
        self._pace = pace
        self._tempo = Tempo()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> _Heartbeat:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def report(self, going: Going) -> None:
        """Raises LeaseLost where the job was cancelled or taken: then the work stops."""
        told = self._tempo.told(going)
        if told is not None:
            with self._store.begin() as work:
                work.jobs.progress(self._job, told)

    def _beat(self) -> None:
        while not self._over.wait(self._pace.heartbeat):
            try:
                with self._store.begin() as work:
                    work.jobs.extend(self._job, self._pace.lease)
            except OUTAGES as error:
                _LOG.warning("the lease was not extended", extra={**_of(self._job), **told(error)})
            except StorageError as lost:
                _LOG.warning("the lease is lost", extra={**_of(self._job), **told(lost)})
                return


def _of(job: Job) -> dict[str, object]:
    return {"job": job.id, "kind": job.kind, "attempt": job.attempts}


Lending = Callable[[Settings, Storage], Machines]


def alone(_settings: Settings, _store: Storage) -> Machines:
    return ALONE


def run(settings: Settings, *, parent: int | None = None, lending: Lending = alone) -> None:
    """Work until SIGINT or SIGTERM, or until the process `parent` is gone. lending: what does runs."""
    begin_logging(settings.log)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _stop)
    store = open_storage(settings)
    name = f"{socket.gethostname()}:{os.getpid()}"
    machines = lending(settings, store)
    try:
        Worker(
            store, name=name, keep_on=lambda: parent is None or os.getppid() == parent, machines=machines
        ).work()
    finally:
        store.close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(lending: Lending = alone) -> None:
    parser = argparse.ArgumentParser(prog="python -m portal.worker")
    parser.add_argument(PARENT, dest="parent", type=int, default=None)
    run(read_settings(), parent=parser.parse_args().parent, lending=lending)


if __name__ == "__main__":
    main()
