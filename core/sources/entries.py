"""What lies in an archive, whatever its kind: named pieces that are measured while they are unpacked.

Nothing that an archive says about itself is believed. What is refused harms no other member.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from core.findings import Finding
from core.sources.bounds import Bounds
from core.sources.readers import Reading
from core.tables import Upload

CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One file of an archive. name: as written there. refused: the finding kind that keeps it out.

    pieces: its content, unpacked anew at each call.
    """

    name: str
    refused: str | None
    pieces: Callable[[], Iterator[bytes]] = field(repr=False)


class Burst(Exception):
    """The archive holds more than it may. says: the finding kind that tells which bound that was."""

    def __init__(self, says: str = "archive_too_big") -> None:
        super().__init__(says)
        self.says = says


def leaves(name: str) -> bool:
    """Whether a name claims a place outside of its archive."""
    return (
        name.startswith("/")
        or re.match(r"[A-Za-z]:", name) is not None
        or ".." in name.split("/")
        or "\0" in name
    )


def plain(name: str) -> str:
    """A name with the separators that we use."""
    return name.replace("\\", "/")


def named(archive: str, entries: Sequence[Entry]) -> Iterator[tuple[Entry, str, bool]]:
    """(entry, its path, whether another bears its name). The second "b.csv" becomes "b (2).csv"."""
    names = [plain(entry.name) for entry in entries]
    given = set(names)
    taken: set[str] = set()
    for entry, name in zip(entries, names, strict=True):
        unique, number = name, 2
        while unique in taken or (unique != name and unique in given):
            stem, dot, ending = name.rpartition(".")
            unique = f"{stem} ({number}).{ending}" if dot else f"{name} ({number})"
            number += 1
        taken.add(unique)
        yield entry, f"{archive}!/{unique.replace(chr(0), '')}", unique != name


def measured(entry: Entry, bounds: Bounds, before: int, packed: int) -> tuple[str, int]:
    """(SHA-256, bytes) of a member. Raises Burst, and what its archive's library raises over damage."""
    digest, size = hashlib.sha256(), 0
    for piece in entry.pieces():
        digest.update(piece)
        size += len(piece)
        if says := bounds.burst(before + size, packed):
            raise Burst(says)
    return digest.hexdigest(), size


def unpacked(
    archive: Upload, entries: Sequence[Entry], bounds: Bounds, broken: tuple[type[BaseException], ...]
) -> Reading:
    """The members as uploads, and a finding for each that is refused or damaged. Raises Burst."""
    members: list[Upload] = []
    findings: list[Finding] = []
    inflated = 0
    for entry, path, twice in named(archive.path, entries):
        try:
            digest, size = ("", 0) if entry.refused else measured(entry, bounds, inflated, archive.size)
        except broken:
            digest, size = "", 0
        if not digest:
            findings.append(Finding(entry.refused or "damaged_member", path))
            continue
        inflated += size
        findings += [Finding("duplicate_member", path)] if twice else []
        members.append(Upload(path, digest, size, _opener(entry)))
    if not entries:
        findings.append(Finding("empty_archive", archive.path))
    return Reading(findings=tuple(findings), members=tuple(members))


def _opener(entry: Entry) -> Callable[[], bytes]:
    return lambda: b"".join(entry.pieces())
