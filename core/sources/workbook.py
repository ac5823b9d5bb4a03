"""Workbooks: every sheet that holds anything becomes a source table, by calamine.

Cells come as text; a record is a row with a non-blank cell below the header, its line the sheet's row.
A row that only the counting library sees is a reject. A sheet with rows that it does not see is damaged, and
no table: how many records it holds is known to nobody (law 1).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import TypeVar

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from core.findings import Finding
from core.sources.archive import burst_of
from core.sources.bounds import Bounds
from core.sources.cells import Value
from core.sources.readers import Given, Reading
from core.sources.recognition import WORKBOOKS, Format, Recognised, recognise
from core.sources.sheet import Sheet, read_sheet
from core.sources.sheet_blocks import blocks, part_of
from core.sources.sheet_counting import SheetCount, count_sheets
from core.sources.sheet_extent import largest_sheet
from core.sources.sheet_hidden import hidden_rows
from core.sources.stored import keep
from core.sources.unsealing import is_sealed_xls, unsealed
from core.tables import Account, FileKind, ReadTable

Result = TypeVar("Result")
DAMAGED = "damaged_workbook"


class Workbooks:
    """The reader of xlsx, xlsb, xls and ods."""

    name = "workbook"

    def takes(self, seen: Recognised) -> bool:
        """Workbooks, those that are sealed by a password as well."""
        return seen.format in WORKBOOKS or seen.format is Format.SEALED_WORKBOOK

    def read(self, given: Given) -> Reading:
        """A table for each sheet that holds anything; a sealed workbook is opened first."""
        sealed = given.seen.format is Format.SEALED_WORKBOOK or (
            given.seen.format is Format.XLS and is_sealed_xls(given.content)
        )
        return self._unsealed(given) if sealed else self._read(given)

    def _unsealed(self, given: Given) -> Reading:
        password, most = given.means.password(given.upload.path), given.means.bounds.workbook
        opened = unsealed(given.content, given.seen.format, password, most=most)
        if opened.content is None:
            return Reading(files=(keep(given, FileKind.OTHER, opened.says),))
        seen = recognise(opened.content)
        if seen.format not in WORKBOOKS:
            return Reading(files=(keep(given, FileKind.OTHER, DAMAGED),))
        return self._read(replace(given, content=opened.content, seen=seen))

    def _read(self, given: Given) -> Reading:
        zipped = given.seen.format is not Format.XLS
        refused = _refusal(given.content, given.means.bounds) if zipped else None
        if refused == "password_protected":
            return self._unsealed(given)
        if refused:
            return Reading(files=(keep(given, FileKind.OTHER, refused),))
        places = largest_sheet(given.content, given.seen.format)
        if places is None or places > given.means.bounds.sheet_cells:
            says = DAMAGED if places is None else "sheet_too_large"
            return Reading(files=(keep(given, FileKind.OTHER, says),))
        sheets = _sheets(given.content)
        if sheets is None:
            return Reading(files=(keep(given, FileKind.OTHER, DAMAGED),))
        counts = count_sheets(given.content, given.seen.format)
        if counts is None:
            return Reading(files=(keep(given, FileKind.OTHER, DAMAGED),))
        hidden = hidden_rows(given.content, given.seen.format)
        seen = [replace(sheet, hidden_rows=hidden.get(sheet.name, 0)) for sheet in sheets]
        return _reading(given, seen, counts)


def _reading(given: Given, sheets: list[Sheet], counts: dict[str, SheetCount]) -> Reading:
    path = given.upload.path
    tables: list[ReadTable] = []
    findings: list[Finding] = []
    for sheet in sheets:
        found = None if sheet.broken else _tables(given, sheet, counts.get(sheet.name))
        if found is None:
            findings.append(Finding("unreadable_sheet", path, sheet.name))
            continue
        tables += found
        if not found:
            findings.append(Finding("empty_sheet", path, sheet.name))
        elif len(found) > 1:
            findings.append(Finding("several_tables", path, sheet.name, count=len(found)))
    if not tables:
        return Reading(files=(keep(given, FileKind.OTHER, "nothing_readable"),), findings=tuple(findings))
    return Reading(tables=tuple(tables), findings=tuple(findings))


def _tables(given: Given, sheet: Sheet, count: SheetCount | None) -> list[ReadTable] | None:
    """The tables of one sheet: one, as a rule. None where the counter cannot say how many rows there are."""
    path, label = given.upload.path, given.seen.label
    parts = blocks(sheet)
    if parts and count is None:
        return None
    counted = count or SheetCount()
    if len(parts) < 2:
        read = [read_sheet(path, sheet, counted, label)]
    else:
        read = [
            read_sheet(path, *part_of(sheet, counted, block, number), label)
            for number, block in enumerate(parts, start=1)
        ]
    tables = [table for table in read if table]
    return tables if all(Account.of(table).closes for table in tables) else None


def _refusal(content: bytes, bounds: Bounds) -> str | None:
    """The finding kind that keeps a zipped workbook from being opened at all."""
    try:
        if says := burst_of(content, replace(bounds, unpacked=bounds.workbook)):
            return "workbook_too_big" if says == "archive_too_big" else says
        with zipfile.ZipFile(BytesIO(content)) as archive:
            manifest = (
                archive.read("META-INF/manifest.xml")
                if "META-INF/manifest.xml" in archive.namelist()
                else b""
            )
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, OSError, EOFError, RuntimeError):
        return DAMAGED
    return "password_protected" if b"encryption-data" in manifest else None


def _sheets(content: bytes) -> list[Sheet] | None:
    """Every worksheet with its cells, or None where the workbook cannot be opened."""
    book = _guarded(lambda: CalamineWorkbook.from_filelike(BytesIO(content)))
    if book is None:
        return None
    return [
        _sheet(book, one.name, hidden=one.visible is not SheetVisibleEnum.Visible)
        for one in book.sheets_metadata
        if one.typ is SheetTypeEnum.WorkSheet
    ]


def _sheet(book: CalamineWorkbook, name: str, *, hidden: bool) -> Sheet:
    sheet = _guarded(lambda: book.get_sheet_by_name(name))
    rows: Sequence[Sequence[Value]] | None = (
        _guarded(lambda: sheet.to_python(skip_empty_area=False)) if sheet else None
    )
    spans = tuple(sheet.merged_cell_ranges or ()) if sheet else ()
    return Sheet(name, rows or [], hidden=hidden, merged=len(spans), spans=spans, broken=rows is None)


def _guarded(call: Callable[[], Result]) -> Result | None:
    """The result, or None where the library refuses the file or panics over it."""
    try:
        return call()
    except (CalamineError, OSError, ValueError):
        return None
    except BaseException as fault:
        # A panic in the native library is no Exception and has no importable name.
        if type(fault).__name__ != "PanicException":
            raise
        return None
