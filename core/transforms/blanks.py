"""Which words of a column say that nothing stands there: those that systems write, and those that people say.

A word that somebody said means blank is read as absent with a finding, as NULL is, and its cell counts as
mapped (contracts, section 1). One of the usual words that means something here stays a word. Whoever reads a
cell and whoever proves what became of it take the words from here (laws 1 and 2).
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from core.transforms.folding import folded, folded_words
from core.transforms.model import Keep, Options, Shaped
from core.transforms.options import Option
from core.transforms.text import ABSENT_WORDS, without_absent

BLANK, NOT_BLANK = "blank", "not_blank"
READ_AS_ABSENT = "read_as_absent"
OPTIONS = {
    BLANK: "words that mean that nothing stands there, beside those that always do",
    NOT_BLANK: "those of the usual words for nothing that mean something in this column",
}
"""Of the last step of every rule that reads a column, whichever transform it is."""

LOOK_BLANK = (
    "none", "na", "n.a.", "n.a", "n\\a", "nil", "?", "??", ".", "..", "---", "unknown", "unk", "not known",
    "not available", "not applicable", "no data", "empty", "blank", "undefined", "nan", "tbd", "keine",
    "keine angabe", "k.a.", "unbekannt", "ninguno", "ninguna", "no aplica", "desconocido", "aucun", "aucune",
    "inconnu", "nessuno", "nenhum", "geen", "onbekend", "01/01/1900", "1/1/1900", "1900-01-01", "01/01/0001",
    "12/30/1899", "30/12/1899", "1899-12-30",
)  # fmt: skip
"""Words by which people often mean nothing, trimmed and case-folded: offered to a person, never gone by."""


def words_for_nothing(options: Iterable[Options]) -> tuple[str, ...]:
    """Trimmed and case-folded. options: of every step of a rule."""
    told = list(options)
    more = folded_words(word for each in told for word in listed(each.get(BLANK)))
    less = set(folded_words(word for each in told for word in listed(each.get(NOT_BLANK))))
    return tuple(dict.fromkeys(word for word in (*ABSENT_WORDS, *more) if word not in less))


def said(options: Iterable[Options]) -> dict[str, Option]:
    """What was said of blanks among the options of a rule's steps, as options of one step."""
    return {name: each[name] for each in options for name in OPTIONS if name in each}


def listed(value: Option | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def without_blanks(text: pl.Expr, options: Iterable[Options], keep: Keep) -> Shaped:
    """`text`, null with a finding where it is a word for nothing."""
    words = words_for_nothing(options)
    if words == ABSENT_WORDS:
        return without_absent(text, keep, words=ABSENT_WORDS, kind=READ_AS_ABSENT)
    blank = keep(folded(text).is_in(list(words)).fill_null(False))
    return Shaped(keep(pl.when(~blank).then(text)), pl.when(blank).then(pl.lit(READ_AS_ABSENT)))
