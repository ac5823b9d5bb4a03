"""Once a day a worker clears what is over about people; the audit trail keeps what happened.

A job like any other, so that of many workers one does it, and whoever is killed over it is followed by the
next. It belongs to the installation, as the people do (ADR 28).
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from portal.services.jobs import Report
from portal.viewmodels.jobs import JobKind
from storage import INSTALLATION, Job, Storage
from storage.clearing import clear as clear_away


def queue_for_today(store: Storage) -> date:
    """Queues the work of this day, once; the day. Nothing where there are no people."""
    today = store.clock().date()
    with store.read() as work:
        there = work.installation.is_there()
    if there:
        with store.begin() as work:
            key = f"clear:{today.isoformat()}"
            work.jobs.enqueue(INSTALLATION, JobKind.CLEAR.value, {}, key)
    return today


def clear(store: Storage, job: Job, report: Report) -> dict[str, Any]:
    """Do the job: one transaction, so there is nothing to report on the way."""
    return asdict(clear_away(store, by=job.worker or "", kind=job.kind))
