"""What was said of words in one column, for another that holds the same words and goes to the same field."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.mapping.model import Rule
from core.values.saying import CORRECT, VALUE_MAP, given_to, is_coded, said


def reusable(rule: Rule, other: Rule, vocabulary: Mapping[str, str], *, words: pl.Series) -> dict[str, str]:
    """Word -> what it means by `other`, of those of `words` of which `rule` says nothing yet.

    words: of the column that `rule` reads, as words are compared. Nothing that was settled is overwritten.
    """
    if (rule.entity, rule.field) != (other.entity, other.field) or is_coded(rule) != is_coded(other):
        return {}
    given = given_to(other, vocabulary)
    if not given:
        return {}
    here = words.filter(words.is_in(pl.Series(list(given), dtype=pl.String).implode()))
    settled = said(rule, VALUE_MAP if is_coded(rule) else CORRECT)
    return {word: given[word] for word in here if word not in settled}
