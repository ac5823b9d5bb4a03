"""The workbook that leaves in pieces: read back by two readers that are not ours, it holds what was given."""

from __future__ import annotations

import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from reports import workbook_pieces as writing
from reports.csv_text import harmless
from reports.workbook_pieces import workbook_pieces

FRAME = pl.DataFrame(
    {"file": ["a.csv", "<&>"], "record": pl.Series([1, None], dtype=pl.UInt32), "id": ["=1+1", "00017"]}
)


def sheets(content: bytes) -> list[list[tuple[object, ...]]]:
    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(content))]


def test_every_cell_is_text_and_none_is_run() -> None:
    content = b"".join(workbook_pieces([FRAME]))
    assert sheets(content) == [[("file", "record", "id"), ("a.csv", "1", "'=1+1"), ("<&>", None, "00017")]]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()[2] == ["<&>", "", "00017"]


def test_what_does_not_fit_on_a_sheet_goes_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "ROWS", 4)
    frames = [pl.DataFrame({"n": [str(n) for n in range(at, at + 3)]}) for at in (0, 3, 6)]
    found = sheets(b"".join(workbook_pieces(frames)))
    assert [[row[0] for row in sheet] for sheet in found] == [
        ["n", "0", "1", "2", "3"],
        ["n", "4", "5", "6", "7"],
        ["n", "8"],
    ]


def test_a_frame_without_rows_has_its_heads() -> None:
    assert sheets(b"".join(workbook_pieces([FRAME.clear()]))) == [[("file", "record", "id")]]


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12), min_size=1)
)
def test_any_text_comes_back(texts: list[str]) -> None:
    content = b"".join(workbook_pieces([pl.DataFrame({"t": texts})]))
    told = [row[0] or "" for row in sheets(content)[0][1:]]
    assert (
        told == [harmless(text) for text in texts] or "\ufffe" in "".join(texts) or "\uffff" in "".join(texts)
    )
