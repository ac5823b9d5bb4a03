"""Writing to a bucket: in parts under a name aside, then copied under the final one in one step (law 3)."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from storage.blobs import checked
from storage.s3_bucket import Bucket

PART_BYTES = 8 << 20
"""What a writer holds in memory. S3 takes parts of 5 MiB and more and 10,000 of them: 78 GiB a blob."""
ASIDE = "aside/"
BLOBS = "blobs/"
_log = logging.getLogger(__name__)


class S3Writer:
    """Collects parts. One that stays below a part's size is put in one request under its final name."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._aside: Any = {"Bucket": bucket.name, "Key": f"{bucket.prefix}{ASIDE}{secrets.token_hex(16)}"}
        self._held = bytearray()
        self._upload: str | None = None
        self._parts: list[dict[str, Any]] = []
        self._whole: Any = None

    def write(self, data: bytes, /) -> object:
        self._held += data
        while len(self._held) >= PART_BYTES:
            self._send(bytes(self._held[:PART_BYTES]))
            del self._held[:PART_BYTES]
        return len(data)

    def commit(self, name: str) -> None:
        bucket = self._bucket
        final = bucket.prefix + BLOBS + checked(name)
        if self._upload is None:
            bucket.client.put_object(Bucket=bucket.name, Key=final, Body=bytes(self._held))
            return
        if self._held:
            self._send(bytes(self._held))
        self._complete(self._upload)
        bucket.client.copy({"Bucket": bucket.name, "Key": self._aside["Key"]}, bucket.name, final)

    def clear(self) -> None:
        """Drops what was sent and is no longer needed. Where that fails, the sweeper does it another day."""
        try:
            if self._upload is not None:
                self._bucket.client.abort_multipart_upload(**self._aside, UploadId=self._upload)
            if self._whole is not None:
                self._bucket.client.delete_object(**self._whole)
        except (ClientError, BotoCoreError):
            _log.warning("what was put aside could not be dropped; the sweeper will")

    def _complete(self, upload: str) -> None:
        parts: Any = {"Parts": self._parts}
        done = self._bucket.client.complete_multipart_upload(
            **self._aside, UploadId=upload, MultipartUpload=parts
        )
        version: Any = {"VersionId": done["VersionId"]} if "VersionId" in done else {}
        self._upload, self._whole = None, {**self._aside, **version}

    def _send(self, data: bytes) -> None:
        client = self._bucket.client
        if self._upload is None:
            self._upload = client.create_multipart_upload(**self._aside)["UploadId"]
        number = len(self._parts) + 1
        sent = client.upload_part(**self._aside, PartNumber=number, UploadId=self._upload, Body=data)
        self._parts.append({"PartNumber": number, "ETag": sent["ETag"]})
