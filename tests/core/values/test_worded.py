from __future__ import annotations

import polars as pl

from core.values import counted, worded
from core.values.worded import together


def test_texts_are_counted_trimmed_and_the_most_frequent_stands_first() -> None:
    cells = counted(pl.Series([" CHG", "CHG", "pay", "", "  ", None, "chg"]))
    assert cells.rows() == [("CHG", 2), ("chg", 1), ("pay", 1)]


def test_spellings_that_differ_in_case_alone_are_one_value_with_all_their_cells() -> None:
    cells = worded(counted(pl.Series(["CHG", "CHG", "chg", "STRASSE", "straße", "pay"])))
    lines = together(cells)
    assert lines["text"].to_list() == ["CHG", "STRASSE", "pay"]
    assert dict(zip(lines["word"], lines["count"], strict=True)) == {"chg": 3, "strasse": 2, "pay": 1}


def test_a_column_without_a_filled_cell_has_no_values() -> None:
    assert together(worded(counted(pl.Series(["", None], dtype=pl.String)))).is_empty()
