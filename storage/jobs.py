"""Long work, taken by lease: what a worker drops, another picks up; no two hold the same (law 3)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from core.progress import Going
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_json_bytes
from storage.errors import LeaseLost
from storage.models import JobRecord
from storage.projects import SYSTEM
from storage.unit import Unit, absent, field_bound

ATTEMPTS = 3
"""Leases after which a job that was never finished is failed."""
GAVE_UP = {
    "kind": "gave_up",
    "found": f"The work stopped {ATTEMPTS} times before its end.",
    "do": "Start it again.",
}


class JobState(StrEnum):
    """QUEUED and LEASED are open; the others are final."""

    QUEUED = "queued"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Job:
    """One piece of work as it stood when read.

    going: how far it is, as last reported. outcome: the result of a done job,
    the error of a failed one. attempts: leases so far; with worker it names the lease that is held.
    """

    id: str
    project: str
    kind: str
    payload: dict[str, Any] = field(repr=False)
    state: JobState
    attempts: int
    worker: str | None
    leased_until: datetime | None
    going: Going
    outcome: dict[str, Any] | None = field(repr=False)
    created_at: datetime
    changed_at: datetime


class Jobs:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def enqueue(
        self, project: str, kind: str, payload: Mapping[str, Any], key: str, *, by: str = SYSTEM
    ) -> Job:
        """Queues work once per project and `key`: a second call gives the job that is there, in any state."""
        self._unit.lock(project)
        index = self._unit.ring(project).index("job.key", key)
        statement = select(JobRecord).where(JobRecord.project_id == project, JobRecord.key_index == index)
        record = self._unit.session.scalars(statement).first()
        return self._job(record or self._add(project, kind, payload, index=index, by=by))

    def lease(self, worker: str, seconds: float) -> Job | None:
        """The oldest job that waits or whose lease ran out, held by `worker` for `seconds`; None if none.

        Every lease is an event of its own, an attempt. A job that was leased ATTEMPTS times and never
        finished is failed on the way.
        """
        passed: set[str] = set()
        while (seen := self._oldest_free(passed)) is not None:
            record = self._taken(*seen)
            if record is None:
                passed.add(seen[0])
            elif record.attempts < ATTEMPTS:
                return self._lease(record, worker, seconds)
            else:
                self._close(record, JobState.FAILED, outcome=GAVE_UP, actor=SYSTEM)
        return None

    def progress(self, job: Job, going: Going) -> None:
        """Says how far the work is. Raises LeaseLost, also when the job was cancelled: then stop."""
        record = self._held(job)
        record.progress = self._seal(record, "progress", asdict(going))
        self._touch(record)

    def extend(self, job: Job, seconds: float) -> None:
        """Holds the job for `seconds` from now. Raises LeaseLost."""
        record = self._held(job)
        record.leased_until = self._unit.clock() + timedelta(seconds=seconds)
        self._touch(record)

    def finish(self, job: Job, result: Mapping[str, Any]) -> None:
        """Raises LeaseLost: what another worker finished is not finished twice."""
        self._close(self._held(job), JobState.DONE, outcome=result, actor=job.worker or SYSTEM)

    def fail(self, job: Job, error: Mapping[str, Any]) -> None:
        """Ends the job with the reason."""
        self._close(self._held(job), JobState.FAILED, outcome=error, actor=job.worker or SYSTEM)

    def put_back(self, job: Job, error: Mapping[str, Any], *, seconds: float) -> None:
        """For what may go better later: nobody holds the job, and it is free again in so many seconds.

        Where no attempt is left, it ends with `error`.
        """
        record = self._held(job)
        if record.attempts >= ATTEMPTS:
            self.fail(job, error)
            return
        record.worker = None
        record.leased_until = self._unit.clock() + timedelta(seconds=seconds)
        self._touch(record)

    def cancel(self, job: Job, *, by: str = SYSTEM) -> None:
        """Stops an open job: a worker that holds it learns so at its next word. Final jobs stay."""
        record = self._locked(job)
        if record.state in (JobState.QUEUED, JobState.LEASED):
            self._close(record, JobState.CANCELLED, outcome=None, actor=by)

    def cancel_open(self, project: str, *, by: str) -> None:
        """Every open job of a project: one that nobody can open any more must not be leased for ever."""
        self._unit.lock(project)
        still = JobRecord.state.in_((JobState.QUEUED, JobState.LEASED))
        statement = select(JobRecord).where(JobRecord.project_id == project, still)
        for record in self._unit.session.scalars(statement.with_for_update()).all():
            self._close(record, JobState.CANCELLED, outcome=None, actor=by)

    def of(self, project: str) -> list[Job]:
        """Newest first."""
        statement = select(JobRecord).where(JobRecord.project_id == project).order_by(JobRecord.number.desc())
        return [self._job(record) for record in self._unit.session.scalars(statement)]

    def going_on(self, project: str, *, but: Collection[str] = ()) -> list[Job]:
        """Those that are open and the newest of all, newest first: what is asked for again and again opens
        no older ones. but: kinds that are left out.
        """
        wanted = and_(JobRecord.project_id == project, JobRecord.kind.not_in(sorted(but)))
        newest = select(func.max(JobRecord.number)).where(wanted).scalar_subquery()
        still = JobRecord.state.in_((JobState.QUEUED, JobState.LEASED))
        statement = select(JobRecord).where(wanted, or_(still, JobRecord.number == newest))
        ordered = statement.order_by(JobRecord.number.desc())
        return [self._job(record) for record in self._unit.session.scalars(ordered)]

    def get(self, project: str, job: str) -> Job:
        """Raises NotStored, of a job of another project too."""
        record = self._unit.session.get(JobRecord, job)
        if record is None or record.project_id != project:
            raise absent("job")
        return self._job(record)

    def _add(
        self, project: str, kind: str, payload: Mapping[str, Any], *, index: bytes, by: str
    ) -> JobRecord:
        now = self._unit.clock()
        record = JobRecord(
            id=self._unit.new_id(),
            project_id=project,
            number=self._unit.next(JobRecord.number),
            kind=kind,
            key_index=index,
            state=JobState.QUEUED,
            attempts=0,
            created_at=now,
            changed_at=now,
        )
        record.payload = self._seal(record, "payload", payload)
        self._unit.session.add(record)
        self._unit.session.flush()
        self._audit.append(project, AuditEvent.JOB_QUEUED, by, {"job": record.id, "kind": kind})
        return record

    def _oldest_free(self, passed: set[str]) -> tuple[str, str] | None:
        """(job, project) of the oldest that looks free, `passed` ones left out; locks nothing."""
        statement = select(JobRecord.id, JobRecord.project_id).where(
            self._free(), JobRecord.id.not_in(passed)
        )
        found = self._unit.session.execute(
            statement.order_by(JobRecord.number, JobRecord.id).limit(1)
        ).first()
        return None if found is None else (found.id, found.project_id)

    def _taken(self, job: str, project: str) -> JobRecord | None:
        """The job's row, locked, if it still is free: another worker may have been quicker."""
        self._unit.lock(project)
        statement = select(JobRecord).where(JobRecord.id == job, self._free())
        locked = statement.with_for_update(skip_locked=True).execution_options(populate_existing=True)
        return self._unit.session.scalars(locked).first()

    def _free(self) -> ColumnElement[bool]:
        ran_out = and_(JobRecord.state == JobState.LEASED, JobRecord.leased_until <= self._unit.clock())
        return or_(JobRecord.state == JobState.QUEUED, ran_out)

    def _lease(self, record: JobRecord, worker: str, seconds: float) -> Job:
        record.state, record.worker, record.attempts = JobState.LEASED, worker, record.attempts + 1
        record.leased_until = self._unit.clock() + timedelta(seconds=seconds)
        self._touch(record)
        facts = {"job": record.id, "kind": record.kind, "attempt": record.attempts}
        self._audit.append(record.project_id, AuditEvent.JOB_ATTEMPTED, worker, facts)
        return self._job(record)

    def _held(self, job: Job) -> JobRecord:
        """The job's row, if this very lease still holds it. An overdue lease that nobody took still does."""
        record = self._locked(job)
        held = (record.state, record.worker, record.attempts)
        if held != (JobState.LEASED, job.worker, job.attempts):
            raise _lost()
        return record

    def _locked(self, job: Job) -> JobRecord:
        """The job's row as it is now. The project first, as everywhere: two locks, always in one order."""
        self._unit.lock(job.project)
        statement = select(JobRecord).where(JobRecord.id == job.id).with_for_update()
        record = self._unit.session.scalars(statement.execution_options(populate_existing=True)).first()
        if record is None:
            raise absent("job")
        return record

    def _close(
        self, record: JobRecord, state: JobState, *, outcome: Mapping[str, Any] | None, actor: str
    ) -> None:
        record.state, record.leased_until = state, None
        record.outcome = None if outcome is None else self._seal(record, "outcome", outcome)
        self._touch(record)
        facts = {"job": record.id, "kind": record.kind}
        self._audit.append(record.project_id, _EVENTS[state], actor, facts)

    def _touch(self, record: JobRecord) -> None:
        record.changed_at = self._unit.clock()
        self._unit.session.flush()

    def _seal(self, record: JobRecord, column: str, value: Mapping[str, Any]) -> bytes:
        bound = field_bound(record.project_id, f"job.{column}", record.id)
        return self._unit.ring(record.project_id).seal(to_json_bytes(value), bound)

    def _open(self, record: JobRecord, column: str, sealed: bytes | None) -> dict[str, Any] | None:
        bound = field_bound(record.project_id, f"job.{column}", record.id)
        ring = self._unit.ring(record.project_id)
        return None if sealed is None else from_json_bytes(ring.open(sealed, bound))

    def _job(self, record: JobRecord) -> Job:
        return Job(
            id=record.id,
            project=record.project_id,
            kind=record.kind,
            payload=self._open(record, "payload", record.payload) or {},
            state=JobState(record.state),
            attempts=record.attempts,
            worker=record.worker,
            leased_until=record.leased_until,
            outcome=self._open(record, "outcome", record.outcome),
            created_at=record.created_at,
            changed_at=record.changed_at,
            going=Going(**self._open(record, "progress", record.progress) or {}),
        )


_EVENTS = {
    JobState.DONE: AuditEvent.JOB_FINISHED,
    JobState.FAILED: AuditEvent.JOB_FAILED,
    JobState.CANCELLED: AuditEvent.JOB_CANCELLED,
}


def _lost() -> LeaseLost:
    return LeaseLost(
        place="job",
        found="This worker no longer holds the job: its time ran out, or somebody stopped it.",
        do="Stop working on it; whoever holds it now goes on.",
    )
