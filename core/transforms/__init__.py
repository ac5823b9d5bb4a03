"""Every transform there is, by name, and how a chain of them is compiled."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.transforms import (
    addresses,
    blanks,
    codes,
    dates,
    lookups,
    names,
    numbers,
    phones,
    pieces,
    surfaces,
    teeth,
    text,
    times,
)
from core.transforms.model import Layers, Options, Shaped, Transform, with_layers
from core.transforms.text import kept_trimmed

TRANSFORMS: tuple[Transform, ...] = (
    text.TEXT,
    text.EMAIL,
    text.BOOLEAN,
    text.FILLED,
    text.CONSTANT,
    codes.CODE,
    codes.VALUE_MAP,
    codes.CORRECT,
    codes.IDENTIFIER,
    dates.DATE,
    dates.PARTIAL_DATE,
    times.DATETIME,
    numbers.INTEGER,
    numbers.DECIMAL,
    numbers.MONEY,
    numbers.CURRENCY,
    phones.PHONE,
    names.NAME_PART,
    addresses.ADDRESS_PART,
    teeth.TOOTH,
    surfaces.SURFACES,
    pieces.SPLIT,
    pieces.JOINED,
    lookups.LOOKED_UP,
)

TRANSFORM_NAMES = frozenset(transform.name for transform in TRANSFORMS)


def transform_named(name: str) -> Transform:
    """The registered transform; KeyError where there is none (mappings are checked when they are read)."""
    found = {transform.name: transform for transform in TRANSFORMS}
    return found[name]


def shaped(column: str | None, steps: Sequence[tuple[str, Options]], layers: Layers) -> Shaped:
    """The expressions for a column (None: for no column) through steps of (transform name, options).

    They name columns kept in `layers`, which must be added to the frame first (`with_layers`).
    """
    return through(beginning(column, steps, layers), steps, layers)


def joined(columns: Sequence[str], steps: Sequence[tuple[str, Options]], layers: Layers) -> Shaped:
    """The same for several columns, of which the first step says how they are put together."""
    (_, options), *rest = steps
    said = blanks.said(each for _, each in steps)
    return through(pieces.joined(columns, {**options, **said}, layers.keep), rest, layers)


def beginning(column: str | None, steps: Sequence[tuple[str, Options]], layers: Layers) -> Shaped:
    """A cell before its first step: trimmed, and null where it holds nothing or a word for nothing."""
    start = pl.lit(None, dtype=pl.String) if column is None else kept_trimmed(column, layers.keep)
    read = blanks.without_blanks(start, [options for _, options in steps], layers.keep)
    return Shaped(read.value, read.finding, read.value)


def through(start: Shaped, steps: Sequence[tuple[str, Options]], layers: Layers) -> Shaped:
    current = start
    for name, options in steps:
        current = current.then(transform_named(name).apply(current.value, options, layers.keep))
    return current


def is_plain(steps: Sequence[tuple[str, Options]]) -> bool:
    """Whether the steps cost next to nothing; looking for a person's own words for nothing does not."""
    return all(transform_named(name).plain for name, _ in steps) and not blanks.said(o for _, o in steps)


def applied(texts: pl.Series, steps: Sequence[tuple[str, Options]]) -> pl.DataFrame:
    """`value` and `finding` of every text, for previews: what steps make of a column."""
    layers = Layers("kept")
    result = shaped("text", steps, layers)
    frame = with_layers(texts.alias("text").to_frame().lazy(), (layers,))
    return frame.select(value=result.value, finding=result.finding).collect()


__all__ = [
    "TRANSFORMS",
    "TRANSFORM_NAMES",
    "Layers",
    "Options",
    "Shaped",
    "Transform",
    "applied",
    "is_plain",
    "joined",
    "shaped",
    "transform_named",
    "with_layers",
]
