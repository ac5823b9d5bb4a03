"""What lies in a store as a test looks at it and meddles with it: past every seal, wherever it lies."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, text

from storage import BlobStore, MasterKey, Storage, open_storage
from storage.anchors import FOLDER
from tests import servers


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


def everything_of(storage: Storage) -> Path:
    """Its home, and in it all that a database and a bucket elsewhere hold now, as bytes lie there."""
    if storage.engine.dialect.name == "postgresql":
        placed = storage.home / "placed"
        shutil.rmtree(placed, ignore_errors=True)
        servers.bring_tables(storage.engine.url.render_as_string(hide_password=False), into=placed)
        for number, blob in enumerate(storage.blobs.list()):
            (placed / f"{number}.object").write_bytes(Stored(blob.name, storage.blobs).read_bytes())
    return storage.home


def unguard(connection: Connection, journal: str) -> None:
    """Takes away what refuses changes to a journal, as somebody with full rights on the database could."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP TRIGGER IF EXISTS {journal}_only_added ON {journal}"))
        return
    for word in ("update", "delete"):
        connection.execute(text(f"DROP TRIGGER IF EXISTS {journal}_no_{word}"))
