"""The plan of a run: whose log entry may change when one cell does, as data (law 3).

A run reads most cells for the sake of their own row alone. Some tie rows together: the number of a record,
a reference to one, a field without which a record does not stand, and what checks compare across rows. The
plan says which columns those are; from the rows as they were and as they are it follows whose entries
depend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.checks import COMPARED, IN_ONE_MOUTH
from core.mapping.lookups import looks_into
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import Rule, TableMapping
from core.record.model import ClinicRecord, Kind
from core.tables import SourceTable
from core.ties import START, WORK, Row, TableKey, Ties
from core.transforms.lookups import LOOKUP

Column = tuple[str, str, str]
"""file, table, name."""


class Reach(StrEnum):
    """What a column is to a run. OWN: of its own row alone; every other one ties rows together."""

    OWN = "its own entry"
    NUMBER = "the number or the kind of a record: entries with that number, and those that refer to it"
    REFERENCE = "a reference: entries that refer to the record, which may not stand without it"
    STANDING = "a field without which a record does not stand: entries that refer to it"
    COMPARED = "what checks compare with records that refer to it: their entries"
    MOUTH = "a fact of what was done to a tooth: entries about the teeth of that patient"
    LOOKED_UP = "looked up from other tables: all entries of those, and those that refer to them"
    NEWEST = "a day of work: entries of patients born later than the newest of them"


def plan_of(mapping: ColumnMapping, tables: Iterable[SourceTable], record: ClinicRecord) -> Plan:
    """mapping: as the run follows it, with what was decided about columns and words."""
    found, looking = {}, _looking(mapping)
    for table in tables:
        rules = mapping.table(table.key)
        for column in table.columns:
            own = _reach(rules, column, record) if rules else frozenset({Reach.OWN})
            looked_up = (*table.key, column) in looking
            found[*table.key, column] = own - {Reach.OWN} | {Reach.LOOKED_UP} if looked_up else own
    return Plan(found, looking)


def _looking(mapping: ColumnMapping) -> dict[Column, frozenset[TableKey]]:
    """Columns that lookups read -> the tables that look there."""
    found: dict[Column, frozenset[TableKey]] = {}
    for table in mapping.tables:
        steps = (step for rule in table.rules for step in rule.steps if step.transform == LOOKUP)
        for step in steps:
            for name in ("key", "value"):
                column = (*looks_into(step), str(step.options.get(name)))
                found[column] = found.get(column, frozenset()) | {table.source}
    return found


def _reach(table: TableMapping, column: str, record: ClinicRecord) -> frozenset[Reach]:
    routed = {name for route in table.routes for name in route.columns}
    reaches = {Reach.NUMBER} if column in table.key or column in routed else set()
    for rule in table.rules:
        if column in rule.columns:
            reaches |= _reach_of_rule(table, rule, record)
    return frozenset(reaches or {Reach.OWN})


def _reach_of_rule(table: TableMapping, rule: Rule, record: ClinicRecord) -> set[Reach]:
    declared = record.entity(rule.entity).field(rule.field)
    found = {Reach.REFERENCE} if declared.kind is Kind.REFERENCE else set()
    if declared.required and any(route.entity == rule.entity for route in table.routes):
        found.add(Reach.STANDING)
    if (rule.entity, rule.field) in COMPARED:
        found.add(Reach.COMPARED)
    if (rule.entity, rule.field) in IN_ONE_MOUTH:
        found.add(Reach.MOUTH)
    if rule.entity in WORK and rule.field == START:
        found.add(Reach.NEWEST)
    return found


@dataclass(frozen=True)
class Plan:
    """columns: what each is to the run. looking: the tables that look up what stands in a column."""

    columns: Mapping[Column, frozenset[Reach]]
    looking: Mapping[Column, frozenset[TableKey]] = field(default_factory=dict)

    def dependents(self, row: Row, column: str, before: Ties, after: Ties) -> frozenset[Row]:
        """Whose entries may change, the row's own among them, where its cell of `column` is another.

        before, after: the rows with the one and with the other cell.
        """
        reaches = self.columns[row[0], row[1], column]
        found = {row} | before.twins(row) | after.twins(row)
        for table in self.looking.get((row[0], row[1], column), ()):
            found |= before.of_table(table)
        if reaches & _TYING:
            found = _closure(found, before, after)
        if Reach.COMPARED in reaches:
            found |= before.referring(row) | after.referring(row)
        if reaches & {*_TYING, Reach.MOUTH}:
            found = found.union(*(ties.mouth(each) for ties in (before, after) for each in found))
        if reaches & {*_TYING, Reach.NEWEST} and found & (before.work | after.work):
            newest = before.newest_but(found)
            found |= before.born_after(newest) | after.born_after(newest)
        return frozenset(found)


_TYING = {Reach.NUMBER, Reach.REFERENCE, Reach.STANDING, Reach.LOOKED_UP}
"""By what a record may come to stand or not to stand."""


def inputs(rows: Iterable[Row], ties: Ties) -> frozenset[Row]:
    """All rows of which the entries of `rows` are made, these among them."""
    newest = ties.newest_row_but(rows)
    found = {*rows, *([newest] if newest else [])}
    left = list(found)
    while left:
        row = left.pop()
        new = (ties.alike(row) | ties.referred(row) | ties.beside(row) | ties.mouth(row)) - found
        found |= new
        left += new
    return frozenset(found)


def _closure(rows: set[Row], *states: Ties) -> set[Row]:
    """Those that share a number with one of `rows` or refer to it, and those of whom that holds in turn."""
    found, left = set(rows), list(rows)
    while left:
        row = left.pop()
        tied = (ties.alike(row) | ties.referring(row) | ties.beside(row) for ties in states)
        new = set().union(*tied) - found
        found |= new
        left += new
    return found
