"""A saved mapping beside files that came later: what it does not know is filled in by the rule, never lost.

Law 2: a person's words stand as long as the columns that they are about are there; columns and tables that
are new get what the rule makes of their suggestions, and say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.mapping.model import Fate, Kept, Mapping, Rule, TableMapping
from core.record import RECORD
from core.tables import SourceTable


def covers(mapping: Mapping, tables: Sequence[SourceTable]) -> bool:
    """Whether the mapping speaks of exactly the columns of each of `tables`."""
    found = ((mapping.table(table.key), table) for table in tables)
    return all(known is not None and named(known) == set(table.columns) for known, table in found)


def fitted(saved: Mapping, accepted: Mapping, tables: Sequence[SourceTable]) -> Mapping:
    """`saved` for `tables`, with what is new in them as `accepted` has it."""
    whole = saved
    for table in tables:
        known, new = saved.table(table.key), accepted.table(table.key)
        if new is not None:
            whole = whole.with_table(new if known is None else _table(known, new, table.columns))
    return whole


def named(table: TableMapping) -> set[str]:
    """Every column that the mapping of a table speaks of."""
    ruled = {column for rule in table.rules for column in rule.columns}
    routed = {column for route in table.routes for column in route.columns}
    return {*table.key, *ruled, *routed, *(kept.column for kept in table.kept)}


def _table(known: TableMapping, new: TableMapping, columns: Sequence[str]) -> TableMapping:
    there = set(columns)
    pillars = {*known.key, *(column for route in known.routes for column in route.columns)}
    if not pillars <= there:
        return new
    rules = tuple(rule for rule in known.rules if there.issuperset(_looked_at(rule)))
    kept = tuple(each for each in known.kept if each.column in there)
    table = replace(known, rules=rules, kept=kept)
    unknown = [column for column in columns if column not in named(table)]
    for column in unknown:
        table = _with_column(table, new, column)
    return table


def _looked_at(rule: Rule) -> set[str]:
    return {*rule.columns, *([rule.only.column] if rule.only else [])}


def _with_column(table: TableMapping, new: TableMapping, column: str) -> TableMapping:
    """A new column as the rule has it, where its field is free; else it waits."""
    rules = [rule for rule in new.rules if rule.columns == (column,)]
    if rules and table.routes and all(_free(table, rule) for rule in rules):
        return replace(table, rules=(*table.rules, *rules))
    kept = next((each for each in new.kept if each.column == column), None)
    return replace(table, kept=(*table.kept, kept or _waits(column)))


def _waits(column: str) -> Kept:
    return Kept(column, Fate.WAITING, "default: waits for a decision", "It came after the mapping was made.")


def _free(table: TableMapping, rule: Rule) -> bool:
    taken = any((each.entity, each.field) == (rule.entity, rule.field) for each in table.rules)
    return not taken or RECORD.entity(rule.entity).field(rule.field).many
