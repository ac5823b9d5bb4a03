"""The money behind values: the sums of their rows' first amount, one a currency (law 6).

Only for the values of a screenful, whose rows are found and whose distinct amounts are read as a run would.
Amounts are taken without their sign: a payment and a charge are both money that somebody has to see.
"""

from __future__ import annotations

from collections.abc import Mapping as Words
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from core.mapping.model import Mapping, Route, Rule, TableMapping
from core.money import Money
from core.record import RECORD
from core.record.model import Kind
from core.shape.compiling import value_column, worked
from core.shape.currencies import currency_rule
from core.tables import LINE, SourceTable
from core.tables import RECORD as NUMBER
from core.transforms.folding import folded

Worth = Words[str, tuple[Money, ...]]
"""Word -> money, one a currency."""
_AMOUNT, _SAID, _WORD, _ROWS = "amount", "said", "word", "rows"


def worth_of(table: SourceTable, mapping: Mapping, rule: Rule, texts: Sequence[str]) -> Worth:
    """Word -> money, of the rows in whose column of `rule` one of `texts` stands; empty without an amount."""
    mapped = mapping.table(table.key)
    amount = _amount(mapped, rule.entity) if mapped else None
    if mapped is None or amount is None or not texts:
        return {}
    place = currency_rule(mapped, amount.entity)
    said = None if place is None else mapped.rules[place]
    rows = _rows(table, rule.columns[0], texts, amount=amount, said=said)
    return _sums(rows, _read(table, rows, amount, said), mapping.currency)


def _amount(mapped: TableMapping, entity: str) -> Rule | None:
    """The rule into the first field of money that the rows of the column feed."""
    own = [route.entity for route in mapped.routes]
    for name in dict.fromkeys((entity, *own)):
        fed = {rule.field: rule for rule in mapped.rules if rule.entity == name and rule.columns}
        for field in RECORD.entity(name).fields:
            if field.kind is Kind.MONEY and field.name in fed:
                return fed[field.name]
    return None


def _rows(
    table: SourceTable, column: str, texts: Sequence[str], *, amount: Rule, said: Rule | None
) -> pl.DataFrame:
    """word, amount, said, and how many rows hold the three."""
    text = pl.col(column).str.strip_chars()
    here = table.frame.filter(text.is_in(list(texts)))
    amounts = pl.col(amount.columns[0])
    currency = pl.lit(None, dtype=pl.String) if said is None else pl.col(said.columns[0])
    told = here.select(folded(text).alias(_WORD), amounts.alias(_AMOUNT), currency.alias(_SAID))
    found = told.group_by(_WORD, _AMOUNT, _SAID).agg(pl.len().alias(_ROWS)).sort(_WORD, _AMOUNT, _SAID)
    return found.with_row_index(NUMBER, offset=1).with_columns(pl.col(NUMBER).alias(LINE))


def _read(table: SourceTable, rows: pl.DataFrame, amount: Rule, said: Rule | None) -> pl.DataFrame:
    rules = [replace(amount, columns=(_AMOUNT,)), *([replace(said, columns=(_SAID,))] if said else [])]
    alone = TableMapping(table.file, table.name, (), (Route(amount.entity),), tuple(rules), ())
    source = SourceTable(table.file, table.name, (_AMOUNT, _SAID), rows.drop(_WORD, _ROWS))
    return worked(source, alone).frame


def _sums(rows: pl.DataFrame, made: pl.DataFrame, currency: str) -> dict[str, tuple[Money, ...]]:
    said = made[value_column(1)] if value_column(1) in made.columns else pl.Series([currency] * made.height)
    worth = pl.DataFrame(
        {
            _WORD: rows[_WORD],
            _AMOUNT: made[value_column(0)].abs() * rows[_ROWS].cast(pl.Int64),
            _SAID: said.cast(pl.String),
        }
    ).drop_nulls()
    sums = worth.group_by(_WORD, _SAID).agg(pl.col(_AMOUNT).sum()).sort(_WORD, _SAID)
    found: dict[str, tuple[Money, ...]] = {}
    for word, code, total in sums.iter_rows():
        found[word] = (*found.get(word, ()), Money(int(total), code))
    return found
