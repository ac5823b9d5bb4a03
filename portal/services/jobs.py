"""Jobs as pages see them: storage's states and outcomes turned into facts to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.progress import Going
from portal.permissions import Action, Actor, authorise
from portal.viewmodels.jobs import JobError, JobKind, JobState, JobView
from storage import Job, Storage, Work

Report = Callable[[Going], None]
"""Called as a job goes on; the seconds are filled in by whoever has the clock (portal/tempo.py)."""

_QUIET = (JobKind.RESEAL.value,)
_GAVE_UP = JobError("this job", "It stopped before its end.", "Please start it again.")


def view(store: Storage, actor: Actor, project: str) -> JobView | None:
    """How far the work under way is, which everybody of the project may see."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        return _worth(work.jobs.going_on(project, but=_QUIET))


def job_view(job: Job) -> JobView:
    return JobView(
        id=job.id,
        kind=JobKind(job.kind),
        state=JobState.RUNNING if job.state == "leased" else JobState(job.state.value),
        going=job.going,
        error=_error(job) if job.state == "failed" else None,
        asked=job.created_at,
    )


def worth_showing(work: Work, project: str) -> JobView | None:
    """The job under way, else the newest one if it failed; a run before a look. Care of keys is quiet."""
    return _worth(job for job in work.jobs.of(project) if job.kind not in _QUIET)


def _worth(found: Iterable[Job]) -> JobView | None:
    jobs = [job_view(job) for job in found]
    open_jobs = [job for job in jobs if job.under_way]
    if open_jobs:
        return min(open_jobs, key=lambda job: job.kind is not JobKind.RUN)
    return jobs[0] if jobs and jobs[0].state is JobState.FAILED else None


def ended(work: Work, project: str, kind: JobKind) -> int:
    """How many jobs of a kind are over: part of the key of the next one, so that a double click is one."""
    return sum(not view.under_way for view in map(job_view, work.jobs.of(project)) if view.kind is kind)


def _error(job: Job) -> JobError:
    told = job.outcome or {}
    return JobError(
        str(told.get("place", _GAVE_UP.place)),
        str(told.get("found", _GAVE_UP.found)),
        str(told.get("do", _GAVE_UP.do)),
    )
