"""Columns that a run kept in memory come back from bytes, every bit of them."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kept_bytes import from_bytes, to_bytes
from core.kept_columns import Alike, Even, Kept, Letters, Near, Steps, Taken, Words
from core.packing import Cells, kept, taken

TEXTS = pl.Series([f"text {at}" for at in range(9_000)])
COLUMNS = {
    Alike: pl.Series(["MAIN"] * 50),
    Even: pl.Series(range(7, 57), dtype=pl.UInt32),
    Steps: pl.Series([7, 8, 8, 12], dtype=pl.UInt32),
    Near: pl.Series([9, 7, 8], dtype=pl.UInt32),
    Words: pl.Series(["a", None, "b"] * 20),
    Letters: TEXTS,
}


def back(each: Kept) -> pl.Series:
    return from_bytes(to_bytes({"before": kept(TEXTS), "it": each, "after": each}), {"it"})["it"].opened()


@pytest.mark.parametrize("way", list(COLUMNS))
def test_a_column_comes_back_from_every_way_in_which_it_is_kept(way: type) -> None:
    each = kept(COLUMNS[way])
    assert isinstance(each, way)
    assert back(each).equals(COLUMNS[way], check_dtypes=True)


def test_cells_of_another_column_come_back_by_themselves() -> None:
    cells = Cells(kept(TEXTS), None, TEXTS)
    each = taken(TEXTS, cells)
    assert isinstance(each, Taken)
    assert back(each).equals(TEXTS, check_dtypes=True)


@given(st.lists(st.none() | st.text(max_size=6), min_size=1), st.lists(st.integers(0, 2**32 - 1), min_size=1))
def test_any_texts_and_numbers_come_back(texts: list[str | None], numbers: list[int]) -> None:
    for column in (pl.Series(texts, dtype=pl.String), pl.Series(numbers, dtype=pl.UInt32)):
        assert back(kept(column)).equals(column, check_dtypes=True)
