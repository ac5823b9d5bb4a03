"""The money behind values: the sums of their rows' first amount, one a currency (law 6).

Each row's amount is read as a run would read it, once for each set of uploads and rule, so that a screenful
of values costs one sum. Amounts are taken without their sign: a payment and a charge are both money that
somebody has to see.
"""

from __future__ import annotations

import json
from collections.abc import Mapping as Words
from collections.abc import Sequence

import polars as pl

from core.mapping.model import Mapping, Route, Rule, TableMapping
from core.money import Money
from core.record import RECORD
from core.record.model import Kind
from core.shape.compiling import value_column, worked
from core.shape.currencies import currency_rule
from core.tables import SourceTable
from core.transforms.folding import folded_words
from portal.services.mapping_standing import Standing
from portal.services.remembered import Memory

Worth = Words[str, tuple[Money, ...]]
"""Word -> money, one a currency."""
_AMOUNT, _SAID, _TEXT = "amount", "said", "text"
_AMOUNTS: Memory[pl.DataFrame] = Memory(4)


def worth_of(now: Standing, table: SourceTable, rule: Rule, texts: Sequence[str]) -> Worth:
    """Of the rows in whose column of `rule` one of `texts` stands; empty where the table has no amount."""
    mapped = now.mapping.table(table.key)
    amount = _amount(mapped, rule.entity) if mapped else None
    if mapped is None or amount is None or not texts:
        return {}
    place = currency_rule(mapped, amount.entity)
    said = None if place is None else mapped.rules[place]
    rows = _amounts(now, table, amount, said)
    text = table.frame[rule.columns[0]].str.strip_chars().alias(_TEXT)
    here = rows.with_columns(text).filter(pl.col(_TEXT).is_in(list(texts)), pl.col(_AMOUNT).is_not_null())
    sums = here.group_by(_TEXT, _SAID).agg(pl.col(_AMOUNT).sum()).sort(_SAID, _TEXT)
    return _by_word(sums, now.mapping)


def _amount(mapped: TableMapping, entity: str) -> Rule | None:
    """The rule into the first field of money that the rows of the column feed."""
    own = [route.entity for route in mapped.routes]
    for name in dict.fromkeys((entity, *own)):
        fed = {rule.field: rule for rule in mapped.rules if rule.entity == name and rule.columns}
        for field in RECORD.entity(name).fields:
            if field.kind is Kind.MONEY and field.name in fed:
                return fed[field.name]
    return None


def _amounts(now: Standing, table: SourceTable, amount: Rule, said: Rule | None) -> pl.DataFrame:
    """amount (minor units), said (its currency, null for that of the mapping), row by row."""
    rules = [amount, *([said] if said else [])]
    steps = [[rule.columns, [[step.transform, dict(step.options)] for step in rule.steps]] for rule in rules]
    key = (now.facts, table.key, json.dumps(steps, sort_keys=True))
    return _AMOUNTS.get(key, lambda: _read(table, amount.entity, rules))


def _read(table: SourceTable, entity: str, rules: Sequence[Rule]) -> pl.DataFrame:
    alone = TableMapping(table.file, table.name, (), (Route(entity),), tuple(rules), ())
    made = worked(table, alone).frame
    said = pl.col(value_column(1)) if len(rules) > 1 else pl.lit(None, dtype=pl.String)
    return made.select(pl.col(value_column(0)).abs().alias(_AMOUNT), said.alias(_SAID))


def _by_word(sums: pl.DataFrame, mapping: Mapping) -> dict[str, tuple[Money, ...]]:
    """Spellings of one word together."""
    found: dict[str, dict[str, Money]] = {}
    words = folded_words(sums[_TEXT].to_list())
    for word, (_, said, total) in zip(words, sums.select(_TEXT, _SAID, _AMOUNT).iter_rows(), strict=True):
        money, told = Money(int(total), said or mapping.currency), found.setdefault(word, {})
        told[money.currency] = told[money.currency] + money if money.currency in told else money
    return {word: tuple(told[code] for code in sorted(told)) for word, told in found.items()}
