"""The paper office put together: workbooks with their merged cells, and the folders that were scanned."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.demonstration import pictures, writing
from core.demonstration.group import Group
from core.demonstration.paper import binder
from core.demonstration.paper.sheets import Page, books

_GAP = 1
"""Rows that stay empty below a title."""


def export(group: Group) -> dict[str, bytes]:
    """The files, by path."""
    return {
        **{file: _workbook(pages) for file, pages in books(group).items()},
        **dict(_scanned(group)),
    }


def _scanned(group: Group) -> Iterator[tuple[str, bytes]]:
    for letter in group.letters:
        yield binder.letter(letter), pictures.document(letter.title, f"Chart {letter.of.number}")
    for photo in group.photographs:
        path = binder.photograph(photo)
        yield path, pictures.photograph(photo.number, "PNG" if path.endswith("png") else "JPEG")
    for consent in group.consents:
        for version in range(1, len(consent.days) + 1):
            said = pictures.document(consent.title, f"Form {consent.number}, version {version}.0")
            yield binder.consent(consent, version), said


def _workbook(pages: Mapping[str, Page]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, page in pages.items():
        _write(book.create_sheet(name), page)
    saved = io.BytesIO()
    book.save(saved)
    return writing.settled(saved.getvalue())


def _write(sheet: Worksheet, page: Page) -> None:
    row = 1
    if page.title:
        sheet.cell(row, 1, page.title)
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(page.header))
        row += 1 + _GAP
    for first, last, heading in page.above:
        sheet.cell(row, first, heading)
        sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    row += bool(page.above)
    for line, cells in enumerate((page.header, *page.rows), start=row):
        for column, cell in enumerate(cells, start=1):
            if cell != "":
                _put(sheet, line, column, cell)


def _put(sheet: Worksheet, line: int, column: int, value: str | int | date) -> None:
    cell = sheet.cell(line, column, value)
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
