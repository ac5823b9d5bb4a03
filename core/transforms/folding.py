"""How texts are compared: trimmed and case-folded, as Python folds (contracts, section 2).

Polars lower-cases and does not fold: "STRASSE" and "straße" would be two words, and nobody could settle the
second where a mapping knows the first. Whoever compares a cell with a word takes both from here.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

_ODD = {
    lower: lower.casefold()
    for lower in (chr(point).lower() for point in range(0x80, 0x10000) if not 0xD800 <= point < 0xE000)
    if lower.casefold() != lower
}
"""What folds further than to its lower case: "ß" to "ss", a final sigma, ligatures."""


def folded(text: pl.Expr) -> pl.Expr:
    lower = text.str.strip_chars().str.to_lowercase()
    return lower.str.replace_many(list(_ODD), list(_ODD.values()))


def folded_words(words: Iterable[str]) -> list[str]:
    """The same of words that are written down, one each; asking about none costs nothing."""
    told = list(words)
    if not told:
        return told
    return (
        pl.Series("word", told, dtype=pl.String).to_frame().select(folded(pl.col("word")))["word"].to_list()
    )
