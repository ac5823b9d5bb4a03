"""However a column is kept, every bit of it comes back, and what is said twice is kept once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl
import pytest

from core.kept_columns import (
    Alike,
    AsParquet,
    Even,
    Kept,
    Letters,
    Near,
    Plain,
    Steps,
    Taken,
    Words,
)
from core.packing import Cells, kept, taken

MANY = 20_000


def column(cells: pl.Expr, *, gaps: bool = False) -> pl.Series:
    """Cells made of the number of the row, `#`; every seventh is null if there are gaps."""
    rows = pl.DataFrame({"#": pl.int_range(MANY, eager=True, dtype=pl.Int64)})
    said = pl.when(pl.col("#") % 7 != 3 if gaps else pl.col("#") >= 0).then(cells)
    return rows.select(said.alias("x")).to_series()


ROW = pl.col("#")
FAR = pl.when(ROW == 5).then(2**62).otherwise(-(2**62))
INSTANT = pl.Datetime("us", "UTC")
COLUMNS: dict[str, tuple[pl.Expr, type]] = {
    "one word": (pl.lit("a.csv"), Alike),
    "one instant": (pl.lit(datetime(2026, 1, 1, tzinfo=UTC)).cast(INSTANT), Alike),
    "numbers of rows": ((ROW + 7).cast(pl.UInt32), Even),
    "numbers of lines": ((ROW * 3 + ROW // 9).cast(pl.UInt32), Steps),
    "numbers that stand still": ((ROW // 5).cast(pl.UInt32), Steps),
    "amounts": (ROW * 37 % 9_001 - 4_000, Near),
    "large amounts": (ROW * 1_000_003 % 4_000_000_007 - 5, Near),
    "far apart": (FAR, AsParquet),
    "codes": ((ROW % 5).cast(pl.UInt8), Near),
    "days": ((ROW * 91 % 40_000 - 20_000).cast(pl.Int32).cast(pl.Date), Near),
    "days far apart": (
        pl.when(ROW == 5).then(2**31 - 1).otherwise(-(2**31)).cast(pl.Int32).cast(pl.Date),
        Near,
    ),
    "minutes": ((ROW * 91 % 40_000 - 9_000).mul(60_000_000).cast(INSTANT), Near),
    "seconds": ((ROW * 91 % 40_000 - 9_000).mul(1_000_000).cast(INSTANT), Near),
    "instants": ((ROW * 7_919 % 99_991).cast(INSTANT), Near),
    "local instants": ((ROW * 7_919 % 99_991).cast(pl.Datetime("ns")), Near),
    "flags": (ROW % 3 == 0, Plain),
    "few words": (pl.format("word number {}", ROW % 9), Words),
    "a word that comes late": (
        pl.when(ROW < 19_000).then(pl.lit("a")).otherwise(pl.format("{}", ROW % 9)),
        Words,
    ),
    "many words that come late": (
        pl.when(ROW < 9_000).then(pl.lit("a")).otherwise(pl.format("{}", ROW)),
        Letters,
    ),
    "nothing but blanks": (pl.when(ROW % 2 == 0).then(pl.lit("")).otherwise(pl.lit(" ")), Words),
    "texts": (pl.format("número {} é", ROW), Letters),
    "long texts": (pl.concat_str(pl.lit("ü" * 40_000), ROW).str.head(ROW % 300 + 39_900), Letters),
    "lists": (pl.concat_list(pl.format("{}", ROW), pl.lit(None, dtype=pl.String)), AsParquet),
    "floats": (pl.when(ROW == 5).then(0.0).otherwise(-0.0), AsParquet),
}


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "long texts"])
@pytest.mark.parametrize("gaps", [False, True])
def test_every_bit_of_a_column_comes_back(name: str, gaps: bool) -> None:
    cells, way = COLUMNS[name]
    said = column(cells, gaps=gaps)
    assert gaps or type(kept(said)) is way
    for each in (said, said[5_001:], said[3:8_195], pl.concat([said[:9], said[9:]], rechunk=False)):
        back = kept(each).opened()
        assert back.dtype == each.dtype
        assert str(back.to_physical().to_list()) == str(each.to_physical().to_list())


def test_texts_longer_than_a_byte_can_tell_come_back() -> None:
    cells, way = COLUMNS["long texts"]
    said = column(cells)[:400]
    assert type(kept(said)) is way and kept(said).opened().to_list() == said.to_list()


def test_a_column_takes_less_room_than_its_cells() -> None:
    for name in ("numbers of rows", "numbers of lines", "minutes", "few words", "one word"):
        said = column(COLUMNS[name][0])
        assert kept(said).held * 1.9 < said.estimated_size(), name


def other(said: pl.Series, rows: pl.Series | None = None) -> Cells:
    return Cells(kept(said), rows, said if rows is None else said.filter(rows))


TEXTS = column(COLUMNS["texts"][0])
FILLED = pl.select(pl.int_range(MANY) % 7 != 3).to_series()


def but(said: pl.Series, at: int, cell: str | None) -> pl.Series:
    return pl.select(pl.when(pl.int_range(len(said)) == at).then(pl.lit(cell)).otherwise(said).alias("x"))[
        "x"
    ]


def opened(made: Kept | None) -> list[object]:
    assert isinstance(made, Taken)
    return made.opened().to_list()


def test_cells_that_another_column_keeps_are_taken_from_there() -> None:
    some, gaps = TEXTS.filter(FILLED), column(COLUMNS["texts"][0], gaps=True)
    rest = but(but(some, 4, None), 17_000, None)
    assert opened(taken(TEXTS, other(TEXTS))) == TEXTS.to_list()
    assert opened(taken(some, other(TEXTS, FILLED))) == some.to_list()
    assert opened(taken(rest, other(TEXTS, FILLED))) == rest.to_list()
    assert opened(taken(gaps, other(TEXTS))) == gaps.to_list()
    assert opened(taken(gaps, other(gaps))) == gaps.to_list()
    made = taken(some, other(TEXTS, FILLED))
    assert made is not None and made.held < 5_000


@pytest.mark.parametrize("at", [4, 19_999])
def test_a_single_cell_that_differs_is_not_taken_from_elsewhere(at: int) -> None:
    assert taken(but(TEXTS, at, "x"), other(TEXTS)) is None
    assert taken(TEXTS, other(but(TEXTS, at, "x"))) is None
    assert taken(TEXTS, other(but(TEXTS, at, None))) is None


def test_another_type_or_height_is_not_taken_from_elsewhere() -> None:
    numbers = column(ROW)
    assert taken(numbers, other(numbers.cast(pl.UInt32))) is None
    assert taken(TEXTS[:-1], other(TEXTS)) is None
    zeros = column(pl.when(ROW == 5).then(0.0).otherwise(-0.0))
    assert taken(zeros, other(column(pl.lit(0.0)))) is None


def test_a_day_is_that_day() -> None:
    said = pl.Series([date(1899, 12, 31), None, date(2026, 11, 26)] * 4_000)
    assert kept(said).opened().to_list() == said.to_list()
