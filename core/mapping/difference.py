"""What differs between two versions of a mapping, as data: per table, spot by spot, and on whose word.

It is what a person reads before a mapping from elsewhere is taken, what the list of versions tells of each
step, and what undoing a step turns back (laws 2 and 3). Its words: portal/wording/mapping_difference.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.mapping.model import Mapping
from core.mapping.spots import NOWHERE, UNDER_A_HOME, Aspect, Placed, SaidSo, Source, Spot, Spots, apart


@dataclass(frozen=True)
class Change:
    """One spot that differs. was, now: what stood there and stands there, None for nothing.

    said: on whose word it stands now, or stood where it is gone; None where nobody is named. follows: it only
    comes or goes along with its table or with the field that its column feeds.
    """

    spot: Spot
    was: Any
    now: Any
    said: SaidSo | None
    follows: bool


@dataclass(frozen=True)
class TableDifference:
    """Everything that differs in one table; NOWHERE for what is about the whole mapping."""

    source: Source
    changes: tuple[Change, ...]

    @property
    def main(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if not change.follows)


def difference(was: Mapping, now: Mapping) -> tuple[TableDifference, ...]:
    """Per table in their order, what is about the whole first; nothing where both say the same."""
    both = _Both(*apart(was, now))
    by_source: dict[Source, list[Change]] = {}
    for spot in both.changed:
        by_source.setdefault(spot.source, []).append(both.change(spot))
    return tuple(TableDifference(source, _in_order(by_source[source])) for source in sorted(by_source))


class _Both:
    """Two mappings spot by spot. reread: fields of columns that are read otherwise than before."""

    def __init__(self, before: Spots, after: Spots) -> None:
        self.before, self.after = before, after
        every = before.keys() | after.keys()
        self.changed = [spot for spot in every if before.get(spot) != after.get(spot)]
        self.reread = {(s.source, s.column, s.home) for s in self.changed if s.aspect in UNDER_A_HOME}

    def change(self, spot: Spot) -> Change:
        said = _said(spot, self.after) or _said(spot, self.before)
        return Change(spot, self.before.get(spot), self.after.get(spot), said, self._follows(spot))

    def _follows(self, spot: Spot) -> bool:
        table = Spot(spot.source, Aspect.TABLE)
        if spot.source != NOWHERE and spot != table and self._one_sided(table):
            return True
        if spot.aspect is Aspect.SAID:
            return self._moved(spot) or (spot.source, spot.column, spot.home) in self.reread
        feeds = _feeds(spot, self.before) and _feeds(spot, self.after)
        return spot.aspect in UNDER_A_HOME and not feeds

    def _one_sided(self, spot: Spot) -> bool:
        return (spot in self.before) != (spot in self.after)

    def _moved(self, spot: Spot) -> bool:
        place = Spot(spot.source, Aspect.PLACE, spot.column)
        return self.before.get(place) != self.after.get(place)


def _said(spot: Spot, spots: Spots) -> SaidSo | None:
    """On whose word a spot stands: that of its field or column, the first field's where it feeds several."""
    home = spot.home
    if spot.aspect is Aspect.PLACE:
        placed: Placed | None = spots.get(spot)
        home = placed.homes[0] if placed and placed.homes else home
    return spots.get(Spot(spot.source, Aspect.SAID, spot.column, home))


def _feeds(spot: Spot, spots: Spots) -> bool:
    placed: Placed | None = spots.get(Spot(spot.source, Aspect.PLACE, spot.column))
    return placed is not None and spot.home in placed.homes


def _in_order(found: list[Change]) -> tuple[Change, ...]:
    """What is about the table first, then column by column."""
    aspects = list(Aspect)
    return tuple(sorted(found, key=lambda c: (c.spot.column, aspects.index(c.spot.aspect), c.spot)))
