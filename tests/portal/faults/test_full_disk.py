"""A disk that fills while a run is published: one sentence, nothing half visible, and the run again."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.services import jobs
from portal.viewmodels.jobs import JobError, JobState
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import StoreFull
from storage.jobs import ATTEMPTS
from storage.local import LocalBlobs
from tests.portal.faults.disks import Disk, a_disk
from tests.portal.stores import (
    OWNER,
    PATIENTS,
    Clock,
    project_in,
    run_again,
    store_in,
    work_all,
)

pytestmark = pytest.mark.sqlite
FULL = "The disk where the data lies is full. Nothing was published."


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return a_disk(monkeypatch)


def failed(store: Storage, project: ProjectChoice, clock: Clock) -> JobError:
    """A run of which no attempt finds more room."""
    run_again(store, project)
    for _ in range(1, ATTEMPTS):
        clock.advance(120)
        work_all(store)
    view = jobs.view(store, OWNER, project.id)
    assert view is not None and view.state is JobState.FAILED and view.error is not None
    return view.error


@pytest.mark.parametrize("room", [0, 3_000, 12_000])
def test_a_disk_that_fills_while_a_run_is_published_is_told_and_shows_nothing_of_it(
    tmp_path: Path, disk: Disk, room: int
) -> None:
    clock = Clock()
    store = store_in(tmp_path, clock)
    project = project_in(store, {"patients.csv": PATIENTS})
    work_all(store)
    disk.room = room
    assert failed(store, project, clock).found == FULL
    with store.read() as work:
        assert work.runs.of(project.id) == []
    assert not list((tmp_path / "home").rglob("*aside*/*"))
    disk.room = None
    run_again(store, project)
    with store.read() as work:
        (row,) = work.runs.of(project.id)
        work.runs.verify(project.id, row.run)
        assert row.closes


def test_a_write_that_finds_no_room_says_so_when_it_is_closed_too(tmp_path: Path, disk: Disk) -> None:
    blobs = LocalBlobs(tmp_path)
    for size in (10, 100_000):
        disk.room = 5
        with pytest.raises(StoreFull, match="No space left"), blobs.writer() as writer:
            writer.write(bytes(size))
            writer.commit("p/ab/one")
    assert blobs.find("p/ab/one") is None
    assert blobs.sweep_aside(Clock().at.replace(year=2100)) == 0
