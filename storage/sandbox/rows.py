"""A piece of a batch as columns of the sandbox database: numbers, what is in clear, indexes, sealed cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import polars as pl

from core.record.model import Sensitivity
from storage.sandbox.blind import indexes
from storage.sandbox.cells import Cells, Seals
from storage.sandbox.layout import Clear, Holds, Table, columns_of_table
from storage.sandbox.target import Batch, Piece

_ROWS = 8_192
"""Rows that are made ready for sealing at once."""

Values = pl.Series | list[bytes | None] | Cells


@dataclass(frozen=True)
class Columns:
    """Rows by columns. holds: what is in each. values: a series, a list of indexes, or cells."""

    holds: tuple[Holds, ...]
    values: Sequence[Values] = field(repr=False)


def slices(batch: Batch, tables: dict[str, Table], seals: Seals) -> Iterator[tuple[str, Columns]]:
    """Entity and some of its rows, sealed as they are asked for."""
    for piece in batch.pieces:
        for start in range(0, len(piece.numbers), _ROWS):
            yield piece.entity, columns_of(_part(piece, start), tables[piece.entity], seals)


def columns_of(piece: Piece, table: Table, seals: Seals) -> Columns:
    cells = (seals.sealed(piece.entity, each, piece.cells[each], piece.numbers) for each in table.cells)
    keyed = indexes(seals.ring, piece.cells) if table.indexes else []
    values: list[Values] = [piece.numbers, piece.patients, *_plain(piece, table), *keyed, *cells]
    return Columns(tuple(holds for _, holds in columns_of_table(table)), values)


def _part(piece: Piece, start: int) -> Piece:
    cells = {each: frame.slice(start, _ROWS) for each, frame in piece.cells.items()}
    numbers, patients = piece.numbers.slice(start, _ROWS), piece.patients.slice(start, _ROWS)
    return Piece(piece.entity, numbers, patients, cells)


def _plain(piece: Piece, table: Table) -> list[pl.Series]:
    """What is not among the words of its list stays sealed only."""
    frame = piece.cells.get(Sensitivity.OPERATIONAL.value, pl.DataFrame())
    return [_of(frame[each.name], each) for each in table.plain]


def _of(column: pl.Series, clear: Clear) -> pl.Series:
    return column.set(~column.is_in(clear.words), None) if clear.words else column
