"""What a table gave to a run: made by this run, or known from an earlier one, all or but for some columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import polars as pl

from core.decisions import Decisions
from core.decisions.attaching import NOTE
from core.findings import Finding
from core.mapping.model import Fate, TableMapping
from core.packed import Packed, Piece
from core.record.model import ClinicRecord
from core.repairs import Proposal
from core.shape.groups import Found
from core.shape.noticed import Counts, counted_findings
from core.shape.people import People
from core.tables import Corrected, ReadTable, SourceTable

REPAIRS_SCHEMA = {
    "record": pl.UInt32,
    "line": pl.UInt32,
    "kind": pl.String,
    "column": pl.String,
    "confidence": pl.Float64,
    "raw": pl.String,
    "cells": pl.String,
}
"""`record` is null where the row of column names was repaired. `cells`: a JSON list."""
CORRECTED = "corrected"
"""The kind of a row that was a reject until a person said what it is."""


class Standing(StrEnum):
    """How much of a table a run made itself."""

    MADE = "made"
    TOUCHED = "touched"
    """Some of its columns; the others are those of an earlier run."""
    KNOWN = "known"
    """Nothing of it."""


@dataclass(frozen=True)
class MadeTable:
    """records: entity -> those of its rows. notes: column -> those that people had made. kept: its cells
    without a field, by fate.

    entries: of the log, before anything is found; None when they are in the log. findings: those about single
    cells, place by place (core.shape.noticed); found_at: how many of each. counts: what is told of whole
    columns. people: of each window with patients, who they are. linked: what linking made of its rows.
    beside: what became no record, or was mended. made_of, entered_of: core.made_of.Ground.table and .entries,
    "" where that is not told. windows: how many rows each has in which they were read. logged: what an
    earlier run's log says of it.

    looked_at: of a table that is not made, the columns with their cells that are to be proven again.
    """

    read: ReadTable
    mapping: TableMapping
    decisions: Decisions
    records: Mapping[str, Packed]
    notes: Mapping[str, Packed]
    kept: Mapping[Fate, Packed]
    entries: Packed | None
    findings: pl.DataFrame = field(repr=False)
    found_at: tuple[int, ...] = field(repr=False)
    counts: Counts = field(repr=False)
    groups: tuple[Found, ...] = field(repr=False)
    people: tuple[pl.DataFrame, ...] = field(repr=False)
    linked: tuple[Piece, ...] = field(repr=False)
    beside: Mapping[str, pl.DataFrame] = field(default_factory=dict, repr=False)
    made_of: str = ""
    entered_of: str = ""
    standing: Standing = Standing.MADE
    windows: tuple[int, ...] = ()
    logged: Packed | None = None
    looked_at: SourceTable | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.read.table.key

    @property
    def about(self) -> list[Finding]:
        """Findings about whole columns."""
        return counted_findings(self.key, self.mapping, self.counts)


def records_of(tables: Sequence[MadeTable], record: ClinicRecord) -> dict[str, Packed]:
    """Entity -> its records, in table order, then source order; entities without records are left out."""
    parts: dict[str, list[Packed]] = {}
    for table in tables:
        for name, rows in table.records.items():
            parts.setdefault(name, []).append(rows)
    for rows in (rows for table in tables for rows in table.notes.values()):
        parts.setdefault(NOTE, []).append(rows)
    return {e.name: Packed.joined(parts[e.name]) for e in record.entities if e.name in parts}


def people_of(tables: Iterable[MadeTable]) -> People:
    return People([(table.key, rows) for table in tables for rows in table.people])


def in_pieces(source: SourceTable) -> list[Piece]:
    """The rows of each window as they are packed; none of one that has none."""
    found: list[Piece] = []
    for rows in (window.rows for window in source.windows()):
        found += rows.pieces if isinstance(rows, Packed) else [Piece.of(rows)] * bool(rows.height)
    return found


def beside_of(read: ReadTable) -> dict[str, pl.DataFrame]:
    """Its rejects, and the rows that were repaired or corrected, where there are some."""
    applied = [one for one in read.proposals if one.applied]
    found = {}
    if read.rejects:
        found["rejects"] = _rejects(read)
    if applied or read.corrections:
        found["repairs"] = _repairs(applied, read.corrections)
    return found


def _rejects(read: ReadTable) -> pl.DataFrame:
    rows = [(reject.line, reject.reason, reject.raw) for reject in read.rejects]
    return pl.DataFrame(rows, schema={"line": pl.UInt32, "reason": pl.String, "raw": pl.String}, orient="row")


def _repairs(applied: Sequence[Proposal], corrections: Sequence[Corrected]) -> pl.DataFrame:
    """The rows that were repaired or corrected, as they stood and as they were read then."""
    rows = [
        (one.record, one.line, one.kind.value, one.column, one.confidence, one.raw, json.dumps(one.after))
        for one in applied
    ]
    rows += [
        (one.record, one.line, CORRECTED, "", 1.0, one.raw, json.dumps(one.cells)) for one in corrections
    ]
    return pl.DataFrame(rows, schema=REPAIRS_SCHEMA, orient="row")
