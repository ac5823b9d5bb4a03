"""What a life leaves behind, by place, and what of it holds a word that was planted (law 7).

Places that lie on a disk are read as files; places in memory (addresses, lines of the log, texts of errors,
pages) are written out first, so that one scanner knows all spellings in all of them. A database is looked at
as it lies there and as a dump besides, a bucket as its objects.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from storage import Storage
from tests.storage.canaries import Hit, scan

STATE, TEMPORARY, DATABASE, BUCKET = "state folder", "temporary folders", "database dump", "bucket"
LOG, ADDRESSES, ERRORS, SCREENS = "log", "addresses", "texts of errors", "printed"


@dataclass
class Traces:
    """folders: place -> where it lies. said: place -> texts, in the order in which they came."""

    store: Storage
    folders: dict[str, Path]
    scratch: Path
    said: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def places(self) -> tuple[str, ...]:
        return (*self.folders, *self.said, DATABASE, BUCKET)

    def hits(self, place: str, words: Iterable[str]) -> tuple[Hit, ...]:
        """Where a word is found in one place."""
        return scan(self._laid_out(place), words)

    def _laid_out(self, place: str) -> Path:
        if place in self.folders:
            return self.folders[place]
        shutil.rmtree(self.scratch, ignore_errors=True)
        if place == BUCKET:
            return self._objects()
        return self._written(place, dump(self.store) if place == DATABASE else self.said[place])

    def _written(self, place: str, texts: Iterable[str]) -> Path:
        folder = self.scratch / place.replace(" ", "_")
        folder.mkdir(parents=True)
        (folder / "said").write_text("\n".join(texts), encoding="utf-8", errors="backslashreplace")
        return folder

    def _objects(self) -> Path:
        """What the store of blobs holds, as whoever owns the bucket gets it."""
        folder = self.scratch / "bucket"
        for blob in self.store.blobs.list():
            path = folder / blob.name
            path.parent.mkdir(parents=True, exist_ok=True)
            with self.store.blobs.read(blob.name) as source:
                path.write_bytes(source.read())
        return folder


def dump(store: Storage) -> list[str]:
    """The control plane as the tools of its database write it out."""
    url = make_url(store.engine.url)
    if url.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(url.database))) as database:
            return list(database.iterdump())
    return [*_rows(url.set(drivername="postgresql").render_as_string(hide_password=False))]


def _rows(url: str) -> Iterator[str]:
    """pg_dump where it is installed, and every row of every table in any case."""
    if shutil.which("pg_dump"):
        told = subprocess.run(["pg_dump", "--dbname", url], capture_output=True, check=False, text=True)
        yield told.stdout
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as rows:
                yield b"".join(rows).decode()
