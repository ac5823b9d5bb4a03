"""Production, collections and adjustments by month and by whatever else is asked: exact sums (law 6).

Production is what was charged, collections are what came in less what was given back, adjustments are signed
as they change what is owed (`kinds` has the whole list).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.finances.asked import Basis, Report, amounts


def by_month(entries: pl.DataFrame, report: Report, basis: Basis, keys: Sequence[str] = ()) -> pl.DataFrame:
    """`currency`, `month` ("2026-01"), the keys, and `amount`, in that order; sorted."""
    month = pl.col(basis.column).dt.strftime("%Y-%m").alias("month")
    return _summed(amounts(entries, report).with_columns(month), ["currency", "month", *keys])


def total_by(entries: pl.DataFrame, report: Report, keys: Sequence[str]) -> pl.DataFrame:
    """`currency`, the keys, and `amount`."""
    return _summed(amounts(entries, report), ["currency", *keys])


def _summed(frame: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    return frame.group_by(keys).agg(pl.col("amount").sum()).sort(keys)
