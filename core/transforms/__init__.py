"""Every transform there is, by name, and how a chain of them is compiled."""

from __future__ import annotations

import polars as pl

from core.transforms import codes, dates, numbers, phones, text, times
from core.transforms.model import Options, Shaped, Transform
from core.transforms.text import ABSENT_WORDS, trimmed, without_absent

TRANSFORMS: tuple[Transform, ...] = (
    text.TEXT,
    text.EMAIL,
    text.BOOLEAN,
    text.CONSTANT,
    codes.CODE,
    codes.VALUE_MAP,
    codes.IDENTIFIER,
    dates.DATE,
    dates.PARTIAL_DATE,
    times.DATETIME,
    numbers.INTEGER,
    numbers.DECIMAL,
    numbers.MONEY,
    phones.PHONE,
)

TRANSFORM_NAMES = frozenset(transform.name for transform in TRANSFORMS)


def transform_named(name: str) -> Transform:
    """The registered transform; KeyError where there is none (mappings are checked when they are read)."""
    found = {transform.name: transform for transform in TRANSFORMS}
    return found[name]


def shaped(column: str | None, steps: tuple[tuple[str, Options], ...]) -> Shaped:
    """The expressions for a column (None: for no column) through steps of (transform name, options)."""
    start = pl.lit(None, dtype=pl.String) if column is None else trimmed(column)
    current = without_absent(start, words=ABSENT_WORDS, kind="read_as_absent")
    for name, options in steps:
        current = current.then(transform_named(name).apply(current.value, options))
    return current


__all__ = ["TRANSFORMS", "TRANSFORM_NAMES", "Options", "Shaped", "Transform", "shaped", "transform_named"]
