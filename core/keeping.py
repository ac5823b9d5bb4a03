"""What a run leaves for the next one, as named bytes to be sealed: how its tables became what they are.

Of rows it keeps only what was not published: what was read, and what linking made of it. Everything else that
a later run asks for is opened from the parts of this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from io import BytesIO
from typing import Any

import polars as pl

from core.conservation import TableSums
from core.decisions.attaching import NOTE
from core.decisions.found import to_frame
from core.findings import Finding
from core.made_table import MadeTable, Standing, in_pieces
from core.mapping.model import TableMapping
from core.mapping.writing import table_record
from core.outcome import Outcome
from core.packed import Packed, Piece

LEDGER = "ledger"
SCHEMA = 2


def kept_of(outcome: Outcome, inputs: str) -> Iterator[tuple[str, bytes | None]]:
    """Name and content, the list of all of it first; nothing where it is not known what the run is made of.

    Content is None where what the run before left under that name holds for this one too.

    inputs: core.made_of.inputs_of. A run with images and documents is done whole: nothing is kept of it.
    """
    if not outcome.linked or outcome.files.get("total"):
        return
    yield LEDGER, json.dumps(_ledger(outcome, inputs)).encode()
    for at, (_, found) in enumerate(sorted(outcome.known.checks.items())):
        yield f"check {at}", in_parquet(found)
    for at, table in enumerate(outcome.tables):
        yield from _read(at, table)
        made = table.standing is Standing.MADE
        yield f"linked {at}", _linked(table.linked) if made else None
        yield f"findings {at}", in_parquet(table.findings)
        groups = to_frame(found for found, _ in table.groups)
        waits = pl.Series("waits", [waits for _, waits in table.groups], dtype=pl.Boolean)
        yield f"groups {at}", in_parquet(groups.with_columns(waits))
        for number, people in enumerate(table.people):
            yield f"people {at} {number}", in_parquet(people)
        for kind, rows in table.beside.items():
            yield f"{kind} {at}", in_parquet(rows)


def _linked(pieces: Sequence[Piece]) -> bytes:
    return in_parquet(pl.concat([piece.frame() for piece in pieces]))


def _read(at: int, table: MadeTable) -> Iterator[tuple[str, bytes | None]]:
    """Its rows as they were read, window by window, as they are packed."""
    made = table.standing is Standing.MADE
    pieces = in_pieces(table.read.table) if made else [None] * len(table.windows)
    for number, piece in enumerate(pieces):
        yield f"source {at} {number}", None if piece is None else piece.as_bytes()


def in_parquet(frame: pl.DataFrame) -> bytes:
    sink = BytesIO()
    frame.write_parquet(sink, compression="zstd", compression_level=1, statistics=False)
    return sink.getvalue()


def _ledger(outcome: Outcome, inputs: str) -> dict[str, Any]:
    known, places = outcome.known, _Places(outcome.tables)
    return {
        "schema": SCHEMA,
        "run": outcome.run,
        "inputs": inputs,
        "linked": outcome.linked,
        "findings": [asdict(finding) for finding in outcome.about_files],
        "checks": sorted(known.checks),
        "digests": dict(known.digests),
        "unique": sorted(known.unique),
        "tables": [
            _table(table, sums, places, outcome.mapping.table(table.key))
            for table, sums in zip(outcome.tables, outcome.sums, strict=True)
        ],
        "logs": _logs(outcome),
    }


class _Places:
    """Where in the parts of its run each table's rows begin: tables stand one after the other."""

    def __init__(self, tables: Sequence[MadeTable]) -> None:
        self._next: dict[str, int] = {}
        self.records: dict[tuple[str, str, str], int] = {}
        self.notes: dict[tuple[str, str, str], int] = {}
        for table in tables:
            for entity, rows in table.records.items():
                self.records[*table.key, entity] = self._taken(entity, rows)
        for table in tables:
            for column, rows in table.notes.items():
                self.notes[*table.key, column] = self._taken(NOTE, rows)

    def _taken(self, entity: str, rows: Packed) -> int:
        start = self._next.get(entity, 0)
        self._next[entity] = start + rows.height
        return start


def _table(table: MadeTable, sums: TableSums, places: _Places, saved: TableMapping | None) -> dict[str, Any]:
    read = table.read
    return {
        "file": read.table.file,
        "name": read.table.name,
        "columns": list(read.table.columns),
        "rows": sum(piece.height for piece in table.linked),
        "counted": read.counted,
        "made_of": table.made_of,
        "read": [asdict(finding) for finding in read.findings],
        "found_at": list(table.found_at),
        "counts": [[*place, count] for place, count in sorted(table.counts.items())],
        "saved": _said(saved),
        "followed": _said(table.mapping),
        "windows": list(table.windows),
        "records": {
            name: _stretch(rows, places.records[*table.key, name]) for name, rows in table.records.items()
        },
        "notes": {
            column: _made_alike(rows, places.notes[*table.key, column])
            for column, rows in table.notes.items()
        },
        "kept": {fate.value: _made_alike(rows, 0) for fate, rows in table.kept.items()},
        "people": len(table.people),
        "beside": sorted(table.beside),
        "sums": _sums(sums),
    }


def _stretch(rows: Packed, start: int) -> dict[str, Any]:
    return {"columns": rows.columns, "start": start, "rows": rows.height}


def _made_alike(rows: Packed, start: int) -> dict[str, Any]:
    """With what all of its columns were made of."""
    made_of = next((made for piece in rows.pieces for made in piece.made_of.values()), "")
    return {**_stretch(rows, start), "made_of": made_of}


def _said(mapping: TableMapping | None) -> dict[str, Any] | None:
    return None if mapping is None else table_record(mapping)


def _sums(sums: TableSums) -> dict[str, Any]:
    return {
        "records_in_file": sums.records_in_file,
        "dispositions": dict(sums.dispositions),
        "columns": {name: asdict(cells) for name, cells in sums.columns.items()},
        "amiss": [list(each) for each in sums.amiss],
    }


def _logs(outcome: Outcome) -> list[dict[str, Any]]:
    """By table, the key of its entries and where they are in the log."""
    found, start = [], 0
    for key, rows in outcome.known.logs.items():
        found.append({"key": key, "start": start, "rows": rows.height})
        start += rows.height
    return found


def finding_of(record: Mapping[str, Any]) -> Finding:
    """The inverse of how a finding is kept."""
    return Finding(**record)
