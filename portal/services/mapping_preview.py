"""Old beside new, on the rows that matter: what cannot be read, what is unusual, what is usual.

Made of the distinct values with their counts, so it says what becomes of every row. Values are shown to
those who may see originals; others see their shapes (law 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from core.mapping.model import Step
from core.money import minor_digits
from core.profiles import ColumnProfile
from core.record import RECORD
from core.record.model import Kind
from portal.services.amounts_preview import CURRENCY
from portal.services.column_holdings import held
from portal.services.judged_values import ABSENT, FAILED, READ, Ruled, cells_of, ruled
from portal.services.mapping_options import OPTIONS, shown
from portal.services.mapping_standing import Standing
from portal.viewmodels.mapping import (
    ColumnView,
    DateEvidence,
    Example,
    OptionName,
    Outcomes,
    Source,
    Why,
)
from portal.wording import figures

FAILING, TYPICAL, SAMPLES = 5, 5, 6
"""At most so many of each, a screenful together."""
LONGEST_SHOWN, _LONGEST_SHAPE = 160, 24
_LETTERS = r"[^\W\d_]+"


def column_view(now: Standing, source: Source, column: str, *, values: bool, ask: str) -> ColumnView:
    """values: whether this person may see them."""
    known = now.facts.profile(source).column(column)
    cells = cells_of(now.facts, source, column)
    view = ColumnView(
        samples=tuple(_samples(cells, values=values)),
        distinct=known.distinct,
        filled=known.filled,
        rows=known.rows,
        values_shown=values,
        ask=ask,
        held=held(now.facts, source, column, values=values),
    )
    made = ruled(now, source, column)
    return view if made is None else _with_rule(view, made, known, values=values)


def _with_rule(view: ColumnView, made: Ruled, known: ColumnProfile, *, values: bool) -> ColumnView:
    options = tuple(_options(made.rule.steps))
    order = any(name is OptionName.ORDER for name, _ in options)
    told = known.order
    field = RECORD.entity(made.rule.entity).field(made.rule.field)
    return replace(
        view,
        options=options,
        evidence=DateEvidence(told.mdy_only, told.dmy_only, told.both) if order else None,
        examples=tuple(_examples(made, values=values)),
        outcomes=_outcomes(made.frame, rows=known.rows),
        required=field.required and any(r.entity == made.rule.entity for r in made.mapped.routes),
    )


def _outcomes(made: pl.DataFrame, *, rows: int) -> Outcomes:
    sums = dict(made.group_by("fate").agg(pl.col("count").sum()).iter_rows())
    failed = made.filter(pl.col("fate") == FAILED).group_by("finding").agg(pl.col("count").sum())
    return Outcomes(
        read=sums.get(READ, 0),
        absent=sums.get(ABSENT, 0),
        failed=tuple(failed.sort("count", "finding", descending=[True, False]).iter_rows()),
        empty=rows - int(made["count"].sum()),
    )


def _options(steps: Sequence[Step]) -> Iterator[tuple[OptionName, str]]:
    for step in steps:
        for name in OPTIONS.get(step.transform, ()):
            if name is not OptionName.WIDTHS or name.value in step.options:
                yield name, shown(step, name)


def _examples(made: Ruled, *, values: bool) -> Iterator[Example]:
    seen: set[tuple[str, str | None]] = set()
    for why, row in _rows(made.frame):
        old = row["text"][:LONGEST_SHOWN] if values else shape(row["text"])
        shown = shown_value(made, row["value"], row.get(CURRENCY))
        new = shown if values or row["value"] is None else shape(row["text"])
        if (old, new) not in seen:
            seen.add((old, new))
            yield Example(why, old, new, row["finding"] or "", row["count"])


def _rows(made: pl.DataFrame) -> Iterator[tuple[Why, dict[str, Any]]]:
    """Failing, then extreme, then typical; one value once, in each currency."""
    shown: set[tuple[str, str | None]] = set()
    for why, rows in (
        (Why.FAILING, made.filter(pl.col("fate") == FAILED).head(FAILING)),
        (Why.EXTREME, _extremes(made.filter(pl.col("fate") == READ))),
        (Why.TYPICAL, made.filter(pl.col("fate") != FAILED).head(TYPICAL)),
    ):
        for row in rows.iter_rows(named=True):
            told = (row["text"], row.get(CURRENCY))
            if told not in shown:
                shown.add(told)
                yield why, row


def _extremes(read: pl.DataFrame) -> pl.DataFrame:
    """Longest and shortest; of what has an order, lowest and highest instead."""
    if read.is_empty():
        return read
    ordered = read["value"].dtype != pl.String
    by = read["value"] if ordered else read["text"].str.len_chars()
    ends = [read.filter(by == end).sort("text").head(1) for end in (by.max(), by.min())]
    return pl.concat(ends)


def shown_value(made: Ruled, value: object, currency: str | None) -> str | None:
    """As a person reads it in the new record. currency: of the row, where a column says it."""
    rule, mapping = made.rule, made.mapping
    match value:
        case None:
            return None
        case bool():
            return "yes" if value else "no"
        case datetime():
            return figures.moment(value, ZoneInfo(mapping.zone))
        case date():
            return figures.day(value)
        case int() if RECORD.entity(rule.entity).field(rule.field).kind is Kind.MONEY:
            return _money(value, currency or mapping.currency)
        case _:
            return str(value)[:LONGEST_SHOWN]


def _money(minor: int, currency: str) -> str:
    digits = minor_digits(currency)
    whole, part = divmod(abs(minor), 10**digits)
    cents = f".{part:0{digits}d}" if digits else ""
    return f"{'−' if minor < 0 else ''}{whole:,}{cents} {currency}"


def _samples(cells: pl.DataFrame, *, values: bool) -> Iterator[tuple[str, int]]:
    if values:
        yield from ((text[:LONGEST_SHOWN], times) for text, times in cells.head(SAMPLES).iter_rows())
        return
    alike = cells.group_by(shapes(pl.col("text"))).agg(pl.col("count").sum())
    first = alike.sort("count", "text", descending=[True, False]).head(SAMPLES)
    yield from ((shape(text), times) for text, times in first.iter_rows())


def shapes(text: pl.Expr) -> pl.Expr:
    """The same as `shape` of a whole column, at whatever length."""
    return text.str.replace_all(_LETTERS, "a").str.replace_all(r"\d", "9")


def shape(text: str) -> str:
    """ "12/03/1961" is "99/99/9999", "O'Brien" is "a'a": what a value looks like, not what it is."""
    letters = re.sub(_LETTERS, "a", text, flags=re.UNICODE)
    told = re.sub(r"\d", "9", letters)
    return told if len(told) <= _LONGEST_SHAPE else f"{told[:_LONGEST_SHAPE]}…"
