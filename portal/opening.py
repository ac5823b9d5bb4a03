"""From settings to an open store: the one place that knows which key, database and blobs a portal uses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from portal.settings import PREFIX, Settings
from storage import BlobStore, EnvironmentMasterKey, FileMasterKey, LocalBlobs, MasterKey, Storage
from storage import open_storage as open_store
from storage.s3 import S3Blobs

_S3 = "s3://"


def now() -> datetime:
    return datetime.now(UTC)


def master_key(settings: Settings) -> MasterKey:
    """The key from its variable where that is set, else from its file, made there at first start."""
    if settings.master_key is not None:
        name = f"{PREFIX}MASTER_KEY"
        return EnvironmentMasterKey.of({name: settings.master_key.get_secret_value()}, variable=name)
    return FileMasterKey.at(settings.master_key_file)


def where_the_key_lies(settings: Settings) -> str:
    if settings.master_key is not None:
        return f"in the variable {PREFIX}MASTER_KEY"
    return str(settings.master_key_file)


def open_storage(settings: Settings) -> Storage:
    """The store of this portal. Raises KeyRefused and other StorageErrors, each in one sentence."""
    url = settings.database_url
    return open_store(
        settings.home,
        master=master_key(settings),
        clock=now,
        database_url=url.get_secret_value() if url else None,
        blobs=blobs_at(settings.blobs) if settings.blobs else None,
    )


def blobs_at(where: str) -> BlobStore:
    """A folder, or `s3://bucket/prefix`."""
    if where.startswith(_S3):
        bucket, _, prefix = where.removeprefix(_S3).partition("/")
        return S3Blobs.in_bucket(bucket, prefix=f"{prefix.rstrip('/')}/" if prefix else "")
    return LocalBlobs(Path(where))
