"""An allergy that was refuted is not an active one (contracts, section 6).

Old lists go on calling it active after somebody found that it was none, or that it was entered in error.
Where a column says so, the allergy comes over as inactive, with a finding, and warns nobody for years.
"""

from __future__ import annotations

import polars as pl

from core.shape.compiling import Worked, finding_column, value_column

ALLERGY = "allergy"
KIND = "refuted_not_active"
_REFUTED = ("refuted", "entered_in_error")
_INSTEAD: dict[str, tuple[object, object]] = {"status": ("active", "inactive"), "active": (True, False)}
"""Field -> what it may not say of a refuted allergy, and what it says instead."""


def with_refuted_inactive(table: Worked) -> Worked:
    """The table with every refuted allergy inactive."""
    rules = table.rules_of(ALLERGY)
    told = [pl.col(value_column(i)).is_in(_REFUTED) for i, rule in rules if rule.field == "verification"]
    if not told:
        return table
    frame = table.frame
    refuted = pl.any_horizontal(told).fill_null(False)
    for index, rule in rules:
        if rule.field in _INSTEAD:
            frame = frame.with_columns(_inactive(index, refuted, *_INSTEAD[rule.field]))
    return table.with_frame(frame)


def _inactive(index: int, refuted: pl.Expr, active: object, instead: object) -> list[pl.Expr]:
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    struck = refuted & (value == pl.lit(active)).fill_null(False)
    said = pl.when(struck).then(pl.coalesce(finding, pl.lit(KIND))).otherwise(finding)
    return [
        pl.when(struck).then(pl.lit(instead)).otherwise(value).alias(value_column(index)),
        said.alias(finding_column(index)),
    ]
