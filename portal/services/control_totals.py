"""What the run has for a control total: exact sums of its money, one measure and currency at a time (law 6).

A voided record is none. Amounts are summed as they stand, with their signs: whoever compares them with the
old system's figure sees them as the old system wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from core import finances
from core.readiness import Part, Statement
from core.readiness.statements import standing
from core.record.model import Sensitivity
from portal.services.money_records import entries_in
from portal.viewmodels.go_live import MeasureName
from storage import Work

Selection = tuple[tuple[str, str], ...]
_FINANCIAL, _OPERATIONAL = Sensitivity.FINANCIAL.value, Sensitivity.OPERATIONAL.value


@dataclass(frozen=True)
class Measure:
    """amount: the field summed. types: of a ledger, the kinds of entry that count; empty for all."""

    entity: str
    amount: str
    types: tuple[str, ...] = ()


MEASURES: dict[MeasureName, Measure] = {
    MeasureName.LEDGER_BALANCE: Measure("ledger_entry", "amount"),
    MeasureName.LEDGER_CHARGES: Measure("ledger_entry", "amount", ("charge", "finance_charge")),
    MeasureName.LEDGER_PAYMENTS: Measure("ledger_entry", "amount", ("payment", "insurance_payment")),
    MeasureName.LEDGER_ADJUSTMENTS: Measure(
        "ledger_entry", "amount", ("adjustment", "write_off", "discount", "credit")
    ),
    MeasureName.PAYMENTS: Measure("payment", "amount"),
    MeasureName.ADJUSTMENTS: Measure("adjustment", "amount"),
    MeasureName.FEES: Measure("procedure", "fee"),
}


def offered(work: Work, project: str, run: str) -> tuple[MeasureName, ...]:
    """The measures that the run has records for."""
    there = {part.name for part in work.runs.parts(project, run) if part.sensitivity == _FINANCIAL}
    return tuple(name for name, measure in MEASURES.items() if f"entity/{measure.entity}" in there)


def ours_of(work: Work, project: str, run: str, statements: Iterable[Statement]) -> dict[str, int]:
    """Control total -> what the run has, in minor units; without those that it has nothing for."""
    totals = [each for each in standing(statements) if each.part is Part.TOTALS]
    found = {
        each.subject: ours_now(work, project, run, each.measure, each.currency, each.selection)
        for each in totals
    }
    return {subject: units for subject, units in found.items() if units is not None}


def ours_now(
    work: Work, project: str, run: str, measure: str, currency: str, selection: Selection
) -> int | None:
    """Ours of a total, by its selection where it has one: then the measure is a report's (core.finances)."""
    if not selection:
        return total(work, project, run, measure, currency)
    return finances.ours(entries_in(work, project, run), finances.from_facts(dict(selection), currency))


def total(work: Work, project: str, run: str, measure: str, currency: str) -> int | None:
    """The sum in minor units, or None where the run has no record of that kind in that currency."""
    if measure not in offered(work, project, run):
        return None
    amounts = _amounts(work, project, run, MEASURES[MeasureName(measure)])
    sums = [_summed(frame, currency) for frame in amounts]
    counted = sum(count for _, count in sums)
    return sum(units for units, _ in sums) if counted else None


def _amounts(work: Work, project: str, run: str, measure: Measure) -> Iterator[pl.DataFrame]:
    """`amount` and `currency` of the records that count, block by block; the two parts share their rows."""
    name = f"entity/{measure.entity}"
    financial = work.runs.blocks(project, run, name, _FINANCIAL)
    operational = work.runs.blocks(project, run, name, _OPERATIONAL)
    for money, beside in zip(financial, operational, strict=True):
        kept = money.filter(~beside["voided"].fill_null(value=False)) if "voided" in beside.columns else money
        if measure.types:
            kept = kept.filter(pl.col("type").is_in(measure.types))
        yield kept.select(_amount(kept, measure.amount).alias("amount"), "currency")


def _amount(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A ledger may have charges and credits in two columns where it has no signed amount."""
    if not {"charge", "credit"} <= set(frame.columns):
        return pl.col(name)
    apart = pl.col("charge").fill_null(0) - pl.col("credit").fill_null(0)
    either = pl.col("charge").is_not_null() | pl.col("credit").is_not_null()
    return pl.coalesce(name, pl.when(either).then(apart))


def _summed(frame: pl.DataFrame, currency: str) -> tuple[int, int]:
    """(sum, how many) of the amounts in `currency`; Python's integers cannot overflow."""
    amounts = frame.filter(pl.col("currency") == currency)["amount"].drop_nulls()
    return sum(amounts.to_list()), len(amounts)
