"""From settings to an open store: the one place that knows which key, database and blobs a portal uses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.errors import WrongUsage
from portal.settings import PREFIX, Settings
from storage import BlobStore, EnvironmentMasterKey, FileMasterKey, LocalBlobs, MasterKey, Storage
from storage import open_storage as open_store

_S3 = "s3://"


def now() -> datetime:
    return datetime.now(UTC)


def master_key(settings: Settings) -> MasterKey:
    """The key of a service or of a variable where one is set, else of its file, made at first start.

    Raises WrongUsage where two say different things.
    """
    if settings.master_key is not None and settings.master_key_kms is not None:
        raise WrongUsage(
            place=f"{PREFIX}MASTER_KEY_KMS",
            found=f"{PREFIX}MASTER_KEY is set as well, and there is one master key.",
            do="Remove one of the two variables.",
        )
    if settings.master_key_kms is not None:
        return kms_key(settings.master_key_kms)
    if settings.master_key is not None:
        name = f"{PREFIX}MASTER_KEY"
        return EnvironmentMasterKey.of({name: settings.master_key.get_secret_value()}, variable=name)
    return FileMasterKey.at(settings.master_key_file)


def kms_key(arn: str) -> MasterKey:
    """The key of AWS's service; its library is loaded only where one is named (ADR 58)."""
    from storage.kms_key import KmsMasterKey

    return KmsMasterKey.of(arn)


def where_the_key_lies(settings: Settings) -> str:
    if settings.master_key_kms is not None:
        return "in the key management service of AWS"
    if settings.master_key is not None:
        return f"in the variable {PREFIX}MASTER_KEY"
    return str(settings.master_key_file)


def open_storage(settings: Settings, *, master: MasterKey | None = None) -> Storage:
    """The store of this portal. Raises KeyRefused and other StorageErrors, each in one sentence.

    master: another master key than that of the settings.
    """
    url = settings.database_url
    return open_store(
        settings.home,
        master=master or master_key(settings),
        clock=now,
        database_url=url.get_secret_value() if url else None,
        blobs=blobs_at(settings.blobs) if settings.blobs else None,
        bounds=settings.bounds,
    )


def blobs_at(where: str) -> BlobStore:
    """A folder, or `s3://bucket/prefix`."""
    if where.startswith(_S3):
        bucket, _, prefix = where.removeprefix(_S3).partition("/")
        return _bucket(bucket, f"{prefix.rstrip('/')}/" if prefix else "")
    return LocalBlobs(Path(where))


def _bucket(name: str, prefix: str) -> BlobStore:
    """As with the key: the library of S3 is loaded only where a bucket is named."""
    from storage.s3 import S3Blobs

    return S3Blobs.in_bucket(name, prefix=prefix)
