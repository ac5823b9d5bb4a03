"""A digest of every row as it was read, so that a log entry tells when one cell of its row changed (law 3).

The canonical text of a row is built column by column, for all rows at once: each cell as its length in
bytes, a colon and its text, an absent one as a dash. The digest is the first half of that text's SHA-256,
in hex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl
import polars_hash as plh

AT_ONCE = 200_000
"""Rows whose texts stand in memory at a time."""
_LETTERS = 32


def row_digests(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """One digest a row over its cells in `columns`, in their order; alike rows have the same one."""
    if not columns:
        return pl.Series([digest_of("")] * frame.height, dtype=pl.String)
    whole = pl.concat_str([each for name in columns for each in _cell(frame, name)]).alias("row")
    hashed = plh.col("row").chash.sha2_256().str.head(_LETTERS)
    found = [rows.select(whole).select(hashed).to_series() for rows in frame.iter_slices(AT_ONCE)]
    return pl.concat(found, rechunk=True) if found else pl.Series([], dtype=pl.String)


def digest_of(text: str) -> str:
    """That of a row which is one text: a stretch of a file that became no record."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _cell(frame: pl.DataFrame, name: str) -> list[pl.Expr]:
    """What the cells of a column put into the text of their rows, one after the other."""
    text = pl.col(name)
    written = [text.str.len_bytes().cast(pl.String), pl.lit(":"), text]
    return [pl.concat_str(written).fill_null("-")] if frame[name].null_count() else written
