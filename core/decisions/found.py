"""The groups that a run found, as it publishes them: one row each of its part "groups".

Each says how much is in it, what money stands behind it, which records are examples, and what was decided,
so that a page needs no record of the run to show them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from core.decisions.model import Choice, Group, GroupKind
from core.money import Money

PART = "groups"
UNCLASSED = "unclassed"
"""The class of data that nobody has classed: whole tables, rejects and columns without a field."""
EXAMPLES = 5

GROUPS_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "kind": pl.String,
    "file": pl.String,
    "table": pl.String,
    "column": pl.String,
    "entity": pl.String,
    "field": pl.String,
    "finding": pl.String,
    "value": pl.String,
    "sensitivity": pl.String,
    "records": pl.Int64,
    "cells": pl.Int64,
    "money": pl.String,
    "examples": pl.List(pl.UInt32),
    "choice": pl.String,
    "seen": pl.Int64,
}


@dataclass(frozen=True)
class FoundGroup:
    """A group as one run found it.

    sensitivity: whose decision it is: identity, clinical, financial, operational or UNCLASSED. records: how
    many source records are in it. cells: how many values, for columns and values; 0 for whole records.
    money: what stands behind it, one sum a currency. examples: up to five records (core.tables.RECORD;
    of rejects their lines). choice, seen: the decision that the run followed, and the count it was made for.
    """

    group: Group
    sensitivity: str
    records: int
    cells: int = 0
    money: tuple[Money, ...] = ()
    examples: tuple[int, ...] = field(default=(), repr=False)
    choice: Choice | None = None
    seen: int = 0

    @property
    def count(self) -> int:
        """What a person counts it by: values where it is about values, else records."""
        return self.cells or self.records

    @property
    def open(self) -> bool:
        """Whether nobody has decided, or there is more of it than the person saw."""
        return self.choice is None or self.count > self.seen


def to_frame(groups: Iterable[FoundGroup]) -> pl.DataFrame:
    """GROUPS_SCHEMA, in the order given."""
    return pl.DataFrame([_row(found) for found in groups], schema=GROUPS_SCHEMA, orient="row")


def from_frame(frame: pl.DataFrame) -> tuple[FoundGroup, ...]:
    return tuple(_found(row) for row in frame.iter_rows(named=True))


def _row(found: FoundGroup) -> dict[str, object]:
    group = found.group
    return {
        "kind": group.kind.value,
        "file": group.file,
        "table": group.table,
        "column": group.column,
        "entity": group.entity,
        "field": group.field,
        "finding": group.finding,
        "value": group.value,
        "sensitivity": found.sensitivity,
        "records": found.records,
        "cells": found.cells,
        "money": json.dumps([[sum_.minor_units, sum_.currency] for sum_ in found.money]),
        "examples": list(found.examples),
        "choice": found.choice.value if found.choice else None,
        "seen": found.seen,
    }


def _found(row: dict[str, object]) -> FoundGroup:
    text = {
        name: str(row[name]) for name in ("file", "table", "column", "entity", "field", "finding", "value")
    }
    examples = row["examples"]
    return FoundGroup(
        group=Group(GroupKind(str(row["kind"])), **text),
        sensitivity=str(row["sensitivity"]),
        records=int(str(row["records"])),
        cells=int(str(row["cells"])),
        money=tuple(Money(units, currency) for units, currency in json.loads(str(row["money"]))),
        examples=tuple(int(each) for each in examples) if isinstance(examples, list) else (),
        choice=Choice(str(row["choice"])) if row["choice"] else None,
        seen=int(str(row["seen"])),
    )
