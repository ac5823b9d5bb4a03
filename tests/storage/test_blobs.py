"""One contract for every blob store: whole or not at all, under plain names, in name order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.blobs import BlobStore
from storage.errors import BlobMissing, BlobStoreFailed, StorageError
from storage.local import LocalBlobs
from storage.s3 import PART_BYTES, S3Blobs
from tests import servers

FUTURE = datetime(2100, 1, 1, tzinfo=UTC)
PAST = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def service() -> Any:
    return servers.s3_client()


@pytest.fixture(params=["local", "s3"])
def blobs(request: pytest.FixtureRequest, tmp_path: Path) -> BlobStore:
    if request.param == "local":
        return LocalBlobs(tmp_path / "blobs")
    client = request.getfixturevalue("service")
    bucket = f"bucket-{abs(hash(tmp_path)):x}"
    client.create_bucket(Bucket=bucket)
    return S3Blobs(client, bucket, prefix="clinic/")


def put(blobs: BlobStore, name: str, *parts: bytes) -> None:
    with blobs.writer() as writer:
        for part in parts:
            writer.write(part)
        writer.commit(name)


def get(blobs: BlobStore, name: str) -> bytes:
    with blobs.read(name) as source:
        return b"".join(iter(lambda: source.read(1 << 20), b""))


def test_a_blob_comes_back_as_it_was_put(blobs: BlobStore):
    put(blobs, "p/ab/one", b"first ", b"", b"second")
    assert get(blobs, "p/ab/one") == b"first second"
    found = blobs.find("p/ab/one")
    assert found is not None
    assert (found.name, found.size, found.modified.tzinfo is not None) == ("p/ab/one", 12, True)


@pytest.mark.parametrize("name", ["notes.txt", ".DS_Store", "one copy", "é"])
def test_what_somebody_else_left_among_the_blobs_is_passed_over(
    blobs: BlobStore, tmp_path: Path, name: str, request: pytest.FixtureRequest
):
    put(blobs, "p/ab/one", b"first")
    if isinstance(blobs, LocalBlobs):
        (tmp_path / "blobs" / "p" / "ab" / name).write_bytes(b"mine")
    else:
        bucket = f"bucket-{abs(hash(tmp_path)):x}"
        request.getfixturevalue("service").put_object(
            Bucket=bucket, Key=f"clinic/blobs/p/ab/{name}", Body=b"mine"
        )
    assert [blob.name for blob in blobs.list("p")] == ["p/ab/one"]
    assert list(blobs.as_put_first("p")) == [("p/ab/one", b"first")]


def test_a_blob_of_several_parts_comes_back_as_it_was_put(blobs: BlobStore):
    data = [bytes([n]) * (PART_BYTES // 2 + 7) for n in range(5)]
    put(blobs, "p/ab/long", *data)
    assert get(blobs, "p/ab/long") == b"".join(data)
    assert [blob.name for blob in blobs.list()] == ["p/ab/long"]


def test_an_empty_blob_is_a_blob(blobs: BlobStore):
    put(blobs, "p/ab/empty")
    assert get(blobs, "p/ab/empty") == b""


def test_what_is_not_committed_never_appears(blobs: BlobStore):
    for size in (10, PART_BYTES + 10):
        with blobs.writer() as writer:
            writer.write(b"x" * size)
        with pytest.raises(RuntimeError), blobs.writer() as writer:
            writer.write(b"x" * size)
            raise RuntimeError("stopped")
    assert list(blobs.list()) == []
    assert blobs.sweep_aside(FUTURE) == 0


def test_putting_again_replaces_in_one_step(blobs: BlobStore):
    put(blobs, "p/ab/one", b"old")
    with blobs.writer() as writer:
        writer.write(b"new")
        assert get(blobs, "p/ab/one") == b"old"
        writer.commit("p/ab/one")
    assert get(blobs, "p/ab/one") == b"new"


def test_a_missing_blob_is_said_and_never_empty(blobs: BlobStore):
    assert blobs.find("p/ab/none") is None
    with pytest.raises(BlobMissing), blobs.read("p/ab/none"):
        pass


def test_deleting_twice_is_as_deleting_once(blobs: BlobStore):
    put(blobs, "p/ab/one", b"x")
    blobs.delete("p/ab/one")
    blobs.delete("p/ab/one")
    assert blobs.find("p/ab/one") is None


def test_listing_is_in_name_order_and_by_whole_segments(blobs: BlobStore):
    for name in ("p/b/two", "p/a/one", "p-q/a/one", "p/a/three"):
        put(blobs, name, b"x")
    assert [blob.name for blob in blobs.list("p")] == ["p/a/one", "p/a/three", "p/b/two"]
    assert [blob.name for blob in blobs.list()] == ["p-q/a/one", "p/a/one", "p/a/three", "p/b/two"]
    assert list(blobs.list("nothing-here")) == []


@pytest.mark.parametrize("name", ["../out", "/etc", "a//b", "a/../b", ".aside/x", "A", "a b", "", "a/"])
def test_no_name_leaves_the_store(blobs: BlobStore, name: str):
    with pytest.raises(StorageError):
        blobs.find(name)
    with pytest.raises(StorageError), blobs.writer() as writer:
        writer.write(b"x")
        writer.commit(name)


def test_what_a_dead_process_left_aside_is_swept_when_old_enough(tmp_path: Path):
    blobs = LocalBlobs(tmp_path)
    (tmp_path / ".aside").mkdir()
    (tmp_path / ".aside" / "left").write_bytes(b"half")
    assert blobs.sweep_aside(PAST) == 0
    assert blobs.sweep_aside(datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert list((tmp_path / ".aside").iterdir()) == []


def test_what_a_dead_process_left_aside_in_s3_is_swept_when_old_enough(service: Any):
    service.create_bucket(Bucket="left")
    service.create_multipart_upload(Bucket="left", Key="clinic/aside/one")
    service.put_object(Bucket="left", Key="clinic/aside/two", Body=b"x")
    blobs = S3Blobs(service, "left", prefix="clinic/")
    assert blobs.sweep_aside(PAST) == 0
    assert blobs.sweep_aside(FUTURE) == 2
    assert blobs.sweep_aside(FUTURE) == 0


def test_a_folder_that_cannot_be_written_is_one_sentence_without_its_path(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BlobStoreFailed) as caught, LocalBlobs(tmp_path / "file" / "blobs").writer():
        pass
    assert str(tmp_path) not in str(caught.value)


def test_a_bucket_that_is_not_there_is_one_sentence(service: Any):
    with pytest.raises(BlobStoreFailed, match="NoSuchBucket"):
        put(S3Blobs(service, "no-such-bucket"), "p/a/one", b"x")
