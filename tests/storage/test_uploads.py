"""Originals: as received, once, proven at every opening."""

from __future__ import annotations

import hashlib
import os
import tracemalloc
from collections.abc import Iterator

import pytest

from storage import Storage
from storage.errors import BlobMissing, NotStored, SealBroken
from tests.storage.conftest import on_sqlite
from tests.storage.stored import data_blobs, everything_of


def test_an_upload_comes_back_as_received(storage: Storage, project: str, clock):
    content = bytes(range(256)) * 5000
    with storage.begin() as work:
        row = work.uploads.receive(project, "Export/Müller, Ann.csv", content, "Ann")
    assert (row.sha256, row.size, row.received_at) == (
        hashlib.sha256(content).hexdigest(),
        len(content),
        clock(),
    )
    with storage.read() as work:
        assert work.uploads.of(project) == [row] == [work.uploads.get(project, row.id)]
        assert work.uploads.open(row) == content


def test_an_upload_of_another_project_is_told_as_one_that_is_not_there(storage: Storage, project: str):
    with storage.begin() as work:
        row = work.uploads.receive(project, "a.csv", b"x", "Ann")
        other = work.projects.create("Second").id
        with pytest.raises(NotStored) as told:
            work.uploads.get(other, row.id)
        with pytest.raises(NotStored) as absent:
            work.uploads.get(other, "none")
    assert str(told.value) == str(absent.value)


def test_the_same_file_twice_is_one_row_and_one_event(storage: Storage, project: str):
    with storage.begin() as work:
        first = work.uploads.receive(project, "a.csv", b"x", "Ann")
    with storage.begin() as work:
        again = work.uploads.receive(project, "a.csv", b"x", "Ben")
        assert (again, first.new, again.new) == (first, True, False)
        assert len(work.uploads.of(project)) == 1
        assert len(work.audit.events(project)) == 2
    assert len(data_blobs(storage)) == 1


def test_equal_content_under_two_paths_is_stored_once(storage: Storage, project: str):
    with storage.begin() as work:
        work.uploads.receive(project, "a.csv", b"x", "Ann")
        work.uploads.receive(project, "b.csv", b"x", "Ann")
        assert [row.path for row in work.uploads.of(project)] == ["a.csv", "b.csv"]
    assert len(data_blobs(storage)) == 1


def test_a_path_that_comes_again_with_other_content_keeps_both(storage: Storage, project: str):
    with storage.begin() as work:
        old = work.uploads.receive(project, "b.csv", b"old", "Ann")
        new = work.uploads.receive(project, "b.csv", b"new", "Ann")
        other = work.uploads.receive(project, "a.csv", b"a", "Ann")
        assert work.uploads.of(project) == [old, new, other]
        assert work.uploads.current(project) == [other, new]


def test_an_earlier_content_that_comes_again_counts_again(storage: Storage, project: str, clock):
    received = []
    for content, by in ((b"A", "Ann"), (b"B", "Ann"), (b"A", "Ben")):
        clock.move(60)
        with storage.begin() as work:
            received.append(work.uploads.receive(project, "b.csv", content, by))
    with storage.read() as work:
        assert work.uploads.of(project) == received
        assert work.uploads.current(project) == [received[2]]
        assert [work.uploads.open(row) for row in received] == [b"A", b"B", b"A"]
        assert [row.by for row in received] == ["Ann", "Ann", "Ben"]
        assert len({row.id for row in received}) == 3
        assert work.audit.recent(project, limit=1)[0].facts["upload"] == received[2].id
        assert [upload.open() for upload in work.uploads.batch(project)] == [b"A"]
    assert len(data_blobs(storage)) == 2


def test_the_content_that_counts_received_once_more_changes_nothing(storage: Storage, project: str):
    with storage.begin() as work:
        for content in (b"A", b"B", b"A"):
            work.uploads.receive(project, "b.csv", content, "Ann")
        events = len(work.audit.events(project))
        again = work.uploads.receive(project, "b.csv", b"A", "Ben")
        assert (again.new, len(work.uploads.of(project))) == (False, 3)
        assert len(work.audit.events(project)) == events


def test_equal_files_of_two_projects_cannot_be_told_to_be_equal(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
        work.uploads.receive(project, "a.csv", b"same", "Ann")
        work.uploads.receive(other, "a.csv", b"same", "Ann")
    one, two = data_blobs(storage)
    assert one.name != two.name
    assert one.read_bytes()[42:] != two.read_bytes()[42:]
    digest = hashlib.sha256(b"same").digest()
    files = b"".join(path.read_bytes() for path in everything_of(storage).rglob("*") if path.is_file())
    assert digest not in files
    assert digest.hex().encode() not in files


def test_slices_of_any_size_give_the_same_upload_as_the_whole(storage: Storage, project: str):
    content = b"0123456789" * 300_000
    with storage.begin() as work:
        whole = work.uploads.receive(project, "a.csv", content, "Ann")
        for size in (7_919, 1 << 20, len(content)):
            slices = (content[at : at + size] for at in range(0, len(content), size))
            assert work.uploads.receive_stream(project, "a.csv", slices, "Ann") == whole


@on_sqlite  # the stand-in for S3 keeps its blobs in the memory of this very process
def test_a_long_stream_is_received_and_opened_within_a_few_blocks(storage: Storage, project: str):
    tracemalloc.start()
    with storage.begin() as work:
        row = work.uploads.receive_stream(project, "a.bin", (bytes(1 << 18) for _ in range(256)), "Ann")
        assert sum(len(block) for block in work.uploads.open_stream(row)) == 64 << 20
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12 << 20


def test_a_slow_sender_blocks_nobody(storage: Storage, project: str):
    def slow() -> Iterator[bytes]:
        yield b"first "
        with storage.begin() as other:
            other.uploads.receive(project, "quick.csv", b"quick", "Ben")
        yield b"second"

    with storage.begin() as work:
        work.uploads.receive_stream(project, "slow.csv", slow(), "Ann")
        assert [row.path for row in work.uploads.of(project)] == ["quick.csv", "slow.csv"]


def test_a_sender_that_stops_half_way_leaves_nothing(storage: Storage, project: str):
    def stops() -> Iterator[bytes]:
        yield b"x" * 3_000_000
        raise ConnectionError("gone")

    with pytest.raises(ConnectionError), storage.begin() as work:
        work.uploads.receive_stream(project, "a.csv", stops(), "Ann")
    with storage.read() as work:
        assert work.uploads.of(project) == []
    assert data_blobs(storage) == []


def test_a_file_name_that_was_never_text_is_kept_as_it_was(storage: Storage, project: str):
    path = os.fsdecode(b"M\xfcller.csv")
    with storage.begin() as work:
        work.uploads.receive(project, path, b"x", "Ann")
        assert [os.fsencode(row.path) for row in work.uploads.of(project)] == [b"M\xfcller.csv"]
        assert work.audit.events(project)[-1].facts["path"] == path


def test_an_empty_file_is_an_upload(storage: Storage, project: str):
    with storage.begin() as work:
        row = work.uploads.receive(project, "empty.csv", b"", "Ann")
        assert (work.uploads.open(row), row.size) == (b"", 0)


def test_two_sealed_originals_that_were_swapped_are_both_refused(storage: Storage, project: str):
    with storage.begin() as work:
        rows = [work.uploads.receive(project, f"{n}.csv", bytes([n]) * 10, "Ann") for n in (1, 2)]
    one, two = data_blobs(storage)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)
    with storage.read() as work:
        for row in rows:
            with pytest.raises(SealBroken):
                work.uploads.open(row)


def test_an_altered_or_lost_original_is_said_and_never_opened(storage: Storage, project: str):
    with storage.begin() as work:
        row = work.uploads.receive(project, "1.csv", b"content", "Ann")
    (path,) = data_blobs(storage)
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    with storage.read() as work:
        with pytest.raises(SealBroken):
            work.uploads.open(row)
        storage.blobs.delete(path.name)
        with pytest.raises(BlobMissing):
            work.uploads.open(row)


def test_the_engine_may_open_uploads_after_the_transaction(storage: Storage, project: str):
    with storage.begin() as work:
        work.uploads.receive(project, "b.csv", b"b", "Ann")
        work.uploads.receive(project, "a.csv", b"a", "Ann")
        batch = work.uploads.batch(project)
    assert [(each.path, each.size, each.open()) for each in batch] == [("a.csv", 1, b"a"), ("b.csv", 1, b"b")]
    assert batch[0].sha256 == hashlib.sha256(b"a").hexdigest()


def test_many_small_files_are_received_as_each_alone_would_be(storage: Storage, project: str):
    with storage.begin() as work:
        known = work.uploads.receive(project, "a.csv", b"x", "Ann")
        work.uploads.receive(project, "b.csv", b"old", "Ann")
    files = [("b.csv", b"new"), ("a.csv", b"x"), ("c.csv", b"x"), ("d.csv", b"")]
    with storage.begin() as work:
        assert work.uploads.counting(project, [path for path, _ in files]) == 2
        rows = work.uploads.receive_each(project, files, "Ben")
    assert [(row.path, row.new) for row in rows] == [
        ("b.csv", True),
        ("a.csv", False),
        ("c.csv", True),
        ("d.csv", True),
    ]
    with storage.read() as work:
        assert rows[1] == known
        assert [work.uploads.open(row) for row in rows] == [content for _, content in files]
        assert [row.path for row in work.uploads.of(project)] == ["a.csv", "b.csv", "b.csv", "c.csv", "d.csv"]
        events = [e for e in work.audit.events(project) if e.event == "project:upload:receive"]
        assert [event.facts["path"] for event in events] == ["a.csv", "b.csv", "b.csv", "c.csv", "d.csv"]
        assert work.audit.verify(project).valid
