"""Old beside new, on the rows that matter: what cannot be read, what is unusual, what is usual.

Made of the distinct values with their counts, so it says what becomes of every row. Values are shown to
those who may see originals; others see their shapes (law 7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from core.mapping.model import Mapping, Rule, Step, TableMapping
from core.money import minor_digits
from core.profiles import ColumnProfile
from core.record import RECORD
from core.record.model import Kind
from core.transforms import applied
from core.transforms.finding_kinds import ABSENT_KINDS
from portal.services.amounts_preview import CURRENCY, amounts
from portal.services.column_holdings import held
from portal.services.mapping_cells import rule_of, together
from portal.services.mapping_facts import Facts
from portal.services.mapping_options import OPTIONS, shown
from portal.viewmodels.mapping import (
    ColumnView,
    DateEvidence,
    Example,
    OptionName,
    Outcomes,
    Source,
    Why,
    Word,
)
from portal.wording import figures

FAILING, TYPICAL, SAMPLES, WORDS = 5, 5, 6, 200
"""At most so many of each, a screenful together."""
_NOT_UNDERSTOOD = "not_understood"
_LONGEST_SHOWN, _LONGEST_SHAPE = 160, 24
_READ, _ABSENT, _FAILED = "read", "absent", "failed"


def column_view(
    facts: Facts, mapping: Mapping, source: Source, column: str, *, values: bool, ask: str
) -> ColumnView:
    """values: whether this person may see them."""
    table, known = mapping.table(source), facts.profile(source).column(column)
    rule = _rule(table, column) if table else None
    cells = counted(facts, source, column)
    view = ColumnView(
        samples=tuple(_samples(cells, values=values)),
        distinct=known.distinct,
        filled=known.filled,
        rows=known.rows,
        values_shown=values,
        ask=ask,
        held=held(facts, source, column, values=values),
    )
    if table is None or rule is None:
        return view
    if len(rule.columns) > 1:
        cells = together(facts, source, rule)
    read = facts.table(source)
    made = None if read is None else amounts(read, table, rule)
    judged = _judged(cells.hstack(_read(cells, rule.steps)) if made is None else made)
    return _with_rule(view, rule, cells, judged, mapping, known, values=values)


@lru_cache(maxsize=32)
def counted(facts: Facts, source: Source, column: str) -> pl.DataFrame:
    """`text` (trimmed, distinct, not empty) and `count`, the most frequent first."""
    table = facts.table(source)
    if table is None or column not in table.columns:
        return pl.DataFrame(schema={"text": pl.String, "count": pl.UInt32})
    texts = table.frame.select(pl.col(column).str.strip_chars().alias("text")).filter(pl.col("text") != "")
    found = texts.group_by("text").agg(pl.len().cast(pl.UInt32).alias("count"))
    return found.sort("count", "text", descending=[True, False])


def _rule(table: TableMapping, column: str) -> Rule | None:
    return rule_of(table, column)


def _with_rule(
    view: ColumnView,
    rule: Rule,
    cells: pl.DataFrame,
    made: pl.DataFrame,
    mapping: Mapping,
    known: ColumnProfile,
    *,
    values: bool,
) -> ColumnView:
    options = tuple(_options(rule.steps))
    order = any(name is OptionName.ORDER for name, _ in options)
    told = known.order
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    return replace(
        view,
        options=options,
        evidence=DateEvidence(told.mdy_only, told.dmy_only, told.both) if order else None,
        words=tuple(_words(cells, rule.steps)) if values else (),
        codes=domain.names() if domain else (),
        examples=tuple(_examples(made, rule, mapping, values=values)),
        outcomes=_outcomes(made, rows=known.rows),
    )


def _read(cells: pl.DataFrame, steps: Sequence[Step]) -> pl.DataFrame:
    return applied(cells["text"], tuple((step.transform, step.options) for step in steps))


def _judged(frame: pl.DataFrame) -> pl.DataFrame:
    """text, count, value, finding, and what became of it: read, absent or failed."""
    lost = pl.col("value").is_null()
    fate = (
        pl.when(lost & pl.col("finding").is_in(list(ABSENT_KINDS)))
        .then(pl.lit(_ABSENT))
        .when(lost)
        .then(pl.lit(_FAILED))
        .otherwise(pl.lit(_READ))
    )
    why = pl.when(lost).then(pl.col("finding").fill_null(_NOT_UNDERSTOOD)).otherwise(pl.col("finding"))
    return frame.with_columns(fate.alias("fate"), why.alias("finding"))


def _outcomes(made: pl.DataFrame, *, rows: int) -> Outcomes:
    sums = dict(made.group_by("fate").agg(pl.col("count").sum()).iter_rows())
    failed = made.filter(pl.col("fate") == _FAILED).group_by("finding").agg(pl.col("count").sum())
    return Outcomes(
        read=sums.get(_READ, 0),
        absent=sums.get(_ABSENT, 0),
        failed=tuple(failed.sort("count", "finding", descending=[True, False]).iter_rows()),
        empty=rows - int(made["count"].sum()),
    )


def _options(steps: Sequence[Step]) -> Iterator[tuple[OptionName, str]]:
    for step in steps:
        for name in OPTIONS.get(step.transform, ()):
            yield name, shown(step, name)


def _words(cells: pl.DataFrame, steps: Sequence[Step]) -> Iterator[Word]:
    """The words of the column as a value map sees them, those without a code first."""
    maps = [s.options["map"] for s in steps if s.transform == "value_map"]
    if not maps or not hasattr(maps[0], "items"):
        return
    known = {text.strip().casefold(): code for text, code in maps[0].items()}
    sums: dict[str, int] = {}
    for text, times in cells.iter_rows():
        sums[text.casefold()] = sums.get(text.casefold(), 0) + times
    told = [Word(text, times, known.get(text, "")) for text, times in sums.items()]
    yield from sorted(told, key=lambda word: (bool(word.code), -word.count, word.text))[:WORDS]


def _examples(made: pl.DataFrame, rule: Rule, mapping: Mapping, *, values: bool) -> Iterator[Example]:
    seen: set[tuple[str, str | None]] = set()
    for why, row in _rows(made):
        old = row["text"][:_LONGEST_SHOWN] if values else shape(row["text"])
        shown = _shown(row["value"], rule, mapping, row.get(CURRENCY) or mapping.currency)
        new = shown if values or row["value"] is None else shape(row["text"])
        if (old, new) not in seen:
            seen.add((old, new))
            yield Example(why, old, new, row["finding"] or "", row["count"])


def _rows(made: pl.DataFrame) -> Iterator[tuple[Why, dict[str, Any]]]:
    """Failing, then extreme, then typical; one value once, in each currency."""
    shown: set[tuple[str, str | None]] = set()
    for why, rows in (
        (Why.FAILING, made.filter(pl.col("fate") == _FAILED).head(FAILING)),
        (Why.EXTREME, _extremes(made.filter(pl.col("fate") == _READ))),
        (Why.TYPICAL, made.filter(pl.col("fate") != _FAILED).head(TYPICAL)),
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
    by = pl.col("value") if ordered else pl.col("text").str.len_chars()
    ranked = read.sort(by, "text")
    return ranked if ranked.height < 2 else pl.concat([ranked.tail(1), ranked.head(1)])


def _shown(value: object, rule: Rule, mapping: Mapping, currency: str) -> str | None:
    """As a person reads it in the new record."""
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
            return _money(value, currency)
        case _:
            return str(value)[:_LONGEST_SHOWN]


def _money(minor: int, currency: str) -> str:
    digits = minor_digits(currency)
    whole, part = divmod(abs(minor), 10**digits)
    cents = f".{part:0{digits}d}" if digits else ""
    return f"{'−' if minor < 0 else ''}{whole:,}{cents} {currency}"


def _samples(cells: pl.DataFrame, *, values: bool) -> Iterator[tuple[str, int]]:
    if values:
        yield from ((text[:_LONGEST_SHOWN], times) for text, times in cells.head(SAMPLES).iter_rows())
        return
    sums: dict[str, int] = {}
    for text, times in cells.iter_rows():
        sums[shape(text)] = sums.get(shape(text), 0) + times
    yield from sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:SAMPLES]


def shape(text: str) -> str:
    """ "12/03/1961" is "99/99/9999", "O'Brien" is "a'a": what a value looks like, not what it is."""
    letters = re.sub(r"[^\W\d_]+", "a", text, flags=re.UNICODE)
    told = re.sub(r"\d", "9", letters)
    return told if len(told) <= _LONGEST_SHAPE else f"{told[:_LONGEST_SHAPE]}…"
