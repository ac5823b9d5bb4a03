"""One figure that an old system's report gives, and the entries that make up ours of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from core.finances.ages import AGES, open_items, over
from core.finances.entries import counting, newest_day
from core.finances.kinds import ADJUSTMENTS, COLLECTIONS, PRODUCTION


class Report(StrEnum):
    """Which figure. The first seven are of a day, the others of a month or of all time."""

    BALANCE = "balance"
    AGE_0_30 = "age_0_30"
    AGE_31_60 = "age_31_60"
    AGE_61_90 = "age_61_90"
    AGE_OVER_90 = "age_over_90"
    CREDITS = "credits"
    UNAPPLIED = "unapplied"
    PRODUCTION = "production"
    COLLECTIONS = "collections"
    ADJUSTMENTS = "adjustments"

    @property
    def of_a_day(self) -> bool:
        return self not in _FLOWS


_FLOWS = {
    Report.PRODUCTION: (PRODUCTION, 1),
    Report.COLLECTIONS: (COLLECTIONS, -1),
    Report.ADJUSTMENTS: (ADJUSTMENTS, 1),
}
"""Kinds of entry, and the sign under which a report shows them: collections stand above zero."""


class Basis(StrEnum):
    """By which day an entry belongs to a month."""

    SERVICE = "service"
    ENTRY = "entry"

    @property
    def column(self) -> str:
        return "service" if self is Basis.SERVICE else "day"


@dataclass(frozen=True)
class Asked:
    """clinic, provider: ids, "" for all. period: a day "2026-06-26", a month "2026-05", "" for all time."""

    report: Report
    currency: str
    clinic: str = ""
    provider: str = ""
    period: str = ""
    basis: Basis = Basis.SERVICE

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.period) if re.fullmatch(r"\d{4}-\d\d-\d\d", self.period) else None


def to_facts(asked: Asked) -> dict[str, str]:
    """As it is kept; without the currency, which stands beside the amount."""
    return {
        "report": asked.report.value,
        "clinic": asked.clinic,
        "provider": asked.provider,
        "period": asked.period,
        "basis": asked.basis.value,
    }


def from_facts(facts: Mapping[str, str], currency: str) -> Asked:
    return Asked(
        Report(facts["report"]),
        currency,
        facts.get("clinic", ""),
        facts.get("provider", ""),
        facts.get("period", ""),
        Basis(facts.get("basis", Basis.SERVICE.value)),
    )


def amounts(entries: pl.DataFrame, report: Report) -> pl.DataFrame:
    """The entries that count for production, collections or adjustments, signed as a report shows them."""
    kinds, sign = _FLOWS[report]
    kept = counting(entries).filter(pl.col("kind").is_in(kinds))
    return kept.with_columns(pl.col("amount") * sign)


def behind(entries: pl.DataFrame, asked: Asked) -> pl.DataFrame:
    """The entries that make up ours, `amount` being what each gives to it; they sum to `ours`."""
    here = entries.filter(pl.col("currency") == asked.currency)
    if asked.clinic:
        here = here.filter(pl.col("clinic") == asked.clinic)
    if asked.report.of_a_day:
        return _of_a_day(here, asked, newest_day(entries))
    flow = amounts(here, asked.report)
    if asked.provider:
        flow = flow.filter(pl.col("provider") == asked.provider)
    day = pl.col(asked.basis.column)
    return flow.filter(day.dt.strftime("%Y-%m-%d").str.starts_with(asked.period)) if asked.period else flow


def _of_a_day(entries: pl.DataFrame, asked: Asked, newest: date | None) -> pl.DataFrame:
    """newest: day of the newest entry of all; where no day is asked for, ages are of that one (ADR 7)."""
    as_of = asked.day or newest or date.max
    if asked.report is Report.BALANCE:
        there = counting(entries)
        return there.filter(pl.col("day") <= as_of) if asked.day else there
    if asked.report.value in AGES:
        items = open_items(entries, as_of).filter(pl.col("age") == asked.report.value)
        return items.with_columns(pl.col("open").alias("amount"))
    return _of_accounts(entries, asked.report, as_of)


def _of_accounts(entries: pl.DataFrame, report: Report, as_of: date) -> pl.DataFrame:
    """One line an account that has such a credit: its newest entry stands for it, with the whole credit."""
    name = "credit" if report is Report.CREDITS else "unapplied"
    keys = ["account", "clinic", "currency"]
    left = over(entries, as_of).filter(pl.col(name) > 0).select(*keys, name)
    newest = counting(entries).filter(pl.col("day") <= as_of).sort("day", "id").unique(keys, keep="last")
    found = newest.join(left, on=keys, how="inner", nulls_equal=True)
    return found.with_columns(pl.col(name).alias("amount")).drop(name)


def ours(entries: pl.DataFrame, asked: Asked) -> int | None:
    """The run's figure in minor units; None where it has no money in that currency at all."""
    here = counting(entries).filter(pl.col("currency") == asked.currency)
    return sum(behind(entries, asked)["amount"].to_list()) if here.height else None
