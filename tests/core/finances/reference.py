"""A plain, slow reading of the same rows, one entry at a time, in Decimal: what frames are held to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MONEY_IN = {"payment", "insurance_payment", "deposit"}


@dataclass
class Row:
    id: str
    account: str
    clinic: str
    currency: str
    kind: str
    day: date
    amount: int
    procedure: str | None = None
    provider: str | None = None
    voided: bool = False


@dataclass
class Slow:
    """Of one clinic and currency."""

    ages: list[Decimal] = field(default_factory=lambda: [Decimal(0)] * 4)
    credits: Decimal = Decimal(0)
    unapplied: Decimal = Decimal(0)


def slow_ages(rows: Sequence[Row], as_of: date) -> dict[tuple[str, str], Slow]:
    accounts: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if not row.voided and row.day <= as_of:
            accounts[row.account, row.clinic, row.currency].append(row)
    found: dict[tuple[str, str], Slow] = defaultdict(Slow)
    for (_, clinic, currency), own in accounts.items():
        _account(own, as_of, found[clinic, currency])
    return dict(found)


def _account(own: list[Row], as_of: date, into: Slow) -> None:
    debts = [[row, Decimal(row.amount)] for row in sorted(own, key=lambda r: (r.day, r.id)) if row.amount > 0]
    loose = pool = Decimal(0)
    for row in own:
        left = Decimal(-row.amount)
        if row.amount >= 0:
            continue
        if row.procedure is not None:
            left = _pay([debt for debt in debts if debt[0].procedure == row.procedure], left)
        elif row.kind in MONEY_IN:
            loose += left
        pool += left
    left = _pay(debts, pool)
    into.unapplied += min(left, loose)
    into.credits += left - min(left, loose)
    for row, owed in debts:
        days = (as_of - row.day).days
        into.ages[0 if days <= 30 else 1 if days <= 60 else 2 if days <= 90 else 3] += owed


def _pay(debts: list[list], money: Decimal) -> Decimal:
    for debt in debts:
        paid = min(debt[1], money)
        debt[1] -= paid
        money -= paid
    return money
