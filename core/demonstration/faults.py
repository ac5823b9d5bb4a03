"""What may befall a single row of the example, on purpose. `blemishes.py` lists everything that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    LEFT_OUT = "was left out of the export"


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One row to be: what it is about and what is wrong with it."""

    item: T
    fault: Fault = Fault.NONE


def placed(
    items: Sequence[T], at: Mapping[int, Fault], again: Mapping[int, Fault] | None = None
) -> tuple[Line[T], ...]:
    """The items in order with their faults, by ordinal from 1; `again` are those that come at the end too."""
    lines = [Line(item, at.get(place, Fault.NONE)) for place, item in enumerate(items, start=1)]
    return (*lines, *(Line(items[place - 1], fault) for place, fault in (again or {}).items()))


def written(lines: Sequence[Line[T]]) -> tuple[Line[T], ...]:
    """The lines that stand in the export."""
    return tuple(line for line in lines if line.fault is not Fault.LEFT_OUT)


def sound(lines: Sequence[Line[T]]) -> tuple[T, ...]:
    """The items of the lines with which nothing is wrong."""
    return tuple(line.item for line in lines if line.fault is Fault.NONE)
