"""What is packed comes out as it went in, however it is cut (law 3)."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.kept_columns import Alike
from core.packed import Packed, Piece
from core.range_digests import Hashed, ranges_digest

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
    assert piece.column("at") is not None
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


def test_a_column_that_says_one_thing_takes_no_room_and_comes_back_in_its_place() -> None:
    frame = pl.DataFrame({"at": range(10_000)}).select(
        pl.lit("a.csv").alias("file"),
        "at",
        pl.lit(None, dtype=pl.List(pl.String)).alias("many"),
        pl.when(pl.col("at") == 5_000).then(pl.lit("b")).otherwise(pl.lit("a")).alias("nearly"),
        pl.when(pl.col("at") != 5_000).then(pl.lit("a")).alias("but for a gap"),
        pl.when(pl.col("at") == 5_000).then(0.0).otherwise(-0.0).alias("zero"),
    )
    piece = Piece.of(frame)
    assert [name for name in frame.columns if isinstance(piece.column(name), Alike)] == ["file", "many"]
    assert piece.frame().equals(frame) and piece.frame().schema == frame.schema
    assert piece.frame(["many", "file"]).equals(frame.select("many", "file"))
    assert piece.frame(["at"]).equals(frame.select("at"))
    assert str(piece.frame()["zero"].unique().to_list()) == str(frame["zero"].unique().to_list())


def test_a_piece_all_of_whose_rows_are_alike_keeps_how_many_they_are() -> None:
    frame = pl.DataFrame({"a": ["x"]}).select(pl.col("a").repeat_by(9_000).explode())
    assert Piece.of(frame).frame().equals(frame)


@pytest.mark.parametrize("height", [3, 10_000])
def test_columns_of_two_pieces_are_looked_at_as_those_of_one(height: int) -> None:
    whole = pl.DataFrame({"a": range(height)}).with_columns(
        b=pl.col("a") * 2, c=pl.lit("c"), d=pl.col("a") % 7
    )
    both = Piece.of(whole.select("b", "c")).beside(Piece.of(whole.select("a", "d")))
    for names in (["a", "b", "c", "d"], ["d", "c"], ["a"], ["c"], ["b", "c"], ["d", "a"]):
        assert both.frame(names).equals(whole.select(names)), names
    assert both.frame().columns == ["b", "c", "a", "d"]
    assert both.height == height and both.held >= Piece.of(whole.select("a", "d")).held


def test_a_column_that_parts_share_is_hashed_once_and_gives_the_same_digest() -> None:
    rows = Packed.of(
        pl.DataFrame({"id": range(70_000)}).with_columns(x=pl.col("id") % 3, y=pl.lit("a")), 20_000
    )
    hashed: Hashed = {}
    for names in (["id", "x"], ["id", "y"], ["id"], ["x", "id"]):
        part = rows.select(names)
        assert ranges_digest(part, {}, hashed) == ranges_digest(Packed.of(part.whole()), {})
    assert sum(len(digests) for digests in hashed.values()) == 3 * 3
    nothing = [Packed.of(pl.DataFrame(schema={"id": kind})) for kind in (pl.Int64, pl.String)]
    digests = {ranges_digest(each, {}, hashed)[0] for each in nothing}
    assert len(digests) == 2 and digests == {ranges_digest(each, {})[0] for each in nothing}
