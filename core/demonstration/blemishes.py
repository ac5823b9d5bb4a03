"""What is wrong with the example, on purpose and in small doses. Everything is listed here and only here.

Two kinds: what befalls single rows (`Fault`, placed by `placed`), and ways of writing that a whole table has.
`BLEMISHES` lists and counts them all for whoever is shown the example.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")

NOBODY = 99_999
"""A patient number that no patient has: of one appointment, one payment and one X-ray."""
ZERO_DATE = "0000-00-00"
NO_SUCH_DAY = "31/31/2023"
NO_SUCH_STATUS = "Zz9"
NO_SUCH_CURRENCY = "Dollars"
CELL_TOO_MANY = "see paper file"


class Fault(StrEnum):
    """What befell one row."""

    NONE = "none"
    NOBODY = "belongs to nobody"
    ALIKE = "stands there again, alike"
    DIFFERING = "stands there again, in capitals"
    ZERO_DATE = "a date of zeros"
    UNREADABLE_DATE = "a date that is none"
    UNKNOWN_STATUS = "a status that nobody knows"
    UNKNOWN_CURRENCY = "a currency that is none"
    CELL_TOO_MANY = "a cell too many"


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One row to be: what it is about and what is wrong with it."""

    item: T
    fault: Fault = Fault.NONE


def placed(
    items: Sequence[T], at: Mapping[int, Fault], again: Mapping[int, Fault] | None = None
) -> tuple[Line[T], ...]:
    """The items in order with their faults, by ordinal from 1; `again` are those that stand at the end too."""
    lines = [Line(item, at.get(place, Fault.NONE)) for place, item in enumerate(items, start=1)]
    return (*lines, *(Line(items[place - 1], fault) for place, fault in (again or {}).items()))


def sound(lines: Sequence[Line[T]]) -> tuple[T, ...]:
    """The items of the lines with which nothing is wrong."""
    return tuple(line.item for line in lines if line.fault is Fault.NONE)


def written_day(day: date, place: int) -> str:
    """Month/day/year, as the old system writes it; now and then as somebody typed it.

    place: ordinal of the row, so that the odd ones are few and always the same.
    """
    if place % 23 == 11:
        return day.isoformat()
    if place % 41 == 17:
        return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_first(day: date) -> str:
    """As the scanner's own list of documents writes it, and no other table."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def written_money(cents: int) -> str:
    """Dollars with thousands separated; what lowers a debt in parentheses."""
    text = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return f"({text})" if cents < 0 else text


def trailing_minus(cents: int) -> str:
    """As claims write what was written off: the sign at the end."""
    text = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return f"{text}-" if cents < 0 else text
