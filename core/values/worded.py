"""A column as its distinct texts with their counts, and those as values: spellings of one word together."""

from __future__ import annotations

import polars as pl

from core.transforms.folding import folded

TEXT, WORD, COUNT = "text", "word", "count"


def counted(texts: pl.Series) -> pl.DataFrame:
    """`text` (trimmed, distinct, not empty) and `count` (UInt32), the most frequent first."""
    trimmed = texts.str.strip_chars().alias(TEXT)
    found = trimmed.value_counts(name=COUNT).filter(pl.col(TEXT).str.len_bytes() > 0)
    return found.with_columns(pl.col(COUNT).cast(pl.UInt32)).sort(COUNT, TEXT, descending=[True, False])


def worded(cells: pl.DataFrame) -> pl.DataFrame:
    """`cells` (as `counted` gives them) with `word`, the text as words are compared."""
    return cells.with_columns(folded(pl.col(TEXT)).alias(WORD))


def together(cells: pl.DataFrame) -> pl.DataFrame:
    """One line a word, of the spelling that stands first, with the counts of all. cells: with `word`."""
    if cells[WORD].n_unique() == cells.height:
        return cells
    rest = pl.all().exclude(WORD, COUNT).first()
    lines = cells.group_by(WORD, maintain_order=True).agg(rest, pl.col(COUNT).sum())
    return lines.select(cells.columns).sort(COUNT, TEXT, descending=[True, False])
