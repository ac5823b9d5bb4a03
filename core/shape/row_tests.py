"""Tests by which a row of a table becomes one kind of record and not another.

The first of a table's routes whose test holds takes the row. "No known allergies" is a statement and not
an allergy (contracts, section 6), so that a list of allergies has two routes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from core.transforms.folding import folded, folded_words


@dataclass(frozen=True)
class RowTest:
    """name: as mappings say it. means: what it asks. holds: over the named columns, a Boolean expression.

    values: of a route, what its test compares with; most tests know themselves what they look for.
    """

    name: str
    means: str
    holds: Callable[[tuple[str, ...], tuple[str, ...]], pl.Expr]


_NEGATED = (
    r"(?i)\b(?:nkda|nkfa|nkea|nka|ndka)\b"
    r"|\bno (?:known|reported|documented) (?:\w+ ){0,4}(?:allerg|intoleranc|adverse)"
    r"|\bno (?:\w+ ){0,2}allerg(?:y|ies)\b|^(?:none|none known|none reported|no known)\.?$"
    r"|\bdenies (?:\w+ ){0,3}allerg|\bnot allergic\b"
    r"|keine (?:bekannten )?allergien|sin alergias|no se conocen alergias|ninguna alergia"
    r"|aucune allergie|pas d.allergie|sem alergias|nenhuma alergia|nessuna allergia"
)
"""Somewhere in the text allergies are denied."""

_KIND = (
    r"(?:(?:any|known|reported|documented|significant|history|of|to|or|and|drugs?|medications?|medicines?"
    r"|meds?|foods?|environmental|seasonal|insect|adverse) )*"
)
_DENIAL = (
    r"(?:nkda|nkfa|nkea|nka|ndka|none|no known|not allergic"
    rf"|(?:no|denies) {_KIND}(?:allerg(?:y|ies|ens?|ic reactions?)|intolerances?|reactions?)"
    r"|keine (?:bekannten )?allergien|sin alergias|no se conocen alergias|ninguna alergia"
    r"|aucune allergie|pas d.allergies?|sem alergias|nenhuma alergia|nessuna allergia)"
)
_ADDS_NOTHING = (
    r"(?:\d+|patient|pt|the|he|she|states?|stated|reports?|reported|recorded|documented|known|on|file|at|this"
    r"|time|currently|today|present|per|as|has|with|is|are|there|any|anything|to|and|or|of|drugs?|foods?"
    r"|medications?|medicines?|meds?|environmental|allerg(?:y|ies)|reactions?|situation|finding"
    r"|not[ae]|connues?|conocidas?|bekannt|conhecidas?)"
)
_ONLY_NEGATED = rf"(?i)^\W*(?:{_ADDS_NOTHING}\W+)*{_DENIAL}(?:\W+(?:{_DENIAL}|{_ADDS_NOTHING}))*\W*$"
"""The text does nothing else: "No known allergies except latex" and "no penicillin allergy" do not match."""

# SNOMED CT: no known allergy (716186003; before 2017 160244002), drug, food, environmental, no history.
_NEGATION_CODES = ["716186003", "160244002", "409137002", "428607008", "429625007", "428197003"]


def _any_row(_: tuple[str, ...], __: tuple[str, ...]) -> pl.Expr:
    return pl.lit(True)


def is_one_of(column: str, values: tuple[str, ...]) -> pl.Expr:
    """Whether the cell is one of these texts, compared as codes are; an empty one is "" and no other."""
    return folded(pl.col(column)).fill_null("").is_in(folded_words(values))


def _one_of(columns: tuple[str, ...], values: tuple[str, ...]) -> pl.Expr:
    return pl.any_horizontal(is_one_of(column, values) for column in columns)


def _no_known_allergy(columns: tuple[str, ...], _: tuple[str, ...] = ()) -> pl.Expr:
    if not columns:
        return pl.lit(False)
    said = [_words(column).str.contains(_ONLY_NEGATED).fill_null(False) for column in columns]
    coded = [_words(column).is_in(_NEGATION_CODES).fill_null(False) for column in columns]
    return pl.any_horizontal(*said, *coded) & ~_denied_in_part(columns)


def _names_allergy(columns: tuple[str, ...], _: tuple[str, ...] = ()) -> pl.Expr:
    return ~_no_known_allergy(columns) & ~_denied_in_part(columns) if columns else pl.lit(True)


def _denied_in_part(columns: tuple[str, ...]) -> pl.Expr:
    """Whether a text denies allergies and says more: which of the two it is, nobody may guess (law 2)."""
    return pl.any_horizontal(
        (_words(column).str.contains(_NEGATED) & ~_words(column).str.contains(_ONLY_NEGATED)).fill_null(False)
        for column in columns
    )


def _words(column: str) -> pl.Expr:
    """The text with single spaces, for people also write "No  known-allergies"."""
    return pl.col(column).str.replace_all(r"[\s_-]+", " ").str.strip_chars()


ROW_TESTS: tuple[RowTest, ...] = (
    RowTest("any", "Every row.", _any_row),
    RowTest("no_known_allergy", "Rows that say no more than that no allergy is known.", _no_known_allergy),
    RowTest("names_allergy", "Rows that name an allergy and deny none.", _names_allergy),
    RowTest("one_of", "Rows of which a cell is one of the values that the route names.", _one_of),
)


def row_test(name: str) -> RowTest:
    """The registered test; KeyError where there is none."""
    return {test.name: test for test in ROW_TESTS}[name]
