"""How the cells of a column may be read together with others, and for which rows: as facts, and as asked."""

from __future__ import annotations

from dataclasses import dataclass

Source = tuple[str, str]


@dataclass(frozen=True)
class Condition:
    """Rows of which the cell in `column` is one of `values`."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Ways:
    """joined: columns whose cells follow those of this one. may_join: all that could. mark: between them.

    only: the rows that are read, None for all. may_only: columns with few different values, and those.
    """

    joined: tuple[str, ...] = ()
    may_join: tuple[str, ...] = ()
    mark: str = " "
    only: Condition | None = None
    may_only: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class JoinColumns:
    """Put the cells of `others` behind those of the column, in the order of the file; () reads it alone."""

    source: Source
    column: str
    others: tuple[str, ...]
    mark: str = " "


@dataclass(frozen=True)
class SetOnly:
    """Read only rows of which the cell in `by` is one of `values`; none of them reads all rows."""

    source: Source
    column: str
    by: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class AlsoFeed:
    """Give the next piece of a column that is cut into pieces to another field."""

    source: Source
    column: str
    entity: str
    field: str


CellChange = JoinColumns | SetOnly | AlsoFeed
