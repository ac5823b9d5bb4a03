"""Blobs in S3 or what speaks like it. Put aside in parts, then copied under the name in one step (law 3)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from storage.blobs import BlobWriter, StoredBlob, checked, missing
from storage.errors import BlobStoreFailed

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PART_BYTES = 8 << 20
"""What a writer holds in memory. S3 takes parts of 5 MiB and more and 10,000 of them: 78 GiB a blob."""
_ASIDE = "aside/"
_BLOBS = "blobs/"
_ABSENT = ("404", "NoSuchKey", "NotFound")


class S3Blobs:
    """A BlobStore in one bucket, below `prefix` ("" or "clinic/"). Turn on object lock there."""

    def __init__(self, client: S3Client, bucket: str, *, prefix: str = "") -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix

    @classmethod
    def in_bucket(cls, bucket: str, *, prefix: str = "", endpoint: str | None = None) -> S3Blobs:
        """With the credentials that boto3 finds by itself. endpoint: of a service other than Amazon's."""
        client: S3Client = boto3.client("s3", endpoint_url=endpoint)
        return cls(client, bucket, prefix=prefix)

    @contextmanager
    def writer(self) -> Iterator[BlobWriter]:
        with _failures():
            writer = _S3Writer(self._client, self._bucket, prefix=self._prefix)
            try:
                yield writer
            finally:
                writer.clear()

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        with _failures():
            body = self._client.get_object(Bucket=self._bucket, Key=self._key(name))["Body"]
            try:
                yield cast(BinaryIO, body)
            finally:
                body.close()

    def find(self, name: str) -> StoredBlob | None:
        try:
            found = self._client.head_object(Bucket=self._bucket, Key=self._key(name))
        except ClientError as failure:
            if _code(failure) in _ABSENT:
                return None
            raise _failed(_code(failure)) from failure
        return StoredBlob(name, found["ContentLength"], found["LastModified"])

    def delete(self, name: str) -> None:
        with _failures():
            self._client.delete_object(Bucket=self._bucket, Key=self._key(name))

    def list(self, prefix: str = "") -> Iterator[StoredBlob]:
        top = self._key(prefix) + "/" if prefix else self._prefix + _BLOBS
        for found in self._objects(top):
            name = found["Key"].removeprefix(self._prefix + _BLOBS)
            yield StoredBlob(name, found["Size"], found["LastModified"])

    def sweep_aside(self, before: datetime) -> int:
        with _failures():
            return self._sweep_objects(before) + self._sweep_uploads(before)

    def _sweep_objects(self, before: datetime) -> int:
        old = [
            found["Key"] for found in self._objects(self._prefix + _ASIDE) if found["LastModified"] < before
        ]
        for key in old:
            self._client.delete_object(Bucket=self._bucket, Key=key)
        return len(old)

    def _sweep_uploads(self, before: datetime) -> int:
        top = self._prefix + _ASIDE
        found = self._client.list_multipart_uploads(Bucket=self._bucket, Prefix=top).get("Uploads", [])
        old = [upload for upload in found if upload["Initiated"] < before]
        for upload in old:
            self._client.abort_multipart_upload(
                Bucket=self._bucket, Key=upload["Key"], UploadId=upload["UploadId"]
            )
        return len(old)

    def _objects(self, prefix: str) -> Iterator[Any]:
        with _failures():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=prefix)
            for page in pages:
                yield from page.get("Contents", [])

    def _key(self, name: str) -> str:
        return self._prefix + _BLOBS + checked(name)


class _S3Writer:
    """Collects parts. One that stays below a part's size is put in one request under its final name."""

    def __init__(self, client: S3Client, bucket: str, *, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix
        self._aside = f"{prefix}{_ASIDE}{secrets.token_hex(16)}"
        self._held = bytearray()
        self._upload: str | None = None
        self._parts: list[dict[str, Any]] = []

    def write(self, data: bytes, /) -> object:
        self._held += data
        while len(self._held) >= PART_BYTES:
            self._send(bytes(self._held[:PART_BYTES]))
            del self._held[:PART_BYTES]
        return len(data)

    def commit(self, name: str) -> None:
        final = self._prefix + _BLOBS + checked(name)
        if self._upload is None:
            self._client.put_object(Bucket=self._bucket, Key=final, Body=bytes(self._held))
            return
        if self._held:
            self._send(bytes(self._held))
        parts: Any = {"Parts": self._parts}
        self._client.complete_multipart_upload(
            Bucket=self._bucket, Key=self._aside, UploadId=self._upload, MultipartUpload=parts
        )
        self._upload = None
        self._client.copy({"Bucket": self._bucket, "Key": self._aside}, self._bucket, final)
        self._client.delete_object(Bucket=self._bucket, Key=self._aside)

    def clear(self) -> None:
        """Drops what was sent and not committed."""
        if self._upload is not None:
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=self._aside, UploadId=self._upload)

    def _send(self, data: bytes) -> None:
        if self._upload is None:
            self._upload = self._client.create_multipart_upload(Bucket=self._bucket, Key=self._aside)[
                "UploadId"
            ]
        number = len(self._parts) + 1
        sent = self._client.upload_part(
            Bucket=self._bucket, Key=self._aside, PartNumber=number, UploadId=self._upload, Body=data
        )
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})


@contextmanager
def _failures() -> Iterator[None]:
    """Every failure of the service as one sentence; its own texts may hold keys and addresses."""
    try:
        yield
    except ClientError as failure:
        if _code(failure) in _ABSENT:
            raise missing() from None
        raise _failed(_code(failure)) from failure
    except BotoCoreError as failure:
        raise _failed(type(failure).__name__) from failure


def _code(failure: ClientError) -> str:
    return str(failure.response.get("Error", {}).get("Code", "unknown"))


def _failed(why: str) -> BlobStoreFailed:
    return BlobStoreFailed(
        place="blob store",
        found=f"The storage service did not do what was asked ({why}).",
        do="Check its address, the bucket and the credentials, then try again.",
    )
