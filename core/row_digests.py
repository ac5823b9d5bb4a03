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
_LONG = 4_096


def row_digests(frame: pl.DataFrame, columns: Sequence[str]) -> pl.Series:
    """One digest a row over its cells in `columns`, in their order; alike rows have the same one."""
    if not columns:
        return pl.Series([digest_of("")] * frame.height, dtype=pl.String)
    found = [_hashed(rows) for rows in frame.select(columns).iter_slices(AT_ONCE)]
    return pl.concat(found, rechunk=True) if found else pl.Series([], dtype=pl.String)


def digest_of(text: str) -> str:
    """That of a row which is one text: a stretch of a file that became no record."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LETTERS]


def _hashed(rows: pl.DataFrame) -> pl.Series:
    each = [part for column in rows.iter_columns() for part in (_lengths(column), column)]
    numbered = pl.DataFrame([part.alias(str(number)) for number, part in enumerate(each)])
    whole = pl.concat_str(pl.all(), ignore_nulls=True).alias("row")
    return numbered.select(whole).select(plh.col("row").chash.sha2_256().str.head(_LETTERS)).to_series()


def _lengths(texts: pl.Series) -> pl.Series:
    """What stands before the text of each cell; mostly looked up, since few lengths come again and again."""
    lengths = texts.str.len_bytes()
    longest = lengths.max()
    if isinstance(longest, int) and longest > _LONG:
        return (lengths.cast(pl.String) + ":").fill_null("-")
    written = [f"{length}:" for length in range(longest + 1 if isinstance(longest, int) else 0)]
    return pl.Series([*written, "-"], dtype=pl.String)[lengths.fill_null(len(written))]
