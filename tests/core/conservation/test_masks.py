"""A cheap question gives the answer that the dear one would have given, of every text."""

from __future__ import annotations

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from core.conservation.masks import among, certain, filled, rising, same_text, where

ODD = ["", " ", "\t", "\u00a0", "\u3000", "\x7f", "!", "~", " a", "a ", "\u00a0a", "ä", "\x00", "\x1f", None]
TEXTS = st.lists(st.sampled_from(ODD) | st.text(max_size=4), max_size=30)


@given(TEXTS)
@example(ODD)
def test_a_cell_is_filled_where_something_is_left_without_white_space(texts: list[str | None]) -> None:
    text = pl.Series(texts, dtype=pl.String)
    assert filled(text).equals((text.str.strip_chars() != "").fill_null(False))


@given(TEXTS)
def test_a_value_is_the_cells_own_text_but_for_white_space(texts: list[str | None]) -> None:
    text = pl.Series(texts, dtype=pl.String)
    for values in (text.str.strip_chars(), text.reverse().str.strip_chars()):
        assert same_text(values, text).equals((values == text.str.strip_chars()).fill_null(False))


def test_only_rows_that_are_left_open_are_asked() -> None:
    rows = pl.Series([True, False, True, False])
    assert where(rows, lambda at: at == 2).to_list() == [False, False, True, False]
    assert where(rows & False, lambda at: at / 0).to_list() == [False] * 4
    assert where(rows, lambda at: at >= 0).to_list() == rows.to_list()
    assert certain(pl.Series([True, None, False])).to_list() == [True, False, False]


def test_numbers_rise_where_none_stands_twice_and_none_is_missing() -> None:
    assert rising(pl.Series([1, 2, 9], dtype=pl.UInt32)) and rising(pl.Series([], dtype=pl.UInt32))
    for not_rising in ([1, 1, 2], [2, 1], [1, None, 2]):
        assert not rising(pl.Series(not_rising, dtype=pl.UInt32))


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_a_number_is_among_those_that_are_named(numbers: list[int], these: list[int]) -> None:
    asked, named = (pl.Series(each, dtype=pl.UInt32) for each in (numbers, these))
    assert among(asked, named).to_list() == [number in these for number in numbers]
