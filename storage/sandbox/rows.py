"""A piece of a batch as columns of the sandbox database: numbers, what is in clear, indexes, sealed cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from core.record.model import Sensitivity
from storage.sandbox.blind import indexes
from storage.sandbox.cells import Seals
from storage.sandbox.layout import Table
from storage.sandbox.target import Piece


def columns_of(piece: Piece, table: Table, seals: Seals) -> list[Sequence[Any]]:
    """One sequence for each column of `columns_of_table(table)`, in that order."""
    numbers = piece.numbers.to_list()
    cells = (seals.sealed(piece.entity, each, piece.cells[each], numbers) for each in table.cells)
    keyed = indexes(seals.ring, piece.cells) if table.indexes else []
    return [numbers, piece.patients.to_list(), *_plain(piece, table), *keyed, *cells]


def _plain(piece: Piece, table: Table) -> list[list[Any]]:
    frame = piece.cells.get(Sensitivity.OPERATIONAL.value, pl.DataFrame())
    return [frame[name.removeprefix("clear_")].to_list() for name, _ in table.plain]
