"""A corrected workbook read back: what was filled in goes to the line that its row id names (law 2).

Nothing is guessed: a row whose id is not known, or whose cells do not fit, gives one sentence and no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from core.errors import NothingReadable
from core.sources import read_uploads
from core.tables import LINE, SourceTable, Upload
from reports.csv_text import as_it_was
from reports.rejects.model import Place, RejectSheet, file_id
from reports.rejects.problems import Note, Problem
from reports.rejects.wording import HEADS

_NAME = "corrected.xlsx"
_FIRST = len(HEADS)


@dataclass(frozen=True)
class Fixed:
    """A reject that is this record. cells: one a column of its table, patient data."""

    place: Place
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Brought:
    """notes: in the order of the workbook."""

    fixed: tuple[Fixed, ...]
    notes: tuple[Note, ...]


def brought(content: bytes, sheets: Sequence[RejectSheet]) -> Brought:
    """sheets: the rejects as they are now. Raises NothingReadable for what is no workbook."""
    digest = hashlib.sha256(content).hexdigest()
    tables = read_uploads([Upload(_NAME, digest, len(content), lambda: content)]).tables
    if not tables:
        raise NothingReadable(
            place="the workbook",
            found="No sheet of it could be read.",
            do="Bring back the workbook that you took from here, saved as .xlsx.",
        )
    known = _Known.of(sheets)
    taken: dict[str, Fixed] = {}
    notes: list[Note] = []
    for read in tables:
        for found in _sheet(read.table, known, taken):
            if isinstance(found, Note):
                notes.append(found)
            else:
                taken[found.place.id] = found
    return Brought(tuple(taken.values()), tuple(notes))


@dataclass(frozen=True)
class _Known:
    """rows: id -> its place and the columns of its table. files: those that there are."""

    rows: Mapping[str, tuple[Place, tuple[str, ...]]]
    files: frozenset[str]

    @classmethod
    def of(cls, sheets: Sequence[RejectSheet]) -> _Known:
        rows = {place.id: (place, sheet.columns) for sheet in sheets for place in sheet.places}
        return cls(rows, frozenset(file_id(place.upload) for place, _ in rows.values()))


def _sheet(table: SourceTable, known: _Known, taken: Mapping[str, Fixed]) -> Iterator[Fixed | Note]:
    if not table.columns or table.columns[0] != HEADS[0]:
        yield Note(Problem.NO_IDS, table.name)
        return
    for line, *cells in table.frame.select(LINE, *table.columns).iter_rows():
        yield _row(table, int(line), [cell or "" for cell in cells], known, taken)


def _row(
    table: SourceTable, line: int, cells: Sequence[str], known: _Known, taken: Mapping[str, Fixed]
) -> Fixed | Note:
    name, given = cells[0].strip(), cells[_FIRST:]
    problem = None
    if not any(cell.strip() for cell in given):
        problem = Problem.EMPTY
    elif name not in known.rows:
        problem = Problem.UNKNOWN if name.split("-")[0] in known.files or "-" not in name else Problem.CHANGED
    elif name in taken:
        problem = Problem.TWICE
    if problem is not None:
        return Note(problem, table.name, line)
    place, columns = known.rows[name]
    if any(cell.strip() for cell in given[len(columns) :]):
        return Note(Problem.TOO_WIDE, table.name, line)
    if len(given) < len(columns):
        return Note(Problem.COLUMNS, table.name, line)
    return Fixed(place, tuple(as_it_was(cell) for cell in given[: len(columns)]))
