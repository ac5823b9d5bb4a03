"""What a transform is: expressions from a text column to a value column and a finding column.

Nothing is dropped (law 2): where a value cannot be read, the value is null and the finding says why, so
that the cell waits or is archived by a rule. A null value without a finding means an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from core.transforms.options import Option

Options = Mapping[str, Option]

Keep = Callable[[pl.Expr], pl.Expr]
"""Computes an expression once, as a column of its own, and gives the expression that names it."""


@dataclass(frozen=True)
class Shaped:
    """A column on its way: `value` (any type) beside `finding` (String: a finding kind, or null).

    text: what stood there before the first step, null for nothing and for a word that means it.
    """

    value: pl.Expr
    finding: pl.Expr
    text: pl.Expr | None = None

    def then(self, following: Shaped) -> Shaped:
        """`following`, keeping the first finding of the two."""
        return Shaped(following.value, pl.coalesce(self.finding, following.finding), self.text)


@dataclass(frozen=True)
class Transform:
    """A registered transform.

    name: as mappings say it. means: what it does, to a receptionist. options: name -> what it may be.
    apply: (text column, options, keep) -> Shaped. The text has been trimmed and is null where empty. What is
    used more than once goes through `keep`: repeated inside one another, expressions grow without bound.
    part: the option that says which part of the cell is taken, "" where the whole cell is. Parts are given as
    they stand and share nothing, so that together they are the cell (law 1).
    plain: it hardly looks at its texts, so that asking each different one once saves nothing.
    """

    name: str
    means: str
    options: Mapping[str, str]
    apply: Callable[[pl.Expr, Options, Keep], Shaped]
    part: str = ""
    plain: bool = False


NO_FINDING = pl.lit(None, dtype=pl.String)


def unread(value: pl.Expr, text: pl.Expr, kind: str) -> Shaped:
    """`value`, with the finding `kind` wherever there was text and no value came of it."""
    return Shaped(value, pl.when(text.is_not_null() & value.is_null()).then(pl.lit(kind)))


class Layers:
    """The columns that one chain of transforms keeps, in order: each may use those before it."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.kept: list[pl.Expr] = []

    def keep(self, expression: pl.Expr) -> pl.Expr:
        name = f"{self.prefix}.{len(self.kept)}"
        self.kept.append(expression.alias(name))
        return pl.col(name)


def with_layers(frame: pl.LazyFrame, chains: Sequence[Layers]) -> pl.LazyFrame:
    """`frame` with every kept column of the chains, chains side by side and each in its order."""
    for depth in range(max((len(chain.kept) for chain in chains), default=0)):
        frame = frame.with_columns([chain.kept[depth] for chain in chains if len(chain.kept) > depth])
    return frame
