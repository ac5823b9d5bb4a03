"""A step of the mapping taken back out of order: what it changed stands as before, all else as it stands now.

A step is the difference between a version and the one before it. Whatever it touched and a later step touched
too is not turned back in silence: the step that built on it is named instead (law 2). Pure; nothing is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Facts

from core.errors import MappingInvalid
from core.mapping.fitting import named
from core.mapping.model import Mapping
from core.mapping.spots import (
    KEPT,
    NOWHERE,
    UNDER_A_HOME,
    Aspect,
    Placed,
    Source,
    Spot,
    Spots,
    Words,
    apart,
    together,
)

Columns = Facts[Source, Sequence[str]]
Sound = Callable[[Mapping], None]
"""Raises MappingInvalid for a mapping that cannot stand."""


class BuiltUpon(Exception):
    """A later step changed what is to be undone, or what it settled would have nothing to stand on."""


def undone(was: Mapping, now: Mapping, newest: Mapping, columns: Columns) -> Mapping:
    """`newest` without the step from `was` to `now`. columns: of each table, in the order of its file.

    Raises BuiltUpon. Spot by spot equal to `newest` where nothing of the step is left to undo.
    """
    if newest == now:
        return was
    made = together(turned_back(*apart(was, now, newest)), columns)
    _refuse_lost(was, newest, made)
    return made


def _refuse_lost(was: Mapping, newest: Mapping, made: Mapping) -> None:
    """A column that both sides speak of and the result does not was placed by a later step alone."""
    for table in made.tables:
        before, stands = was.table(table.source), newest.table(table.source)
        if before and stands and not named(before) & named(stands) <= named(table):
            raise BuiltUpon


def turned_back(was: Spots, now: Spots, newest: Spots) -> Spots:
    """The same, spot by spot."""
    touched = [spot for spot in was.keys() | now.keys() if was.get(spot) != now.get(spot)]
    found = dict(newest)
    back = {(s.source, s.column) for s in touched if _back_already(s, was, now, newest)}
    for spot in touched:
        if spot.aspect is not Aspect.SAID:
            _turn(spot, was, now, found)
    contents = _contents(was), _contents(now), _contents(found)
    for spot in touched:
        if spot.aspect is Aspect.SAID and (spot.source, spot.column) not in back:
            _say(spot, (was, now, found), *(each.get((spot.source, spot.column), {}) for each in contents))
    _refuse_loose(found)
    return {spot: value for spot, value in found.items() if not _said_of_nothing(spot, found)}


def _back_already(spot: Spot, was: Spots, now: Spots, newest: Spots) -> bool:
    """Whether a later step has settled it as it was before, on whoever's word that was done."""
    return spot.aspect is not Aspect.SAID and was.get(spot) == newest.get(spot) != now.get(spot)


def _turn(spot: Spot, was: Spots, now: Spots, found: Spots) -> None:
    stands = found.get(spot)
    if stands == was.get(spot):
        return
    if stands != now.get(spot):
        raise BuiltUpon
    _put(found, spot, was)


def _put(found: Spots, spot: Spot, before: Spots) -> None:
    if spot in before:
        found[spot] = before[spot]
    else:
        found.pop(spot, None)


def _contents(spots: Spots) -> dict[tuple[Source, str], Spots]:
    """By column, all that something can be said of: its place, and how its fields are read."""
    found: dict[tuple[Source, str], Spots] = {}
    for spot, value in spots.items():
        if spot.aspect is Aspect.PLACE or spot.aspect in UNDER_A_HOME:
            found.setdefault((spot.source, spot.column), {})[spot] = value
    return found


def _say(spot: Spot, spots: tuple[Spots, Spots, Spots], before: Spots, after: Spots, stands: Spots) -> None:
    """On whose word something stands goes with it: as before only where that itself is as before."""
    was, now, found = spots
    as_before = _about(spot, stands) == _about(spot, before)
    only_said = _about(spot, before) == _about(spot, after)
    there = found.get(spot)
    if only_said and there != was.get(spot) and not (as_before and there == now.get(spot)):
        raise BuiltUpon
    if as_before:
        _put(found, spot, was)


def _about(said: Spot, content: Spots) -> Spots:
    return {s: v for s, v in content.items() if s.aspect is Aspect.PLACE or s.home == said.home}


def _refuse_loose(found: Spots) -> None:
    """What was settled later about a table or field that goes would hang in the air."""
    for spot in found:
        table = Spot(spot.source, Aspect.TABLE)
        if spot.source != NOWHERE and table not in found:
            raise BuiltUpon
        if spot.aspect in UNDER_A_HOME and not _stands(spot, found):
            raise BuiltUpon


def _stands(spot: Spot, found: Spots) -> bool:
    if not _feeds(spot, found):
        return False
    steps = found.get(Spot(spot.source, Aspect.STEPS, spot.column, spot.home), ())
    whole = Spot(spot.source, Aspect.OPTION, spot.column, spot.home, spot.step, spot.option)
    known = spot.aspect is not Aspect.WORD or isinstance(found.get(whole), Words)
    return known and (spot.aspect is Aspect.STEPS or spot.step < len(steps))


def _feeds(spot: Spot, found: Spots) -> bool:
    placed: Placed | None = found.get(Spot(spot.source, Aspect.PLACE, spot.column))
    return placed is not None and spot.home in placed.homes


def _said_of_nothing(spot: Spot, found: Spots) -> bool:
    """What was said of a field or a keeping that is no more."""
    if spot.aspect is not Aspect.SAID or _feeds(spot, found):
        return False
    placed: Placed | None = found.get(Spot(spot.source, Aspect.PLACE, spot.column))
    return placed is None or spot.home != KEPT or placed.fate is None


def first_builder(
    was: Mapping, now: Mapping, later: Sequence[tuple[int, Mapping]], *, columns: Columns, sound: Sound
) -> int:
    """The number of the first later version in which the step cannot be undone any more; 0 for none of them.

    later: versions after the step in their order, with their numbers.
    """
    return next((n for n, each in later if not _undoable(was, now, each, columns, sound)), 0)


def _undoable(was: Mapping, now: Mapping, newest: Mapping, columns: Columns, sound: Sound) -> bool:
    try:
        sound(undone(was, now, newest, columns))
    except (BuiltUpon, MappingInvalid):
        return False
    return True
