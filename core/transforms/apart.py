"""Texts that are read apart from the others: few of a column, written unusually, and each of them once.

Nearly every cell of a column is written in one of a few ways, which a transform knows in a step or two. What
it costs to understand all others is then paid for those alone. How a text is read stays in one place, the
long way; the short one must say the same of every text that it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from polars._typing import PolarsDataType

from core.transforms.model import Keep, Layers, Shaped, with_layers

Read = Callable[[pl.Expr, Keep], Shaped]
FEWEST = 4_096
"""Rows from which looking for texts that repeat pays."""
_TEXT = "text"


@dataclass(frozen=True)
class Coded:
    """Rows as places in the list of their different values, null being one. places: UInt32, never null."""

    words: pl.Series
    places: pl.Series

    @staticmethod
    def of(rows: pl.Series) -> Coded:
        """Words stand in the order of the rows."""
        told = rows.to_arrow().dictionary_encode("encode")
        words = pl.Series(rows.name, told.dictionary, dtype=rows.dtype)
        return Coded(words, pl.Series(told.indices).cast(pl.UInt32))


def read_apart(texts: pl.Expr, read: Read, dtype: PolarsDataType, *, keep: Keep) -> Shaped:
    """What `read` makes of the texts that there are: values of `dtype`, and findings; null for null."""
    both = pl.Struct({"value": dtype, "finding": pl.String})
    made = keep(texts.map_batches(lambda column: _each_once(column, read, both), return_dtype=both))
    return Shaped(made.struct.field("value"), made.struct.field("finding"))


def _each_once(texts: pl.Series, read: Read, both: pl.Struct) -> pl.Series:
    if texts.null_count() == len(texts):
        return pl.Series(texts.name, [None], dtype=both).new_from_index(0, len(texts))
    if len(texts) < FEWEST:
        return _each(texts, read)
    coded = Coded.of(texts)
    return _each(coded.words, read).gather(coded.places).alias(texts.name)


def _each(texts: pl.Series, read: Read) -> pl.Series:
    layers = Layers("#apart")
    made = read(pl.col(_TEXT), layers.keep)
    words = with_layers(texts.alias(_TEXT).to_frame().lazy(), (layers,))
    told = words.select(pl.struct(value=made.value, finding=made.finding).alias(texts.name))
    return told.collect(engine="in-memory").to_series()
