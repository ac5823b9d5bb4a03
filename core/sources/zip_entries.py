"""The files of a ZIP archive."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO

from core.sources.entries import CHUNK, Entry, leaves, plain
from core.sources.means import Means


def zip_entries(content: bytes, name: str, means: Means) -> list[Entry]:
    """Every file in the order of the directory. A password opens the old sealing, not the AES of WinZip."""
    archive = zipfile.ZipFile(BytesIO(content))
    password = means.password(name)
    key = password.encode() if password else None
    return [_entry(archive, one, key) for one in archive.infolist() if not one.is_dir()]


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, key: bytes | None) -> Entry:
    def pieces() -> Iterator[bytes]:
        with archive.open(entry, pwd=key) as stream:
            while piece := stream.read(CHUNK):
                yield piece

    why = refusal(entry)
    return Entry(entry.orig_filename, None if key and why == "encrypted_member" else why, pieces)


def refusal(entry: zipfile.ZipInfo) -> str | None:
    """The finding kind that keeps a member out, None where it may come in."""
    if leaves(plain(entry.orig_filename)):
        return "path_leaves_archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link_in_archive"
    if entry.flag_bits & 0x1:
        return "encrypted_member"
    return None
