"""A mapping taken apart into the smallest things that a person can settle, and put together again.

A spot is one of them: the home of a column, one option of one step, one word of a value map. Two versions are
compared spot by spot, and a step is undone spot by spot, so that what was settled since about anything else
stands (law 2). `together(apart(mapping))` gives the mapping back, rules in the order that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Facts
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from core.mapping.model import Fate, Kept, Mapping, Route, Rule, Step, TableMapping
from core.mapping.negation import STATEMENT

Source = tuple[str, str]
NOWHERE: Source = ("", "")
"""What is about the whole mapping and no table stands here."""
SETTINGS = ("system", "currency", "zone", "country")


class Aspect(StrEnum):
    """What of a mapping a spot is about, as a person reads a difference from top to bottom."""

    SETTING = "setting"
    TABLE = "table"
    KIND = "kind"
    KEY = "key"
    TOOL = "tool"
    UNPARSABLE = "unparsable"
    PLACE = "place"
    """Where a column goes: the fields that it feeds, or its fate."""
    STEPS = "steps"
    OPTION = "option"
    WORD = "word"
    BESIDE = "beside"
    """The columns whose cells are put together with those of the column."""
    ROWS = "rows"
    """Which rows the field is read from, where it is not all."""
    SAID = "said"
    """On whose word a field is fed or a column kept, why, and how sure a suggestion was."""


UNDER_A_HOME = (Aspect.STEPS, Aspect.OPTION, Aspect.WORD, Aspect.BESIDE, Aspect.ROWS)


@dataclass(frozen=True, order=True, slots=True)
class Home:
    """A field that a column feeds. nth: 0, and more where one column feeds a field of many values again."""

    entity: str
    field: str
    nth: int = 0


KEPT = Home("", "")
"""Stands for "no field": the column is kept, and somebody said so."""


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """column: "" for what no column feeds, a constant; of several put together, the first.

    step: its place among the steps of the home.
    """

    source: Source
    aspect: Aspect
    column: str = ""
    home: Home = KEPT
    step: int = 0
    option: str = ""
    word: str = ""


@dataclass(frozen=True)
class Placed:
    """Where one column goes. fate: None where it feeds fields."""

    homes: tuple[Home, ...]
    fate: Fate | None = None


@dataclass(frozen=True)
class Words:
    """In place of a value map, of which words have spots of their own. alike: those that nobody changes."""

    alike: Facts[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class SaidSo:
    by: str
    reason: str
    confidence: float | None = None


Spots = dict[Spot, Any]


def apart(*mappings: Mapping) -> tuple[Spots, ...]:
    """Every spot of each mapping with what stands there; never None.

    Of a value map only those words get spots of their own that the mappings do not share: it can be long.
    """
    wholes = [_whole(mapping) for mapping in mappings]
    maps: dict[Spot, list[Facts[str, str]]] = {}
    for spots in wholes:
        for spot, value in spots.items():
            if isinstance(value, Facts):
                maps.setdefault(spot, []).append(value)
    shared = {spot: Words(_alike(found)) for spot, found in maps.items() if _differ(found)}
    return tuple(_worded(spots, shared) for spots in wholes)


def _differ(maps: Sequence[Facts[str, str]]) -> bool:
    return any(each != maps[0] for each in maps)


def _alike(maps: Sequence[Facts[str, str]]) -> dict[str, str]:
    first, *others = maps
    return {word: code for word, code in first.items() if all(each.get(word) == code for each in others)}


def _whole(mapping: Mapping) -> Spots:
    spots: Spots = {Spot(NOWHERE, Aspect.SETTING, option=name): getattr(mapping, name) for name in SETTINGS}
    for table in mapping.tables:
        spots.update(_of_table(table))
    return spots


def _worded(spots: Spots, shared: Facts[Spot, Words]) -> Spots:
    for spot, words in shared.items():
        value = spots.get(spot)
        if isinstance(value, Facts):
            spots[spot] = words
            own = ((w, code) for w, code in value.items() if w not in words.alike)
            spots.update((replace(spot, aspect=Aspect.WORD, word=word), code) for word, code in own)
    return spots


def _of_table(table: TableMapping) -> Iterator[tuple[Spot, Any]]:
    source = table.source
    yield Spot(source, Aspect.TABLE), True
    yield Spot(source, Aspect.KIND), table.routes
    yield Spot(source, Aspect.KEY), table.key
    yield Spot(source, Aspect.TOOL), table.tool
    yield Spot(source, Aspect.UNPARSABLE), (table.unparsable, table.unparsable_by)
    homes: dict[str, list[Home]] = {}
    for rule in table.rules:
        column = rule.columns[0] if rule.columns else ""
        held = homes.setdefault(column, [])
        same = sum((home.entity, home.field) == (rule.entity, rule.field) for home in held)
        held.append(Home(rule.entity, rule.field, same))
        yield from _of_rule(source, column, held[-1], rule)
    for column, held in homes.items():
        yield Spot(source, Aspect.PLACE, column), Placed(tuple(held))
    for kept in table.kept:
        yield Spot(source, Aspect.PLACE, kept.column), Placed((), kept.fate)
        yield Spot(source, Aspect.SAID, kept.column), SaidSo(kept.by, kept.reason)


def _of_rule(source: Source, column: str, home: Home, rule: Rule) -> Iterator[tuple[Spot, Any]]:
    yield Spot(source, Aspect.SAID, column, home), SaidSo(rule.by, rule.reason, rule.confidence)
    yield Spot(source, Aspect.STEPS, column, home), tuple(step.transform for step in rule.steps)
    if rule.columns[1:]:
        yield Spot(source, Aspect.BESIDE, column, home), rule.columns[1:]
    if rule.only is not None:
        yield Spot(source, Aspect.ROWS, column, home), rule.only
    for number, step in enumerate(rule.steps):
        for name, value in step.options.items():
            yield Spot(source, Aspect.OPTION, column, home, number, name), value


def together(spots: Spots, columns: Facts[Source, Sequence[str]]) -> Mapping:
    """The mapping of these spots. columns: of each table, in the order in which its rules are to stand."""
    settings = {name: spots[Spot(NOWHERE, Aspect.SETTING, option=name)] for name in SETTINGS}
    by_source: dict[Source, Spots] = {}
    for spot, value in spots.items():
        by_source.setdefault(spot.source, {})[spot] = value
    sources = sorted(source for source in by_source if source != NOWHERE)
    tables = (_table(source, by_source[source], columns.get(source, ())) for source in sources)
    return Mapping(tuple(tables), **settings)


def _table(source: Source, spots: Spots, columns: Sequence[str]) -> TableMapping:
    fate, by = spots[Spot(source, Aspect.UNPARSABLE)]
    places = {spot.column: value for spot, value in spots.items() if spot.aspect is Aspect.PLACE}
    under = _by_home(spots)
    order = _order(places, columns)
    rules = [
        _rule(spots, source, column, home, under.get((column, home), {}))
        for column in order
        for home in places[column].homes
    ]
    routes: tuple[Route, ...] = spots[Spot(source, Aspect.KIND)]
    return TableMapping(
        *source,
        key=spots[Spot(source, Aspect.KEY)],
        routes=routes,
        rules=tuple(sorted(rules, key=lambda rule: rule.entity == STATEMENT)),
        kept=tuple(
            _kept(spots, source, column, places[column].fate) for column in order if places[column].fate
        ),
        unparsable=fate,
        unparsable_by=by,
        tool=spots[Spot(source, Aspect.TOOL)],
    )


def _order(places: Iterable[str], columns: Sequence[str]) -> list[str]:
    """As the table has its columns; what it has not comes first, as constants do."""
    number = {column: place for place, column in enumerate(columns)}
    return sorted(places, key=lambda column: (number.get(column, -1), column))


def _by_home(spots: Spots) -> dict[tuple[str, Home], Spots]:
    found: dict[tuple[str, Home], Spots] = {}
    for spot, value in spots.items():
        if spot.aspect in UNDER_A_HOME:
            found.setdefault((spot.column, spot.home), {})[spot] = value
    return found


def _rule(spots: Spots, source: Source, column: str, home: Home, under: Spots) -> Rule:
    said = spots[Spot(source, Aspect.SAID, column, home)]
    names = under[Spot(source, Aspect.STEPS, column, home)]
    steps = tuple(Step(name, _options(under, number)) for number, name in enumerate(names))
    beside = under.get(Spot(source, Aspect.BESIDE, column, home), ())
    only = under.get(Spot(source, Aspect.ROWS, column, home))
    columns = (column, *beside) if column else ()
    return Rule(columns, home.entity, home.field, steps, said.by, said.reason, said.confidence, only)


def _options(under: Spots, step: int) -> dict[str, Any]:
    options: dict[str, Any] = {}
    words: dict[str, dict[str, str]] = {}
    for spot, value in under.items():
        if spot.step == step and spot.aspect is Aspect.OPTION:
            options[spot.option] = value
        elif spot.step == step and spot.aspect is Aspect.WORD:
            words.setdefault(spot.option, {})[spot.word] = value
    return {
        name: {**value.alike, **words.get(name, {})} if isinstance(value, Words) else value
        for name, value in options.items()
    }


def _kept(spots: Spots, source: Source, column: str, fate: Fate) -> Kept:
    said = spots[Spot(source, Aspect.SAID, column)]
    return Kept(column, fate, said.by, said.reason)
