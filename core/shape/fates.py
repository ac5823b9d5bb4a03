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


def kept_cells(table: Worked, fates: Sequence[Fate]) -> dict[Fate, tuple[pl.Series, pl.DataFrame]]:
    """Of each of `fates` which rows have such cells, and of those RECORD, LINE and the text of the cells,
    without columns that have none.
    """
    source = table.source.frame
    rows = source.hstack(table.frame.drop(RECORD, LINE, strict=False))
    became = rows.select(fate_of(table, name).alias(name) for name in table.source.columns)
    return {fate: _of_fate(source, became, fate) for fate in fates}


def _of_fate(source: pl.DataFrame, became: pl.DataFrame, fate: Fate) -> tuple[pl.Series, pl.DataFrame]:
    """became: column -> code of what became of the cell, supposing that it is not empty."""
    cells = {each.name: _filled(source[each.name], each == CODES[fate]) for each in became.iter_columns()}
    used = [name for name, those in cells.items() if those.any()]
    if not used:
        return pl.Series([False]).new_from_index(0, source.height), source.select(RECORD, LINE).clear()
    some = pl.DataFrame({name: cells[name] for name in used}).select(pl.any_horizontal(pl.all())).to_series()
    here = {name: cells[name].filter(some) for name in used}
    kept = source.filter(some).select(RECORD, LINE, *used)
    return some, kept.with_columns(pl.when(here[name]).then(pl.col(name)).alias(name) for name in used)


def _filled(texts: pl.Series, cells: pl.Series) -> pl.Series:
    """Of some cells of a column those that are not empty; no other is looked at."""
    if not cells.any():
        return cells
    cells = cells.fill_null(False)
    places = cells.arg_true()
    there = texts.gather(places).to_frame().select(nonempty(texts.name)).to_series()
    return cells.scatter(places.filter(~there), False)


CODES = {fate: code for code, fate in enumerate(Fate)}
"""In the order in which they go before each other, so that the first that holds is the least."""


def _code(fate: Fate) -> pl.Expr:
    return pl.lit(CODES[fate], dtype=pl.UInt8)


def fate_of(table: Worked, column: str) -> pl.Expr:
    """Of `CODES`: the fate of a cell of `column`, supposing that it is not empty."""
    said = {kept.column: kept.fate for kept in table.mapping.kept}
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
    attached = noted(table, column)
    if attached is not None:
        outcomes.append(pl.when(attached).then(_code(Fate.MAPPED)))
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
    kept = (outcome == CODES[Fate.MAPPED]) & pl.col(left_column(column))
    return pl.when(kept).then(_code(Fate.ARCHIVED)).otherwise(outcome)


def _decided(table: Worked, index: int) -> list[pl.Expr]:
    """What becomes of values of the rule's column that could not be read, where people decided about them."""
    fates = {choice.value: CODES[fate] for choice, fate in FATES.items()}
    return [each.replace_strict(fates, default=None, return_dtype=pl.UInt8) for each in chosen(table, index)]
