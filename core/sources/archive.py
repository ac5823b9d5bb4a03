"""ZIP archives: every member is read as an upload of its own, "a.zip!/b.csv".

Nothing that an archive says about itself is believed: sizes are measured while inflating, paths that
leave the archive are refused. What is refused harms no other member.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from core.findings import Finding
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.tables import FileKind, Upload

CHUNK = 1 << 20
BROKEN = (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True)
class ArchivePolicy:
    """How much an archive may hold. Bytes are inflated ones, measured; ratio is to the archive's size.

    allowance: inflated bytes below which the ratio is not looked at. deepest: archives inside archives.
    """

    most_members: int = 50_000
    most_bytes: int = 8 << 30
    most_ratio: int = 250
    allowance: int = 32 << 20
    deepest: int = 3

    def bursts(self, inflated: int, packed: int) -> bool:
        """Whether `inflated` bytes out of `packed` are too many."""
        return inflated > self.most_bytes or (
            inflated > self.allowance and inflated > self.most_ratio * max(packed, 1)
        )


@dataclass(frozen=True)
class Archives:
    """The reader of ZIP archives."""

    policy: ArchivePolicy = ArchivePolicy()
    name: str = "zip archive"

    def takes(self, seen: Recognised) -> bool:
        """ZIP archives that are no office document."""
        return seen.format is Format.ZIP

    def read(self, given: Given) -> Reading:
        """The members as uploads, and a finding for each that is refused."""
        if given.depth >= self.policy.deepest:
            return _refused(given, "archive_too_deep")
        try:
            archive = zipfile.ZipFile(BytesIO(given.content))
        except BROKEN:
            return _refused(given, "damaged_archive")
        entries = [one for one in archive.infolist() if not one.is_dir()]
        if len(entries) > self.policy.most_members:
            return _refused(given, "archive_too_big")
        return self._members(given, archive, entries)

    def _members(self, given: Given, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Reading:
        members: list[Upload] = []
        findings: list[Finding] = []
        inflated = 0
        for entry, path, twice in _named(given.upload.path, entries):
            reason = refusal(entry)
            measured = None if reason else _measure(archive, entry, self.policy, inflated, len(given.content))
            if measured is None:
                findings.append(Finding(reason or "damaged_member", path))
                continue
            digest, size = measured
            inflated += size
            if digest == "":
                return _refused(given, "archive_too_big")
            findings += [Finding("duplicate_member", path)] if twice else []
            members.append(Upload(path, digest, size, _opener(archive, entry)))
        if not entries:
            findings.append(Finding("empty_archive", given.upload.path))
        return Reading(findings=tuple(findings), members=tuple(members))


def _refused(given: Given, says: str) -> Reading:
    return Reading(files=(keep(given, FileKind.OTHER, says),))


def _named(archive: str, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, str, bool]]:
    """(entry, its path, whether another bears its name). The second "b.csv" becomes "b (2).csv"."""
    names = [entry.orig_filename.replace("\\", "/") for entry in entries]
    taken: set[str] = set()
    for entry, name in zip(entries, names, strict=True):
        unique, number = name, 2
        while unique in taken or (unique != name and unique in names):
            stem, dot, ending = name.rpartition(".")
            unique = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
            number += 1
        taken.add(unique)
        yield entry, f"{archive}!/{unique.replace(chr(0), '')}", unique != name


def refusal(entry: zipfile.ZipInfo) -> str | None:
    """The finding kind that keeps a member out, None where it may come in."""
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in name.split("/") or "\0" in name:
        return "path_leaves_archive"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "link_in_archive"
    if entry.flag_bits & 0x1:
        return "encrypted_member"
    return None


def _measure(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, policy: ArchivePolicy, before: int, packed: int
) -> tuple[str, int] | None:
    """(SHA-256, bytes) of a member; ("", bytes) where it bursts the limits; None where it is damaged."""
    digest, size = hashlib.sha256(), 0
    try:
        with archive.open(entry) as stream:
            while piece := stream.read(CHUNK):
                digest.update(piece)
                size += len(piece)
                if policy.bursts(before + size, packed):
                    return "", size
    except BROKEN:
        return None
    return digest.hexdigest(), size


def _opener(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Callable[[], bytes]:
    return lambda: archive.read(entry)


def member_of(content: bytes, name: str, policy: ArchivePolicy = ArchivePolicy()) -> bytes | None:
    """One member by the name that `Archives` gave it; None where there is none that may be opened."""
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        entries = [one for one in archive.infolist() if not one.is_dir()]
        wanted = (entry for entry, path, _ in _named("", entries) if path == f"!/{name}")
        entry = next(wanted, None)
        if entry is None or refusal(entry):
            return None
        measured = _measure(archive, entry, policy, 0, len(content))
        return archive.read(entry) if measured and measured[0] else None
    except BROKEN:
        return None


def bursts(content: bytes, policy: ArchivePolicy) -> bool:
    """Whether a ZIP that another library is about to inflate holds more than `policy` allows."""
    inflated = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for entry in archive.infolist():
            measured = _measure(archive, entry, policy, inflated, len(content))
            if measured and not measured[0]:
                return True
            inflated += measured[1] if measured else 0
    return False
