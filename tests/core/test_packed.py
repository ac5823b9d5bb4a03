"""What is packed comes out as it went in, however it is cut (law 3)."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.packed import Packed, Piece

ROWS = st.lists(st.tuples(st.integers(0, 9) | st.none(), st.text(max_size=4) | st.none()), max_size=40)
SCHEMA = pl.Schema({"n": pl.Int64(), "text": pl.String()})


def frame_of(rows: list[tuple[int | None, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@given(rows=ROWS, piece=st.integers(1, 50), cut=st.integers(1, 50))
@settings(deadline=None)
def test_rows_come_out_as_they_went_in(
    rows: list[tuple[int | None, str | None]], piece: int, cut: int
) -> None:
    frame = frame_of(rows)
    packed = Packed.of(frame, piece)
    assert packed.whole().equals(frame)
    assert packed.height == frame.height
    assert packed.whole(["text"]).equals(frame.select("text"))
    blocks = list(packed.cut(cut))
    assert pl.concat(blocks).equals(frame)
    assert [block.height for block in blocks[:-1]] == [cut] * (len(blocks) - 1)
    assert blocks[-1].height <= cut


def test_many_rows_are_packed_and_every_type_comes_back() -> None:
    frame = pl.DataFrame({"at": range(10_000)}).with_columns(
        text=pl.format("número {}", "at"),
        nothing=pl.lit(None, dtype=pl.String),
        many=pl.concat_list(pl.col("at").cast(pl.String), pl.lit(None, dtype=pl.String)),
        day=pl.date(2026, 11, 26),
        instant=pl.lit("2026-11-26T10:00:00").str.to_datetime(time_unit="us", time_zone="UTC"),
        flag=pl.col("at") % 2 == 0,
        code=(pl.col("at") % 5).cast(pl.UInt8),
    )
    piece = Piece.of(frame)
    assert isinstance(piece.content, bytes)
    assert piece.frame().equals(frame)
    assert piece.frame().schema == frame.schema
    assert piece.frame(["day", "at"]).columns == ["day", "at"]


def test_nothing_has_columns_and_one_empty_block() -> None:
    packed = Packed.of(frame_of([]))
    assert packed.is_empty()
    assert packed.whole().schema == SCHEMA
    assert [block.height for block in packed.cut(10)] == [0]


@pytest.mark.parametrize("height", [0, 1, 5, 6])
def test_pieces_that_do_not_fit_the_blocks_are_joined(height: int) -> None:
    packed = Packed.gathered([frame_of([(n, "a")]) for n in range(height)], SCHEMA)
    assert [block.height for block in packed.cut(3)] == (
        [3] * (height // 3) + [height % 3] * (height % 3 > 0) or [0]
    )
