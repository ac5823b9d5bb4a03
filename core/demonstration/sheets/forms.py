"""How the old systems write days and amounts: one table day first, one with its minus sign behind."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def written_day(day: date, place: int) -> str:
    """Month/day/year, as the old system writes it; now and then as somebody typed it.

    place: ordinal of the row, so that the odd ones are few and always the same.
    """
    if place % 23 == 11:
        return day.isoformat()
    if place % 41 == 17:
        return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"
    return f"{day.month:02d}/{day.day:02d}/{day.year}"


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
