"""How far long work is, in plain words: rows, bytes and the time that may be left."""

from __future__ import annotations

from core.progress import Going
from portal.wording import figures

_MILLION = 1_000_000


def amounts(going: Going) -> str:
    """ "1.2 million rows, 340 MB of 1.1 GB"; "" where nothing of it is known."""
    return ", ".join(part for part in (_rows(going), _size(going)) if part)


def line(going: Going, *, whole: bool = True) -> str:
    """The amounts, and the time left where it can be told. whole: it is the time until all is done."""
    return ", ".join(part for part in (amounts(going), left(going, whole=whole)) if part)


def left(going: Going, *, whole: bool = True) -> str:
    if going.left is None:
        return ""
    return f"{_about(going.left)} left" + ("" if whole else " for this step")


def _rows(going: Going) -> str:
    if not going.rows:
        return ""
    if going.rows_total > going.rows:
        return f"{_many(going.rows)} of {_many(going.rows_total)} rows"
    return "1 row" if going.rows == 1 else f"{_many(going.rows)} rows"


def _size(going: Going) -> str:
    if not going.size_total:
        return figures.size(going.size) if going.size else ""
    if going.size >= going.size_total:
        return figures.size(going.size_total)
    return f"{figures.size(going.size)} of {figures.size(going.size_total)}"


def _many(number: int) -> str:
    return f"{number / _MILLION:.1f} million" if number >= _MILLION else figures.count(number)


def _about(seconds: int) -> str:
    """Rounded as a person would, so that it does not jump at every look."""
    if seconds < 10:
        return "a few seconds"
    if seconds < 55:
        return f"about {5 * round(seconds / 5)} seconds"
    if seconds < 55 * 60:
        return f"about {figures.counted(max(1, round(seconds / 60)), 'minute')}"
    return f"about {figures.counted(max(1, round(seconds / 3600)), 'hour')}"
