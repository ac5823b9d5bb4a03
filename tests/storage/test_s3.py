"""What only a bucket has: versions, locks, throttling, writes of several parts that were cut off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

from storage import Storage, open_storage, sweep
from storage.errors import BlobStoreFailed
from storage.s3 import PART_BYTES, S3Blobs
from storage.s3_bucket import client_of
from tests import servers
from tests.storage.conftest import MASTER, Clock
from tests.storage.test_blobs import FUTURE, get, put


@pytest.fixture(scope="module")
def service() -> Any:
    return servers.s3_client()


@pytest.fixture(params=[False, True], ids=["versions", "locks"])
def bucket(request: pytest.FixtureRequest, service: Any) -> str:
    """A bucket that keeps versions; the second also locks what it is told to."""
    name = f"b{uuid4().hex}"
    service.create_bucket(Bucket=name, ObjectLockEnabledForBucket=request.param)
    service.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
    return name


@pytest.fixture
def locking(service: Any) -> str:
    name = f"b{uuid4().hex}"
    service.create_bucket(Bucket=name, ObjectLockEnabledForBucket=True)
    return name


@pytest.fixture
def store(tmp_path, service: Any, locking: str, clock: Clock) -> Storage:
    """One whose bucket locks. Its clock is the real one, since locks go by the service's."""
    clock.now = datetime.now(UTC)
    return open_storage(tmp_path, master=MASTER, clock=clock, blobs=S3Blobs(service, locking))


def left(service: Any, bucket: str) -> int:
    found = service.list_object_versions(Bucket=bucket)
    return len(found.get("Versions", [])) + len(found.get("DeleteMarkers", []))


def test_what_is_deleted_from_a_bucket_with_versions_leaves_none(service: Any, bucket: str):
    blobs = S3Blobs(service, bucket)
    put(blobs, "p/ab/one", b"first")
    put(blobs, "p/ab/one", b"second")
    put(blobs, "p/ab/one-more", b"other")
    assert blobs.delete("p/ab/one")
    assert blobs.find("p/ab/one") is None
    assert left(service, bucket) == 1
    assert get(blobs, "p/ab/one-more") == b"other"


def test_a_long_write_leaves_no_version_aside(service: Any, bucket: str):
    blobs = S3Blobs(service, bucket)
    put(blobs, "p/ab/long", bytes(PART_BYTES + 10))
    assert left(service, bucket) == 1
    service.put_object(Bucket=bucket, Key="aside/left", Body=b"x")
    assert blobs.sweep_aside(FUTURE) == 1
    assert left(service, bucket) == 1


def test_what_is_locked_is_put_out_of_sight_and_said_to_be_kept(service: Any, locking: str):
    blobs = S3Blobs(service, locking)
    blobs.put_to_stay("p/ab/one", b"x", until=datetime.now(UTC) + timedelta(days=2))
    assert blobs.delete("p/ab/one") is False
    assert blobs.find("p/ab/one") is None
    assert list(blobs.as_put_first("p")) == [("p/ab/one", b"x")]


def test_the_sweeper_says_how_many_orphans_a_bucket_keeps(store: Storage, service: Any, locking: str):
    lock = {"Mode": "COMPLIANCE", "Days": 3}
    rule = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": lock}}
    service.put_object_lock_configuration(Bucket=locking, ObjectLockConfiguration=rule)
    with store.begin() as work:
        project = work.projects.create("Riverside").id
    with pytest.raises(RuntimeError), store.begin() as work:
        work.uploads.receive(project, "a.csv", b"x", "Ann")
        raise RuntimeError("stopped")
    swept = sweep(store, age=timedelta(days=-1))
    assert (swept.blobs, swept.kept) == (1, 1)
    assert sweep(store, age=timedelta(days=-1)).blobs == 0


def anchored(store: Storage) -> str:
    with store.begin() as work:
        project = work.projects.create("Riverside").id
    with store.begin() as work:
        work.audit.anchor(project)
    return project


def test_an_anchor_is_locked_for_years_where_the_bucket_can(store: Storage, service: Any, locking: str):
    project = anchored(store)
    found = service.head_object(Bucket=locking, Key=f"blobs/anchors/{project}/{1:012d}")
    assert found["ObjectLockMode"] == "COMPLIANCE"
    assert found["ObjectLockRetainUntilDate"] > datetime.now(UTC) + timedelta(days=3600)
    with pytest.raises(ClientError, match="AccessDenied"):
        service.delete_object(
            Bucket=locking, Key=f"blobs/anchors/{project}/{1:012d}", VersionId=found["VersionId"]
        )


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_an_anchor_that_was_removed_or_replaced_still_speaks(
    store: Storage, service: Any, locking: str, how: str
):
    project = anchored(store)
    key = {"Bucket": locking, "Key": f"blobs/anchors/{project}/{1:012d}"}
    if how == "removed":
        service.delete_object(**key)
    else:
        service.put_object(**key, Body=b"{}")
    with store.read() as work:
        verdict = work.audit.verify(project)
    assert (verdict.valid, verdict.anchored) == (True, 1)


def answering(service: Any, status: int, times: int) -> tuple[Any, Callable[[], int]]:
    """A client of the same service that is answered `status` so many times first; how often it asked."""
    client, asked = client_of(service.meta.endpoint_url), count()

    def answer(request: Any, **_: object) -> AWSResponse | None:
        return AWSResponse(request.url, status, {}, _Nothing()) if next(asked) < times else None

    client.meta.events.register("before-send.s3", answer)
    return client, lambda: next(asked)


class _Nothing:
    """The body of an answer without one."""

    def stream(self, **_: object):
        yield b""


@pytest.fixture
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


@pytest.mark.usefixtures("_credentials")
@pytest.mark.parametrize("status", [503, 429])
def test_a_service_that_is_busy_is_asked_again(service: Any, status: int):
    client, asked = answering(service, status, 2)
    client.create_bucket(Bucket=f"b{uuid4().hex}")
    assert asked() == 3


@pytest.mark.usefixtures("_credentials")
def test_a_request_that_is_refused_is_not_asked_again(service: Any):
    client, asked = answering(service, 403, 2)
    with pytest.raises(BlobStoreFailed):
        S3Blobs(client, "any").find("p/ab/one")
    assert asked() == 1
