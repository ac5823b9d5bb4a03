"""Rows that could not be read, as a workbook in which people say what stands in them.

One sheet a table, one row a reject, named by a row id, so that what comes back lands on the same bytes. Every
cell is text, exactly as it stands: a spreadsheet then changes no date and drops no leading zero, and runs no
formula.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.choices.rows import BESIDE

LONGEST = 32_000
"""Characters that a cell of a workbook holds."""
_SHEET = 25
_AS_TEXT = "@"


@dataclass(frozen=True)
class RejectRow:
    """id: its row id. why: the reason in words. raw: the row as it stands."""

    id: str
    line: int
    why: str
    raw: str = field(repr=False)


@dataclass(frozen=True)
class RejectSheet:
    """The rejects of one table."""

    table: str
    columns: Sequence[str]
    rows: Sequence[RejectRow]


def workbook(sheets: Iterable[RejectSheet]) -> bytes:
    """An .xlsx; one without rejects says so on its only sheet."""
    book = Workbook(write_only=True)
    for number, sheet in enumerate(sheets, start=1):
        _write(book.create_sheet(_name(number, sheet.table)), sheet)
    if not book.worksheets:
        book.create_sheet("Nothing to correct")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _name(number: int, table: str) -> str:
    """A sheet may not be called as it likes."""
    plain = "".join(char if char.isalnum() or char in " -_" else " " for char in table)
    return f"{number} {plain[:_SHEET]}".strip()


def _write(sheet: WriteOnlyWorksheet, rejects: RejectSheet) -> None:
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, head, bold=True) for head in (*BESIDE, *rejects.columns)])
    for row in rejects.rows:
        known = (row.id, str(row.line), row.why, row.raw)
        sheet.append([_cell(sheet, text) for text in (*known, *[""] * len(rejects.columns))])


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub(" ", text[:LONGEST]))
    cell.data_type = "s"
    cell.number_format = _AS_TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell
