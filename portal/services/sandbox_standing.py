"""What the sandbox was filled with last, as the trail says it: a page opens no more for that."""

from __future__ import annotations

from portal.permissions import Action, Actor, allowed, whom_to_ask
from portal.services.jobs import job_view
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.sandbox import Held, SandboxView
from storage import AuditEvent, RunRow, Work


def standing(work: Work, project: str, actor: Actor, run: RunRow | None) -> SandboxView:
    """run: the newest one."""
    now, may = held(work, project), allowed(actor, Action.LOAD_SANDBOX)
    return SandboxView(
        held=now,
        newer=now is not None and run is not None and now.run != run.run,
        loading=_loading(work, project),
        may_load=may,
        ask="" if may else whom_to_ask(Action.LOAD_SANDBOX),
    )


def _loading(work: Work, project: str) -> bool:
    """Whatever else is under way beside it."""
    jobs = (job_view(job) for job in work.jobs.of(project))
    return any(job.under_way and job.kind is JobKind.SANDBOX for job in jobs)


def held(work: Work, project: str) -> Held | None:
    """None where it was never filled, or removed since."""
    last = work.audit.newest(project, AuditEvent.SANDBOX_LOADED, AuditEvent.SANDBOX_DROPPED)
    if last is None or not last.opened or last.event != AuditEvent.SANDBOX_LOADED:
        return None
    facts = last.facts
    return Held(str(facts["run"]), last.at, int(facts["records"]), int(facts["patients"]))
