"""Blobs in a local folder: written aside, flushed to the disk, then renamed into place (law 3).

A stop at any instant leaves either the whole blob or a file in `aside/`, which the sweeper removes.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from storage.blobs import BlobWriter, StoredBlob, checked, is_ours, missing
from storage.errors import BlobStoreFailed, StoreFull

_ASIDE = ".aside"
_FULL = (errno.ENOSPC, errno.EDQUOT)


class LocalBlobs:
    """A BlobStore in `root`; the folder is made when first needed, for its owner alone."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextmanager
    def writer(self) -> Iterator[BlobWriter]:
        path = self._aside() / secrets.token_hex(16)
        try:
            with _opened(path) as file:
                yield _LocalWriter(self._root, path, file)
        finally:
            path.unlink(missing_ok=True)

    @contextmanager
    def read(self, name: str) -> Iterator[BinaryIO]:
        try:
            file = self._path(name).open("rb")
        except FileNotFoundError:
            raise missing() from None
        with file:
            yield file

    def find(self, name: str) -> StoredBlob | None:
        path = self._path(name)
        return StoredBlob(name, *_seen(path)) if path.is_file() else None

    def delete(self, name: str) -> bool:
        self._path(name).unlink(missing_ok=True)
        return True

    def list(self, prefix: str = "") -> Iterator[StoredBlob]:
        top = self._path(prefix) if prefix else self._root
        for path in sorted(top.rglob("*"), key=Path.as_posix):
            name = path.relative_to(self._root).as_posix()
            if is_ours(name) and path.is_file():
                yield StoredBlob(name, *_seen(path))

    def put_to_stay(self, name: str, content: bytes, *, until: datetime) -> None:
        """A folder keeps nobody from removing it: see docs/storage.md."""
        with self.writer() as writer:
            writer.write(content)
            writer.commit(name)

    def as_put_first(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        for blob in self.list(prefix):
            with self.read(blob.name) as source:
                yield blob.name, source.read()

    def sweep_aside(self, before: datetime) -> int:
        old = [path for path in self._aside().iterdir() if _seen(path)[1] < before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _aside(self) -> Path:
        folder = self._root / _ASIDE
        with _failures():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def _path(self, name: str) -> Path:
        return self._root / checked(name)


class _LocalWriter:
    def __init__(self, root: Path, path: Path, file: BinaryIO) -> None:
        self._root = root
        self._path = path
        self._file = file

    def write(self, data: bytes, /) -> object:
        with _failures():
            return self._file.write(data)

    def commit(self, name: str) -> None:
        final = self._root / checked(name)
        with _failures():
            self._file.flush()
            os.fsync(self._file.fileno())
            _make_folders(final.parent)
            self._path.replace(final)
            _flush_folder(final.parent)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A new file. Closing it writes what is still held back, and fails once more on a full disk."""
    with _failures():
        file = path.open("xb")
    try:
        yield file
    finally:
        with _failures():
            file.close()


def _make_folders(folder: Path) -> None:
    """Makes the folder and flushes each parent that gained one, so that a power cut forgets none."""
    if folder.is_dir():
        return
    _make_folders(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _flush_folder(folder.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _seen(path: Path) -> tuple[int, datetime]:
    found = path.stat()
    return found.st_size, datetime.fromtimestamp(found.st_mtime, UTC)


@contextmanager
def _failures() -> Iterator[None]:
    """Every failure of the disk as one sentence without a path."""
    try:
        yield
    except OSError as failure:
        why = os.strerror(failure.errno) if failure.errno else "unknown"
        raise (StoreFull if failure.errno in _FULL else BlobStoreFailed)(
            place="blob store",
            found=f"The folder could not be written ({why}).",
            do="Check that the disk has room and that the folder may be written.",
        ) from failure
