"""The files of a TAR archive that is not compressed; a compressed one is a TAR inside of its compression."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from io import BytesIO

from core.sources.entries import CHUNK, Entry, leaves, plain
from core.sources.means import Means


def tar_entries(content: bytes, _name: str, means: Means) -> list[Entry]:
    """Every file in order, up to one more than are allowed; links and devices are refused."""
    archive = tarfile.TarFile(fileobj=BytesIO(content))
    found: list[Entry] = []
    for one in archive:
        if not one.isdir():
            found.append(_entry(archive, one))
        if len(found) > means.bounds.files:
            break
    return found


def _entry(archive: tarfile.TarFile, member: tarfile.TarInfo) -> Entry:
    def pieces() -> Iterator[bytes]:
        stream = archive.extractfile(member)
        left = member.size
        while stream is not None and (piece := stream.read(CHUNK)):
            left -= len(piece)
            yield piece
        if left > 0:
            raise EOFError

    return Entry(member.name, _refusal(member), pieces)


def _refusal(member: tarfile.TarInfo) -> str | None:
    if leaves(plain(member.name)):
        return "path_leaves_archive"
    return None if member.isreg() else "link_in_archive"
