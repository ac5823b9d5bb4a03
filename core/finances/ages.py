"""Receivables by age: what is still owed of each charge on a day, and how old it is.

What lowers a debt settles first the treatment that it names, where the export allocates it, and then the
oldest debts of the same account, clinic and currency (as Open Dental does where transactions of a procedure
offset each other before aging: opendental.com/manual/aging.html). An age is the days since the entry. What is
left over is a credit of the patient; the part of it that came as money and names no treatment is
unapplied income. Ages less credits and unapplied income are the balance, to the cent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from core.finances.entries import counting
from core.finances.kinds import MONEY_IN

AGES = ("age_0_30", "age_31_60", "age_61_90", "age_over_90")
_UPPER = (30, 60, 90)
_ACCOUNT = ["account", "clinic", "currency"]
_ITEM = [*_ACCOUNT, "procedure"]


@dataclass(frozen=True)
class Ages:
    """One clinic in one currency, minor units. ages: 0 to 30, 31 to 60, 61 to 90, over 90 days.

    credits, unapplied: what is owed to patients and what waits to be applied; both zero or above.
    """

    clinic: str
    currency: str
    ages: tuple[int, int, int, int]
    credits: int
    unapplied: int

    @property
    def balance(self) -> int:
        return sum(self.ages) - self.credits - self.unapplied


def aged(entries: pl.DataFrame, as_of: date) -> tuple[Ages, ...]:
    """By clinic and currency. Entries after `as_of` are not there yet."""
    owing, left = open_items(entries, as_of), over(entries, as_of)
    keys = ["clinic", "currency"]
    owed = owing.group_by(keys).agg(
        pl.col("open").filter(pl.col("age") == age).sum().alias(age) for age in AGES
    )
    spare = left.group_by(keys).agg(pl.col("credit").sum(), pl.col("unapplied").sum())
    whole = pl.concat([owed, spare], how="diagonal").group_by(keys).agg(pl.all().sum()).sort(keys)
    return tuple(
        Ages(clinic or "", currency, (first, second, third, fourth), credit, unapplied)
        for clinic, currency, first, second, third, fourth, credit, unapplied in whole.select(
            *keys, *AGES, "credit", "unapplied"
        ).rows()
    )


def open_items(entries: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The debts with what is still owed of each (`open`, above zero) and its `age`."""
    raised, settled = _by_item(entries, as_of)
    pool = _pool(settled, entries, as_of)
    owing = raised.join(pool, on=_ACCOUNT, how="left", nulls_equal=True, maintain_order="left")
    still = _still(pl.col("open"), pl.col("pool").fill_null(0), _ACCOUNT)
    days = (pl.lit(as_of) - pl.col("day")).dt.total_days()
    age = pl.lit(AGES[3])
    for name, most in reversed(list(zip(AGES, _UPPER, strict=False))):
        age = pl.when(days <= most).then(pl.lit(name)).otherwise(age)
    return owing.with_columns(still.alias("open"), age.alias("age")).filter(pl.col("open") > 0)


def over(entries: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Accounts on which more came in than was owed: `credit` and `unapplied`, both zero or above."""
    raised, settled = _by_item(entries, as_of)
    owed = raised.group_by(_ACCOUNT).agg(pl.col("open").sum().alias("owed"))
    pool = _pool(settled, entries, as_of).join(owed, on=_ACCOUNT, how="left", nulls_equal=True)
    left = (pl.col("pool") - pl.col("owed").fill_null(0)).clip(lower_bound=0)
    unapplied = pl.min_horizontal(left, pl.col("loose"))
    return pool.with_columns((left - unapplied).alias("credit"), unapplied.alias("unapplied")).filter(
        (pl.col("credit") > 0) | (pl.col("unapplied") > 0)
    )


def _until(entries: pl.DataFrame, as_of: date) -> pl.DataFrame:
    return counting(entries).filter(pl.col("day") <= as_of).sort("day", "id")


def _by_item(entries: pl.DataFrame, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(debts less what names their treatment, what is left of that by account), oldest first."""
    there = _until(entries, as_of)
    raised = there.filter(pl.col("amount") > 0)
    named = there.filter((pl.col("amount") < 0) & pl.col("procedure").is_not_null())
    paid = named.group_by(_ITEM).agg((-pl.col("amount")).sum().alias("paid"))
    owed = raised.group_by(_ITEM).agg(pl.col("amount").sum().alias("owed"))
    spare = paid.join(owed, on=_ITEM, how="left", nulls_equal=True).with_columns(
        (pl.col("paid") - pl.col("owed").fill_null(0)).clip(lower_bound=0).alias("spare")
    )
    joined = raised.join(paid, on=_ITEM, how="left", nulls_equal=True, maintain_order="left")
    still = _still(pl.col("amount"), pl.col("paid").fill_null(0), _ITEM)
    return joined.with_columns(still.alias("open")), spare


def _pool(spare: pl.DataFrame, entries: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """By account: `pool`, what may settle any debt, and `loose`, the part that is money for no treatment."""
    there = _until(entries, as_of).filter((pl.col("amount") < 0) & pl.col("procedure").is_null())
    money = pl.col("kind").is_in(MONEY_IN).fill_null(value=False)
    free = there.group_by(_ACCOUNT).agg(
        (-pl.col("amount")).sum().alias("pool"), (-pl.col("amount")).filter(money).sum().alias("loose")
    )
    named = spare.group_by(_ACCOUNT).agg(pl.col("spare").sum().alias("pool"), pl.lit(0).alias("loose"))
    return pl.concat([free, named], how="vertical_relaxed").group_by(_ACCOUNT).agg(pl.all().sum())


def _still(amount: pl.Expr, pool: pl.Expr, keys: list[str]) -> pl.Expr:
    """What is left of each amount once `pool` has settled the first ones of its group."""
    return (amount.cum_sum().over(keys) - pool).clip(lower_bound=0, upper_bound=amount)
