"""The sandbox: filled from the newest run, looked at, removed.

What it holds lies in a database of its own, so that its event cannot be of one transaction with it: the copy
comes first and its event second, as a blob comes before its row, and whoever is asked again makes up for what
is missing. It is data that nothing reads to send: no reminder, claim or statement ever leaves it (contracts,
section 6).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from core.errors import ChartbridgeError
from core.progress import Going
from portal.permissions import Action, Actor, authorise
from portal.services.jobs import Report, ended, job_view
from portal.services.overview import newest_run
from portal.services.sandbox_standing import held
from portal.viewmodels.jobs import JobKind, JobView
from portal.viewmodels.sandbox import Held
from portal.wording import sandbox as words
from storage import AuditEvent, Job, RunRow, Storage, Work
from storage.sandbox import Compared, Loaded, State, compared, load, records_of, sandbox_of
from storage.unit import absent


class NothingToLoad(ChartbridgeError):
    """A project that has no finished run yet."""

    kind: ClassVar[str] = "nothing_to_load"

    def __init__(self) -> None:
        place, found, do = words.NO_RUN
        super().__init__(place=place, found=found, do=do)


def start(store: Storage, actor: Actor, project: str) -> JobView:
    """Queue a load of the newest run; asked twice before it is over, it is one. Raises NothingToLoad."""
    authorise(actor, Action.LOAD_SANDBOX, project)
    with store.begin() as work:
        run = _newest(work, project)
        key = f"sandbox:{run.run}:{ended(work, project, JobKind.SANDBOX)}"
        asked = {"run": run.run, "by": actor.name}
        return job_view(work.jobs.enqueue(project, JobKind.SANDBOX.value, asked, key, by=actor.name))


def fill(store: Storage, job: Job, report: Report) -> dict[str, Any]:
    """Do the job. Stopped anywhere and done again, it goes on where it was. Raises LeaseLost."""
    run, by = job.payload["run"], job.payload["by"]
    done = _filled(store, job.project, run, by=by, report=report)
    return {"run": run, "records": done.rows, "patients": done.patients, "changed": done.changed}


def fill_now(store: Storage, actor: Actor, project: str, report: Report) -> tuple[str, Loaded]:
    """The same at once, for the command line: the newest run, and what was loaded. Raises NothingToLoad."""
    authorise(actor, Action.LOAD_SANDBOX, project)
    with store.read() as work:
        run = _newest(work, project).run
    return run, _filled(store, project, run, by=actor.name, report=report)


def state(store: Storage, actor: Actor, project: str) -> tuple[tuple[State, ...], Held | None]:
    """What the copy says that it holds, and what the trail says that it was filled with."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        told = held(work, project)
    with sandbox_of(store, project) as target:
        return target.state(), told


def check(store: Storage, actor: Actor, project: str) -> Compared:
    """Whether the copy holds what its run has, every record opened; no value leaves. Raises NotStored."""
    authorise(actor, Action.LOAD_SANDBOX, project)
    with store.read() as work:
        told = held(work, project)
        if told is None:
            raise absent("sandbox")
        records = records_of(work, project, told.run)
    with sandbox_of(store, project) as target:
        return compared(target, records)


def drop(store: Storage, actor: Actor, project: str) -> bool:
    """Removes the copy, and stops loads that are under way; whether there was one."""
    authorise(actor, Action.LOAD_SANDBOX, project)
    with store.begin() as work:
        for job in work.jobs.of(project):
            if job.kind == JobKind.SANDBOX.value:
                work.jobs.cancel(job, by=actor.name)
    with sandbox_of(store, project) as target:
        there = target.drop()
    with store.begin() as work:
        if there or held(work, project) is not None:
            work.audit.append(project, AuditEvent.SANDBOX_DROPPED, actor.name, {})
    return there


def _newest(work: Work, project: str) -> RunRow:
    run = newest_run(work, project)
    if run is None:
        raise NothingToLoad
    return run


def _filled(store: Storage, project: str, run: str, *, by: str, report: Report) -> Loaded:
    report(Going(words.OPENING))
    with store.read() as work:
        records = records_of(work, project, run)
    with sandbox_of(store, project) as target:
        done = load(target, records, _telling(report))
    with store.begin() as work:
        known = held(work, project)
        if done.changed or known is None or known.run != run:
            facts = {"run": run, "records": done.rows, "patients": done.patients}
            work.audit.append(project, AuditEvent.SANDBOX_LOADED, by, facts)
    return done


def _telling(report: Report) -> Callable[[int, int], None]:
    return lambda rows, of: report(Going(words.PUTTING, rows, of, rows=rows, rows_total=of))
