"""The sweeper takes what no row names and is old, and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from storage import LocalBlobs, Storage, open_storage, sweep
from storage.errors import BlobMissing
from tests.storage.conftest import MASTER, Clock, on_sqlite
from tests.storage.stored import data_blobs
from tests.storage.test_runs import Piece, publish


def later(clock: Clock) -> None:
    """Two days after the files were really written."""
    clock.now = datetime.now(UTC) + timedelta(days=2)


def leave_orphans(storage: Storage, project: str) -> None:
    with pytest.raises(RuntimeError), storage.begin() as work:
        publish(work, project, run="r9")
        work.uploads.receive(project, "orphan.csv", b"orphan", "Ann")
        raise RuntimeError("stopped")


def test_orphans_go_and_everything_named_stays(storage: Storage, project: str, clock: Clock):
    with storage.begin() as work:
        upload = work.uploads.receive(project, "a.csv", b"x", "Ann")
        publish(work, project)
        work.audit.anchor(project)
    kept = set(data_blobs(storage))
    leave_orphans(storage, project)
    assert len(data_blobs(storage)) == len(kept) + 5
    later(clock)
    assert sweep(storage).blobs == 5
    assert set(data_blobs(storage)) == kept
    with storage.read() as work:
        assert work.uploads.open(upload) == b"x"
        work.runs.verify(project, "r1")
        assert work.audit.verify(project).anchored > 0


def test_young_orphans_stay_since_their_row_may_be_on_its_way(storage: Storage, project: str, clock: Clock):
    leave_orphans(storage, project)
    clock.now = datetime.now(UTC)
    assert sweep(storage).blobs == 0
    assert sweep(storage, age=timedelta(seconds=-60)).blobs == 5


class ReceivesMeanwhile(LocalBlobs):
    """Somebody uploads the orphan's content again between the sweeper's looking and its deleting."""

    meanwhile: Callable[[], None] | None = None

    def list(self, prefix: str = ""):
        yield from list(super().list(prefix))
        if self.meanwhile is not None:
            act, self.meanwhile = self.meanwhile, None
            act()


def test_an_orphan_that_finds_a_row_while_being_swept_stays(tmp_path: Path, clock: Clock):
    blobs = ReceivesMeanwhile(tmp_path / "blobs")
    storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, blobs=blobs)
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
    leave_orphans(storage, project)
    later(clock)

    def receive() -> None:
        with storage.begin() as work:
            work.uploads.receive(project, "again.csv", b"orphan", "Ann")

    blobs.meanwhile = receive
    assert sweep(storage, age=timedelta(days=-40_000)).blobs == 4
    with storage.read() as work:
        (upload,) = work.uploads.of(project)
        assert work.uploads.open(upload) == b"orphan"
    storage.close()


def test_the_sweeper_waits_for_whoever_is_about_to_name_an_orphan(
    reopen: Callable[[], Storage], clock: Clock
):
    storage, sweeping = reopen(), reopen()
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
    leave_orphans(storage, project)
    named = threading.Event()

    def receive() -> None:
        with storage.begin() as work:
            work.uploads.receive(project, "again.csv", b"orphan", "Ann")
            named.set()
            time.sleep(0.5)

    later(clock)
    naming = threading.Thread(target=receive)
    naming.start()
    assert named.wait(20)
    assert sweep(sweeping, age=timedelta(days=-40_000)).blobs == 4
    naming.join()
    with storage.read() as work:
        (upload,) = work.uploads.of(project)
        assert work.uploads.open(upload) == b"orphan"


@on_sqlite
def test_what_was_left_aside_goes_too(storage: Storage, project: str, clock: Clock):
    with storage.begin() as work:
        work.uploads.receive(project, "a.csv", b"x", "Ann")
    (storage.home / "blobs" / ".aside" / "left").write_bytes(b"half")
    later(clock)
    swept = sweep(storage)
    assert (swept.blobs, swept.aside) == (0, 1)


def test_a_blob_swept_while_its_run_was_on_its_way_is_noticed_and_not_published(
    storage: Storage, project: str
):
    """The row looks for its blob under the lock that the sweeper deletes under."""

    def parts():
        yield Piece("entity/patient", "identity", pl.DataFrame({"id": ["p1"]}))
        sweep(storage, age=timedelta(days=-40_000))
        yield Piece("log", "restricted", pl.DataFrame({"record": [1]}))

    with pytest.raises(BlobMissing), storage.begin() as work:
        publish(work, project, parts=parts())
    with storage.read() as work:
        assert work.runs.of(project) == []
