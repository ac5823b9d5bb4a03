"""A bucket as it is set up, and every failure of its service as one sentence.

What a bucket does with old versions, and whether it locks what it is given, is asked once a process.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from storage.blobs import missing
from storage.errors import BlobStoreFailed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ABSENT = ("404", "NoSuchKey", "NotFound", "NoSuchVersion")
DENIED = ("AccessDenied", "AccessForbidden", "InvalidRequest")
_HAS_NONE = (
    "ObjectLockConfigurationNotFoundError",
    "NotImplemented",
    "MethodNotAllowed",
    *DENIED,
)
ATTEMPTS = 6
"""Of one request that was throttled, answered 503 or cut off, with longer and longer pauses between."""
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER = 5, 60
_log = logging.getLogger(__name__)


def client_of(endpoint: str | None = None) -> S3Client:
    """With the credentials that boto3 finds now. endpoint: of a service other than Amazon's."""
    config = Config(
        retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        connect_timeout=SECONDS_TO_CONNECT,
        read_timeout=SECONDS_TO_ANSWER,
    )
    client: S3Client = boto3.session.Session().client("s3", endpoint_url=endpoint, config=config)
    return client


class Bucket:
    """client and name: where the bucket is. prefix: "" or "clinic/", what of it is ours."""

    def __init__(self, client: S3Client, name: str, *, prefix: str) -> None:
        self.client = client
        self.name = name
        self.prefix = prefix

    @cached_property
    def versioned(self) -> bool:
        """Whether it keeps what was replaced or deleted, or did so once."""
        with failures():
            try:
                return "Status" in self.client.get_bucket_versioning(Bucket=self.name)
            except ClientError as failure:
                return _none(failure)

    @cached_property
    def locks(self) -> bool:
        """Whether what is put there may be locked for a time."""
        with failures():
            try:
                found = self.client.get_object_lock_configuration(Bucket=self.name)
            except ClientError as failure:
                return _none(failure)
        return found["ObjectLockConfiguration"].get("ObjectLockEnabled") == "Enabled"

    def objects(self, prefix: str) -> Iterator[Any]:
        """What is there now, in name order."""
        yield from self._pages("list_objects_v2", "Contents", prefix)

    def versions(self, prefix: str) -> Iterator[Any]:
        """Whatever was put, removed or not, by name and then the newest first."""
        yield from self._pages("list_object_versions", "Versions", prefix)

    def removals(self, prefix: str) -> Iterator[Any]:
        """The marks that a versioned bucket sets where something was deleted."""
        yield from self._pages("list_object_versions", "DeleteMarkers", prefix)

    def unfinished(self, prefix: str) -> Iterator[Any]:
        """Writes of several parts that were begun and neither completed nor dropped."""
        yield from self._pages("list_multipart_uploads", "Uploads", prefix)

    def _pages(self, what: Any, of: str, prefix: str) -> Iterator[Any]:
        with failures():
            for page in self.client.get_paginator(what).paginate(Bucket=self.name, Prefix=prefix):
                yield from page.get(of, [])


def _none(failure: ClientError) -> bool:
    """False where the answer means that there is no such thing; otherwise the failure goes on."""
    if code(failure) not in _HAS_NONE:
        raise failure
    if code(failure) in DENIED:
        _log.warning("the bucket does not say whether it keeps versions or locks; taken as if it did not")
    return False


@contextmanager
def failures() -> Iterator[None]:
    """Every failure of the service as one sentence; its own texts may hold keys and addresses."""
    try:
        yield
    except ClientError as failure:
        if code(failure) in ABSENT:
            raise missing() from None
        raise failed(code(failure)) from failure
    except BotoCoreError as failure:
        raise failed(type(failure).__name__) from failure


def code(failure: ClientError) -> str:
    return str(failure.response.get("Error", {}).get("Code", "unknown"))


def failed(why: str) -> BlobStoreFailed:
    return BlobStoreFailed(
        place="blob store",
        found=f"The storage service did not do what was asked ({why}).",
        do="Check its address, the bucket and the credentials, then try again.",
    )
