"""Both ways of reading against Python's csv module, over tables and dialects that hypothesis makes up."""

from __future__ import annotations

import csv
from io import StringIO

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.sources import regular
from core.sources.body import read_body
from core.sources.counting import count
from core.sources.dialect import Dialect, Layout
from core.tables import LINE

CELL = st.text(alphabet=st.sampled_from("ab 1,;\t|'\"\n\u00e9\u20ac\U0001f600\\"), max_size=6)
DELIMITERS = st.sampled_from([",", ";", "\t", "|"])


def layout_for(data: bytes, width: int, delimiter: str, quote: str) -> Layout:
    return Layout(Dialect(delimiter, quote), width, None, 0, 0, len(data))


def written(table: list[list[str]], delimiter: str, quote: str, ending: str, style: int) -> bytes:
    out = StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=ending, quoting=style).writerows(
        table
    )
    return out.getvalue().encode("utf-8")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], str, str, bytes]:
    width = draw(st.integers(1, 5))
    table = draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=12))
    delimiter, quote = draw(DELIMITERS), draw(st.sampled_from("\"'"))
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    style = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    if style == csv.QUOTE_MINIMAL and ending != "\n":  # which csv.writer leaves unquoted
        table = [[cell.replace("\n", "") for cell in row] for row in table]
    data = written(table, delimiter, quote, ending, style)
    return table, delimiter, quote, data if draw(st.booleans()) else data.removesuffix(ending.encode())


@settings(max_examples=300, deadline=None)
@given(tables(), st.booleans())
def test_what_csv_writes_is_read_back_exactly_on_both_paths(
    made: tuple[list[list[str]], str, str, bytes], fast: bool
) -> None:
    table, delimiter, quote, data = made
    layout = layout_for(data, len(table[0]), delimiter, quote)
    oracle = [
        row
        for row in csv.reader(StringIO(data.decode(), newline=""), delimiter=delimiter, quotechar=quote)
        if row
    ]
    body = read_body(data, layout, fast=fast)
    expected = [row for row in oracle if len(row) > 1 or row[0].strip(" \t")]
    got = [list(row) for row in body.frame.drop(LINE).rows()]
    assert [row for row in got if len(row) > 1 or (row[0] or "").strip(" \t")] == expected
    assert not body.refused


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=200).map(lambda raw: raw.translate(bytes(b'",\n\ra "1b'[b % 9] for b in range(256)))),
    st.integers(1, 4),
)
def test_both_paths_agree_on_any_text_however_damaged(data: bytes, width: int) -> None:
    layout = layout_for(data, width, ",", '"')
    slow, fast = read_body(data, layout, fast=False), read_body(data, layout, fast=True)
    assert slow.frame.equals(fast.frame)
    assert slow.refused == fast.refused
    assert slow.starts.tolist() == fast.starts.tolist()


@pytest.mark.parametrize("size", [64, 256, 1024])
def test_slices_of_any_size_give_the_same_table(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    data = b"".join(b'%d,"a\n""%d""",c\r\n' % (n, n) if n % 3 else b"%d,x,\n" % n for n in range(300))
    layout = layout_for(data, 3, ",", '"')
    whole = read_body(data, layout, fast=False)
    found = regular.scan(data, 0, len(data), dialect=layout.dialect, width=3, size=size)
    assert 0 < found.stop <= len(data)
    assert whole.frame.equals(read_body(data, layout).frame)


def test_the_reader_and_the_counter_agree_where_quotes_hold_line_ends() -> None:
    data = b"".join(b'%d,"note\nwith, commas\n""and quotes""",end\n' % n for n in range(50))
    layout = layout_for(data, 3, ",", '"')
    assert read_body(data, layout).starts.tolist() == count(data, layout).starts.tolist()


def test_ten_thousand_columns_are_read() -> None:
    row = b",".join(b"%d" % n for n in range(10_000)) + b"\n"
    body = read_body(row * 3, layout_for(row * 3, 10_000, ",", '"'))
    assert body.frame.shape == (3, 10_001)
    assert body.frame.schema["c9999"] == pl.String
