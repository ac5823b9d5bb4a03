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


def log_key(table: MadeTable, about: pl.DataFrame) -> str:
    """What the entries of a table are made of. about: the findings that flag its records."""
    if not table.made_of:
        return ""
    return combined((("table", table.made_of), ("flags", frame_digest(about))))


def logs_of(tables: Sequence[MadeTable], noticed: pl.DataFrame, known: Known) -> list[tuple[str, Packed]]:
    """By table, its key and its entries. Raises CannotReuse where those of a known table became others."""
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
            pieces.append(Piece.of(_flags(table, flags).rejects()))
            rows = Packed(pl.Schema(LOG_SCHEMA), tuple(piece for piece in pieces if piece.height))
        logs.append((key, rows.named(dict.fromkeys(LOG_SCHEMA, key)) if key else rows))
    return logs


def _about(table: MadeTable, flagging: pl.DataFrame) -> pl.DataFrame:
    file, name = table.key
    return flagging.filter((pl.col("file") == file) & (pl.col("table") == name))


def _flags(table: MadeTable, about: pl.DataFrame) -> Flags:
    return Flags(table.read, table.mapping, table.decisions, about)


def _windows(table: MadeTable, about: pl.DataFrame) -> Iterator[tuple[Flags, Piece]]:
    flags = _flags(table, about)
    return ((flags, entries) for entries in _entries(table).pieces)


def _entries(table: MadeTable) -> Packed:
    if table.entries is None:
        raise CannotReuse
    return table.entries
