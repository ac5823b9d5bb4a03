"""A table that is shaped in pieces is the table that is shaped whole (law 3)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from core.demonstration import demonstration_mapping, example_export, intake_of
from core.hands import ToShape, shape
from core.mapping.lookups import with_lookups
from core.packed import Packed

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
    cut = replace(wanted.source, rows=Packed.of(wanted.source.frame, PIECE))
    pieces = [shape(replace(wanted, source=window)) for window in cut.windows()]
    assert len(pieces) == -(-height // PIECE)
    assert_frame_equal(pl.concat(pieces), shape(wanted))
