"""Kept cells of some columns take the place of earlier ones, row by row."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.kept_instead import cells_instead
from core.packed import Packed
from core.tables import LINE, RECORD

Cells = dict[int, str]
"""Record -> cell."""
CELLS = st.dictionaries(st.integers(1, 12), st.sampled_from("xyz"), max_size=8)


def rows(**columns: Cells) -> pl.DataFrame:
    records = sorted({record for cells in columns.values() for record in cells})
    numbers = {RECORD: records, LINE: [record + 1 for record in records]}
    schema = {RECORD: pl.UInt32, LINE: pl.UInt32, **dict.fromkeys(columns, pl.String)}
    texts = {name: [cells.get(record) for record in records] for name, cells in columns.items()}
    return pl.DataFrame({**numbers, **texts}, schema=schema)


def without_empty(frame: pl.DataFrame) -> pl.DataFrame:
    """As a table keeps them: no column of which nothing is kept."""
    return frame.select([c.name for c in frame if c.name in (RECORD, LINE) or c.null_count() < len(c)])


@given(CELLS, CELLS, CELLS, CELLS, st.sets(st.integers(1, 11)), st.integers(1, 4))
def test_the_cells_are_those_of_a_table_that_was_kept_whole(
    stays: Cells, other: Cells, before: Cells, now: Cells, cuts: set[int], piece: int
) -> None:
    earlier = Packed.of(without_empty(rows(a=stays, b=before, c=other)), piece)
    ends, windows, start = [*sorted(cuts), 12], [], 0
    for end in ends:
        kept = without_empty(rows(b={r: cell for r, cell in now.items() if start < r <= end}))
        windows.append((end, Packed.one(kept)))
        start = end
    wanted = without_empty(rows(a=stays, b=now, c=other))
    names = [name for name in wanted.columns if name not in (RECORD, LINE)]
    found = cells_instead(earlier, windows, names, instead=["b"])
    assert found.whole().equals(wanted)
