"""Records beside the one that they refer to. Millions of ids are compared as numbers, and as words where it
counts."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.checks.seen import ROW

_KEY, _LEFT, _RIGHT = "#key", "#left", "#right"


def where(asked: pl.LazyFrame, looked: pl.LazyFrame, on: Sequence[str], when: pl.Expr) -> pl.LazyFrame:
    """ROW of those of `asked`, in their order, that beside one of `looked` with the same `on` are `when`.

    Two ids may have one hash, so that those that are `when` by their hash are compared once more.
    """
    left, right = asked.drop_nulls(on).collect(), looked.drop_nulls(on).collect()
    pairs = _hashed(left, on, _LEFT).join(_hashed(right, on, _RIGHT), on=_KEY).filter(when)
    met = pairs.select(_LEFT, _RIGHT).sort(_LEFT).collect()
    one, other = left[met[_LEFT]], right[met[_RIGHT]]
    same = pl.all_horizontal(one[name] == other[name] for name in on)
    return one.lazy().filter(same).select(pl.col(ROW).unique(maintain_order=True))


def _hashed(frame: pl.DataFrame, on: Sequence[str], place: str) -> pl.LazyFrame:
    key = pl.struct(on) if len(on) > 1 else pl.col(on[0])
    return frame.lazy().with_columns(key.hash().alias(_KEY)).drop(on).with_row_index(place)
