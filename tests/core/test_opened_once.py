"""Stretches of packed rows are those of the rows, and a piece is opened once for its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from core.opened_once import OpenedOnce
from core.packed import Packed, Piece
from core.parts import Part
from core.side_by_side import side_by_side

ROWS = pl.DataFrame({"n": range(40), "t": [f"t{n}" for n in range(40)]})


@given(st.integers(1, 12), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 20)), max_size=6))
def test_a_stretch_is_what_it_is_of_all_rows(size: int, asked: list[tuple[int, int]]) -> None:
    packed = Packed.of(ROWS, size)
    opened = OpenedOnce(packed)
    for start, count in asked:
        assert_frame_equal(opened.rows(start, count), ROWS.slice(start, count))


def _counted(rows: pl.DataFrame, size: int, asked: list[int]) -> Packed:
    """Packed rows that tell when a piece of them is opened."""

    def piece(start: int) -> Piece:
        def content(names: Sequence[str]) -> pl.DataFrame:
            asked.append(start)
            return rows.slice(start, size).select(names)

        return Piece(min(size, rows.height - start), content)

    return Packed(rows.schema, tuple(piece(start) for start in range(0, rows.height, size)))


def test_blocks_of_one_piece_open_it_once_however_many_ask() -> None:
    asked: list[int] = []
    part = Part("log", "restricted", _counted(ROWS, 20, asked))
    frames = list(side_by_side(lambda block: block.frame(), part.blocks(5)))
    assert_frame_equal(pl.concat(frames), ROWS)
    assert asked == [0, 20]


def test_two_pieces_are_held_and_no_more() -> None:
    asked: list[int] = []
    opened = OpenedOnce(_counted(ROWS, 10, asked))
    for start in (0, 10, 0, 10, 20, 0):
        opened.rows(start, 10)
    assert asked == [0, 10, 20, 0]
