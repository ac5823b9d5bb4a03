"""A table whose rows are packed answers whatever is asked as it does with its rows in memory (law 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import tables
from core.kept_columns import Kept
from core.packed import Packed
from core.tables import LINE, RECORD, SourceTable

CELLS = st.lists(st.tuples(st.text(max_size=3) | st.none(), st.text(max_size=3) | st.none()), max_size=30)


def table(cells: list[tuple[str | None, str | None]], *, piece: int = 0) -> SourceTable:
    """piece: rows packed together; all in memory where it is 0."""
    frame = pl.DataFrame(cells, schema={"a": pl.String, "b": pl.String}, orient="row")
    at = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    frame = frame.select(at.alias(RECORD), (at * 2).alias(LINE), "a", "b")
    return SourceTable("a.csv", "a", ("a", "b"), Packed.of(frame, piece) if piece else frame)


@given(cells=CELLS, piece=st.integers(1, 40), wanted=st.lists(st.integers(0, 40), max_size=5))
@settings(deadline=None)
def test_packed_rows_answer_as_rows_in_memory_do(
    cells: list[tuple[str | None, str | None]], piece: int, wanted: list[int]
) -> None:
    here, packed = table(cells), table(cells, piece=piece)
    assert packed.height == here.height == len(cells)
    assert packed.frame.equals(here.frame) and packed.frame.schema == here.frame.schema
    assert packed.texts("b").equals(here.texts("b")) and packed.texts("b").columns == [RECORD, LINE, "b"]
    records = pl.Series(wanted, dtype=pl.Int64)
    found = packed.records_at(records)
    assert found.equals(here.records_at(records)) and found.schema == here.frame.schema
    assert found[RECORD].to_list() == sorted({one for one in wanted if 1 <= one <= len(cells)})


@pytest.mark.parametrize("piece", [0, 2, 3, 7])
@pytest.mark.parametrize("height", [0, 1, 2, 5, 7])
def test_windows_are_the_table_in_order(monkeypatch: pytest.MonkeyPatch, piece: int, height: int) -> None:
    monkeypatch.setattr(tables, "WINDOW", 3)
    whole = table([(str(at), None) for at in range(height)], piece=piece)
    windows = list(whole.windows())
    assert windows and all(one.key == whole.key for one in windows)
    assert all(isinstance(one.opened().rows, pl.DataFrame) for one in windows)
    assert pl.concat([one.frame for one in windows]).equals(whole.frame)
    assert all(one.height <= max(3, piece) for one in windows)
    assert all(one.height for one in windows) or height == 0


def test_a_table_that_is_packed_is_not_packed_again() -> None:
    packed = table([("x", "y")]).packed()
    assert isinstance(packed.rows, Packed) and packed.packed() is packed
    assert packed.frame.equals(table([("x", "y")]).frame)


@dataclass(frozen=True)
class Watched:
    """A column that tells when it is opened."""

    name: str
    kept: Kept
    asked: list[str]

    @property
    def held(self) -> int:
        return self.kept.held

    def opened(self) -> pl.Series:
        self.asked.append(self.name)
        return self.kept.opened()


def test_only_the_columns_asked_for_are_unpacked() -> None:
    asked: list[str] = []
    whole = table([(f"x{n}", f"y{n}") for n in range(9_000)], piece=9_000)
    assert isinstance(whole.rows, Packed)
    (piece,) = whole.rows.pieces
    assert isinstance(piece.content, Mapping)
    watched = {name: Watched(name, kept, asked) for name, kept in piece.content.items()}
    packed = replace(whole, rows=Packed(whole.rows.schema, (replace(piece, content=watched),)))
    assert packed.height == 9_000 and packed.texts("b").width == 3
    assert asked == [RECORD, LINE, "b"]
    assert packed.records_at(pl.Series([9_001])).is_empty()
    assert asked[3:] == [RECORD]
