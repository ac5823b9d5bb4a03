"""The lines of a screenful of values: what each becomes, a suggestion where it waits, the money behind it.

Whoever may not see values gets their shapes, and nothing that would tell one from another (law 7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from core.record import RECORD
from core.values import Hints, Origin, is_coded, said
from core.values.saying import CORRECT, VALUE_MAP
from portal.services.amounts_preview import CURRENCY
from portal.services.judged_values import FAILED, Ruled, words_of
from portal.services.mapping_preview import shape, shown_value
from portal.services.mapping_standing import Standing
from portal.services.value_money import Worth, worth_of
from portal.services.value_reuse import told_elsewhere
from portal.viewmodels.values import ValueLine, ValuesQuery

_NOTHING = (Origin.UNREAD, Origin.ABSENT)


@dataclass(frozen=True)
class Seen:
    """A look at the values of a column. values, money: whether this person may see them."""

    now: Standing
    made: Ruled
    query: ValuesQuery
    values: bool
    money: bool


def lines_of(seen: Seen, rows: pl.DataFrame) -> Iterator[ValueLine]:
    """rows: of a screenful, as `judged_values.values_of` has them, or their shapes."""
    return _shown(seen, rows) if seen.values else _hidden(rows)


def _hidden(rows: pl.DataFrame) -> Iterator[ValueLine]:
    for text, origin, count, finding in rows.select("text", "origin", "count", "finding").iter_rows():
        told = shape(text)
        yield ValueLine(told, count, None if origin in _NOTHING else told, Origin(origin), finding or "")


def _shown(seen: Seen, rows: pl.DataFrame) -> Iterator[ValueLine]:
    rule = seen.made.rule
    told = said(rule, VALUE_MAP if is_coded(rule) else CORRECT)
    hints, worth = _hints(seen), _worth(seen, rows)
    for row in rows.iter_rows(named=True):
        yield ValueLine(
            text=row["text"],
            count=row["count"],
            becomes=shown_value(seen.made, row["value"], row.get(CURRENCY)),
            origin=Origin(row["origin"]),
            finding=row["finding"] or "",
            code=told.get(row["word"], ""),
            hint=hints.hint(row["word"]) if hints and row["fate"] == FAILED else None,
            worth=worth.get(row["word"], ()),
        )


def _hints(seen: Seen) -> Hints | None:
    """Of a field with codes; what a text should have been, nobody can suggest."""
    rule = seen.made.rule
    if not is_coded(rule):
        return None
    told = told_elsewhere(seen.now, seen.query.source, seen.query.column)
    return Hints.of(RECORD.entity(rule.entity).field(rule.field).domain, told)


def _worth(seen: Seen, rows: pl.DataFrame) -> Worth:
    table = seen.now.facts.table(seen.query.source)
    if not seen.money or table is None:
        return {}
    spelt = words_of(seen.now.facts, seen.query.source, seen.query.column)
    texts = spelt.filter(pl.col("word").is_in(rows["word"].implode()))["text"]
    return worth_of(table, seen.made.mapping, seen.made.rule, texts.to_list())
