"""Which rules read a part of a cell, so that several share one column, and which read several columns."""

from __future__ import annotations

from collections.abc import Sequence

from core.mapping.model import Rule, Step
from core.transforms import transform_named
from core.transforms.folding import folded_words
from core.transforms.pieces import JOIN


def other_rows(one: Rule, other: Rule) -> bool:
    """Whether the two never read the same row, so that both may feed one field."""
    if one.only is None or other.only is None or one.only.column != other.only.column:
        return False
    return not set(folded_words(one.only.values)) & set(folded_words(other.only.values))


def for_row(rule: Rule, cell: str) -> bool:
    """Whether the rule reads a row with this cell in the column of its condition."""
    if rule.only is None:
        return True
    return cell.strip().casefold() in {value.strip().casefold() for value in rule.only.values}


def part_step(rule: Rule) -> Step | None:
    """The step by which the rule takes a part of its cells; None where it takes them whole."""
    return next((step for step in rule.steps if transform_named(step.transform).part), None)


def is_join(rule: Rule) -> bool:
    """Whether the rule puts the cells of its columns together."""
    return bool(rule.steps) and rule.steps[0].transform == JOIN


def to_part(rule: Rule) -> tuple[Step, ...]:
    """The steps up to the one that takes the part, it included."""
    step = part_step(rule)
    return () if step is None else rule.steps[: rule.steps.index(step) + 1]


def part_of(rule: Rule) -> str | None:
    """Which part the rule takes, as its option says it; None where it takes its cells whole."""
    step = part_step(rule)
    return None if step is None else str(step.options.get(transform_named(step.transform).part))


def parted(rules: Sequence[Rule], column: str) -> list[tuple[int, Rule]]:
    """Rules, with their places, that each take a part of the column's cells."""
    return [(i, r) for i, r in enumerate(rules) if r.columns == (column,) and part_of(r) is not None]
