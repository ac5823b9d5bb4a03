"""A table that is shaped in pieces is the table that is shaped whole (law 3)."""

from __future__ import annotations

from functools import cache

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.demonstration import demonstration_mapping, example_export, intake_of
from core.hands import ToShape, shape
from core.mapping.lookups import with_lookups

PIECE = 37
"""Rows; of a number that falls in the middle of everything."""


@cache
def tables() -> dict[str, ToShape]:
    sources = [read.table for read in intake_of(example_export()).tables]
    mapping = with_lookups(demonstration_mapping(sources), sources)
    said = [(source, mapping.table(source.key)) for source in sources]
    return {source.name: ToShape(source, table) for source, table in said if table is not None}


@pytest.mark.parametrize("name", ["patients", "appointments", "procedures", "ledger", "allergies"])
def test_a_table_shaped_in_pieces_is_the_table_shaped_whole(name: str) -> None:
    wanted = tables()[name]
    height = wanted.source.frame.height
    assert height > PIECE
    pieces = [shape(wanted.rows(start, PIECE)) for start in range(0, height, PIECE)]
    assert_frame_equal(pl.concat(pieces), shape(wanted))
