"""Blobs in S3 or what speaks like it, with the versions and locks that the bucket has (laws 3 and 8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from botocore.exceptions import ClientError

from storage.blobs import BlobWriter, StoredBlob, checked, is_ours
from storage.s3_bucket import ABSENT, DENIED, Bucket, client_of, code, failed, failures
from storage.s3_writer import ASIDE, BLOBS, PART_BYTES, S3Writer

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

__all__ = ["PART_BYTES", "S3Blobs"]


class S3Blobs:
    """A BlobStore in one bucket, below `prefix` ("" or "clinic/"). Turn on object lock there."""

    def __init__(self, client: S3Client, bucket: str, *, prefix: str = "") -> None:
        self._bucket = Bucket(client, bucket, prefix=prefix)

    @classmethod
    def in_bucket(cls, bucket: str, *, prefix: str = "", endpoint: str | None = None) -> S3Blobs:
        """With the credentials that boto3 finds by itself. endpoint: of a service other than Amazon's."""
        return cls(client_of(endpoint), bucket, prefix=prefix)

    @contextmanager
    def writer(self) -> Iterator[BlobWriter]:
        with failures():
            writer = S3Writer(self._bucket)
            try:
                yield writer
            finally:
                writer.clear()

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        with failures():
            body = self._client.get_object(**self._at(name))["Body"]
            try:
                yield cast(BinaryIO, body)
            finally:
                body.close()

    def find(self, name: str) -> StoredBlob | None:
        with failures():
            try:
                found = self._client.head_object(**self._at(name))
            except ClientError as failure:
                if code(failure) in ABSENT:
                    return None
                raise failed(code(failure)) from failure
        return StoredBlob(name, found["ContentLength"], found["LastModified"])

    def delete(self, name: str) -> bool:
        if not self._bucket.versioned:
            with failures():
                self._client.delete_object(**self._at(name))
            return True
        return self._delete_versions(self._key(name))

    def list(self, prefix: str = "") -> Iterator[StoredBlob]:
        for found in self._bucket.objects(self._top(prefix)):
            if is_ours(self._name(found)):
                yield StoredBlob(self._name(found), found["Size"], found["LastModified"])

    def put_to_stay(self, name: str, content: bytes, *, until: datetime) -> None:
        lock: Any = {"ObjectLockMode": "COMPLIANCE", "ObjectLockRetainUntilDate": until}
        with failures():
            self._client.put_object(**self._at(name), Body=content, **(lock if self._bucket.locks else {}))

    def as_put_first(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        bucket, top = self._bucket, self._top(prefix)
        oldest = {
            each["Key"]: each for each in (bucket.versions if bucket.versioned else bucket.objects)(top)
        }
        for key in sorted(key for key, found in oldest.items() if is_ours(self._name(found))):
            version: Any = {"VersionId": oldest[key]["VersionId"]} if bucket.versioned else {}
            with failures():
                body = self._client.get_object(Bucket=bucket.name, Key=key, **version)["Body"].read()
            yield self._name(oldest[key]), body

    def sweep_aside(self, before: datetime) -> int:
        top = self._bucket.prefix + ASIDE
        old = [found["Key"] for found in self._bucket.objects(top) if found["LastModified"] < before]
        for key in old:
            self._delete_versions(key)
        return len(old) + self._sweep_uploads(top, before)

    def _sweep_uploads(self, top: str, before: datetime) -> int:
        old = [upload for upload in self._bucket.unfinished(top) if upload["Initiated"] < before]
        with failures():
            for upload in old:
                self._client.abort_multipart_upload(
                    Bucket=self._bucket.name, Key=upload["Key"], UploadId=upload["UploadId"]
                )
        return len(old)

    def _delete_versions(self, key: str) -> bool:
        """Whether every version is gone. Where the bucket keeps one, it no longer shows under its name."""
        bucket = self._bucket
        every = (*bucket.versions(key), *bucket.removals(key)) if bucket.versioned else ()
        ids = [each["VersionId"] for each in every if each["Key"] == key]
        with failures():
            gone = [self._delete_version(key, each) for each in ids]
            if not (ids and all(gone)):
                self._client.delete_object(Bucket=bucket.name, Key=key)
        return all(gone)

    def _delete_version(self, key: str, version: str) -> bool:
        try:
            self._client.delete_object(Bucket=self._bucket.name, Key=key, VersionId=version)
        except ClientError as failure:
            if code(failure) not in DENIED:
                raise
            return False
        return True

    @property
    def _client(self) -> S3Client:
        return self._bucket.client

    def _at(self, name: str) -> Any:
        return {"Bucket": self._bucket.name, "Key": self._key(name)}

    def _key(self, name: str) -> str:
        return self._bucket.prefix + BLOBS + checked(name)

    def _top(self, prefix: str) -> str:
        return self._key(prefix) + "/" if prefix else self._bucket.prefix + BLOBS

    def _name(self, found: Any) -> str:
        return str(found["Key"]).removeprefix(self._bucket.prefix + BLOBS)
