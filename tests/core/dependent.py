"""One cell of an intake changed, the run over it, and what of the log is another then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from core.decisions import NO_DECISIONS, Decisions
from core.decisions.settling import settled
from core.dependents import Plan, inputs, plan_of
from core.mapping.model import Mapping
from core.record.model import ClinicRecord
from core.runs import migrate
from core.tables import RECORD, Intake, ReadTable
from core.ties import Row, Ties, TiesOfTable, said_same, ties_of

Entry = tuple[object, ...]


@dataclass(frozen=True)
class Changed:
    """really: rows whose entries differ between the two whole runs. declared: by the plan. alone: rows whose
    entries differ between two runs over the declared rows and their inputs alone; where only its own is
    declared, nothing has to be run for that.
    """

    really: frozenset[Row]
    declared: frozenset[Row]
    alone: frozenset[Row]

    def holds(self, own: Row) -> None:
        """What really changed is what the declared rows alone say, its own entry always among it."""
        assert own in self.really
        assert self.really <= self.declared
        assert self.really == self.alone


class Runs:
    """One intake, frozen mapping and decisions, and its run; each table is looked at for its ties once."""

    def __init__(
        self,
        tables: Sequence[ReadTable],
        mapping: Mapping,
        record: ClinicRecord,
        decisions: Decisions = NO_DECISIONS,
    ) -> None:
        self.tables, self.mapping, self.record, self.decisions = list(tables), mapping, record, decisions
        self.followed = settled(mapping, decisions, [read.table for read in tables])
        self.plan: Plan = plan_of(self.followed, [read.table for read in tables], record)
        self.log = self.run(self.tables)
        self.ties = [self._ties(read) for read in self.tables]

    def cell_changed(self, at: int, record: int, column: str, text: str | None) -> Changed:
        """The cell of record `record` of table `at` is `text` instead."""
        read = self.tables[at]
        row = (*read.table.key, record)
        other = list(self.tables)
        other[at] = with_cell(read, record, column, text)
        before = self._of(self.ties)
        after = self._of([*self.ties[:at], self._ties(other[at]), *self.ties[at + 1 :]])
        declared, really = (
            self.plan.dependents(row, column, before, after),
            differing(self.log, self.run(other)),
        )
        if declared == {row}:
            return Changed(really, declared, really)
        needed = inputs(declared, before) | inputs(declared, after)
        alone = differing(self.run(only(self.tables, needed)), self.run(only(other, needed)))
        return Changed(really, declared, alone)

    def run(self, tables: Sequence[ReadTable]) -> dict[Row, Entry]:
        """The log of a run, its rejects aside: row -> entry."""
        made = migrate(self.intake(tables), self.mapping, record=self.record, decisions=self.decisions)
        log = next(part.frame for part in made.parts if part.name == "log").drop_nulls("record")
        return {(row[0], row[1], row[2]): row for row in log.rows()}

    @staticmethod
    def intake(tables: Sequence[ReadTable]) -> Intake:
        return Intake(tuple(tables), (), (), {})

    def _ties(self, read: ReadTable) -> TiesOfTable:
        return ties_of(read.table, self.followed, self.record, self.decisions)

    def _of(self, tables: Sequence[TiesOfTable]) -> Ties:
        fates = {row for row, entry in self.log.items() if entry[5] in ("imported", "flagged")}
        return Ties(tables, frozenset(fates), said_same(self.decisions))


def with_cell(read: ReadTable, record: int, column: str, text: str | None) -> ReadTable:
    here = pl.col(RECORD) == record
    cell = pl.when(here).then(pl.lit(text, dtype=pl.String)).otherwise(column).alias(column)
    return replace(read, table=replace(read.table, rows=read.table.frame.with_columns(cell)))


def only(tables: Iterable[ReadTable], rows: frozenset[Row]) -> list[ReadTable]:
    """The tables with these rows alone, under their old numbers."""
    found = []
    for read in tables:
        kept = [record for file, name, record in rows if (file, name) == read.table.key]
        frame = read.table.frame.filter(pl.col(RECORD).is_in(kept))
        found.append(
            replace(read, table=replace(read.table, rows=frame), rejects=(), proposals=(), corrections=())
        )
    return found


def differing(one: dict[Row, Entry], other: dict[Row, Entry]) -> frozenset[Row]:
    return frozenset(row for row in one.keys() | other.keys() if one.get(row) != other.get(row))
