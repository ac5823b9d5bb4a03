"""Rows to correct go out as a workbook and come back by their row ids."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from core.choices import Correction
from core.choices.rows import BESIDE, row_id
from core.errors import ChoicesInvalid
from core.sources.corrected_rows import corrections_in
from reports.rejects_workbook import RejectRow, RejectSheet, workbook

SHA, RAW = "ab" * 32, "cd" * 32
ROWS = [
    RejectRow(row_id(SHA, start, start + 9, RAW), start, "Open quote.", "=1+1\x01") for start in (10, 20, 30)
]
BOOK = workbook([RejectSheet("visits/2026:*?", ("Id", "Name", "Id"), ROWS), RejectSheet("b", ("Id",), ROWS)])


def filled(*cells: tuple[int, int, str]) -> bytes:
    book = load_workbook(io.BytesIO(BOOK))
    sheet = book.worksheets[0]
    for row, column, text in cells:
        sheet.cell(row, column).value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_table_has_a_sheet_with_its_columns_and_every_cell_is_text() -> None:
    book = load_workbook(io.BytesIO(BOOK))
    assert len(book.worksheets) == 2
    head, first, *_ = book.worksheets[0].iter_rows()
    assert [cell.value for cell in head] == [*BESIDE, "Id", "Name", "Id"]
    assert first[3].value == "=1+1 "
    assert first[3].data_type == "s"
    assert first[4].number_format == "@"


def test_what_was_filled_in_comes_back_for_the_same_bytes_and_blank_rows_do_not() -> None:
    first = len(BESIDE) + 1
    told = corrections_in("c.xlsx", filled((3, first, "007"), (3, first + 1, "Ann")), by="Ada")
    assert told == (Correction(SHA, 20, 29, RAW, ("007", "Ann", ""), "Ada"),)
    assert corrections_in("c.xlsx", BOOK) == ()


def test_a_row_id_that_was_changed_is_told_and_so_is_another_workbook() -> None:
    with pytest.raises(ChoicesInvalid, match=r"row 2\. It has no row id any more"):
        corrections_in("c.xlsx", filled((2, 1, "other"), (2, len(BESIDE) + 1, "1")))
    with pytest.raises(ChoicesInvalid):
        corrections_in("c.csv", b"a,b\n1,2\n")
    with pytest.raises(ChoicesInvalid):
        corrections_in("c.xlsx", workbook([]))


def test_a_line_that_stands_there_twice_is_told_with_both_rows() -> None:
    own = load_workbook(io.BytesIO(BOOK)).worksheets[0].cell(2, 1).value
    first = len(BESIDE) + 1
    with pytest.raises(ChoicesInvalid, match=r"row 3\. The same line stands in sheet .*, row 2 too"):
        corrections_in("c.xlsx", filled((2, first, "1"), (3, first, "2"), (3, 1, str(own))))
