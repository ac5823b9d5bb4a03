"""Which rules read a part of a cell and not all of it, so that several of them share one column."""

from __future__ import annotations

from collections.abc import Sequence

from core.mapping.model import Rule, Step
from core.transforms import transform_named


def part_step(rule: Rule) -> Step | None:
    """The step by which the rule takes a part of its cells; None where it takes them whole."""
    return next((step for step in rule.steps if transform_named(step.transform).part), None)


def part_of(rule: Rule) -> str | None:
    """Which part the rule takes, as its option says it; None where it takes its cells whole."""
    step = part_step(rule)
    return None if step is None else str(step.options.get(transform_named(step.transform).part))


def parted(rules: Sequence[Rule], column: str) -> list[tuple[int, Rule]]:
    """Rules, with their places, that each take a part of the column's cells."""
    return [(i, r) for i, r in enumerate(rules) if r.columns == (column,) and part_of(r) is not None]
