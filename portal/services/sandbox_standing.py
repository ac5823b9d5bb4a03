"""What the sandbox was filled with last, as the trail says it: a page opens no more for that."""

from __future__ import annotations

from portal.permissions import Action, Actor, allowed, whom_to_ask
from portal.services.jobs import job_view
from portal.viewmodels.jobs import JobKind, JobState, JobView
from portal.viewmodels.sandbox import Held, SandboxView
from storage import AuditEvent, RunRow, Work


def standing(work: Work, project: str, actor: Actor, run: RunRow | None) -> SandboxView:
    """run: the newest one."""
    now, may, last = held(work, project), allowed(actor, Action.LOAD_SANDBOX), _last_load(work, project)
    return SandboxView(
        held=now,
        newer=now is not None and run is not None and now.run != run.run,
        loading=last is not None and last.under_way,
        failed=last.error if last is not None and last.state is JobState.FAILED else None,
        may_load=may,
        ask="" if may else whom_to_ask(Action.LOAD_SANDBOX),
    )


def _last_load(work: Work, project: str) -> JobView | None:
    """Whatever else is under way beside it."""
    jobs = (job_view(job) for job in work.jobs.of(project))
    return next((job for job in jobs if job.kind is JobKind.SANDBOX), None)


def held(work: Work, project: str) -> Held | None:
    """None where it was never filled, or removed since."""
    last = work.audit.newest(project, AuditEvent.SANDBOX_LOADED, AuditEvent.SANDBOX_DROPPED)
    if last is None or not last.opened or last.event != AuditEvent.SANDBOX_LOADED:
        return None
    facts = last.facts
    return Held(str(facts["run"]), last.at, int(facts["records"]), int(facts["patients"]))
