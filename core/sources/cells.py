"""What stands in a workbook's cell, as text: dates in ISO 8601, whole numbers without a fraction."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

Value = str | float | int | bool | date | datetime | time | timedelta | None
EXACT = 2**53


def cell_text(value: Value) -> str:
    """The cell as text. A float beyond 2^53 is written as Python writes it, its digits being unsure."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if is_whole(value) else repr(value)
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def is_whole(value: Value) -> bool:
    """A float that stands for a whole number."""
    return isinstance(value, float) and value.is_integer() and abs(value) < EXACT


def _duration(value: timedelta) -> str:
    """Hours may exceed 24: "254:10:10"."""
    seconds = int(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
