"""Long work as it goes: what is done and left, polled only while it is under way.

The truth lies in the job table, so a reload or a second tab shows the same. The fragment that asks by itself
exists only while a job is under way; an idle page costs the server nothing (design, 9), and a busy one little
(portal/polling.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from portal.components import states
from portal.components.markup import Markup, joined, tag
from portal.opening import now
from portal.polling import Polling
from portal.viewmodels.jobs import JobState, JobView
from portal.wording import going
from portal.wording import uploads as words

_POLLING = Polling()


def watch(job: JobView, ask: Callable[[], JobView | None]) -> None:
    """Draw `job`; while it is under way, ask again by itself and rerun the page once it is over."""
    if not job.under_way:
        show(job)
        return

    @st.fragment(run_every=_POLLING.every(now() - job.asked if job.asked else timedelta()))
    def follow() -> None:
        _POLLING.asked()
        found = ask()
        if found is None or not found.under_way:
            st.rerun(scope="app")
        show(found)

    follow()


def _how_far(job: JobView) -> Markup:
    """What is being done, and under it how much of it and for how long."""
    line = going.line(job.going, whole=job.tells_all)
    return joined(tag("p", job.going.stage, class_="cb-job-stage"), tag("p", line, class_="cb-job-line"))


def show(job: JobView) -> None:
    """The job as it stands: a bar while under way, its three sentences where it failed."""
    if job.state is JobState.FAILED and job.error is not None:
        states.failure(job.error.place, f"{words.job_title(job)}. {job.error.found}", job.error.do)
    elif job.under_way:
        with st.container(border=True, key="cb-job"):
            st.html(tag("p", words.job_title(job), class_="cb-job-title", role="status").html)
            st.progress(job.share)
            st.html(_how_far(job).html)
            st.caption(words.RUNNING_NOTE)
