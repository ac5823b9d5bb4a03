"""The archive is read on with the records, a block at a time, and nothing of it is lost on the way."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from core.tables import LINE, RECORD
from reports.handover.archive import ArchiveCells


def blocks(records: list[int], size: int) -> Iterator[pl.DataFrame]:
    for start in range(0, len(records), size):
        some = records[start : start + size]
        yield pl.DataFrame(
            {
                RECORD: some,
                LINE: some,
                "Note": [f"n{r}" if r % 3 else None for r in some],
                "X": ["x"] * len(some),
            },
            schema_overrides={RECORD: pl.UInt32, LINE: pl.UInt32},
        )


@given(
    records=st.sets(st.integers(1, 60), min_size=1).map(sorted),
    size=st.integers(1, 7),
    spans=st.lists(st.tuples(st.integers(1, 60), st.integers(0, 20)), max_size=8),
)
def test_any_span_of_records_gives_its_cells_whatever_the_blocks(
    records: list[int], size: int, spans: list[tuple[int, int]]
) -> None:
    cells = ArchiveCells(lambda: blocks(records, size))
    for first, length in spans:
        last = first + length
        expected = {
            r: {**({"Note": f"n{r}"} if r % 3 else {}), "X": "x"} for r in records if first <= r <= last
        }
        assert cells.between(first, last) == expected


def test_reading_on_opens_each_block_once() -> None:
    opened: list[int] = []

    def watched() -> Iterator[pl.DataFrame]:
        for block in blocks(list(range(1, 101)), 10):
            opened.append(block.height)
            yield block

    cells = ArchiveCells(watched)
    for first in range(1, 101, 5):
        cells.between(first, first + 4)
    assert len(opened) == 10
