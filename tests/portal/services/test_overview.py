from __future__ import annotations

from dataclasses import replace

import pytest

from portal.services.overview import next_step
from portal.viewmodels.jobs import JobKind, JobState
from portal.viewmodels.overview import Next
from tests.portal.fakes import JOB, SETTLED_SUMS, UNEVEN_SUMS, WAITING_SUMS


def test_without_files_the_next_step_is_to_bring_some() -> None:
    assert next_step(None, uploads=0, sums=None) is Next.UPLOAD


def test_with_files_the_next_step_is_a_run() -> None:
    assert next_step(None, uploads=3, sums=None) is Next.START_RUN


def test_while_a_run_is_under_way_there_is_nothing_to_do_but_watch() -> None:
    assert next_step(JOB, uploads=3, sums=WAITING_SUMS) is Next.WATCH


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.DONE, JobState.CANCELLED])
def test_a_run_that_is_over_is_not_watched(state: JobState) -> None:
    assert next_step(replace(JOB, state=state), uploads=3, sums=None) is Next.START_RUN


def test_looking_at_files_does_not_count_as_a_run() -> None:
    assert next_step(replace(JOB, kind=JobKind.LOOK), uploads=3, sums=None) is Next.START_RUN


def test_what_waits_is_looked_at_next() -> None:
    assert next_step(None, uploads=3, sums=WAITING_SUMS) is Next.LOOK_AT_WAITING


def test_a_sum_that_does_not_close_goes_before_everything_even_a_run_under_way() -> None:
    assert next_step(JOB, uploads=3, sums=UNEVEN_SUMS) is Next.REPORT


def test_nothing_is_left_only_when_everything_is_settled() -> None:
    assert next_step(None, uploads=3, sums=SETTLED_SUMS) is Next.NOTHING
