"""A digest of every row as it was read, so that a log entry tells when one cell of its row changed (law 3).

The canonical text of a row is built column by column, for all rows at once: each cell as its length in
bytes, a colon and its text, an absent one as a dash. The digest is the first half of that text's SHA-256,
in hex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import polars as pl

AT_ONCE = 200_000
"""Rows whose texts stand in memory at a time."""
_LETTERS = 32


def row_digests(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """One digest a row over its cells in `columns`, in their order; alike rows have the same one."""
    if not columns:
        return pl.Series([digest_of("")] * frame.height, dtype=pl.String)
    whole = pl.concat_str([_cell(name) for name in columns])
    found: list[str] = []
    for rows in frame.iter_slices(AT_ONCE):
        found += _digests(rows.select(whole.alias("row")).to_series())
    return pl.Series(found, dtype=pl.String)


def digest_of(text: str) -> str:
    """That of a row which is one text: a stretch of a file that became no record."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _cell(name: str) -> pl.Expr:
    text = pl.col(name)
    written = pl.concat_str(text.str.len_bytes().cast(pl.String), pl.lit(":"), text)
    return written.fill_null("-")


def _digests(texts: pl.Series) -> list[str]:
    """Straight from the buffer that holds all texts: no text becomes an object of its own."""
    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = array.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1].tolist()
    held = memoryview(data)
    sha = hashlib.sha256
    return [sha(held[a:b]).hexdigest()[:_LETTERS] for a, b in pairwise(bounds)]
