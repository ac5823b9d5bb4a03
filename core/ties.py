"""What ties the rows of a run to one another: numbers, references to them, days and mouths (law 3).

From shaping alone; whose log entry hangs on which follows in `core.dependents`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from core.checks import IN_ONE_MOUTH
from core.decisions import Decisions
from core.identity.aliases import survivors
from core.mapping.model import Mapping as ColumnMapping
from core.record.model import ClinicRecord, Kind
from core.shape.compiling import ROUTE, SOURCE_ID, Worked, value_column, worked
from core.tables import RECORD, SourceTable

PATIENT, BORN, START = "patient", "birth_date", "start"
WORK = ("encounter", "procedure")
"""Kinds of record whose newest day stands for the day of the extract (core.checks.chronology)."""
_MOUTHS = frozenset(entity for entity, _ in IN_ONE_MOUTH)
"""Kinds of record that a check compares with others of the same patient."""

Row = tuple[str, str, int]
"""file, table, record."""
TableKey = tuple[str, str]
Number = tuple[str, str]
"""A kind of record, and the number of one."""


@dataclass(frozen=True)
class TiesOfTable:
    """What ties the rows of one table to others, from shaping alone.

    held: row -> its number. points: (row, the numbers that one of its cells may mean). vague: the rows of
    each column that may point to several kinds of record: which is meant is told by all of them together.
    born, worked_on: row -> day. rows: all of them.
    """

    held: Mapping[Row, Number] = field(repr=False)
    points: Sequence[tuple[Row, tuple[Number, ...]]] = field(repr=False)
    born: Mapping[Row, date] = field(repr=False)
    worked_on: Mapping[Row, date] = field(repr=False)
    vague: Sequence[frozenset[Row]] = field(default=(), repr=False)
    rows: frozenset[Row] = field(default=frozenset(), repr=False)


def ties_of(
    source: SourceTable, mapping: ColumnMapping, record: ClinicRecord, decisions: Decisions
) -> TiesOfTable:
    """mapping: as the run follows it."""
    rules = mapping.table(source.key)
    if rules is None:
        return TiesOfTable({}, (), {}, {})
    table = worked(source, rules, decisions)
    held = {
        _row(source, at): (route, number)
        for at, route, number in table.frame.select(RECORD, ROUTE, SOURCE_ID).drop_nulls().rows()
    }
    columns = [tuple(column) for column in _points(table, record)]
    vague = tuple(frozenset(row for row, _ in column) for column in columns if _may_differ(column))
    points = tuple(each for column in columns for each in column)
    rows = frozenset(_row(source, at) for at in source.frame[RECORD])
    return TiesOfTable(held, points, _days(table, PATIENT, BORN), _worked_on(table), vague, rows)


_Points = tuple[Row, tuple[Number, ...]]


def _points(table: Worked, record: ClinicRecord) -> Iterator[Iterator[_Points]]:
    """Of each column that refers to records."""
    for index, rule in enumerate(table.mapping.rules):
        declared = record.entity(rule.entity).field(rule.field)
        if declared.kind is Kind.REFERENCE:
            yield _points_of(table, index, declared.reference)


def _points_of(table: Worked, index: int, entities: Sequence[str]) -> Iterator[_Points]:
    for at, number in table.frame.select(RECORD, value_column(index)).drop_nulls().rows():
        yield _row(table.source, at), tuple((entity, str(number)) for entity in entities)


def _may_differ(column: Sequence[_Points]) -> bool:
    return any(len(numbers) > 1 for _, numbers in column)


def _worked_on(table: Worked) -> dict[Row, date]:
    return {row: day for entity in WORK for row, day in _days(table, entity, START).items()}


def _days(table: Worked, entity: str, name: str) -> dict[Row, date]:
    rules = [index for index, rule in table.rules_of(entity) if rule.field == name]
    if not rules:
        return {}
    day = pl.coalesce([pl.col(value_column(index)).cast(pl.Date, strict=False) for index in rules])
    rows = table.frame.filter(table.applies(entity)).select(RECORD, day.alias("day")).drop_nulls().rows()
    return {_row(table.source, at): when for at, when in rows}


def _row(source: SourceTable, record: int) -> Row:
    return (source.file, source.name, record)


@dataclass(frozen=True)
class Ties:
    """The ties of all tables. standing: rows that became records, as logged. same: as `said_same`."""

    tables: Sequence[TiesOfTable] = field(repr=False)
    standing: frozenset[Row] = field(default=frozenset(), repr=False)
    same: Mapping[Number, str] = field(default_factory=dict, repr=False)

    def alike(self, row: Row) -> set[Row]:
        """Rows with the same number."""
        return set(self._holders.get(self._held[row], ())) if row in self._held else set()

    def of_table(self, key: TableKey) -> set[Row]:
        return {row for table in self.tables for row in table.rows if row[:2] == key}

    def twins(self, row: Row) -> set[Row]:
        """Those in the same table: whether they are alike in every cell hangs on each cell."""
        return {other for other in self.alike(row) if other[:2] == row[:2]}

    def referring(self, row: Row) -> set[Row]:
        """Rows that refer to the number of this one."""
        return set(self._pointers.get(self._held[row], ())) if row in self._held else set()

    def referred(self, row: Row) -> set[Row]:
        """Rows to whose number this one refers."""
        return {each for number in self._points.get(row, ()) for each in self._holders.get(number, ())}

    def beside(self, row: Row) -> set[Row]:
        """Rows of a column that may point to several kinds of record, where this one has a cell in it."""
        return {each for table in self.tables for column in table.vague if row in column for each in column}

    def mouth(self, row: Row) -> set[Row]:
        """Rows about the teeth of the patient whom this one is about, where it is about teeth."""
        if row not in self._of_mouths:
            return set()
        patients = [number for number in self._points.get(row, ()) if number[0] == PATIENT]
        return {other for one in patients for other in self._pointers[one] if other in self._of_mouths}

    @cached_property
    def _of_mouths(self) -> set[Row]:
        return {row for row, (entity, _) in self._held.items() if entity in _MOUTHS}

    @cached_property
    def work(self) -> set[Row]:
        return {row for table in self.tables for row in table.worked_on}

    def newest_row_but(self, rows: Iterable[Row]) -> Row | None:
        """The standing row of the newest day of work that is none of `rows`."""
        without = set(rows)
        days = (each for table in self.tables for each in table.worked_on.items())
        left = [(day, row) for row, day in days if row in self.standing and row not in without]
        return max(left)[1] if left else None

    def newest_but(self, rows: Iterable[Row]) -> date | None:
        row = self.newest_row_but(rows)
        return None if row is None else next(t.worked_on[row] for t in self.tables if row in t.worked_on)

    def born_after(self, day: date | None) -> set[Row]:
        """Patients born later; all of them where there is no day."""
        return {row for t in self.tables for row, born in t.born.items() if day is None or born > day}

    @cached_property
    def _held(self) -> dict[Row, Number]:
        return {row: self._one(number) for table in self.tables for row, number in table.held.items()}

    @cached_property
    def _holders(self) -> dict[Number, list[Row]]:
        found: dict[Number, list[Row]] = {}
        for row, number in self._held.items():
            found.setdefault(number, []).append(row)
        return found

    @cached_property
    def _points(self) -> dict[Row, list[Number]]:
        found: dict[Row, list[Number]] = {}
        for table in self.tables:
            for row, numbers in table.points:
                found.setdefault(row, []).extend(map(self._one, numbers))
        return found

    @cached_property
    def _pointers(self) -> dict[Number, list[Row]]:
        found: dict[Number, list[Row]] = {}
        for row, numbers in self._points.items():
            for number in numbers:
                found.setdefault(number, []).append(row)
        return found

    def _one(self, number: Number) -> Number:
        return (number[0], self.same.get(number, number[1]))


def said_same(decisions: Decisions) -> dict[Number, str]:
    """Number -> the one that stays, of records that somebody said to be one."""
    found = {}
    for entity, names in survivors(decisions).items():
        for own in names:
            last, seen = own, set[str]()
            while last in names and last not in seen:
                seen.add(last)
                last = names[last].into
            found[entity, own] = last
    return found
