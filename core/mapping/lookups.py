"""Lookups of a mapping made ready for a run: the codes and texts of the other table, put into the step.

A table that is looked into may look into another, for the cells are taken as they stand. Tables that look
into each other in a ring are refused: somebody meant something that would never end.
"""

from __future__ import annotations

from collections.abc import Mapping as Facts
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from core.mapping.model import Mapping, Rule, Step
from core.mapping.option_checks import Amiss
from core.tables import SourceTable
from core.transforms.folding import folded
from core.transforms.lookups import FOUND, LOOKUP, TWICE
from core.transforms.text import trimmed

Key = tuple[str, str]


def looks_into(step: Step) -> Key:
    return (str(step.options.get("file")), str(step.options.get("table")))


def lookups_amiss(mapping: Mapping, tables: Sequence[SourceTable]) -> Amiss | None:
    """A table or column that is not there, or tables that look into each other in a ring."""
    columns = {table.key: set(table.columns) for table in tables}
    for _, step in _steps(mapping):
        wanted = {str(step.options.get("key")), str(step.options.get("value"))}
        if not wanted <= columns.get(looks_into(step), set()):
            found = "A lookup names a table or a column that was not read."
            return Amiss(found, "Correct its file, table, key and value.")
    edges: dict[Key, set[Key]] = {}
    for source, step in _steps(mapping):
        edges.setdefault(source, set()).add(looks_into(step))
    if any(_leads_back(source, source, edges, frozenset()) for source in edges):
        return Amiss("Tables look into each other in a ring.", "Take one of these lookups out.")
    return None


def _leads_back(start: Key, at: Key, edges: Facts[Key, set[Key]], seen: frozenset[Key]) -> bool:
    onward = edges.get(at, set())
    return start in onward or any(
        _leads_back(start, each, edges, seen | {each}) for each in onward if each not in seen
    )


def _steps(mapping: Mapping) -> list[tuple[Key, Step]]:
    return [
        (table.source, step)
        for table in mapping.tables
        for rule in table.rules
        for step in rule.steps
        if step.transform == LOOKUP
    ]


def looks_up(mapping: Mapping) -> bool:
    """Whether something is looked up in another table."""
    return bool(_steps(mapping))


def with_lookups(mapping: Mapping, tables: Sequence[SourceTable]) -> Mapping:
    """`mapping` with what every lookup finds; the same object where there is none."""
    if not _steps(mapping):
        return mapping
    by_key = {table.key: table for table in tables}
    whole = mapping
    for table in mapping.tables:
        rules = tuple(_filled(rule, by_key) for rule in table.rules)
        whole = whole.with_table(replace(table, rules=rules))
    return whole


def _filled(rule: Rule, tables: Facts[Key, SourceTable]) -> Rule:
    if all(step.transform != LOOKUP for step in rule.steps):
        return rule
    return replace(rule, steps=tuple(_step(step, tables) for step in rule.steps))


def _step(step: Step, tables: Facts[Key, SourceTable]) -> Step:
    table = tables.get(looks_into(step))
    if step.transform != LOOKUP or table is None:
        return step
    key, value = str(step.options["key"]), str(step.options["value"])
    pairs = table.texts(key, value).select(folded(pl.col(key)).alias("key"), trimmed(value).alias("text"))
    pairs = pairs.drop_nulls().filter(pl.col("key") != "").unique(maintain_order=True)
    several = pairs["key"].is_duplicated()
    found = dict(pairs.filter(~several).iter_rows())
    twice = tuple(pairs.filter(several)["key"].unique(maintain_order=True))
    return Step(LOOKUP, {**step.options, FOUND: found, TWICE: twice})
