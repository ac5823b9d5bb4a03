"""Numbers, sizes, dates and names as people read them, so that no one can misread them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KILO = 1000


def count(number: int) -> str:
    return f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 file", "2,004 files"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def size(number: int) -> str:
    """Bytes in the unit a person would use: 830 bytes, 12 kB, 4.1 MB."""
    if number < _KILO:
        return counted(number, "byte")
    amount, (unit, *larger) = number / _KILO, ("kB", "MB", "GB", "TB")
    while amount >= _KILO and larger:
        amount, (unit, *larger) = amount / _KILO, larger
    return f"{amount:.0f} {unit}" if amount >= 10 else f"{amount:.1f} {unit}"


def moment(at: datetime, zone: ZoneInfo) -> str:
    """ "12 Mar 2026, 14:05" in the clinic's zone."""
    local = at.astimezone(zone)
    return f"{day(local)}, {local:%H:%M}"


def day(on: date) -> str:
    """ "12 Mar 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def duration(seconds: float) -> str:
    """How long something took, to two units at most."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{hours} h {left} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def short(digest: str) -> str:
    """The first part of a digest, enough to compare by eye."""
    return digest[:12]
