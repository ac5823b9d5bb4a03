"""What became of each cell, and the keeping of every cell that has no field of its own (law 1).

A cell counts once, as the first that holds of waiting, declined, mapped, archived (contracts, section 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from core.decisions import Choice
from core.decisions.settling import FATES
from core.mapping.model import Fate
from core.mapping.parts import part_of
from core.shape.attaching import noted
from core.shape.choosing import chosen
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


def kept_cells(table: Worked, fate: Fate) -> pl.DataFrame:
    """RECORD, LINE and the text of every cell of `fate`; rows and columns without any are left out."""
    texts = table.source.frame.hstack(table.frame.drop(RECORD, LINE, strict=False))
    columns = [
        pl.when(nonempty(name) & (fate_of(table, name) == fate.value)).then(pl.col(name)).alias(name)
        for name in table.source.columns
    ]
    kept = texts.lazy().select(RECORD, LINE, *columns).collect()
    used = [name for name in table.source.columns if kept[name].null_count() < kept.height]
    if not used:
        return kept.select(RECORD, LINE).clear()
    some = pl.any_horizontal(pl.col(name).is_not_null() for name in used)
    return kept.select(RECORD, LINE, *used).filter(some)


def fate_of(table: Worked, column: str) -> pl.Expr:
    """A String expression: the fate of a cell of `column`, supposing that it is not empty."""
    said = {kept.column: kept.fate for kept in table.mapping.kept}
    skipped = Fate.DECLINED if said.get(column) is Fate.DECLINED else Fate.ARCHIVED
    declined = pl.col(DECIDED).is_in(positions(table, Choice.DECLINE)).fill_null(False)
    return (
        pl.when(pl.col(HOLD).is_not_null())
        .then(pl.lit(Fate.WAITING.value))
        .when(pl.col(SKIP).is_not_null() & declined)
        .then(pl.lit(Fate.DECLINED.value))
        .when(pl.col(SKIP).is_not_null())
        .then(pl.lit(skipped.value))
        .when(pl.col(MERGED).is_not_null())
        .then(pl.lit(Fate.ARCHIVED.value))
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
        outcomes.append(pl.lit(Fate.MAPPED.value))
    outcomes += [pl.lit(fate.value) for fate in settled]
    attached = noted(table, column)
    if attached is not None:
        outcomes.append(pl.when(attached).then(pl.lit(Fate.MAPPED.value)))
    return first_that_holds(outcomes)


def first_that_holds(outcomes: Sequence[pl.Expr]) -> pl.Expr:
    """The first fate in the order of `Fate` that any outcome has; ARCHIVED where no rule has a use for it.

    A column of which the mapping says nothing at all waits: nobody has decided about it (law 2).
    """
    if not outcomes:
        return pl.lit(Fate.WAITING.value)
    any_of = [
        pl.when(pl.any_horizontal((outcome == fate.value).fill_null(False) for outcome in outcomes)).then(
            pl.lit(fate.value)
        )
        for fate in Fate
    ]
    return pl.coalesce(*any_of, pl.lit(Fate.ARCHIVED.value))


def _outcome(table: Worked, index: int) -> pl.Expr:
    """What rule `index` made of its cell: null where the row's kind of record has no use for the rule."""
    rule = table.mapping.rules[index]
    value, finding = pl.col(value_column(index)), pl.col(finding_column(index))
    absent = finding.is_in(list(ABSENT_WORD_KINDS)).fill_null(False)
    read = pl.when(value.is_not_null() | absent).then(pl.lit(Fate.MAPPED.value))
    outcome = pl.coalesce(read, *_decided(table, index), pl.lit(table.mapping.unparsable.value))
    counts = table.applies(rule.entity)
    if part_of(rule) is not None or rule.only is not None:
        # A rule that has no use for the cell tells nothing of it.
        counts = counts & ~finding.is_in(list(SAYS_NOTHING)).fill_null(False)
    return pl.when(counts).then(outcome)


def _outcome_of_part(table: Worked, index: int, column: str) -> pl.Expr:
    """A cell of which something is left when all have taken their parts is kept whole."""
    outcome = _outcome(table, index)
    kept = (outcome == Fate.MAPPED.value) & pl.col(left_column(column))
    return pl.when(kept).then(pl.lit(Fate.ARCHIVED.value)).otherwise(outcome)


def _decided(table: Worked, index: int) -> list[pl.Expr]:
    """What becomes of values of the rule's column that could not be read, where people decided about them."""
    fates = {choice.value: fate.value for choice, fate in FATES.items()}
    return [each.replace_strict(fates, default=None, return_dtype=pl.String) for each in chosen(table, index)]
