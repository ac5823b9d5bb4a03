"""What a change of values would do, counted over all rows before anything is saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from core.accept import Settings as Clinic
from core.tables import SourceTable
from core.values import said, worded
from core.values.saying import CORRECT, VALUE_MAP
from portal.permissions import Action, Actor, authorise
from portal.services.amounts_preview import CURRENCY
from portal.services.judged_values import FAILED, Ruled, read_by, rule_of, words_of
from portal.services.mapping import looked_at
from portal.services.mapping_preview import shown_value
from portal.services.mapping_standing import Standing, standing
from portal.services.value_changes import values_changed
from portal.viewmodels.mapping_asked import SetValues, UseValues
from portal.viewmodels.values import PAGE_SIZE, Trial, TriedLine
from portal.visit import ProjectChoice
from storage import Storage
from storage.unit import absent


def tried(
    store: Storage, actor: Actor, project: ProjectChoice, asked: SetValues | UseValues, *, clinic: Clinic
) -> Trial:
    """For whoever may change the mapping and see values: a trial tells which there are (law 7).

    Raises MappingInvalid as the change itself would.
    """
    authorise(actor, Action.MAP, project.id)
    authorise(actor, Action.SEE_ORIGINALS, project.id)
    now = standing(store, project.id, clinic)
    looked_at(store, actor, project.id, source=asked.source, name=asked.column)
    return trial(now, asked, by=actor.name)


def trial(now: Standing, asked: SetValues | UseValues, *, by: str) -> Trial:
    made = replace(now, mapping=values_changed(now.mapping, now.facts, asked, by=by))
    here = _of_words(now, asked, _affected(now, made, asked))
    before, after = (_read(each, asked, here) for each in (now, made))
    differs = before.frame["value"].ne_missing(after.frame["value"]) | (
        before.frame["fate"] != after.frame["fate"]
    )
    both = before.frame.with_columns(
        now=after.frame["value"], why=after.frame["finding"], then=after.frame["fate"], differs=differs
    )
    lost, found = pl.col("fate") == FAILED, pl.col("then") == FAILED
    changed = both.filter("differs")
    return Trial(
        asked=asked,
        lines=tuple(_lines(before, after, changed.head(PAGE_SIZE))),
        values=_values(changed),
        rows=int(changed["count"].sum()),
        now_read=int(both.filter(lost & ~found)["count"].sum()),
        no_longer=int(both.filter(~lost & found)["count"].sum()),
        still_unread=int(both.filter(lost & found)["count"].sum()),
    )


def _affected(now: Standing, made: Standing, asked: SetValues | UseValues) -> pl.Series:
    """Words of which something else is said than before."""
    told = [_said(each, asked) for each in (now, made)]
    words = told[0].keys() | told[1].keys()
    return pl.Series([word for word in words if told[0].get(word) != told[1].get(word)], dtype=pl.String)


def _said(now: Standing, asked: SetValues | UseValues) -> dict[str, tuple[str, ...]]:
    rule = rule_of(now.mapping, asked.source, asked.column)
    found: dict[str, tuple[str, ...]] = {}
    if rule is None:
        return found
    for transform in (CORRECT, VALUE_MAP):
        for word, to in said(rule, transform).items():
            found[word] = (*found.get(word, ()), transform, to)
    return found


def _of_words(now: Standing, asked: SetValues | UseValues, words: pl.Series) -> SourceTable:
    """The rows of the table in whose column one of the words stands."""
    table = now.facts.table(asked.source)
    if table is None:
        raise absent("table")
    spelt = words_of(now.facts, asked.source, asked.column)
    texts = spelt.filter(pl.col("word").is_in(words.implode()))["text"]
    text = pl.col(asked.column).str.strip_chars()
    return replace(table, rows=table.frame.filter(text.is_in(texts.implode())))


def _read(now: Standing, asked: SetValues | UseValues, here: SourceTable) -> Ruled:
    rule = rule_of(now.mapping, asked.source, asked.column)
    if rule is None:
        raise absent("column")
    return read_by(now, here, asked.column, rule=rule)


def _lines(before: Ruled, after: Ruled, rows: pl.DataFrame) -> Iterator[TriedLine]:
    for row in rows.iter_rows(named=True):
        currency = row.get(CURRENCY)
        old, new = shown_value(before, row["value"], currency), shown_value(after, row["now"], currency)
        yield TriedLine(row["text"], row["count"], old, new, row["why"] or "")


def _values(changed: pl.DataFrame) -> int:
    """As the grid counts them: spellings of one word are one value."""
    return worded(changed.select("text"))["word"].n_unique()
