"""What people chose for values that could not be read, cell by cell; about one word before the rest."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.decisions import Choice, Decision, Decisions, GroupKind
from core.decisions.settling import FATES, WITHOUT_CODE
from core.decisions.words import own_words
from core.mapping.model import Rule, TableMapping
from core.shape.compiling import Worked, finding_column
from core.transforms.folding import folded


def chosen(table: Worked, index: int) -> list[pl.Expr]:
    """String expressions, the first that is not null holds: the choice for the value of rule `index`."""
    rule = table.mapping.rules[index]
    made = table.decisions.of_table(table.source.key, GroupKind.VALUE)
    about = [decision for _, decision in made if decision.choice in FATES and is_about(decision, rule)]
    named: dict[tuple[str, Choice], list[str]] = {}
    for decision in about:
        if decision.group.value:
            named.setdefault((decision.group.finding, decision.choice), []).append(decision.group.value)
    finding, text = pl.col(finding_column(index)), folded(pl.col(rule.columns[0])) if about else pl.lit("")
    words = [
        pl.when((finding == kind) & text.is_in(those)).then(pl.lit(choice.value))
        for (kind, choice), those in named.items()
    ]
    return [*words, *(_whole_group(table, index, each) for each in about if not each.group.value)]


def _whole_group(table: Worked, index: int, decision: Decision) -> pl.Expr:
    """Cells with one finding, and of a column's words the rest: without those that stand alone."""
    kind, column = decision.group.finding, decision.group.column
    same = pl.col(finding_column(index)) == kind
    if kind == WITHOUT_CODE:
        same = same & ~folded(pl.col(column)).is_in(words_alone(table, index)).fill_null(False)
    return pl.when(same).then(pl.lit(decision.choice.value))


def words_alone(table: Worked, index: int) -> Sequence[str]:
    """Words without a code, in the column of rule `index`, that are groups of their own."""
    return table.words.get(index) or sorted(
        _decided_alone(table.decisions, table.source.key, table.mapping, index)
    )


def uncoded(table: Worked, index: int) -> pl.Series:
    """The words of these rows that rule `index` found no code for, one for each cell."""
    rule = table.mapping.rules[index]
    without = table.published() & table.applies(rule.entity) & (pl.col(finding_column(index)) == WITHOUT_CODE)
    rows = table.frame.select(without.fill_null(False).alias("#lost")).to_series()
    return table.source.frame.filter(rows).select(folded(pl.col(rule.columns[0]))).to_series()


def standing_alone(
    words: pl.Series, decisions: Decisions, key: tuple[str, str], mapping: TableMapping, index: int
) -> list[str]:
    """Which of `words`, those of a whole table (`uncoded`), are groups of their own."""
    return own_words(words, sorted(_decided_alone(decisions, key, mapping, index)))


def _decided_alone(decisions: Decisions, key: tuple[str, str], mapping: TableMapping, index: int) -> set[str]:
    rule = mapping.rules[index]
    made = [m for _, m in decisions.of_table(key, GroupKind.VALUE) if is_about(m, rule)]
    return {m.group.value for m in made if m.group.finding == WITHOUT_CODE and m.group.value}


def is_about(decision: Decision, rule: Rule) -> bool:
    """Whether a decision on values is about those of this rule; of several columns the first counts."""
    group = decision.group
    return rule.columns[:1] == (group.column,) and (rule.entity, rule.field) == (group.entity, group.field)
