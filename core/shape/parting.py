"""Cells of which several rules take a part each: whether the parts together are the whole cell (law 1).

A name of which no rule takes the middle initial would lose it without a word. So the letters of the parts
are counted against those of the cell; where some are left over, the whole cell is kept in the archive too.
What cannot be told apart waits once, for the first of the rules, and not once for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from core.mapping.model import Rule, Step
from core.mapping.parts import part_of, parted, to_part
from core.shape.by_words import Question, answered
from core.shape.compiling import Worked, finding_column, left_column, value_column
from core.transforms import shaped
from core.transforms.finding_kinds import ABSENT_KINDS, PART_NOT_THERE
from core.transforms.model import Layers

LEFT = "more_than_its_fields"
_LETTER = r"[\p{L}\p{N}]"


def with_parts_accounted(table: Worked) -> Worked:
    """With `left_column` and its finding for every column of which rules take parts."""
    columns = (rule.columns[0] for rule in table.mapping.rules if part_of(rule) is not None)
    for column in dict.fromkeys(columns):
        rules = parted(table.mapping.rules, column)
        table = _told_once(_left_told(table, column, rules), rules)
    return table


def _left_told(table: Worked, column: str, rules: Sequence[tuple[int, Rule]]) -> Worked:
    pieces = _pieces(table, rules)
    parts = dict.fromkeys(part_of(rule) for _, rule in rules)
    taken = [_letters(_of_part(table, part, rules, pieces)) for part in parts]
    read = [pl.col(value_column(i)).is_not_null() & table.applies(rule.entity) for i, rule in rules]
    left = pl.any_horizontal(read) & (pl.sum_horizontal(taken) < _letters(pl.col("#cell")))
    left = (left & ~_taken_whole(table, column)).fill_null(False)
    cell = _read(table, column, to_part(rules[0][1])[:-1]).alias("#cell")
    frame = table.frame.with_columns(cell, *pieces.values()).with_columns(left.alias(left_column(column)))
    first = [
        pl.when(reads & ~pl.any_horizontal(pl.lit(False), *read[:at]) & pl.col(left_column(column)))
        .then(pl.coalesce(finding_column(i), pl.lit(LEFT)))
        .otherwise(pl.col(finding_column(i)))
        .alias(finding_column(i))
        for at, ((i, _), reads) in enumerate(zip(rules, read, strict=True))
    ]
    return table.with_frame(frame.with_columns(first).drop("#cell", *(_piece(i) for i in pieces)))


def _pieces(table: Worked, rules: Sequence[tuple[int, Rule]]) -> dict[int, pl.Series]:
    """By rule that does more with its part than to take it, the part as it stood."""
    return {
        i: _read(table, rule.columns[0], to_part(rule)).alias(_piece(i))
        for i, rule in rules
        if len(to_part(rule)) < len(rule.steps)
    }


def _piece(index: int) -> str:
    return f"#piece {index}"


def _of_part(
    table: Worked, part: str | None, rules: Sequence[tuple[int, Rule]], pieces: Mapping[int, pl.Series]
) -> pl.Expr:
    """What was taken as this part; of rules that take the same one, the first that counts for the row."""
    same = [(i, rule) for i, rule in rules if part_of(rule) == part]
    read = {i: pl.col(value_column(i)) for i, _ in same}
    for i in pieces.keys() & read.keys():
        read[i] = pl.when(read[i].is_not_null()).then(pl.col(_piece(i)))
    return pl.coalesce(pl.when(table.applies(rule.entity)).then(read[i]) for i, rule in same)


def _letters(text: pl.Expr) -> pl.Expr:
    return text.str.count_matches(_LETTER).fill_null(0)


def _read(table: Worked, column: str, steps: Sequence[Step]) -> pl.Series:
    """The column as these steps read it."""
    layers = Layers("#part")
    told = shaped(column, tuple((step.transform, step.options) for step in steps), layers).value
    return answered(table.source.frame, [Question((column,), (told.alias("#told"),), (layers,))]).to_series()


def _taken_whole(table: Worked, column: str) -> pl.Expr:
    """Rows of which another rule reads the whole cell."""
    whole = [
        pl.col(value_column(i)).is_not_null() & table.applies(rule.entity)
        for i, rule in enumerate(table.mapping.rules)
        if column in rule.columns and part_of(rule) is None
    ]
    return pl.any_horizontal(pl.lit(False), *whole)


def _told_once(table: Worked, rules: Sequence[tuple[int, Rule]]) -> Worked:
    """A failure that an earlier rule of the column has told already is not told again."""
    frame = table.frame
    told: list[pl.Expr] = []
    for i, rule in rules:
        finding = pl.col(finding_column(i))
        failed = pl.col(value_column(i)).is_null() & ~finding.is_in(list(ABSENT_KINDS))
        said = pl.any_horizontal(pl.lit(False), *(earlier == finding for earlier in told)).fill_null(False)
        applies = table.applies(rule.entity)
        once = pl.when(failed & said & applies).then(pl.lit(PART_NOT_THERE)).otherwise(finding)
        kept = f"#told {i}"
        frame = frame.with_columns(
            once.alias(finding_column(i)), pl.when(failed & applies).then(finding).alias(kept)
        )
        told.append(pl.col(kept))
    return table.with_frame(frame.drop([f"#told {i}" for i, _ in rules]))
