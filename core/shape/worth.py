"""Whose decision a record is, and what money stands behind it: what a group of records says of itself."""

from __future__ import annotations

from collections import Counter

import polars as pl

from core.money import Money
from core.record.model import ClinicRecord, Entity, Kind, Sensitivity
from core.shape.compiling import Worked, value_column
from core.shape.currencies import currency_rule

_CLASSES = (Sensitivity.CLINICAL, Sensitivity.FINANCIAL, Sensitivity.IDENTITY, Sensitivity.OPERATIONAL)
"""Where an entity has as many fields of two classes, it is of the one that fewer may decide about."""


def class_of(entity: Entity) -> Sensitivity:
    """Whose decision a whole record of `entity` is: the class of most of its fields."""
    counted = Counter(field.sensitivity for field in entity.fields if field.kind is not Kind.REFERENCE)
    return max(_CLASSES, key=lambda each: (counted[each], -_CLASSES.index(each)))


def worth_of(
    table: Worked, record: ClinicRecord, rows: pl.DataFrame, entity: str, *, currency: str
) -> tuple[Money, ...]:
    """The sums over `rows` of the first field of money that a rule feeds, one a currency (law 6).

    Amounts are taken without their sign: a payment and a charge are both money that somebody has to see.
    """
    fed = {rule.field: i for i, rule in table.rules_of(entity)} if entity else {}
    fields = record.entity(entity).fields if entity else ()
    amounts = [fed[f.name] for f in fields if f.kind is Kind.MONEY and f.name in fed]
    if not amounts:
        return ()
    place = currency_rule(table.mapping, entity)
    said = pl.lit(currency) if place is None else pl.col(value_column(place))
    worth = rows.select(said.alias("currency"), pl.col(value_column(amounts[0])).abs().alias("amount"))
    sums = worth.drop_nulls().group_by("currency").agg(pl.col("amount").sum()).sort("currency")
    return tuple(Money(int(amount), code) for code, amount in sums.rows() if amount)
