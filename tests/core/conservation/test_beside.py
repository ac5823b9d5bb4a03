"""Records beside the rows that they are of, wherever they stand among the published ones."""

from __future__ import annotations

from operator import eq

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.conservation.beside import Beside

ROW = "source_record"
RECORDS = st.lists(st.tuples(st.integers(1, 12), st.none() | st.sampled_from("ab")), max_size=12)


@given(RECORDS, st.lists(st.integers(1, 12), unique=True, max_size=12))
def test_each_row_has_the_first_record_that_says_it_is_of_it(
    records: list[tuple[int, str | None]], numbers: list[int]
) -> None:
    frame = pl.DataFrame(records, schema={ROW: pl.UInt32, "name": pl.String}, orient="row")
    rows = pl.Series(numbers, dtype=pl.UInt32)
    first: dict[int, str | None] = {}
    for number, name in records:
        first.setdefault(number, name)
    beside, text = Beside.of(frame, ROW, rows), pl.Series(["a"] * rows.len(), dtype=pl.String)
    assert beside["name"].to_list() == [first.get(number) for number in numbers]
    assert beside.has(ROW).to_list() == [number in first for number in numbers]
    assert beside.has("name").to_list() == [first.get(number) is not None for number in numbers]
    assert beside.where("name", text, eq).to_list() == [first.get(number) == "a" for number in numbers]


def test_a_record_is_asked_about_the_text_of_its_own_row() -> None:
    frame = pl.DataFrame({ROW: [1, 3, 4], "name": ["x", "z", None]}, schema_overrides={ROW: pl.UInt32})
    rows, text = pl.Series([1, 2, 3, 4], dtype=pl.UInt32), pl.Series(["x", "y", "z", None])
    assert Beside.of(frame, ROW, rows).where("name", text, eq).to_list() == [True, False, True, False]
    shifted = pl.Series(["z", "x", "y", "x"])
    assert not Beside.of(frame, ROW, rows).where("name", shifted, eq).any()
