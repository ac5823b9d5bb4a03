"""What a column holds, as the Mapping page shows it: kind, formats, how figures lie, what it points at."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Lie:
    """How numbers or days lie; only for those who may see values.

    bins: (low, high, cells), as text and in order. below, above: cells far out, with a few of them.
    """

    low: str
    middle: str
    high: str
    bins: tuple[tuple[str, str, int], ...] = field(repr=False)
    below: int = 0
    above: int = 0
    far: tuple[tuple[str, int], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Points:
    """table, key: what the column's values are found in. share: of its different values, from 0 to 1."""

    table: str
    key: str
    share: float


@dataclass(frozen=True)
class Held:
    """kind: in plain words. fits: filled cells that are of it. sure: from 0 to 1.

    formats: (how it is written, cells), most frequent first. others, other_cells: not named. rare: formats
    to look at. names: whether it names every record (True), nearly every (False) or is no key (None).
    """

    kind: str
    fits: int
    filled: int
    sure: float
    formats: tuple[tuple[str, int], ...] = ()
    others: int = 0
    other_cells: int = 0
    rare: tuple[tuple[str, int], ...] = ()
    names: bool | None = None
    points: tuple[Points, ...] = ()
    lie: Lie | None = None
