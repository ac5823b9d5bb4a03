"""Blobs as a test looks at them and meddles with them: past every seal, in whatever store they lie."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage import BlobStore, MasterKey, Storage, open_storage
from storage.anchors import FOLDER


@dataclass(frozen=True)
class Stored:
    """One blob as it lies there. Two are the same where their names are."""

    name: str
    blobs: BlobStore = field(compare=False, repr=False)

    def read_bytes(self) -> bytes:
        with self.blobs.read(self.name) as source:
            return source.read()

    def write_bytes(self, content: bytes) -> None:
        with self.blobs.writer() as writer:
            writer.write(content)
            writer.commit(self.name)


def data_blobs(storage: Storage) -> list[Stored]:
    """Every blob but the anchors."""
    every = (Stored(blob.name, storage.blobs) for blob in storage.blobs.list())
    return [blob for blob in every if not blob.name.startswith(f"{FOLDER}/")]


def anchor_of(storage: Storage, project: str, seq: int) -> Stored:
    return Stored(f"{FOLDER}/{project}/{seq:012d}", storage.blobs)


def opened_with(storage: Storage, master: MasterKey) -> Storage:
    """The same database and blobs, opened as a process with this master key does."""
    url = storage.engine.url.render_as_string(hide_password=False)
    return open_storage(
        storage.home, master=master, clock=storage.clock, database_url=url, blobs=storage.blobs
    )
