"""Decisions that are about columns and words, put into the mapping that a run follows.

The mapping that people saved stays as it is; this gives the one that holds for a run. Whatever the mapping
itself has settled since goes before a decision about the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Words
from dataclasses import replace

from core.decisions.model import Choice, Decision, Decisions, Group, GroupKind
from core.mapping.model import Fate, Kept, Mapping, Rule, Step, TableMapping
from core.mapping.parts import is_join, parted
from core.tables import SourceTable
from core.transforms.folding import folded_words

FATES = {Choice.ARCHIVE: Fate.ARCHIVED, Choice.NOTE: Fate.ARCHIVED, Choice.DECLINE: Fate.DECLINED}
"""What becomes of cells that are not brought over; of those to be notes, where no note can be made."""
WITHOUT_CODE = "value_without_a_code"
"""The finding of a word that a value map does not know."""


def settled(mapping: Mapping, decisions: Decisions, tables: Sequence[SourceTable]) -> Mapping:
    """`mapping` with what was decided about columns, words and whole tables of `tables`."""
    whole = mapping
    for table in tables:
        about = decisions.of_table(table.key, GroupKind.TABLE, GroupKind.COLUMN, GroupKind.VALUE)
        if about:
            known = mapping.table(table.key) or TableMapping(*table.key, key=(), routes=(), rules=(), kept=())
            whole = whole.with_table(_settled(known, table.columns, [decision for _, decision in about]))
    return whole


def _settled(table: TableMapping, columns: Sequence[str], decisions: Iterable[Decision]) -> TableMapping:
    for decision in decisions:
        match decision.group.kind:
            case GroupKind.TABLE:
                table = _whole_table(table, columns, decision)
            case GroupKind.COLUMN:
                table = _column(table, columns, decision)
            case GroupKind.VALUE if decision.choice is Choice.REPLACE:
                table = replace(table, rules=tuple(_replaced(rule, decision, table) for rule in table.rules))
    return table


def _whole_table(table: TableMapping, columns: Sequence[str], decision: Decision) -> TableMapping:
    named = {kept.column for kept in table.kept if kept.fate is not Fate.WAITING}
    if table.routes or named >= set(columns):
        return table
    return replace(table, kept=tuple(_kept(column, decision) for column in columns))


def is_settled_by(table: TableMapping, decision: Decision) -> bool:
    """Whether the whole table is left out on the word of `decision`, and not on that of the mapping."""
    return all(kept == _kept(kept.column, decision) for kept in table.kept)


def is_kept_by(table: TableMapping, decision: Decision) -> bool:
    """Whether the column of `decision` is kept on its word, and not on that of the mapping."""
    return decision.group.kind is GroupKind.COLUMN and _kept(decision.group.column, decision) in table.kept


def _column(table: TableMapping, columns: Sequence[str], decision: Decision) -> TableMapping:
    column = decision.group.column
    if not table.routes or column not in columns or _has_a_place(table, column):
        return table
    others = tuple(kept for kept in table.kept if kept.column != column)
    return replace(table, kept=(*others, _kept(column, decision)))


def _has_a_place(table: TableMapping, column: str) -> bool:
    fed = column in table.key or any(column in rule.columns for rule in table.rules)
    return fed or any(kept.column == column and kept.fate is not Fate.WAITING for kept in table.kept)


def _kept(column: str, decision: Decision) -> Kept:
    return Kept(column, FATES[decision.choice], decision.by, decision.reason)


def _replaced(rule: Rule, decision: Decision, table: TableMapping) -> Rule:
    group = decision.group
    if rule.columns != (group.column,) or is_join(rule):
        return rule
    if not group.value or not _is_about(rule, group, table):
        return rule
    if group.finding != WITHOUT_CODE:
        return replace(rule, steps=_corrected(rule.steps, group.value, decision.to))
    steps = tuple(_with_word(step, group.value, decision.to) for step in rule.steps)
    return replace(rule, steps=steps)


def _is_about(rule: Rule, group: Group, table: TableMapping) -> bool:
    """Whether the rule feeds the group's field; of rules that share a cell, each reads what it is read as."""
    if (rule.entity, rule.field) == (group.entity, group.field):
        return True
    sharing = parted(table.rules, group.column)
    return rule in [each for _, each in sharing] and any(
        (each.entity, each.field) == (group.entity, group.field) for _, each in sharing
    )


def _corrected(steps: tuple[Step, ...], word: str, to: str) -> tuple[Step, ...]:
    """One step in front that reads every corrected text as what a person said it is."""
    read = steps or (Step("text"),)
    first, *rest = read if read[0].transform == "correct" else (Step("correct"), *read)
    return (Step("correct", {"map": {**_words(first), word: to}}), *rest)


def _with_word(step: Step, word: str, to: str) -> Step:
    if step.transform != "value_map":
        return step
    known = _words(step)
    has = word in folded_words(known)
    return step if has else Step("value_map", {**step.options, "map": {**known, word: to}})


def _words(step: Step) -> dict[str, str]:
    """What the step reads each word as; empty where it has no map yet."""
    told = step.options.get("map")
    return dict(told) if isinstance(told, Words) else {}
