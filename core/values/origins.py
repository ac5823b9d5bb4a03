"""Where what a value becomes comes from: nobody can judge a code without knowing who gave it (law 2)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

import polars as pl

from core.mapping.model import Rule
from core.record.model import Domain
from core.transforms.finding_kinds import ABSENT_KINDS
from core.values.saying import CORRECT, given_to, is_coded, said
from core.values.worded import WORD

ORIGIN = "origin"


class Origin(StrEnum):
    """In the order in which somebody has to look at them."""

    UNREAD = "unread"
    ASTRAY = "astray"
    CORRECTED = "corrected"
    DECIDED = "decided"
    PERSON = "person"
    KNOWN = "known"
    READ = "read"
    ABSENT = "absent"


def with_origins(
    cells: pl.DataFrame,
    rule: Rule,
    domain: Domain | None,
    *,
    decided: Collection[str] = (),
    targets: pl.Series | None = None,
) -> pl.DataFrame:
    """`cells` with `origin`. cells: `word`, `value` and `finding`, as rule and decisions together read them.

    decided: words that a decision, and not the rule, gives a meaning. targets: of a reference, what it can
    lead to; None where that is not known.
    """
    lost = pl.col("value").is_null()
    vocabulary = domain.lookup() if domain else {}
    given = _among(given_to(rule, vocabulary)) if is_coded(rule) else pl.lit(False)
    origin = (
        pl.when(lost & pl.col("finding").is_in(list(ABSENT_KINDS)))
        .then(pl.lit(Origin.ABSENT.value))
        .when(lost)
        .then(pl.lit(Origin.UNREAD.value))
        .when(pl.lit(False) if targets is None else ~pl.col("value").is_in(targets.implode()))
        .then(pl.lit(Origin.ASTRAY.value))
        .when(_among(decided))
        .then(pl.lit(Origin.DECIDED.value))
        .when(_among(said(rule, CORRECT)))
        .then(pl.lit(Origin.CORRECTED.value))
        .when(given)
        .then(pl.lit(Origin.PERSON.value))
        .otherwise(pl.lit(Origin.KNOWN.value if is_coded(rule) else Origin.READ.value))
    )
    return cells.with_columns(origin.alias(ORIGIN))


def _among(words: Collection[str]) -> pl.Expr:
    return pl.col(WORD).is_in(pl.Series(list(words), dtype=pl.String).implode()) if words else pl.lit(False)
