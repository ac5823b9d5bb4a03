"""Tests by which a row of a table becomes one kind of record and not another.

The first of a table's routes whose test holds takes the row. "No known allergies" is a statement and not
an allergy (contracts, section 6), so that a list of allergies has two routes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class RowTest:
    """name: as mappings say it. means: what it asks. holds: over the named columns, a Boolean expression."""

    name: str
    means: str
    holds: Callable[[tuple[str, ...]], pl.Expr]


_NEGATED = (
    r"(?i)\b(?:nkda|nkfa|nkea|nka|ndka)\b"
    r"|\bno (?:known|reported|documented) (?:\w+ ){0,4}(?:allerg|intoleranc|adverse)"
    r"|\bno (?:\w+ ){0,2}allerg(?:y|ies)\b|^(?:\s*)(?:none|none known|none reported|no known)(?:\s*)\.?$"
    r"|\bdenies (?:\w+ ){0,3}allerg|\bnot allergic\b"
    r"|keine (?:bekannten )?allergien|sin alergias|no se conocen alergias|ninguna alergia"
    r"|aucune allergie|pas d.allergie|sem alergias|nenhuma alergia|nessuna allergia"
)
# SNOMED CT: no known allergy (716186003; before 2017 160244002), drug, food, environmental, no history.
_NEGATION_CODES = ["716186003", "160244002", "409137002", "428607008", "429625007", "428197003"]


def _any_row(_: tuple[str, ...]) -> pl.Expr:
    return pl.lit(True)


def _no_known_allergy(columns: tuple[str, ...]) -> pl.Expr:
    texts = [pl.col(column).str.strip_chars() for column in columns]
    said = [text.str.contains(_NEGATED).fill_null(False) for text in texts]
    coded = [text.is_in(_NEGATION_CODES).fill_null(False) for text in texts]
    return pl.any_horizontal(*said, *coded) if texts else pl.lit(False)


ROW_TESTS: tuple[RowTest, ...] = (
    RowTest("any", "Every row.", _any_row),
    RowTest("no_known_allergy", "Rows that say that there is no known allergy.", _no_known_allergy),
)


def row_test(name: str) -> RowTest:
    """The registered test; KeyError where there is none."""
    return {test.name: test for test in ROW_TESTS}[name]
