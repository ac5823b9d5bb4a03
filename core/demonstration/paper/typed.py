"""How people type: days in several ways in one column, and a few that nobody can read with certainty.

A day may be a real date of the workbook or text. Years of two digits and years with a question mark stand for
what somebody would have to look up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.demonstration.sheets.forms import MONTHS

Cell = str | int | date


@dataclass(frozen=True)
class Typed:
    """A day as it was typed. reason: the kind of finding where it cannot be read, "" where it can."""

    cell: Cell
    reason: str = ""


def typed(day: date, place: int) -> Typed:
    """The day as whoever kept row `place` typed it."""
    if place % 17 == 5:
        return Typed(f"{day.month}/{day.day}/{day.year % 100:02d}", "two_digit_year")
    if place % 23 == 8:
        return Typed(f"{day.year}?", "not_a_date")
    return Typed(_ways(day)[place % 4])


def _ways(day: date) -> tuple[Cell, ...]:
    month = MONTHS[day.month - 1]
    return (
        day,
        f"{day.month:02d}/{day.day:02d}/{day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
    )
