"""Where sealed bytes lie: one small protocol for a local folder and for S3.

Stores hold ciphertext only and never see a key. A blob is written aside and appears under its name
whole or not at all (law 3); names are HMACs, so they tell nothing (contracts, section 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from storage.errors import BlobMissing, StorageError

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*")


@dataclass(frozen=True)
class StoredBlob:
    """size: bytes as stored (sealed). modified: when it was last written, UTC, by the store's clock."""

    name: str
    size: int
    modified: datetime


class BlobWriter(Protocol):
    """Takes bytes aside. Leaving its `with` without `commit` leaves nothing behind."""

    def write(self, data: bytes, /) -> object: ...

    def commit(self, name: str) -> None:
        """Makes what was written appear as `name`, in one step, in place of what was there."""


class BlobStore(Protocol):
    """Every method may raise BlobStoreFailed; `read` raises BlobMissing."""

    def writer(self) -> AbstractContextManager[BlobWriter]: ...

    def read(self, name: str) -> AbstractContextManager[BinaryIO]:
        """A stream over the blob's bytes."""

    def find(self, name: str) -> StoredBlob | None: ...

    def delete(self, name: str) -> bool:
        """Removes the blob, if it is there. False where the store keeps an old version of it all the same."""

    def list(self, prefix: str = "") -> Iterator[StoredBlob]:
        """Blobs whose name starts with `prefix` (whole path segments), in name order.

        What somebody else left there under a name that no blob has is none of ours, and is passed over.
        """

    def put_to_stay(self, name: str, content: bytes, *, until: datetime) -> None:
        """Puts something small that nobody may remove before `until`, where the store can see to it."""

    def as_put_first(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        """Name and content of everything under `prefix`, in name order: as it was put there the first time,
        even if it was replaced or removed since, where the store remembers."""

    def sweep_aside(self, before: datetime) -> int:
        """Removes what was begun before that time and never committed; the number of things removed."""


def is_ours(name: str) -> bool:
    """Whether a blob could have this name."""
    return _NAME.fullmatch(name) is not None


def checked(name: str) -> str:
    """`name`, or StorageError: no name may leave its store or clash with what is written aside."""
    if not is_ours(name):
        raise StorageError(
            place="blob store", found="A blob name is not made of plain words.", do="Use letters and digits."
        )
    return name


def missing() -> BlobMissing:
    return BlobMissing(
        place="blob store",
        found="A stored file or part is not where it was put.",
        do="Bring the blob store back from its backup.",
    )
