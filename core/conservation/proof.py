"""Law 1, proven anew from what is about to be published: nothing here trusts how it was shaped.

Records: the independent counter's number against the log's entries, each of which must be there once and
lead to records that exist. Cells: every non-empty source cell must be found again: as a value of the
record its row became, as its own text among the waiting or the archived, or in a column that somebody
declined. A cell that is found nowhere is lost, and then the run does not close.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from core.conservation.cells import Cells, CellSums
from core.conservation.declining import Declining, merges_amiss
from core.conservation.entries import Ids, dispositions_of, records_amiss
from core.conservation.notes import OF_NOTES, Attached
from core.conservation.published import Published, TableKey, Window
from core.decisions import NO_DECISIONS, Decisions
from core.decisions.attaching import NOTE
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import TableMapping
from core.migration_log import Disposition
from core.record.model import ClinicRecord
from core.side_by_side import side_by_side
from core.tables import RECORD, ReadTable, SourceTable


@dataclass(frozen=True)
class TableSums:
    """Both sums of one table. amiss: what does not add up, as (column or "", finding kind, count)."""

    file: str
    table: str
    records_in_file: int
    dispositions: Mapping[str, int]
    columns: Mapping[str, CellSums]
    amiss: tuple[tuple[str, str, int], ...]

    @property
    def cells(self) -> CellSums:
        return sum(self.columns.values(), CellSums())

    @property
    def closes(self) -> bool:
        return (
            not self.amiss
            and self.records_in_file == sum(self.dispositions.values())
            and self.cells.lost == 0
        )


def conserved(
    tables: Sequence[ReadTable],
    mapping: ColumnMapping,
    published: Published,
    record: ClinicRecord,
    decisions: Decisions = NO_DECISIONS,
    *,
    ids: Ids | None = None,
) -> tuple[TableSums, ...]:
    """Both sums of every table, in the order given. decisions: those by which something may be declined.
    ids: of all published records, where more is published than of these tables.

    A window of a table is looked at beside what is published of its records; the sums of all windows add up.
    """
    proof = _Proof(tables, mapping, published, record, decisions, ids or Ids(published.records))
    windows = ((read, window) for read in tables for window in read.table.windows())
    seen: dict[TableKey, list[_Seen]] = {read.table.key: [] for read in tables}
    for key, found in side_by_side(lambda each: proof.of_window(*each), windows):
        seen[key].append(found)
    return tuple(proof.of_table(read, seen[read.table.key]) for read in tables)


@dataclass(frozen=True)
class _Seen:
    """What a window adds to the sums of its table."""

    columns: Mapping[str, CellSums]
    amiss: Counter[str]


class _Proof:
    """What is the same for all windows of a run."""

    def __init__(
        self,
        tables: Sequence[ReadTable],
        mapping: ColumnMapping,
        published: Published,
        record: ClinicRecord,
        decisions: Decisions,
        ids: Ids,
    ) -> None:
        self._mapping, self._record, self._decisions = mapping, record, decisions
        self._rows, self._ids = published.rows(), ids
        self._counts = dispositions_of(published.log)
        self._findings = {
            read.table.key: published.findings.filter(
                (pl.col("file") == read.table.file) & (pl.col("table") == read.table.name)
            )
            for read in tables
        }
        self._declining = {
            read.table.key: Declining(decisions, read.table, self._findings[read.table.key])
            for read in tables
        }

    def of_window(self, read: ReadTable, stretch: SourceTable) -> tuple[TableKey, _Seen]:
        source = stretch.opened()
        key, records = source.key, source.frame[RECORD]
        if records.is_empty():
            return key, _Seen({name: CellSums() for name in source.columns}, Counter())
        bounds = (int(records[0]), int(records[-1]))
        rules = self._mapping.table(key) or TableMapping(*key, key=(), routes=(), rules=(), kept=())
        window = Window.of(self._rows, self._findings[key], key, bounds, _fields(rules, source.columns))
        notes = Attached(window.records, self._decisions, source)
        declining = self._declining[key].among(window.log)
        cells = Cells(source, rules, window, notes.others(window.records), self._record, declining, notes)
        amiss = records_amiss(records, window.log, window.records, self._ids.twice)
        amiss += merges_amiss(window.log, self._ids, self._decisions)
        return key, _Seen(cells.sums(), amiss)

    def of_table(self, read: ReadTable, seen: Sequence[_Seen]) -> TableSums:
        key, counts = read.table.key, self._counts.get(read.table.key, {})
        columns = {
            name: sum((each.columns[name] for each in seen), CellSums()) for name in read.table.columns
        }
        amiss = sum((each.amiss for each in seen), Counter[str]())
        amiss["count_differs"] = abs(read.counted - sum(counts.values()))
        lost = [(name, "cell_lost", sums.lost) for name, sums in columns.items() if sums.lost]
        return TableSums(
            file=key[0],
            table=key[1],
            records_in_file=read.counted,
            dispositions={d.value: counts.get(d.value, 0) for d in Disposition},
            columns=columns,
            amiss=(*(("", kind, count) for kind, count in amiss.items() if count), *lost),
        )


def _fields(rules: TableMapping, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Entity -> its fields in which a cell of these columns may be found."""
    reading = (rule for rule in rules.rules if {*rule.columns} & {*columns})
    asked = [(rule.entity, rule.field) for rule in reading] + [(NOTE, each) for each in OF_NOTES]
    return {entity: tuple(field for name, field in asked if name == entity) for entity, _ in asked}
