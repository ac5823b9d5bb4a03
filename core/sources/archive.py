"""Archives: every member is read as an upload of its own, "a.zip!/b.csv", whatever packed it.

Nothing that an archive says about itself is believed: sizes are measured while inflating, paths that
leave the archive are refused. What is refused harms no other member.
"""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from core.sources.bounds import BOUNDS, Bounds
from core.sources.entries import Burst, Entry, measured, named, unpacked
from core.sources.means import NO_MEANS, Means
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised, recognise
from core.sources.seven_zip_entries import FAULTS, seven_zip_entries
from core.sources.squeezed_entries import squeezed_entries
from core.sources.stored import keep
from core.sources.tar_entries import tar_entries
from core.sources.zip_entries import refusal, zip_entries
from core.tables import FileKind

__all__ = ["Archives", "burst_of", "member_of", "refusal"]

BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, NotImplementedError, EOFError,
    RuntimeError, ValueError, OSError, MemoryError, OverflowError, *FAULTS,
)  # fmt: skip
OPENED: dict[Format, Callable[[bytes, str, Means], list[Entry]]] = {
    Format.ZIP: zip_entries,
    Format.TAR: tar_entries,
    Format.SEVEN_ZIP: seven_zip_entries,
    Format.SQUEEZED: squeezed_entries,
}


@dataclass(frozen=True)
class Archives:
    """The reader of archives."""

    name: str = "archive"

    def takes(self, seen: Recognised) -> bool:
        """Archives that are no office document."""
        return seen.format in OPENED

    def read(self, given: Given) -> Reading:
        """The members as uploads, and a finding for each that is refused."""
        bounds = given.means.bounds
        if given.depth >= bounds.archives:
            return _refused(given, "archive_too_deep")
        try:
            entries = OPENED[given.seen.format](given.content, given.upload.path, given.means)
            if len(entries) > bounds.files:
                return _refused(given, "archive_of_too_many")
            return _members(given, entries)
        except Burst as burst:
            return _refused(given, burst.says)
        except BROKEN as fault:
            return _refused(given, _says(fault))


def _members(given: Given, entries: list[Entry]) -> Reading:
    reading = unpacked(given.upload, entries, given.means.bounds, BROKEN)
    if entries and not reading.members and {one.kind for one in reading.findings} == {"damaged_member"}:
        kept = keep(given, FileKind.OTHER, "damaged_archive")
        return Reading(files=(kept,), findings=reading.findings)
    return reading


def _says(fault: BaseException) -> str:
    """A sealed list of files cannot even be looked at."""
    return "encrypted_archive" if type(fault).__name__ == "PasswordRequired" else "damaged_archive"


def _refused(given: Given, says: str) -> Reading:
    return Reading(files=(keep(given, FileKind.OTHER, says),))


def member_of(content: bytes, name: str, *, archive: str = "", means: Means = NO_MEANS) -> bytes | None:
    """One member by the name that `Archives` gave it; None where there is none that may be opened.

    archive: the path of the archive itself, after which a file without a name in it is called.
    """
    opened = OPENED.get(recognise(content).format)
    if opened is None:
        return None
    try:
        wanted = (
            entry for entry, path, _ in named("", opened(content, archive, means)) if path == f"!/{name}"
        )
        entry = next(wanted, None)
        if entry is None or entry.refused:
            return None
        measured(entry, means.bounds, 0, len(content))
        return b"".join(entry.pieces())
    except (Burst, *BROKEN):
        return None


def burst_of(content: bytes, bounds: Bounds = BOUNDS) -> str | None:
    """The finding kind where a ZIP that another library is about to inflate holds more than it may."""
    inflated = 0
    with zipfile.ZipFile(BytesIO(content)):
        for entry in zip_entries(content, "", NO_MEANS):
            try:
                inflated += measured(entry, bounds, inflated, len(content))[1]
            except Burst as burst:
                return burst.says
            except BROKEN:
                continue
    return None
