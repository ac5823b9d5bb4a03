"""The grid of a column's values: a screenful of what each becomes, and what a change of them would do.

Values are for whoever may see originals; others see shapes, and search finds them nothing (law 7). What would
change is counted over all rows before anything is saved; saving is `mapping.change`, as for every change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

import polars as pl

from core.accept import Settings as Clinic
from core.record import RECORD
from core.transforms.folding import folded_words
from core.values import Hints, Origin, given_to, is_coded, is_generic, said
from core.values.reusing import reusable
from core.values.saying import CORRECT, VALUE_MAP
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.amounts_preview import CURRENCY
from portal.services.judged_values import FAILED, READ, Ruled, values_of, words_of
from portal.services.mapping import looked_at
from portal.services.mapping_preview import LONGEST_SHOWN, shape, shown_value
from portal.services.mapping_standing import Standing, standing
from portal.services.remembered import remembered
from portal.services.value_changes import elsewhere, vocabulary
from portal.services.value_money import worth_of
from portal.viewmodels.mapping import Source
from portal.viewmodels.values import PAGE_SIZE, Reuse, Show, ValueLine, ValuesPage, ValuesQuery
from portal.visit import ProjectChoice
from storage import Storage
from storage.unit import absent

_CHANGED = (Origin.PERSON.value, Origin.CORRECTED.value)


@dataclass(frozen=True)
class _Seen:
    """Of a look at the grid: whose it is, and what they may see."""

    now: Standing
    made: Ruled
    query: ValuesQuery
    values: bool
    money: bool


def view(
    store: Storage, actor: Actor, project: ProjectChoice, query: ValuesQuery, *, clinic: Clinic
) -> ValuesPage:
    """Raises NotStored for a column that feeds no field here. A look at values leaves its event."""
    authorise(actor, Action.SEE_LOG, project.id)
    now = standing(store, project.id, clinic)
    made = values_of(now, query.source, query.column)
    if made is None:
        raise absent("column")
    values, money = allowed(actor, Action.SEE_ORIGINALS), allowed(actor, Action.SEE_MONEY)
    if values:
        looked_at(store, actor, project.id, source=query.source, name=query.column)
    return _page(actor, _Seen(now, made, query, values=values, money=values and money))


def _page(actor: Actor, seen: _Seen) -> ValuesPage:
    frame, query, rule = seen.made.frame, seen.query, seen.made.rule
    found = _found(frame, query) if seen.values else _shapes(frame)
    pages = max(1, ceil(found.height / PAGE_SIZE))
    page = min(max(1, query.page), pages)
    domain = RECORD.entity(rule.entity).field(rule.field).domain
    sums = _sums(frame)
    return ValuesPage(
        lines=tuple(_lines(seen, found.slice((page - 1) * PAGE_SIZE, PAGE_SIZE))),
        matching=found.height,
        total=frame.height,
        page=page,
        pages=pages,
        unread=sums["unread"],
        unread_rows=sums["unread_rows"],
        read=sums["read"],
        generic=_generic(seen.made),
        coded=is_coded(rule),
        codes=domain.names() if domain and is_coded(rule) else (),
        values_shown=seen.values,
        money_shown=seen.money,
        may_map=allowed(actor, Action.MAP),
        ask=whom_to_ask(Action.SEE_ORIGINALS),
        reuse=_offers(seen.now, query.source, query.column) if seen.values else (),
    )


def _found(frame: pl.DataFrame, query: ValuesQuery) -> pl.DataFrame:
    wanted: list[pl.Expr] = []
    if query.show is Show.UNREAD:
        wanted.append(pl.col("origin") == Origin.UNREAD.value)
    if query.show is Show.CHANGED:
        wanted.append(pl.col("origin").is_in(_CHANGED))
    if query.search.strip():
        wanted.append(pl.col("word").str.contains(folded_words([query.search])[0], literal=True))
    return frame.filter(wanted) if wanted else frame


def _shapes(frame: pl.DataFrame) -> pl.DataFrame:
    """The values as shapes, with the counts of all that have the same."""
    letters = pl.col("text").str.replace_all(r"[^\W\d_]+", "a").str.replace_all(r"\d", "9")
    told = frame.group_by(letters.alias("text"), "origin", maintain_order=True)
    return told.agg(pl.col("count").sum(), pl.col("finding").first())


def _sums(frame: pl.DataFrame) -> dict[str, int]:
    unread = pl.col("fate") == FAILED
    return frame.select(
        unread=unread.sum(),
        unread_rows=pl.col("count").filter(unread).sum(),
        read=pl.col("count").filter(pl.col("fate") == READ).sum(),
    ).row(0, named=True)


def _generic(made: Ruled) -> int:
    """Cells whose code says only that something was there."""
    if not is_coded(made.rule):
        return 0
    by_code = made.frame.group_by("value").agg(pl.col("count").sum())
    return sum(count for code, count in by_code.iter_rows() if code is not None and is_generic(str(code)))


def _lines(seen: _Seen, rows: pl.DataFrame) -> Iterator[ValueLine]:
    if not seen.values:
        for row in rows.iter_rows(named=True):
            read = Origin(row["origin"]) not in (Origin.UNREAD, Origin.ABSENT)
            told = shape(row["text"])
            yield ValueLine(told, row["count"], told if read else None, Origin(row["origin"]), row["finding"] or "")
        return
    rule, query = seen.made.rule, seen.query
    told = said(rule, VALUE_MAP if is_coded(rule) else CORRECT)
    hints = Hints.of(RECORD.entity(rule.entity).field(rule.field).domain, _told(seen)) if is_coded(rule) else None
    spelt = words_of(seen.now.facts, query.source, query.column)
    texts = spelt.filter(pl.col("word").is_in(rows["word"].implode()))["text"].to_list()
    table = seen.now.facts.table(query.source)
    worth = worth_of(table, seen.made.mapping, rule, texts) if seen.money and table else {}
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


def _told(seen: _Seen) -> dict[str, str]:
    """What people said of words in other columns that go to this field; two opinions are none."""
    found: dict[str, str] = {}
    known = vocabulary(seen.made.rule)
    for _, _, other in elsewhere(seen.now.mapping, seen.query.source, seen.query.column):
        for word, code in given_to(other, known).items() if is_coded(other) else ():
            found[word] = code if found.get(word, code) == code else ""
    return {word: code for word, code in found.items() if code}


@remembered(most=8)
def _offers(now: Standing, source: Source, column: str) -> tuple[Reuse, ...]:
    """Columns whose words, said by people, would settle some that nobody has settled here."""
    made = values_of(now, source, column)
    if made is None:
        return ()
    frame, known = made.frame.select("word", "count"), vocabulary(made.rule)
    offers = []
    for of, other_column, other in elsewhere(now.mapping, source, column):
        told = list(reusable(made.rule, other, known, words=frame["word"]))
        if told:
            here = frame.filter(pl.col("word").is_in(pl.Series(told).implode()))["count"]
            offers.append(Reuse(of, other_column, len(told), int(here.sum())))
    return tuple(sorted(offers, key=lambda each: -each.rows))
