"""Columns that are read together, cut into pieces, or read for some rows only, as a person settles it.

Pure, as the other changes of a mapping are; whatever is settled carries the person's name.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from core.mapping.model import Only, Rule, Step, TableMapping
from core.mapping.options import JOINABLE
from core.mapping.parts import is_join, part_of, parted
from core.record import RECORD
from core.record.model import Sensitivity
from core.tables import SourceTable
from core.transforms import Layers, joined, with_layers
from core.transforms.blanks import said
from core.transforms.pieces import JOIN
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import Facts
from portal.services.mapping_kinds import kinds_held
from portal.services.mapping_lookups import with_lookup
from portal.viewmodels.mapping import Home
from portal.viewmodels.mapping_cells import (
    AlsoFeed,
    Condition,
    JoinColumns,
    SetLookup,
    SetOnly,
    Source,
    Ways,
)
from portal.wording import mapping as words

MOST_VALUES = 20
"""A column with more different values tells no kinds of rows apart."""
MARKS = (" ", ", ", "-", "")


def first_rule(table: TableMapping, column: str) -> Rule | None:
    """The rule that reads the column, or that reads it first of several."""
    return next((rule for rule in table.rules if rule.columns[:1] == (column,)), None)


def ways(facts: Facts, table: TableMapping, source: Source, column: str, *, values: bool) -> Ways | None:
    """values: whether this person may see what conditions would name."""
    rule, read = first_rule(table, column), facts.table(source)
    if rule is None or read is None or part_of(rule) is not None or _many(rule):
        return None
    others = tuple(name for name in read.columns if name != column)
    told = Condition(rule.only.column, rule.only.values) if rule.only and values else None
    return Ways(
        joined=rule.columns[1:],
        may_join=others if _joins(rule) else (),
        mark=str(rule.steps[0].options["with"]) if is_join(rule) else MARKS[0],
        only=told,
        may_only=tuple(conditions(facts, source, others)) if values else (),
    )


def conditions(facts: Facts, source: Source, columns: tuple[str, ...]) -> list[Condition]:
    known = facts.profile(source)
    told = [(name, known.column(name)) for name in columns]
    return [
        Condition(name, tuple(sorted(text for text, _ in column.top)))
        for name, column in told
        if 1 < column.distinct <= MOST_VALUES
    ]


def _many(rule: Rule) -> bool:
    return RECORD.entity(rule.entity).field(rule.field).many


def _joins(rule: Rule) -> bool:
    return all(step.transform in (*JOINABLE, JOIN) for step in rule.steps)


def joined_cells(table: SourceTable, rule: Rule) -> pl.DataFrame:
    """`text` and `count` of what the cells of a rule of several columns make, the most frequent first."""
    layers = Layers("joined")
    told = {**rule.steps[0].options, **said(step.options for step in rule.steps)}
    made = joined(rule.columns, ((JOIN, told),), layers)
    texts = with_layers(table.frame.lazy(), (layers,)).select(text=made.value).collect().drop_nulls()
    counted = texts.group_by("text").agg(pl.len().cast(pl.UInt32).alias("count"))
    return counted.sort("count", "text", descending=[True, False])


def with_others(asked: JoinColumns, now: Changing) -> TableMapping:
    """Columns that join it are read there, and no longer kept or read alone."""
    rule, others = _whole_rule(asked.column, now), [c for c in now.columns if c in asked.others]
    if len(others) != len(set(asked.others)) or asked.column in others:
        raise now.refused(*words.NO_SUCH_COLUMN, asked.column)
    if not _joins(rule) or asked.mark not in MARKS:
        raise now.refused(*words.NO_SUCH_OPTION, asked.column)
    steps = tuple(step for step in rule.steps if step.transform != JOIN)
    if others:
        steps = (Step(JOIN, {"with": asked.mark}), *steps)
    made = replace(_said(rule, now), columns=(asked.column, *others), steps=steps)
    alone = {(column,) for column in others}
    joined_in = _with(now.table, rule, made)
    return replace(
        joined_in,
        rules=tuple(each for each in joined_in.rules if each.columns not in alone),
        kept=tuple(each for each in joined_in.kept if each.column not in others),
    )


def for_rows(asked: SetOnly, now: Changing) -> TableMapping:
    rule = _whole_rule(asked.column, now)
    only = Only(now.known(asked.by), tuple(sorted(set(asked.values)))) if asked.values else None
    return _with(now.table, rule, replace(_said(rule, now), only=only))


def in_other_rows(table: TableMapping, column: str, home: Home) -> bool:
    """Whether the field is one of rows of another kind than those of which the column feeds one already."""
    kinds = kinds_held(table)
    fed = {rule.entity for rule in table.rules if rule.columns[:1] == (column,)}
    return len(kinds) > 1 and bool(fed) and home.entity in kinds and home.entity not in fed


def from_elsewhere(asked: SetLookup, now: Changing) -> TableMapping:
    rule = _whole_rule(asked.column, now)
    return _with(now.table, rule, _said(with_lookup(asked, rule, now), now))


def with_field(asked: AlsoFeed, now: Changing) -> Rule:
    """The rule by which the next piece feeds the field."""
    sharing = [rule for _, rule in parted(now.table.rules, asked.column)]
    if not sharing or sharing[0].steps[0].transform != "split":
        raise now.refused(*words.NO_SUCH_OPTION, asked.column)
    first = sharing[0]
    if _class_of(first.entity, first.field) is not _class_of(asked.entity, asked.field):
        raise now.refused(*words.OTHER_CLASS, asked.column)
    number = max(int(str(part_of(rule))) for rule in sharing) + 1
    split = Step("split", {**first.steps[0].options, "number": str(number)})
    made = replace(first, entity=asked.entity, field=asked.field, steps=(split,))
    return _said(made, now)


def _class_of(entity: str, field: str) -> Sensitivity:
    return RECORD.entity(entity).field(field).sensitivity


def _whole_rule(column: str, now: Changing) -> Rule:
    rule = first_rule(now.table, now.known(column))
    if rule is None or part_of(rule) is not None or _many(rule):
        raise now.refused(*words.NO_SUCH_OPTION, column)
    return rule


def _said(rule: Rule, now: Changing) -> Rule:
    return replace(rule, by=now.by, reason=words.BY_CHANGING, confidence=None)


def _with(table: TableMapping, rule: Rule, made: Rule) -> TableMapping:
    return replace(table, rules=tuple(made if each is rule else each for each in table.rules))


def without(table: TableMapping, column: str) -> TableMapping:
    """The table without what reads or keeps the column; those it was read with are read without it."""
    rules = [rule for rule in table.rules if rule.columns[:1] != (column,)]
    kept = tuple(each for each in table.kept if each.column != column)
    return replace(table, rules=tuple(_less(rule, column) for rule in rules), kept=kept)


def _less(rule: Rule, column: str) -> Rule:
    if column not in rule.columns:
        return rule
    left = tuple(each for each in rule.columns if each != column)
    steps = rule.steps if len(left) > 1 else tuple(s for s in rule.steps if s.transform != JOIN)
    return replace(rule, columns=left, steps=steps)
