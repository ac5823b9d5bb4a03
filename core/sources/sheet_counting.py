"""The independent counter of workbooks: which rows of each sheet hold anything, by other libraries.

The reader uses calamine; this uses openpyxl, xlrd, pyxlsb and a plain walk over the XML of ods. It
also tells which cells hold an error value, since calamine leaves those blank (law 2).
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

import openpyxl
import pyxlsb
import xlrd
from lxml import etree

from core.sources.recognition import Format

ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#GETTING_DATA")
XLSB_ERRORS = {
    "0x0": "#NULL!", "0x7": "#DIV/0!", "0xf": "#VALUE!", "0x17": "#REF!",
    "0x1d": "#NAME?", "0x24": "#NUM!", "0x2a": "#N/A",
}  # fmt: skip
ODF_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ODF_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
MOST_ROWS = 1 << 20


@dataclass
class SheetCount:
    """rows: 1-based sheet rows with a non-blank cell. errors: error text by (row, 0-based column).

    masks: row -> a bit for each column that holds anything, for sheets with several tables.
    """

    rows: list[int] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    masks: dict[int, int] = field(default_factory=dict)

    def take(self, row: int, values: Iterable[object]) -> None:
        """Counts one row of cell values."""
        seen = 0
        for column, value in enumerate(values):
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            seen |= 1 << column
            if isinstance(value, str) and value in ERRORS:
                self.errors[row, column] = value
        if seen:
            self.rows.append(row)
            self.masks[row] = seen


def count_sheets(content: bytes, kind: Format) -> dict[str, SheetCount] | None:
    """Counts by sheet name, or None where the counting library cannot read the workbook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles, which nobody here needs
            return COUNTERS[kind](content)
    except Exception:
        # Over a damaged workbook the libraries raise whatever their own parsers do; they never told which.
        return None


def _xlsx(content: bytes) -> dict[str, SheetCount]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    counts = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        counts[sheet.title] = count = SheetCount()
        for number, row in enumerate(sheet.iter_rows(min_row=1, values_only=True), start=1):
            count.take(number, row)
    return counts


def _xls(content: bytes) -> dict[str, SheetCount]:
    book = xlrd.open_workbook(file_contents=content, logfile=_Silent(), on_demand=False)
    counts = {}
    for sheet in book.sheets():
        counts[sheet.name] = count = SheetCount()
        for number in range(sheet.nrows):
            cells = sheet.row(number)
            values = [
                xlrd.error_text_from_code.get(cell.value, "#N/A") if cell.ctype == xlrd.XL_CELL_ERROR
                else cell.value
                for cell in cells
            ]  # fmt: skip
            count.take(number + 1, values)
    return counts


class _Silent:
    """Where xlrd's remarks go: they may quote cells (law 7)."""

    def write(self, _: str) -> None:
        """Keeps nothing."""

    def flush(self) -> None:
        """Keeps nothing."""


def _xlsb(content: bytes) -> dict[str, SheetCount]:
    counts = {}
    with pyxlsb.open_workbook(BytesIO(content)) as book:
        for name in book.sheets:
            counts[name] = count = SheetCount()
            with book.get_sheet(name) as sheet:
                for row in sheet.rows(sparse=True):
                    filled = {cell.c: XLSB_ERRORS.get(str(cell.v), cell.v) for cell in row}
                    width = max(filled, default=-1) + 1
                    count.take(row[0].r + 1 if row else 0, [filled.get(index) for index in range(width)])
    return counts


def _ods(content: bytes) -> dict[str, SheetCount]:
    counts: dict[str, SheetCount] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("content.xml") as stream:
        # Entities stay unresolved and nothing is fetched: the file may be anybody's.
        walk = etree.iterparse(
            stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False
        )
        name, number = "", 0
        for event, element in walk:
            if event == "start" and element.tag == f"{ODF_TABLE}table":
                name, number = element.get(f"{ODF_TABLE}name", ""), 0
                counts[name] = SheetCount()
            elif event == "end" and element.tag == f"{ODF_TABLE}table-row" and name in counts:
                number = _ods_row(element, number, counts[name])
                element.clear()
    return counts


def _ods_row(row: etree._Element, number: int, count: SheetCount) -> int:
    """Counts a row element as often as it repeats; gives the number of the last row so far."""
    values = list(_ods_cells(row))
    times = int(row.get(f"{ODF_TABLE}number-rows-repeated", "1"))
    if any(values):
        for offset in range(min(times, MOST_ROWS)):
            count.take(number + offset + 1, values)
    return number + times


def _ods_cells(row: etree._Element) -> Iterator[str]:
    for cell in row:
        if cell.tag not in (f"{ODF_TABLE}table-cell", f"{ODF_TABLE}covered-table-cell"):
            continue
        annotation = f"{ODF_OFFICE}annotation"
        text = "".join("".join(part.itertext()) for part in cell if part.tag != annotation).strip()
        times = int(cell.get(f"{ODF_TABLE}number-columns-repeated", "1"))
        value = text or cell.get(f"{ODF_OFFICE}value", "") or cell.get(f"{ODF_OFFICE}date-value", "")
        yield from [value] * (min(times, 16384) if value else 1)


COUNTERS: dict[Format, Callable[[bytes], dict[str, SheetCount]]] = {
    Format.XLSX: _xlsx,
    Format.XLS: _xls,
    Format.XLSB: _xlsb,
    Format.ODS: _ods,
}
