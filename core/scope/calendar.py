"""Working days: Monday to Friday, without the days that a clinic says it is closed. Pure, no clock."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


def is_worked(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < _SATURDAY and day not in closed


def first_worked(day: date, closed: Collection[date]) -> date:
    """`day` itself where it is worked, else the next one that is."""
    while not is_worked(day, closed):
        day += _DAY
    return day


def last_of(start: date, days: int, closed: Collection[date]) -> date:
    """The last of `days` working days (1 or more) that begin on the first worked day from `start` on."""
    day = first_worked(start, closed)
    for _ in range(days - 1):
        day = first_worked(day + _DAY, closed)
    return day
