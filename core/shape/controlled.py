"""A prescription of a controlled drug never becomes active by being imported (contracts, section 6).

Where the old system calls it active it is put on hold, with a finding, until a person who may has looked.
What could not be read counts as controlled: a column of schedules ("C-II") says so in words of its own.
"""

from __future__ import annotations

import polars as pl

from core.shape.compiling import Worked, finding_column, value_column
from core.transforms.finding_kinds import ABSENT_KINDS

PRESCRIPTION = "prescription"
KIND = "controlled_not_active"
_INSTEAD: dict[str, tuple[object, object]] = {"status": ("active", "on_hold"), "active": (True, False)}
"""Field -> what it may not say of a controlled drug, and what it says instead."""


def with_controlled_held(table: Worked) -> Worked:
    """The table with every active prescription of a controlled drug on hold."""
    rules = table.rules_of(PRESCRIPTION)
    told = [_said(i) for i, rule in rules if rule.field == "controlled"]
    if not told:
        return table
    frame = table.frame
    controlled = pl.any_horizontal(told).fill_null(False)
    for index, rule in rules:
        if rule.field in _INSTEAD:
            frame = frame.with_columns(_held(index, controlled, *_INSTEAD[rule.field]))
    return table.with_frame(frame)


def _said(index: int) -> pl.Expr:
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    unread = value.is_null() & finding.is_not_null() & ~finding.is_in(list(ABSENT_KINDS))
    return value.fill_null(False) | unread


def _held(index: int, controlled: pl.Expr, active: object, instead: object) -> list[pl.Expr]:
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    struck = controlled & (value == pl.lit(active)).fill_null(False)
    return [
        pl.when(struck).then(pl.lit(instead)).otherwise(value).alias(value_column(index)),
        pl.when(struck)
        .then(pl.coalesce(finding, pl.lit(KIND)))
        .otherwise(finding)
        .alias(finding_column(index)),
    ]
