"""The log of a run: of each table the entries of its records in order, then its rejects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from core.digests import combined, frame_digest
from core.findings import Severity
from core.known import CannotReuse, Known
from core.made_table import MadeTable
from core.migration_log import LOG_SCHEMA, Flags
from core.packed import Packed, Piece
from core.side_by_side import side_by_side

_FLAGGED = ("disposition", "reasons", "by")
"""What of an entry findings have a say in."""


def log_key(table: MadeTable, about: pl.DataFrame) -> str:
    """What the entries of a table are made of. about: the findings that flag its records."""
    if not table.entered_of:
        return ""
    return combined((("table", table.entered_of), ("flags", frame_digest(about.select("record", "kind")))))


def logs_of(tables: Sequence[MadeTable], noticed: pl.DataFrame, known: Known) -> list[tuple[str, Packed]]:
    """By table, its key and its entries. Raises CannotReuse where an earlier run lacks some."""
    flagging = noticed.filter(pl.col("severity") != Severity.INFO.value)
    about = [_about(table, flagging) for table in tables]
    keys = [log_key(table, flags) for table, flags in zip(tables, about, strict=True)]
    windows = (
        each
        for table, flags, key in zip(tables, about, keys, strict=True)
        if key not in known.logs
        for each in _windows(table, flags)
    )
    told = side_by_side(lambda each: each[0].told(each[1]), windows)
    logs = []
    for table, flags, key in zip(tables, about, keys, strict=True):
        if key in known.logs:
            rows = known.logs[key]
        else:
            pieces = [next(told) for _ in _entries(table).pieces]
            pieces += _rejects(table, flags)
            rows = Packed(pl.Schema(LOG_SCHEMA), tuple(piece for piece in pieces if piece.height))
        logs.append((key, _named(table, rows.given_by(table.key), key)))
    return logs


def _named(table: MadeTable, rows: Packed, key: str) -> Packed:
    """What an entry says by itself stays what it is where something else is found of its record."""
    if not key:
        return rows
    return rows.named({name: key if name in _FLAGGED else table.entered_of for name in LOG_SCHEMA})


def _rejects(table: MadeTable, about: pl.DataFrame) -> list[Piece]:
    if table.logged is None:
        return [Piece.of(_flags(table, about).rejects())]
    if "repairs" in table.beside:
        # Who accepted a repair was said when the table was read, and is kept nowhere else.
        raise CannotReuse
    return _last(table.logged, table.logged.height - _entries(table).height)


def _last(rows: Packed, count: int) -> list[Piece]:
    """The last rows, still where they are."""
    start = rows.height - count

    def opened(names: Sequence[str]) -> pl.DataFrame:
        return rows.select(names).rows(start, count)

    return [Piece(count, opened)]


def _about(table: MadeTable, flagging: pl.DataFrame) -> pl.DataFrame:
    file, name = table.key
    return flagging.filter((pl.col("file") == file) & (pl.col("table") == name))


def _flags(table: MadeTable, about: pl.DataFrame) -> Flags:
    return Flags(table.read, table.mapping, table.decisions, about)


def _windows(table: MadeTable, about: pl.DataFrame) -> Iterator[tuple[Flags, Piece]]:
    flags = _flags(table, about)
    return ((flags, piece) for piece in _entries(table).pieces)


def _entries(table: MadeTable) -> Packed:
    if table.entries is None:
        raise CannotReuse
    return table.entries
