"""A row's digest is its own: it tells rows apart by every cell, and by where the cells stand."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import row_digests as digests
from core.row_digests import row_digests

COLUMNS = ("a", "b", "c")
CELLS = st.none() | st.text(st.sampled_from("ab:-1ä "), max_size=4)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8)


def frame(rows: list[tuple[str | None, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row")


@given(ROWS)
def test_rows_are_alike_exactly_where_their_digests_are(rows: list[tuple[str | None, ...]]) -> None:
    found = row_digests(frame(rows), COLUMNS).to_list()
    assert [[a == b for b in found] for a in found] == [[a == b for b in rows] for a in rows]


def test_a_digest_is_of_the_row_and_not_of_its_place_or_of_how_many_are_read_at_once(monkeypatch) -> None:
    rows = frame([(str(n), "x" * (n % 5), None) for n in range(50)])
    whole = row_digests(rows, COLUMNS).to_list()
    monkeypatch.setattr(digests, "AT_ONCE", 7)
    assert row_digests(rows, COLUMNS).to_list() == whole
    assert row_digests(rows.reverse(), COLUMNS).to_list() == whole[::-1]
    assert row_digests(rows[13:14], COLUMNS).to_list() == [whole[13]]


def test_a_digest_is_the_same_on_every_machine() -> None:
    assert row_digests(frame([("1", "ä", None)]), COLUMNS).to_list() == ["a78e45a9a727b419be1ff019379c57ad"]


@pytest.mark.parametrize("longest", [7, 9_000])
def test_a_digest_is_that_of_each_cell_after_its_length_however_long_cells_are(longest: int) -> None:
    columns = ("a", "#a", "0")
    rows = [("x" * longest, None, ""), ("é", "-", "1:2"), (None, None, None)]
    text = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    told = ["".join("-" if c is None else f"{len(c.encode())}:{c}" for c in row) for row in rows]
    assert row_digests(text, columns).to_list() == [digests.digest_of(each) for each in told]


def test_rows_without_columns_and_frames_without_rows_have_theirs_too() -> None:
    assert row_digests(frame([("1", None, "")]), ()).len() == 1
    assert row_digests(frame([]), COLUMNS).len() == 0
