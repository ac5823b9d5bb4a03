"""How long a move takes, as a range that computes itself from the declaration, every contribution by name.

The standard is one system that exports files, a named team and nothing open: 15 to 20 working days, most
likely 17, over four phases:

    prepare 2, 3, 3   bring over 4, 5, 6   check and learn 4, 4, 5   change over 5, 5, 6   (low, likely, high)

What differs from the standard adds working days (low, likely, high) to one phase:

    each system beyond the first                                    bring over        2, 3, 4
    each paper archive; somebody has to scan or type                bring over        3, 5, 10
    each old system in the clinic; an export has to be found        prepare           0, 1, 2
    each cloud system; its vendor has to give the export            prepare           0, 1, 4
    each stack of separate tools                                    bring over        2, 3, 5
    each further 30 tables begun, beyond 30                         bring over        0, 1, 2
    each further million records begun, beyond one million          check and learn   0, 1, 1
    each further 50,000 images begun, beyond 50,000                 check and learn   0, 1, 2
    each system whose size nobody knows                             bring over        0, 1, 3
    each integration that is connected again or replaced            check and learn   0, 1, 2
    each integration that nobody has decided                        prepare           0, 1, 3
    each three parts begun that nobody has said move or stay        prepare           0, 1, 2
    no solutions engineer named                                     prepare           0, 1, 2
    no data shaping specialist named                                bring over        0, 2, 4
    no success engineer named                                       check and learn   0, 1, 2
    no clinic champion named                                        check and learn   1, 3, 5
    images stay                                                     check and learn   -1, -1, -1
    money stays                                                     check and learn   -1, -1, -1

A phase takes a day at least. The figures are rules of thumb, written down to be argued with and no promise; a
date that comes of them is scheduled, never enforced (law 5). They are sums of what is declared, so that a
system added never shortens the plan, and low <= likely <= high always.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.scope import calendar
from core.scope.declaration import Becomes, Category, Declaration, DomainName, Post


class Phase(StrEnum):
    PREPARE = "prepare"
    BRING = "bring over"
    CHECK = "check and learn"
    CHANGE = "change over"


class Why(StrEnum):
    """What makes a plan longer or shorter than the standard."""

    MORE_SOURCES = "more sources"
    PAPER = "paper"
    LEGACY = "legacy"
    CLOUD = "cloud"
    STACK = "stack"
    TABLES = "tables"
    RECORDS = "records"
    IMAGES = "images"
    UNKNOWN_SIZE = "unknown size"
    CONNECTED = "connected"
    OPEN_INTEGRATIONS = "open integrations"
    UNDECIDED = "undecided"
    NO_SOLUTIONS_ENGINEER = "no solutions engineer"
    NO_DATA_SHAPING_SPECIALIST = "no data shaping specialist"
    NO_SUCCESS_ENGINEER = "no success engineer"
    NO_CHAMPION = "no champion"
    IMAGES_STAY = "images stay"
    MONEY_STAYS = "money stays"


@dataclass(frozen=True)
class Range:
    """Working days."""

    low: int
    likely: int
    high: int

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    def times(self, count: int) -> Range:
        return Range(self.low * count, self.likely * count, self.high * count)

    def at_least(self, days: int) -> Range:
        return Range(max(self.low, days), max(self.likely, days), max(self.high, days))


STANDARD: dict[Phase, Range] = {
    Phase.PREPARE: Range(2, 3, 3),
    Phase.BRING: Range(4, 5, 6),
    Phase.CHECK: Range(4, 4, 5),
    Phase.CHANGE: Range(5, 5, 6),
}

EACH: dict[Why, tuple[Phase, Range]] = {
    Why.MORE_SOURCES: (Phase.BRING, Range(2, 3, 4)),
    Why.PAPER: (Phase.BRING, Range(3, 5, 10)),
    Why.LEGACY: (Phase.PREPARE, Range(0, 1, 2)),
    Why.CLOUD: (Phase.PREPARE, Range(0, 1, 4)),
    Why.STACK: (Phase.BRING, Range(2, 3, 5)),
    Why.TABLES: (Phase.BRING, Range(0, 1, 2)),
    Why.RECORDS: (Phase.CHECK, Range(0, 1, 1)),
    Why.IMAGES: (Phase.CHECK, Range(0, 1, 2)),
    Why.UNKNOWN_SIZE: (Phase.BRING, Range(0, 1, 3)),
    Why.CONNECTED: (Phase.CHECK, Range(0, 1, 2)),
    Why.OPEN_INTEGRATIONS: (Phase.PREPARE, Range(0, 1, 3)),
    Why.UNDECIDED: (Phase.PREPARE, Range(0, 1, 2)),
    Why.NO_SOLUTIONS_ENGINEER: (Phase.PREPARE, Range(0, 1, 2)),
    Why.NO_DATA_SHAPING_SPECIALIST: (Phase.BRING, Range(0, 2, 4)),
    Why.NO_SUCCESS_ENGINEER: (Phase.CHECK, Range(0, 1, 2)),
    Why.NO_CHAMPION: (Phase.CHECK, Range(1, 3, 5)),
    Why.IMAGES_STAY: (Phase.CHECK, Range(-1, -1, -1)),
    Why.MONEY_STAYS: (Phase.CHECK, Range(-1, -1, -1)),
}
"""What one of each adds, and to which phase."""

_CATEGORIES = {
    Why.PAPER: Category.PAPER,
    Why.LEGACY: Category.LEGACY_PMS,
    Why.CLOUD: Category.CLOUD_SAAS,
    Why.STACK: Category.DISCONNECTED_STACK,
}
_POSTS = {
    Why.NO_SOLUTIONS_ENGINEER: Post.SOLUTIONS_ENGINEER,
    Why.NO_DATA_SHAPING_SPECIALIST: Post.DATA_SHAPING_SPECIALIST,
    Why.NO_SUCCESS_ENGINEER: Post.SUCCESS_ENGINEER,
    Why.NO_CHAMPION: Post.CLINIC_CHAMPION,
}
_TABLES, _RECORDS, _IMAGES = 30, 1_000_000, 50_000
_UNDECIDED = 3


@dataclass(frozen=True)
class Contribution:
    """count: how many of it there are, as a sentence names them. days: what they add together."""

    why: Why
    count: int
    phase: Phase
    days: Range


@dataclass(frozen=True)
class Step:
    """One phase. The dates are None where no first day is known; all of them are working days.

    begins, ends: as it most likely goes. earliest, latest: where it may begin and end at the outside.
    """

    phase: Phase
    days: Range
    begins: date | None = None
    ends: date | None = None
    earliest: date | None = None
    latest: date | None = None
    soonest_end: date | None = None


@dataclass(frozen=True)
class Plan:
    """steps: in order."""

    days: Range
    steps: tuple[Step, ...]
    contributions: tuple[Contribution, ...]

    @property
    def standard(self) -> Range:
        return _total(STANDARD)

    @property
    def longer(self) -> int:
        """Working days that this plan most likely takes beyond the standard; below zero where fewer."""
        return self.days.likely - self.standard.likely


def plan(declared: Declaration) -> Plan:
    """The plan of what is declared now, with dates where a first day is."""
    found = tuple(_contributions(declared))
    days = {phase: _of_phase(phase, found) for phase in Phase}
    return Plan(_total(days), _dated(days, declared), found)


def _contributions(declared: Declaration) -> Iterator[Contribution]:
    for why, count in _counts(declared):
        phase, each = EACH[why]
        if count:
            yield Contribution(why, count, phase, each.times(_lots(why, count)))


def _counts(declared: Declaration) -> Iterator[tuple[Why, int]]:
    sources = declared.sources
    yield Why.MORE_SOURCES, max(len(sources) - 1, 0)
    for why, category in _CATEGORIES.items():
        yield why, sum(each.category is category for each in sources)
    yield Why.TABLES, max(sum(each.tables or 0 for each in sources) - _TABLES, 0)
    yield Why.RECORDS, max(sum(each.records or 0 for each in sources) - _RECORDS, 0)
    yield Why.IMAGES, max(sum(each.images or 0 for each in sources) - _IMAGES, 0)
    yield Why.UNKNOWN_SIZE, sum(each.tables is None and each.records is None for each in sources)
    made = (Becomes.CONNECTED, Becomes.REPLACED)
    yield Why.CONNECTED, sum(each.becomes in made for each in declared.integrations)
    yield Why.OPEN_INTEGRATIONS, len(declared.open_integrations)
    yield Why.UNDECIDED, len(declared.undecided)
    for why, post in _POSTS.items():
        yield why, int(post in declared.gaps)
    yield Why.IMAGES_STAY, int(declared.domain(DomainName.IMAGES).moves is False)
    yield Why.MONEY_STAYS, int(declared.domain(DomainName.MONEY).moves is False)


def _lots(why: Why, count: int) -> int:
    """How many times the figures of EACH count: of sizes, every lot that was begun."""
    size = {Why.TABLES: _TABLES, Why.RECORDS: _RECORDS, Why.IMAGES: _IMAGES, Why.UNDECIDED: _UNDECIDED}
    return -(-count // size.get(why, 1))


def _of_phase(phase: Phase, found: tuple[Contribution, ...]) -> Range:
    days = STANDARD[phase]
    for each in found:
        days = days + each.days if each.phase is phase else days
    return days.at_least(1)


def _total(days: dict[Phase, Range]) -> Range:
    return sum(days.values(), Range(0, 0, 0))


def _dated(days: dict[Phase, Range], declared: Declaration) -> tuple[Step, ...]:
    if declared.start is None:
        return tuple(Step(phase, taken) for phase, taken in days.items())
    steps, before = [], Range(0, 0, 0)
    for phase, taken in days.items():
        until = before + taken
        steps.append(_step(phase, taken, before, until, start=declared.start, closed=declared.closed))
        before = until
    return tuple(steps)


def _step(
    phase: Phase, days: Range, before: Range, until: Range, *, start: date, closed: tuple[date, ...]
) -> Step:
    """before, until: working days gone when the phase begins and ends."""

    def worked(number: int) -> date:
        return calendar.last_of(start, number, closed)

    return Step(
        phase,
        days,
        begins=worked(before.likely + 1),
        ends=worked(until.likely),
        earliest=worked(before.low + 1),
        latest=worked(until.high),
        soonest_end=worked(until.low),
    )
