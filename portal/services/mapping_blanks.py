"""Which words of a column mean blank: those that stand in it, and what a person says of them.

What is said is the column's, so that every rule that reads it goes by it, and it goes along where the column
is given another field.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from core.mapping.model import Rule, Step, TableMapping
from core.transforms.blanks import BLANK, LOOK_BLANK, NOT_BLANK, said, words_for_nothing
from core.transforms.folding import folded, folded_words
from core.transforms.options import Option
from core.transforms.text import ABSENT_WORDS
from portal.services.judged_values import cells_of
from portal.services.mapping_changing import Changing
from portal.services.mapping_facts import Facts
from portal.viewmodels.mapping import Source
from portal.viewmodels.mapping_cells import BlankWord, SetBlanks
from portal.wording import mapping as words

FREQUENT = 12
"""Words that are offered although nothing in them says that they mean blank: the most frequent."""
LONGEST = 40
MANY = 20_000
"""Texts that are folded one by one in a moment."""


def blanks_of(facts: Facts, source: Source, column: str, rule: Rule) -> tuple[BlankWord, ...]:
    """Words that mean blank first, then those that may well, then the most frequent of the column."""
    now = set(words_for_nothing(step.options for step in rule.steps))
    told = _said_of(rule)
    sought = sorted({*now, *ABSENT_WORDS, *LOOK_BLANK, *told})
    counted = _counted(cells_of(facts, source, column), sought)
    likely = counted.filter(pl.col("word").is_in(sought))
    shown = pl.concat([likely, counted.head(FREQUENT)]).unique("word", maintain_order=True, keep="first")
    there = [BlankWord(w, text, count, blank=w in now) for w, text, count in shown.iter_rows()]
    missing = sorted(told - set(shown["word"]))
    there += [BlankWord(word, word, 0, blank=word in now) for word in missing]
    return tuple(sorted(there, key=lambda each: not each.blank))


def _counted(cells: pl.DataFrame, sought: Sequence[str]) -> pl.DataFrame:
    """`word`, `text` and `count`; of a column with very many texts only those that could be wanted."""
    short = cells.filter(pl.col("text").str.len_chars() <= LONGEST)
    if short.height > MANY:
        named = pl.col("text").str.to_lowercase().is_in(sought)
        short = pl.concat([short.head(FREQUENT), short.slice(FREQUENT).filter(named)])
    words = short.with_columns(word=folded(pl.col("text")))
    return words.group_by("word", maintain_order=True).agg(pl.col("text").first(), pl.col("count").sum())


def _said_of(rule: Rule) -> set[str]:
    options = said(step.options for step in rule.steps)
    return {word for value in options.values() if isinstance(value, tuple) for word in folded_words(value)}


def with_blanks(asked: SetBlanks, now: Changing) -> TableMapping:
    column = now.known(asked.column)
    blank, usual = set(folded_words(asked.blank)), set(ABSENT_WORDS)
    other = set(folded_words(asked.not_blank)) - blank
    options = _options(blank - usual, other & usual)
    if not any(column in rule.columns for rule in now.table.rules) or not all(w.strip() for w in blank):
        raise now.refused(*words.NO_SUCH_OPTION, column)
    made = (
        replace(read_so(rule, options), by=now.by, reason=words.BY_CHANGING, confidence=None)
        if column in rule.columns
        else rule
        for rule in now.table.rules
    )
    return replace(now.table, rules=tuple(made))


def _options(blank: set[str], not_blank: set[str]) -> dict[str, Option]:
    told = {BLANK: tuple(sorted(blank)), NOT_BLANK: tuple(sorted(not_blank))}
    return {name: value for name, value in told.items() if value}


def read_so(rule: Rule, options: dict[str, Option]) -> Rule:
    """The rule with these words, and no others, said of its blanks."""
    *first, last = rule.steps or (Step("text"),)
    rest = {name: value for name, value in last.options.items() if name not in (BLANK, NOT_BLANK)}
    return replace(rule, steps=(*first, Step(last.transform, {**rest, **options})))


def carried(rules: Iterable[Rule], made: Rule) -> Rule:
    """What was said of blanks while these rules read the column goes along with it."""
    options = said(step.options for rule in rules for step in rule.steps)
    return read_so(made, options) if options else made
