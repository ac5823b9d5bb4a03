"""What one source row ought to become: its records, and its entry in the migration log.

Written from the objects of the example and the declared clinic record, never from the export or the engine:
it is the oracle to which both are held. A reference is "entity:key"; a key is the old system's own number, or
the place of the row where its table has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

Source = tuple[str, str]
"""(file, table)."""
Value = str | int | bool | date | datetime | list[str] | None

IMPORTED, FLAGGED, SKIPPED, WAITING = "imported", "flagged", "skipped", "waiting"
MAPPED = "mapped"


@dataclass(frozen=True, slots=True)
class Made:
    """One record. fields: those that hold something; every other field of its entity is empty."""

    entity: str
    key: str
    fields: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Expected:
    """records: none where the row waits or is skipped. reasons: kinds of finding, or "mapped".

    entity: what the row would have become, where it becomes nothing.
    """

    key: str
    records: tuple[Made, ...]
    disposition: str = IMPORTED
    reasons: frozenset[str] = frozenset((MAPPED,))
    entity: str = ""


def made(entity: str, key: object, **fields: Value) -> Expected:
    """A row that becomes one record and no more."""
    return Expected(str(key), (Made(entity, str(key), fields),))


def flagged(row: Expected, *reasons: str) -> Expected:
    return Expected(row.key, row.records, FLAGGED, frozenset(reasons))


def without(row: Expected, disposition: str, reason: str) -> Expected:
    """The row with no record: it waits or is skipped."""
    return Expected(row.key, (), disposition, frozenset((reason,)), row.records[0].entity)


def with_fields(row: Expected, **fields: Value) -> Expected:
    """The row with other values in its first record; a row without records stays as it is."""
    if not row.records:
        return row
    first, *others = row.records
    return replace(row, records=(Made(first.entity, first.key, {**first.fields, **fields}), *others))


def to(entity: str, key: object) -> str:
    return f"{entity}:{key}"


def instant(day: date, minute: int = 0) -> datetime:
    """A wall clock of the Pacific coast as UTC, told by the rule that both countries kept in these years.

    Clocks go forward on the second Sunday of March and back on the first of November, at two in the morning;
    nothing here happens on those Sundays between midnight and three.
    """
    forward, back = _sunday(day.year, 3, 2), _sunday(day.year, 11, 1)
    summer = (forward < day or (day == forward and minute >= 180)) and (
        day < back or (day == back and minute < 60)
    )
    return datetime.combine(day, time(), UTC) + timedelta(hours=7 if summer else 8, minutes=minute)


def _sunday(year: int, month: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (which - 1))
