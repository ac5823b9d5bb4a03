"""Rows that somebody corrected in a workbook, merged by their row ids: each becomes a correction of a reject.

A row whose cells were all left blank is not corrected. Nothing is guessed: a row id that was changed is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.choices import Correction
from core.choices.rows import BESIDE, ROW_ID, Place, place_of
from core.errors import ChoicesInvalid
from core.sources.intake import read_uploads
from core.tables import LINE, SourceTable, Upload


@dataclass(frozen=True)
class FilledRow:
    """A row that somebody filled in. sheet, row: where it stands in the workbook, as a spreadsheet counts."""

    sheet: str
    row: int
    place: Place
    cells: tuple[str, ...] = field(repr=False)

    @property
    def where(self) -> str:
        return f"Sheet {self.sheet}, row {self.row:,}"


def corrections_in(path: str, content: bytes, *, by: str = "", at: str = "") -> tuple[Correction, ...]:
    """In the order of the workbook. Raises ChoicesInvalid as `rows_in` does."""
    return tuple(Correction(*one.place, one.cells, by, at) for one in rows_in(path, content))


def rows_in(path: str, content: bytes) -> tuple[FilledRow, ...]:
    """In the order of the workbook. Raises ChoicesInvalid where it holds none, or naming the first row whose
    id was changed or stands there twice; nothing of a workbook with such a row is taken.
    """
    upload = Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)
    tables = [read.table for read in read_uploads([upload]).tables]
    ours = [table for table in tables if table.columns[:1] == (ROW_ID,)]
    if not ours:
        raise ChoicesInvalid(
            place=path,
            found="It is no workbook of rows to correct.",
            do="Give back the workbook that was taken along, with its first column as it was.",
        )
    found: dict[Place, FilledRow] = {}
    for one in (row for table in ours for row in _of_table(table, path)):
        if one.place in found:
            raise ChoicesInvalid(
                place=path,
                found=f"{one.where}. The same line stands in {found[one.place].where.lower()} too.",
                do="Leave one of the two, and give the workbook back.",
            )
        found[one.place] = one
    return tuple(found.values())


def _of_table(table: SourceTable, path: str) -> Iterator[FilledRow]:
    for line, *row in table.frame.select(LINE, *table.columns).iter_rows():
        cells = tuple(cell or "" for cell in row[len(BESIDE) :])
        if not any(cell.strip() for cell in cells):
            continue
        place = place_of(row[0] or "")
        if place is None:
            raise ChoicesInvalid(
                place=path,
                found=f"Sheet {table.name}, row {line:,}. It has no row id any more, or another one.",
                do="Leave the first column as it was, or take the workbook along once more.",
            )
        yield FilledRow(table.name, int(line), place, cells)
