"""Rejects as an .xlsx: one sheet a table, one row a reject, and an empty cell for each column of the table.

What a spreadsheet would run is written as text (reports.csv_text), and the cells to fill in are of the kind
"text", so that a spreadsheet leaves leading zeros and days as they are typed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from reports.csv_text import harmless
from reports.rejects.model import RejectRow, RejectSheet
from reports.rejects.wording import HEADS, NONE_LEFT

LONGEST_CELL = 32_767
"""Characters that a cell of this format holds."""
WIDEST, MOST_ROWS = 16_000, 1_000_000
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TEXT = "@"


def workbook(sheets: Sequence[RejectSheet], told: Callable[[str], str]) -> bytes:
    """told: a reason in words. Rows beyond what the format holds are left for a later workbook."""
    book = Workbook(write_only=True)
    names: set[str] = set()
    for each in sheets:
        if each.rows:
            _sheet(book, each, _name(each.table, names), told)
    if not names:
        book.create_sheet(HEADS[0]).append([NONE_LEFT])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, each: RejectSheet, name: str, told: Callable[[str], str]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.column_dimensions["D"].width = 80
    columns = each.columns[:WIDEST]
    sheet.append([_cell(sheet, head, bold=True) for head in (*HEADS, *columns)])
    for row in each.rows[:MOST_ROWS]:
        sheet.append([*_told(sheet, row, told), *(_empty(sheet) for _ in columns)])


def _told(sheet: WriteOnlyWorksheet, row: RejectRow, told: Callable[[str], str]) -> Iterable[Any]:
    for value in (row.place.id, row.line, told(row.reason), row.raw):
        yield _cell(sheet, value) if isinstance(value, str) else WriteOnlyCell(sheet, value=value)


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool = False) -> Any:
    shown = _NOT_IN_CELLS.sub("\N{REPLACEMENT CHARACTER}", harmless(text))[:LONGEST_CELL]
    cell = WriteOnlyCell(sheet, value=shown)
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = Alignment(vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _empty(sheet: WriteOnlyWorksheet) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.number_format = _TEXT
    return cell


def _name(table: str, taken: set[str]) -> str:
    """A sheet's name, unlike every other; case does not count."""
    plain = _NOT_IN_NAMES.sub("_", table)[:_LONGEST_NAME] or "_"
    name, number = plain, 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name, number = plain[: _LONGEST_NAME - len(ending)] + ending, number + 1
    taken.add(name.casefold())
    return name
