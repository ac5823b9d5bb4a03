"""A block's bytes give back its rows, and what all rows say alike stands in them once."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from storage.block_bytes import from_bytes, rows_from_bytes, to_bytes

ROWS = 20_000
MANY = pl.DataFrame(
    {
        "system": ["source"] * ROWS,
        "id": [f"p{n}" for n in range(ROWS)],
        "list": pl.Series([None] * ROWS, dtype=pl.List(pl.String)),
        "day": [dt.date(2026, 3, 12)] * ROWS,
        "instant": pl.Series([dt.datetime(2026, 3, 12, 9, tzinfo=dt.UTC)] * ROWS),
        "last_differs": ["a"] * (ROWS - 1) + ["b"],
        "middle_differs": ["a"] * 7 + ["b"] + ["a"] * (ROWS - 8),
        "one_is_missing": ["a"] * (ROWS - 1) + [None],
        "empty": [""] * ROWS,
        "nothing": pl.Series([None] * ROWS, dtype=pl.String),
        "half": [0.5] * ROWS,
    }
)


@pytest.mark.parametrize("height", [0, 1, 8_191, 8_192, ROWS])
def test_rows_come_back_as_they_were(height: int) -> None:
    content = to_bytes(MANY.head(height))
    assert_frame_equal(from_bytes(content), MANY.head(height))
    assert_frame_equal(rows_from_bytes(content, 5, 9), MANY.head(height).slice(5, 9))


def test_what_all_rows_say_stands_once() -> None:
    written = pl.read_parquet(BytesIO(to_bytes(MANY))).columns
    assert written == ["id", "last_differs", "middle_differs", "one_is_missing", "half"]
    assert pl.read_parquet(BytesIO(to_bytes(MANY.head(100)))).columns == MANY.columns


def test_rows_that_are_all_alike_keep_their_number() -> None:
    alike = MANY.select("system", "list", "nothing")
    assert_frame_equal(from_bytes(to_bytes(alike)), alike)
    assert_frame_equal(rows_from_bytes(to_bytes(alike), ROWS - 2, 9), alike.tail(2))


def test_a_block_that_was_written_before_opens_as_well() -> None:
    sink = BytesIO()
    MANY.write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
    assert_frame_equal(from_bytes(sink.getvalue()), MANY)
    assert_frame_equal(rows_from_bytes(sink.getvalue(), 3, 4), MANY.slice(3, 4))


def test_numbers_that_compare_as_equal_and_are_not_stay_as_they_are() -> None:
    """Zero has two signs."""
    signs = pl.DataFrame({"n": range(ROWS), "zero": [0.0, -0.0] * (ROWS // 2)})
    back = from_bytes(to_bytes(signs))["zero"]
    assert str(back[0]) == "0.0" and str(back[1]) == "-0.0"
