"""Amounts before and after, where a column of their table says in which currency each row is (law 6).

Made of the distinct pairs of amount and currency, by the very reading that a run does.
"""

from __future__ import annotations

import polars as pl

from core.mapping.model import Route, Rule, TableMapping
from core.shape.compiling import finding_column, value_column, worked
from core.shape.currencies import currency_rule, reads_amount
from core.tables import LINE, RECORD, SourceTable

CURRENCY = "currency"


def amounts(table: SourceTable, mapped: TableMapping, rule: Rule) -> pl.DataFrame | None:
    """text, count, value, finding, currency, the most frequent first; None where no column says the currency.

    currency: null where the row does not say one that is known.
    """
    place = currency_rule(mapped, rule.entity) if reads_amount(rule) else None
    if place is None:
        return None
    said = mapped.rules[place]
    pairs = _pairs(table, rule.columns[0], said.columns[0])
    alone = TableMapping(table.file, table.name, (), (Route(rule.entity),), (rule, said), ())
    source = SourceTable(table.file, table.name, (rule.columns[0], said.columns[0]), pairs.drop("count"))
    made = worked(source, alone).frame
    return pl.DataFrame(
        {
            "text": pairs[rule.columns[0]],
            "count": pairs["count"],
            "value": made[value_column(0)],
            "finding": made[finding_column(0)],
            CURRENCY: made[value_column(1)],
        }
    )


def _pairs(table: SourceTable, amount: str, said: str) -> pl.DataFrame:
    trimmed = table.frame.select(pl.col(amount).str.strip_chars(), pl.col(said))
    filled = trimmed.filter(pl.col(amount) != "")
    counted = filled.group_by(amount, said).agg(pl.len().cast(pl.UInt32).alias("count"))
    ranked = counted.sort("count", amount, said, descending=[True, False, False])
    return ranked.with_row_index(RECORD, offset=1).with_columns(pl.col(RECORD).alias(LINE))
