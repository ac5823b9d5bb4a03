"""In which currency each row's amounts are: that of the source, or of a column that says so (law 6).

A table names a column of currencies by a rule into the field `currency` of its records. Each amount is then
read in its own row's currency, with that one's minor digits; where a row does not say which, nobody guesses:
the amount waits, with a finding (law 2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from core.mapping.model import Rule, TableMapping
from core.money import CURRENCIES
from core.record.model import CURRENCY
from core.tables import SourceTable
from core.transforms import Layers, Options, Shaped, applied, shaped
from core.transforms.blanks import said

AMOUNT = "money"


def currency_rule(mapping: TableMapping, entity: str) -> int | None:
    """Place of the rule that says in which currency the rows' records of `entity` are.

    What is formed beside a record (a balance from a patient's row) is in the currency of that record,
    unless it has a rule of its own.
    """
    said = {rule.entity: i for i, rule in enumerate(mapping.rules) if rule.field == CURRENCY and rule.columns}
    routes = [route.entity for route in mapping.routes]
    owners = [entity] if entity in routes else [entity, *routes]
    return next((said[owner] for owner in owners if owner in said), None)


def reads_amount(rule: Rule) -> bool:
    return bool(rule.columns) and bool(rule.steps) and rule.steps[-1].transform == AMOUNT


@dataclass(frozen=True)
class RowCurrencies:
    """The rule by whose column the currency of each row is told, and the codes that occur in it."""

    told: Rule
    codes: tuple[str, ...]

    def amounts(self, rule: Rule, layers: Mapping[str, Layers], base: Layers) -> Shaped:
        """What `rule` reads, each row in its currency. layers: one a code; base: for what all share."""
        text = shaped(rule.columns[0], (("text", said(step.options for step in rule.steps)),), base)
        code_said = base.keep(shaped(self.told.columns[0], _steps(self.told), base).value)
        unsaid = text.value.is_not_null() & ~code_said.is_in(list(self.codes)).fill_null(False)
        values: list[pl.Expr] = [pl.lit(None, dtype=pl.Int64)]
        findings = [text.finding, pl.when(unsaid).then(pl.lit("amount_without_currency"))]
        for code in self.codes:
            steps = [
                (step.transform, _in_currency(step.transform, step.options, code)) for step in rule.steps
            ]
            made = shaped(rule.columns[0], steps, layers[code])
            values.append(pl.when(code_said == code).then(made.value))
            findings.append(pl.when(code_said == code).then(made.finding))
        return Shaped(pl.coalesce(values), pl.coalesce(findings), text.value)


def _in_currency(transform: str, options: Options, code: str) -> Options:
    return {**options, "currency": code} if transform == AMOUNT else options


def row_currencies(source: SourceTable, mapping: TableMapping, rule: Rule) -> RowCurrencies | None:
    """How the amounts of `rule` tell their currencies; None where it is the source's, or it reads none."""
    place = currency_rule(mapping, rule.entity) if reads_amount(rule) else None
    if place is None:
        return None
    told = mapping.rules[place]
    said = applied(source.frame[told.columns[0]].unique(), _steps(told))["value"].drop_nulls()
    return RowCurrencies(told, tuple(sorted(CURRENCIES & set(said))))


def _steps(rule: Rule) -> tuple[tuple[str, Options], ...]:
    return tuple((step.transform, step.options) for step in rule.steps)
