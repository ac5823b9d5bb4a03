"""The lines of a screenful of values: what each becomes, a suggestion where it waits, the money behind it.

Whoever may not see values gets their shapes, and nothing that would tell one from another (law 7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from core.record import RECORD
from core.record.model import Kind
from core.values import Hint, Hints, Origin, is_coded, said
from core.values.saying import CORRECT, VALUE_MAP
from portal.services.amounts_preview import CURRENCY
from portal.services.judged_values import OPEN, Ruled, words_of
from portal.services.mapping_preview import LONGEST_SHOWN, shape, shown_value
from portal.services.mapping_standing import Standing
from portal.services.value_money import Worth, worth_of
from portal.services.value_reuse import told_elsewhere
from portal.services.value_targets import targets
from portal.viewmodels.values import LONGEST, ValueLine, ValuesQuery
from portal.wording import values as words

_NOTHING = (Origin.UNREAD, Origin.ABSENT)
_ASTRAY = "orphan_reference"


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


def codes_of(seen: Seen) -> tuple[tuple[str, str], ...]:
    """What a value can become, where that is a list: codes, yes and no, or whom a reference can lead to."""
    rule = seen.made.rule
    about = RECORD.entity(rule.entity).field(rule.field)
    if is_coded(rule):
        names = about.domain.names() if about.domain else ()
        return tuple((code, words.code(code)) for code in names)
    if about.kind is Kind.BOOLEAN:
        return words.YES_OR_NO
    leads = targets(seen.now, seen.query.source, rule.entity, rule.field)
    return tuple((number, words.target(number, name)) for number, name in leads.named) if leads else ()


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
            text=row["text"] if len(row["text"]) <= LONGEST else f"{row['text'][:LONGEST_SHOWN]}…",
            whole=len(row["text"]) <= LONGEST,
            count=row["count"],
            becomes=shown_value(seen.made, row["value"], row.get(CURRENCY)),
            origin=Origin(row["origin"]),
            finding=_ASTRAY if row["origin"] == Origin.ASTRAY.value else row["finding"] or "",
            code=told.get(row["word"], ""),
            hint=_hint(hints, row["word"], coded=is_coded(rule)) if row["origin"] in OPEN else None,
            worth=worth.get(row["word"], ()),
        )


def _hints(seen: Seen) -> Hints | None:
    """Of a field with codes, or of a reference; what another text should have been, nobody can suggest."""
    rule, source = seen.made.rule, seen.query.source
    if is_coded(rule):
        told = told_elsewhere(seen.now, source, seen.query.column)
        return Hints.of(RECORD.entity(rule.entity).field(rule.field).domain, told)
    leads = targets(seen.now, source, rule.entity, rule.field)
    return Hints({}, leads.vocabulary()) if leads and leads.named else None


def _hint(hints: Hints | None, word: str, *, coded: bool) -> Hint | None:
    """A name may be another person's of the same name, so that whom it means is never sure."""
    found = hints.hint(word) if hints else None
    if coded or found is None:
        return found
    return replace(found, sure=False, why="called" if found.why == "spelt" else found.why)


def _worth(seen: Seen, rows: pl.DataFrame) -> Worth:
    table = seen.now.facts.table(seen.query.source)
    if not seen.money or table is None:
        return {}
    spelt = words_of(seen.now.facts, seen.query.source, seen.query.column)
    texts = spelt.filter(pl.col("word").is_in(rows["word"].implode()))["text"]
    return worth_of(seen.now, table, seen.made.rule, texts.to_list())
