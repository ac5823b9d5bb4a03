"""What became of each cell, and the keeping of every cell that has no field of its own (law 1).

A cell counts once, as the first that holds of waiting, declined, mapped, archived (contracts, section 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from core.decisions import Choice, Decision, GroupKind
from core.decisions.settling import FATES, WITHOUT_CODE
from core.decisions.words import own_words
from core.mapping.model import Fate, Rule
from core.mapping.parts import part_of
from core.shape.compiling import (
    DECIDED,
    HOLD,
    MERGED,
    SKIP,
    Worked,
    finding_column,
    left_column,
    nonempty,
    value_column,
)
from core.shape.deciding import positions
from core.tables import LINE, RECORD
from core.transforms.finding_kinds import ABSENT_WORD_KINDS, SAYS_NOTHING
from core.transforms.folding import folded


def kept_cells(table: Worked, fates: Sequence[Fate]) -> dict[Fate, pl.DataFrame]:
    """Of each of `fates` RECORD, LINE and the text of its cells, without rows and columns that have none."""
    source = table.source.frame
    rows = source.hstack(table.frame.drop(RECORD, LINE, strict=False))
    said = {kept.column: kept.fate for kept in table.mapping.kept}
    codes = [
        pl.when(nonempty(name)).then(_fate(table, name, said)).alias(name) for name in table.source.columns
    ]
    became = rows.lazy().select(codes).collect()
    return {fate: _of_fate(source, became, fate) for fate in fates}


def _of_fate(source: pl.DataFrame, became: pl.DataFrame, fate: Fate) -> pl.DataFrame:
    """became: column -> code of what became of the cell, null where it is empty."""
    cells = became.select((pl.all() == _CODES[fate]).fill_null(False))
    used = [name for name in cells.columns if cells[name].any()]
    if not used:
        return source.select(RECORD, LINE).clear()
    some = cells.select(pl.any_horizontal(used)).to_series()
    here = cells.filter(some)
    kept = source.filter(some).select(RECORD, LINE, *used)
    return kept.with_columns(pl.when(here[name]).then(pl.col(name)).alias(name) for name in used)


_CODES = {fate: code for code, fate in enumerate(Fate)}
"""In the order in which they go before each other, so that the first that holds is the least."""


def _code(fate: Fate) -> pl.Expr:
    return pl.lit(_CODES[fate], dtype=pl.UInt8)


def _fate(table: Worked, column: str, said: Mapping[str, Fate]) -> pl.Expr:
    """Of `_CODES`: the fate of a cell of `column`, supposing that it is not empty."""
    skipped = Fate.DECLINED if said.get(column) is Fate.DECLINED else Fate.ARCHIVED
    declined = pl.col(DECIDED).is_in(positions(table, Choice.DECLINE)).fill_null(False)
    return (
        pl.when(pl.col(HOLD).is_not_null())
        .then(_code(Fate.WAITING))
        .when(pl.col(SKIP).is_not_null() & declined)
        .then(_code(Fate.DECLINED))
        .when(pl.col(SKIP).is_not_null())
        .then(_code(skipped))
        .when(pl.col(MERGED).is_not_null())
        .then(_code(Fate.ARCHIVED))
        .otherwise(_of_standing(table, column, said))
    )


def _of_standing(table: Worked, column: str, said: Mapping[str, Fate]) -> pl.Expr:
    mapping = table.mapping
    settled = [said[column]] if column in said else []
    outcomes = [
        _outcome(table, i) if part_of(rule) is None else _outcome_of_part(table, i, column)
        for i, rule in enumerate(mapping.rules)
        if column in rule.columns
    ]
    if column in mapping.key:
        outcomes.append(_code(Fate.MAPPED))
    outcomes += [_code(fate) for fate in settled]
    return _first_that_holds(outcomes)


def _first_that_holds(outcomes: Sequence[pl.Expr]) -> pl.Expr:
    """The first fate in the order of `Fate` that any outcome has; ARCHIVED where no rule has a use for it.

    A column of which the mapping says nothing at all waits: nobody has decided about it (law 2).
    """
    if not outcomes:
        return _code(Fate.WAITING)
    return pl.coalesce(pl.min_horizontal(outcomes), _code(Fate.ARCHIVED))


def _outcome(table: Worked, index: int) -> pl.Expr:
    """What rule `index` made of its cell: null where the row's kind of record has no use for the rule."""
    rule = table.mapping.rules[index]
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    absent = finding.is_in(list(ABSENT_WORD_KINDS)).fill_null(False)
    read = pl.when(value.is_not_null() | absent).then(_code(Fate.MAPPED))
    outcome = pl.coalesce(read, *_decided(table, index), _code(table.mapping.unparsable))
    counts = table.applies(rule.entity)
    if part_of(rule) is not None or rule.only is not None:
        # A rule that has no use for the cell tells nothing of it.
        counts = counts & ~finding.is_in(list(SAYS_NOTHING)).fill_null(False)
    return pl.when(counts).then(outcome)


def _outcome_of_part(table: Worked, index: int, column: str) -> pl.Expr:
    """A cell of which something is left when all have taken their parts is kept whole."""
    outcome = _outcome(table, index)
    kept = (outcome == _CODES[Fate.MAPPED]) & pl.col(left_column(column))
    return pl.when(kept).then(_code(Fate.ARCHIVED)).otherwise(outcome)


def _decided(table: Worked, index: int) -> list[pl.Expr]:
    """What people decided about values of the rule's column that could not be read."""
    rule = table.mapping.rules[index]
    made = table.decisions.of_table(table.source.key, GroupKind.VALUE)
    about = [decision for _, decision in made if decision.choice in FATES and is_about(decision, rule)]
    named: dict[tuple[str, Fate], list[str]] = {}
    for decision in about:
        if decision.group.value:
            group = (decision.group.finding, FATES[decision.choice])
            named.setdefault(group, []).append(decision.group.value)
    finding, text = pl.col(finding_column(index)), folded(pl.col(rule.columns[0])) if about else pl.lit("")
    words = [
        pl.when((finding == kind) & text.is_in(those)).then(_code(fate))
        for (kind, fate), those in named.items()
    ]
    return [*words, *(_whole_group(table, index, each) for each in about if not each.group.value)]


def _whole_group(table: Worked, index: int, decision: Decision) -> pl.Expr:
    """Cells with one finding, and of a column's words the rest: without those that stand alone."""
    kind, column = decision.group.finding, decision.group.column
    same = pl.col(finding_column(index)) == kind
    if kind == WITHOUT_CODE:
        same = same & ~folded(pl.col(column)).is_in(words_alone(table, index)).fill_null(False)
    return pl.when(same).then(_code(FATES[decision.choice]))


def words_alone(table: Worked, index: int) -> list[str]:
    """Words without a code, in the column of rule `index`, that are groups of their own."""
    rule = table.mapping.rules[index]
    made = [m for _, m in table.decisions.of_table(table.source.key, GroupKind.VALUE) if is_about(m, rule)]
    decided = {m.group.value for m in made if m.group.finding == WITHOUT_CODE and m.group.value}
    without = table.published() & table.applies(rule.entity) & (pl.col(finding_column(index)) == WITHOUT_CODE)
    rows = table.frame.select(without.fill_null(False).alias("#lost")).to_series()
    words = table.source.frame.filter(rows).select(folded(pl.col(rule.columns[0]))).to_series()
    return own_words(words, sorted(decided))


def is_about(decision: Decision, rule: Rule) -> bool:
    """Whether a decision on values is about those of this rule; of several columns the first counts."""
    group = decision.group
    return rule.columns[:1] == (group.column,) and (rule.entity, rule.field) == (group.entity, group.field)
