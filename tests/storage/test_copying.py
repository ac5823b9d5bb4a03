"""Sealed files copied out and back: all of them, once, and no anchor of what the database does not know."""

from __future__ import annotations

from pathlib import Path

from storage import LocalBlobs, Storage
from storage.checking import Checked, check
from storage.copying import Copied, copy_in, copy_out
from tests.storage.stored import data_blobs
from tests.storage.test_runs import publish


def filled(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        work.uploads.receive(project, "a.csv", b"content", "Ann")
        publish(work, project)
    with storage.begin() as work:
        work.audit.anchor(project)


def test_a_copy_holds_everything_and_is_not_made_twice(storage: Storage, project: str, tmp_path: Path):
    filled(storage, project)
    elsewhere = LocalBlobs(tmp_path / "copy")
    made = copy_out(storage, elsewhere)
    assert made == Copied(len(data_blobs(storage)) + 1, 0)
    assert copy_out(storage, elsewhere) == Copied(0, made.new)
    assert [blob.name for blob in elsewhere.list()] == [blob.name for blob in storage.blobs.list()]


def test_what_was_lost_is_said_and_comes_back_from_the_copy(storage: Storage, project: str, tmp_path: Path):
    filled(storage, project)
    elsewhere = LocalBlobs(tmp_path / "copy")
    copy_out(storage, elsewhere)
    lost = [blob.name for blob in storage.blobs.list()]
    for name in lost:
        storage.blobs.delete(name)
    assert check(storage) == Checked(files=0, runs=0, broken=2, missing=len(lost) - 1)
    assert copy_in(storage, elsewhere) == Copied(len(lost), 0)
    assert check(storage) == Checked(files=1, runs=1, broken=0, missing=0)
    with storage.read() as work:
        assert work.audit.verify(project).anchored == 3


def test_a_sealed_file_that_was_altered_is_found(storage: Storage, project: str):
    filled(storage, project)
    for blob in data_blobs(storage):
        blob.write_bytes(blob.read_bytes()[:-1] + b"\0")
    assert check(storage) == Checked(files=0, runs=0, broken=2, missing=0)


def test_an_anchor_of_events_that_the_database_does_not_have_is_left_out_and_counted(
    storage: Storage, project: str, tmp_path: Path
):
    elsewhere = LocalBlobs(tmp_path / "copy")
    copy_out(storage, elsewhere)
    elsewhere.put_to_stay(f"anchors/{project}/{7:012d}", b"{}", until=storage.clock())
    assert copy_in(storage, elsewhere).ahead == 1
    with storage.read() as work:
        assert work.audit.verify(project).valid
