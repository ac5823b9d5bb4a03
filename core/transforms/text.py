"""Text as people wrote it, and the words by which systems say "nothing here"."""

from __future__ import annotations

from functools import cache
from itertools import product

import polars as pl

from core.transforms.model import NO_FINDING, Keep, Options, Shaped, Transform, unread

ABSENT_WORDS = ("null", "n/a", "-", "--", "\\n", "(null)", "#n/a")
"""Trimmed, case-folded. Read as absent with a finding; the cell still counts as mapped (contracts, 1)."""

ZERO_DATES = (
    "0000-00-00",
    "0000-00-00 00:00:00",
    "0000-00-00t00:00:00",
    "00/00/0000",
    "00.00.0000",
    "0/0/0000",
    "0001-01-01",
    "0001-01-01 00:00:00",
)
"""Dates by which databases say "no date" (MySQL's zero date, .NET's DateTime.MinValue)."""


def trimmed(column: str) -> pl.Expr:
    """The column without surrounding white space; null where nothing is left."""
    return something(pl.col(column).str.strip_chars())


def something(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


def kept_trimmed(column: str, keep: Keep) -> pl.Expr:
    """`trimmed`, with the white space taken off but once."""
    return keep(something(keep(pl.col(column).str.strip_chars())))


@cache
def _spellings(words: tuple[str, ...]) -> list[str]:
    """The words in all their mixtures of cases: to look for those costs less than to lower every text."""
    either = ([dict.fromkeys((letter, letter.upper())) for letter in word] for word in words)
    return sorted({"".join(each) for letters in either for each in product(*letters)})


def without_absent(text: pl.Expr, keep: Keep, *, words: tuple[str, ...], kind: str) -> Shaped:
    """`text`, null with the finding `kind` where it is one of `words`, in ASCII, in either case."""
    absent = keep(text.is_in(_spellings(words)))
    return Shaped(keep(pl.when(~absent).then(text)), pl.when(absent).then(pl.lit(kind)))


def _as_is(text: pl.Expr, _: Options, __: Keep) -> Shaped:
    return Shaped(text, NO_FINDING)


def _email(text: pl.Expr, _: Options, __: Keep) -> Shaped:
    looks_right = text.str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    return Shaped(text, pl.when(text.is_not_null() & ~looks_right).then(pl.lit("email_unusual")))


def _constant(text: pl.Expr, options: Options, _: Keep) -> Shaped:
    return Shaped(pl.lit(str(options["value"])), NO_FINDING)


def _boolean(text: pl.Expr, _: Options, keep: Keep) -> Shaped:
    folded = keep(text.str.to_lowercase())
    yes = folded.is_in(["true", "t", "yes", "y", "1", "x", "sí", "si", "ja", "oui", "sim"])
    no = folded.is_in(["false", "f", "no", "n", "0", "nein", "non", "não"])
    value = keep(pl.when(yes).then(pl.lit(True)).when(no).then(pl.lit(False)))
    return unread(value, text, "not_yes_or_no")


def _filled(text: pl.Expr, _: Options, keep: Keep) -> Shaped:
    """A blank says nothing rather than no: what is not there was not asked. A date of zeros is a blank."""
    present = without_absent(text, keep, words=ZERO_DATES, kind="zero_date")
    return present.then(Shaped(pl.when(present.value.is_not_null()).then(pl.lit(True)), NO_FINDING))


TEXT = Transform("text", "Keeps the words as they stand, without surrounding spaces.", {}, _as_is, plain=True)
EMAIL = Transform("email", "Keeps an e-mail address, noticing one that cannot be right.", {}, _email)
CONSTANT = Transform(
    "constant", "Puts the same value in every record.", {"value": "the value"}, _constant, plain=True
)
BOOLEAN = Transform("boolean", "Reads yes and no, true and false, 1 and 0.", {}, _boolean)
FILLED = Transform(
    "filled", "Yes where anything stands, such as the day on which a record was deleted.", {}, _filled
)
