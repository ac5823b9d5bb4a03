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

from core.sources.entries import ArchivePolicy, Burst, Entry, measured, named, unpacked
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised, recognise
from core.sources.seven_zip_entries import FAULTS, seven_zip_entries
from core.sources.squeezed_entries import squeezed_entries
from core.sources.stored import keep
from core.sources.tar_entries import tar_entries
from core.sources.zip_entries import refusal, zip_entries
from core.tables import FileKind

__all__ = ["ArchivePolicy", "Archives", "bursts", "member_of", "refusal"]

POLICY = ArchivePolicy()
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, lzma.LZMAError, zlib.error, NotImplementedError, EOFError,
    RuntimeError, ValueError, OSError, MemoryError, OverflowError, *FAULTS,
)  # fmt: skip
OPENED: dict[Format, Callable[[bytes, str, str | None], list[Entry]]] = {
    Format.ZIP: zip_entries,
    Format.TAR: tar_entries,
    Format.SEVEN_ZIP: seven_zip_entries,
    Format.SQUEEZED: squeezed_entries,
}


@dataclass(frozen=True)
class Archives:
    """The reader of archives."""

    policy: ArchivePolicy = POLICY
    name: str = "archive"

    def takes(self, seen: Recognised) -> bool:
        """Archives that are no office document."""
        return seen.format in OPENED

    def read(self, given: Given) -> Reading:
        """The members as uploads, and a finding for each that is refused."""
        if given.depth >= self.policy.deepest:
            return _refused(given, "archive_too_deep")
        path = given.upload.path
        try:
            entries = OPENED[given.seen.format](given.content, path, given.means.password(path))
        except Burst:
            return _refused(given, "archive_too_big")
        except BROKEN as fault:
            return _refused(given, _says(fault))
        if len(entries) > self.policy.most_members:
            return _refused(given, "archive_too_big")
        return self._members(given, entries)

    def _members(self, given: Given, entries: list[Entry]) -> Reading:
        try:
            reading = unpacked(given.upload, entries, self.policy, BROKEN)
        except Burst:
            return _refused(given, "archive_too_big")
        if entries and not reading.members and {one.kind for one in reading.findings} == {"damaged_member"}:
            kept = keep(given, FileKind.OTHER, "damaged_archive")
            return Reading(files=(kept,), findings=reading.findings)
        return reading


def _says(fault: BaseException) -> str:
    """A sealed list of files cannot even be looked at."""
    return "encrypted_archive" if type(fault).__name__ == "PasswordRequired" else "damaged_archive"


def _refused(given: Given, says: str) -> Reading:
    return Reading(files=(keep(given, FileKind.OTHER, says),))


def member_of(
    content: bytes, name: str, policy: ArchivePolicy = POLICY, *, archive: str = ""
) -> bytes | None:
    """One member by the name that `Archives` gave it; None where there is none that may be opened.

    archive: the path of the archive itself, after which a file without a name in it is called.
    """
    opened = OPENED.get(recognise(content).format)
    if opened is None:
        return None
    try:
        wanted = (
            entry for entry, path, _ in named("", opened(content, archive, None)) if path == f"!/{name}"
        )
        entry = next(wanted, None)
        if entry is None or entry.refused:
            return None
        measured(entry, policy, 0, len(content))
        return b"".join(entry.pieces())
    except (Burst, *BROKEN):
        return None


def bursts(content: bytes, policy: ArchivePolicy) -> bool:
    """Whether a ZIP that another library is about to inflate holds more than `policy` allows."""
    inflated = 0
    with zipfile.ZipFile(BytesIO(content)):
        for entry in zip_entries(content, "", None):
            try:
                inflated += measured(entry, policy, inflated, len(content))[1]
            except Burst:
                return True
            except BROKEN:
                continue
    return False
