"""Care of a project's keys: renewed without a pause, and what older ones sealed is sealed anew behind it.

For whoever runs the installation, from the command line: no key is ever shown, and nothing of a project is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.progress import Going
from portal.services.jobs import Report
from portal.viewmodels.jobs import JobKind
from portal.wording import keys as words
from storage import Job, Sensitivity, Storage
from storage.keys import PROJECT
from storage.resealing import reseal as seal_anew

_WORD_EVERY = 20
"""Slices between two words of progress; each word is a transaction."""


def renew(store: Storage, project: str, *, by: str, project_key: bool = False) -> Mapping[str, int]:
    """A new version of every class key, and of the key above them where asked; version by purpose.

    A job that seals the older things anew is queued with them, in one transaction.
    """
    with store.begin() as work:
        versions = {each.value: work.projects.renew_key(project, each, by=by) for each in Sensitivity}
        if project_key:
            versions[PROJECT] = work.projects.renew_project_key(project, by=by)
        newest = versions[Sensitivity.RESTRICTED.value]
        work.jobs.enqueue(project, JobKind.RESEAL.value, {"version": newest}, f"reseal:{newest}", by=by)
    return versions


def reseal(store: Storage, job: Job, report: Report) -> dict[str, Any]:
    """Do the job: may be stopped at any instant and started again; everything stays readable."""

    def told(done: int, total: int) -> None:
        if done % _WORD_EVERY == 0 or done == total:
            report(Going(words.SEALING_ANEW, done, total))

    done = seal_anew(store, job.project, told)
    return {"fields": done.fields, "blobs": done.blobs}
