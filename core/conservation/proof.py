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
from functools import reduce
from operator import or_

import polars as pl

from core.conservation.beside import Beside
from core.conservation.declining import Declined, Declining, merges_amiss
from core.conservation.entries import Ids, dispositions_of, records_amiss
from core.conservation.notes import Attached
from core.conservation.published import Published, TableKey, Window
from core.conservation.shared_cells import in_parts, stands_in
from core.decisions import NO_DECISIONS, Decisions
from core.mapping.model import Fate, Rule, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.parts import is_join, part_of
from core.migration_log import Disposition
from core.record.model import ClinicRecord
from core.side_by_side import side_by_side
from core.tables import RECORD, ReadTable, SourceTable
from core.transforms.blanks import words_for_nothing
from core.transforms.folding import folded, folded_words
from core.transforms.text import ZERO_DATES

_ABSENT = ("read_as_absent", "zero_date")
_VERBATIM = frozenset({"text", "code", "email"})
"""Transforms that change nothing but surrounding white space: their value must be the cell's own text."""


@dataclass(frozen=True)
class CellSums:
    """Cells of a table, a column or a run. `lost` are the non-empty ones that were found nowhere."""

    non_empty: int = 0
    waiting: int = 0
    declined: int = 0
    mapped: int = 0
    archived: int = 0

    @property
    def lost(self) -> int:
        return self.non_empty - self.waiting - self.declined - self.mapped - self.archived

    def __add__(self, other: CellSums) -> CellSums:
        return CellSums(
            self.non_empty + other.non_empty,
            self.waiting + other.waiting,
            self.declined + other.declined,
            self.mapped + other.mapped,
            self.archived + other.archived,
        )


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
) -> tuple[TableSums, ...]:
    """Both sums of every table, in the order given. decisions: those by which something may be declined.

    A window of a table is looked at beside what is published of its records; the sums of all windows add up.
    """
    proof = _Proof(tables, mapping, published, record, decisions)
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
    ) -> None:
        self._mapping, self._record, self._decisions = mapping, record, decisions
        self._rows, self._ids = published.rows(), Ids(published.records)
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
        window = Window.of(self._rows, self._findings[key], key, bounds)
        rules = self._mapping.table(key) or TableMapping(*key, key=(), routes=(), rules=(), kept=())
        notes = Attached(window.records, self._decisions, source)
        declining = self._declining[key].among(window.log)
        cells = _Cells(source, rules, window, notes.others(window.records), self._record, declining, notes)
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


class _Cells:
    """The cells of one table, searched for in everything published of it."""

    def __init__(
        self,
        source: SourceTable,
        rules: TableMapping,
        window: Window,
        own: Mapping[str, pl.DataFrame],
        record: ClinicRecord,
        declining: Declined,
        notes: Attached,
    ) -> None:
        self.source, self.rules, self.own, self.record = source, rules, own, record
        self.records = source.frame.select(RECORD)
        self.archive = self._aligned(window.archive)
        self.waiting = self._aligned(window.waiting)
        self.absent = self._absent(window.findings)
        self.declined = {kept.column for kept in rules.kept if kept.fate is Fate.DECLINED}
        self.declining, self.notes = declining, notes
        self.values = {name: self._values(frame) for name, frame in own.items()}

    def sums(self) -> dict[str, CellSums]:
        return {column: self._column(column) for column in self.source.columns}

    def _aligned(self, kept: pl.DataFrame | None) -> pl.DataFrame:
        """Kept cells beside the table's records, row by row; null where the row kept none."""
        if kept is None:
            return self.records
        return self.records.join(kept, on=RECORD, how="left", maintain_order="left")

    def _absent(self, findings: pl.DataFrame) -> dict[str, pl.Series]:
        """Column -> records whose cell was read as absent."""
        rows = findings.filter(pl.col("kind").is_in(list(_ABSENT)))
        return {
            str(key[0]): part["record"] for key, part in rows.partition_by("column", as_dict=True).items()
        }

    def _values(self, frame: pl.DataFrame) -> Beside:
        """The table's records of one entity beside the table's rows."""
        places = frame.select(pl.col("source_record").alias(RECORD)).with_row_index("#at")
        first = places.unique(RECORD, keep="first")
        return Beside(frame, self.records.join(first, on=RECORD, how="left", maintain_order="left")["#at"])

    def _column(self, column: str) -> CellSums:
        text = self.source.frame[column]
        filled = (text.str.strip_chars() != "").fill_null(False)
        waiting = filled & self._kept_as_it_stood(self.waiting, column)
        archived = filled & self._kept_as_it_stood(self.archive, column)
        declined = filled & self._declined(column)
        mapped = filled & self._mapped(column, filled, waiting | archived)
        left = filled & ~(declined & self._attached_all_the_same(column))
        counts = {}
        for fate, mask in (
            ("waiting", waiting),
            ("declined", declined),
            ("mapped", mapped),
            ("archived", archived),
        ):
            counts[fate] = int((left & mask).sum())
            left = left & ~mask
        return CellSums(non_empty=int(filled.sum()), **counts)

    def _attached_all_the_same(self, column: str) -> pl.Series:
        """Cells that stand in a note; a declined one among them was not left behind, and counts as lost.

        Of several rules that read a column it is not said whose value was declined, so that none is accused.
        """
        several = sum(column in rule.columns for rule in self.rules.rules) > 1
        return self.notes.holds(column) & (not several)

    def _kept_as_it_stood(self, kept: pl.DataFrame, column: str) -> pl.Series:
        if column not in kept.columns or column == RECORD:
            return pl.repeat(False, self.records.height, eager=True)
        return (kept[column] == self.source.frame[column]).fill_null(False)

    def _declined(self, column: str) -> pl.Series:
        """Cells of a declined column, of a declined record, or of a declined group of values."""
        if column in self.declined:
            return pl.repeat(True, self.records.height, eager=True)
        whole = self.records[RECORD].is_in(self.declining.records(self.source.key).implode())
        reading = [rule for rule in self.rules.rules if column in rule.columns]
        # What is decided of several columns together is said of the first of them.
        for first in dict.fromkeys([column, *(rule.columns[0] for rule in reading)]):
            whole = whole | self.declining.cells(self.source, first, rules=len(reading))
        return whole

    def _mapped(self, column: str, filled: pl.Series, kept: pl.Series) -> pl.Series:
        found = self._is_absent(column) | self.notes.holds(column)
        found = found | in_parts(self.source.frame[column], column, self.rules.rules, self.values)
        for rule in self.rules.rules:
            if column in rule.columns and rule.entity in self.values and part_of(rule) is None:
                found = found | (self._has_value(rule, column, kept) & self._reads(rule))
        if column in self.rules.key:
            for values in self.values.values():
                found = found | values["source_id"].is_not_null()
        return found

    def _is_absent(self, column: str) -> pl.Series:
        """Cells with a finding that they mean nothing, which a record stands for and which do say so."""
        nowhere = pl.repeat(False, self.records.height, eager=True)
        if column not in self.absent:
            return nowhere
        stands = reduce(or_, (values["id"].is_not_null() for values in self.values.values()), nowhere)
        reading = [rule for rule in self.rules.rules if column in rule.columns]
        told = {word for rule in reading for word in words_for_nothing(step.options for step in rule.steps)}
        cells = self.source.frame.select(folded(pl.col(column))).to_series()
        says = cells.is_in(sorted({*told, *ZERO_DATES}))
        return stands & says.fill_null(False) & self.records[RECORD].is_in(self.absent[column].implode())

    def _has_value(self, rule: Rule, column: str, kept: pl.Series) -> pl.Series:
        values = self.values[rule.entity][rule.field]
        if self.record.entity(rule.entity).field(rule.field).many:
            # A list does not say which of its columns gave which value: it must hold as many as were given.
            return ~kept & (values.list.len().fill_null(0) == self._given(rule.entity, rule.field))
        if is_join(rule):
            return stands_in(self.source.frame[column], values)
        if len(rule.steps) == 1 and rule.steps[0].transform in _VERBATIM:
            return (values == self.source.frame[column].str.strip_chars()).fill_null(False)
        if [step.transform for step in rule.steps] == ["currency"]:
            return (values == self.source.frame[column].str.strip_chars().str.to_uppercase()).fill_null(False)
        return values.is_not_null()

    def _reads(self, rule: Rule) -> pl.Series:
        """Rows that the rule is for: a value of another row's rule stands in the same field."""
        if rule.only is None:
            return pl.repeat(True, self.records.height, eager=True)
        words = set(folded_words(rule.only.values))
        cells = self.source.frame.select(folded(pl.col(rule.only.column)).fill_null("")).to_series()
        return cells.is_in(sorted(words))

    def _given(self, entity: str, name: str) -> pl.Series:
        """How many cells a list field ought to have taken, row by row."""
        total = pl.repeat(0, self.records.height, eager=True, dtype=pl.UInt32)
        for rule in self.rules.rules:
            if (rule.entity, rule.field) == (entity, name):
                for column in rule.columns:
                    filled = (self.source.frame[column].str.strip_chars() != "").fill_null(False)
                    kept = self._kept_as_it_stood(self.archive, column) | self._kept_as_it_stood(
                        self.waiting, column
                    )
                    total = total + (filled & ~kept & ~self._is_absent(column)).cast(pl.UInt32)
        return total
