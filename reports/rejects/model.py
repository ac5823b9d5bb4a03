"""What a workbook of rejects is made of. A row is named by the bytes that it is about, whatever it says.

Only rejects with a place of their own in their file can be corrected; others are told by their file alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.choices.model import raw_digest
from core.digests import facts_digest
from core.sources.means import NO_MEANS, Means
from core.sources.opened_file import file_at
from core.tables import Corrected, Intake, ReadTable, Reject, Upload

_BEYOND = re.compile(r"extra_\d+")
"""How the reader calls columns of cells beyond the row of names (contracts, section 4)."""
_OF_FILE, _OF_ROW = 12, 20
"""Hex digits of an id: which file, and which bytes of it."""


@dataclass(frozen=True)
class Place:
    """Bytes [start, end) of the file of this digest, and the digest of the text there (core.choices)."""

    upload: str
    start: int
    end: int
    raw: str

    @property
    def parts(self) -> tuple[str, int, int, str]:
        """As core.choices names it."""
        return (self.upload, self.start, self.end, self.raw)

    @property
    def id(self) -> str:
        row = facts_digest({"upload": self.upload, "start": str(self.start), "end": str(self.end)})
        return f"{file_id(self.upload)}-{row[:_OF_ROW]}"


@dataclass(frozen=True)
class RejectRow:
    """reason: a kind of finding. raw: the text as it stood, patient data."""

    place: Place
    line: int
    reason: str
    raw: str = field(repr=False)


@dataclass(frozen=True)
class RejectSheet:
    """The rejects of one table. settled: places that a person has made records of already."""

    file: str
    table: str
    columns: tuple[str, ...]
    rows: tuple[RejectRow, ...]
    settled: tuple[Place, ...] = ()

    @property
    def places(self) -> tuple[Place, ...]:
        return (*(row.place for row in self.rows), *self.settled)


def file_id(upload: str) -> str:
    return facts_digest({"upload": upload})[:_OF_FILE]


def sheets_of(
    intake: Intake, uploads: Sequence[Upload], *, means: Means = NO_MEANS
) -> tuple[RejectSheet, ...]:
    """A sheet for each table with rejects that can be corrected. uploads: what the intake was read from."""
    told = (read for read in intake.tables if read.rejects or read.corrections)
    sheets = (_sheet(read, _digest(read.table.file, uploads, means)) for read in told)
    return tuple(sheet for sheet in sheets if sheet.rows or sheet.settled)


def _sheet(read: ReadTable, upload: str) -> RejectSheet:
    places = ((one, _place(upload, one)) for one in read.rejects)
    rows = tuple(RejectRow(place, one.line, one.reason, one.raw) for one, place in places if place)
    settled = tuple(place for one in read.corrections if (place := _place(upload, one)))
    return RejectSheet(read.table.file, read.table.name, _own(read.table.columns), rows, settled)


def _own(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Without those of cells beyond the row of names: a row that is put right has one cell for each name."""
    return _own(columns[:-1]) if len(columns) > 1 and _BEYOND.fullmatch(columns[-1]) else columns


def _place(upload: str, one: Reject | Corrected) -> Place | None:
    if one.start is None or one.end is None:
        return None
    return Place(upload, one.start, one.end, raw_digest(one.raw))


def _digest(path: str, uploads: Iterable[Upload], means: Means) -> str:
    """Of the file itself, out of the archives around it."""
    holder = next(one for one in uploads if path == one.path or path.startswith(f"{one.path}!/"))
    found = file_at(holder, path, means=means)
    if found is None:
        raise AssertionError("a table was read from a file that is not there")
    return found[0].sha256
