"""How a birth date in an image stands to that of a patient (DICOM DA: YYYYMMDD, or YYYY.MM.DD of old)."""

from __future__ import annotations

import re
from datetime import date

from core.files.names import Likeness

_DAY = re.compile(r"(\d{4})[.\-/]?(\d{2})[.\-/]?(\d{2})")
_FILLERS = frozenset({"19000101", "18000101", "19010101", "18991230", "18991231", "00010101", "11111111"})
"""What devices write where a birth date has to stand and nobody knew it."""


def born(text: str) -> date | None:
    """None for what is no day, and for days that mean nothing."""
    found = _DAY.fullmatch(text.strip())
    if found is None or "".join(found.groups()) in _FILLERS:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def likeness_of_days(said: date | None, own: date | None) -> Likeness:
    """Close: day and month the other way round, or one digit mistyped."""
    if said is None or own is None:
        return Likeness.NOTHING
    if said == own:
        return Likeness.SAME
    swapped = (said.year, said.day, said.month) == (own.year, own.month, own.day)
    wrong = sum(a != b for a, b in zip(said.strftime("%Y%m%d"), own.strftime("%Y%m%d"), strict=True))
    return Likeness.CLOSE if swapped or wrong == 1 else Likeness.OTHER
