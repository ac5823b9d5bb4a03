"""The teeth that a chart speaks of, in the numbers that the old system writes: FDI or Universal.

Universal: 1 to 32, primary teeth A to T. FDI (ISO 3950): 11 to 48, primary teeth 51 to 85. Some numbers are
in both; nothing is translated, and where the numbers of a chart do not tell, it is said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.charts.model import Chart, Entry


class Notation(StrEnum):
    FDI = "FDI"
    UNIVERSAL = "Universal"
    UNTOLD = "as the old system writes them"


@dataclass(frozen=True)
class Tooth:
    """entries: what is marked on it and what was or is to be done to it."""

    number: str
    dentition: str
    entries: tuple[Entry, ...]


def teeth_of(chart: Chart) -> tuple[Notation, tuple[Tooth, ...]]:
    """The notation, and the teeth in the order of their numbers."""
    marked = [(str(each.value("tooth")).strip().upper(), each) for each in chart.everything if _has(each)]
    notation = notation_of(number for number, _ in marked)
    numbers = sorted(dict.fromkeys(number for number, _ in marked), key=_order)
    teeth = (_tooth(number, [e for n, e in marked if n == number], notation) for number in numbers)
    return notation, tuple(teeth)


def notation_of(numbers: Iterable[str]) -> Notation:
    given = {number for number in numbers if number}
    universal = any(re.fullmatch(r"[A-T]S?", each) or _whole(each) in _ONLY_UNIVERSAL for each in given)
    fdi = any(_whole(each) in _ONLY_FDI for each in given)
    if universal == fdi:
        return Notation.UNTOLD
    return Notation.UNIVERSAL if universal else Notation.FDI


def dentition_of(number: str, notation: Notation) -> str:
    """ "permanent", "primary", or "" where the number does not tell."""
    whole = _whole(number)
    if notation is Notation.UNIVERSAL:
        return "primary" if re.fullmatch(r"[A-T]S?", number) else "permanent" if 1 <= whole <= 32 else ""
    if notation is Notation.FDI:
        return "permanent" if whole in _FDI_PERMANENT else "primary" if whole in _FDI_PRIMARY else ""
    return ""


_FDI_PERMANENT = {10 * quadrant + place for quadrant in range(1, 5) for place in range(1, 9)}
_FDI_PRIMARY = {10 * quadrant + place for quadrant in range(5, 9) for place in range(1, 6)}
_ONLY_FDI = {each for each in _FDI_PERMANENT | _FDI_PRIMARY if each > 32}
_ONLY_UNIVERSAL = set(range(1, 33)) - _FDI_PERMANENT


def _whole(number: str) -> int:
    return int(number) if re.fullmatch(r"[0-9]{1,2}", number) else 0


def _order(number: str) -> tuple[int, str]:
    return (_whole(number), number)


def _has(entry: Entry) -> bool:
    return bool(str(entry.value("tooth") or "").strip())


def _tooth(number: str, entries: list[Entry], notation: Notation) -> Tooth:
    said = next((str(each.value("dentition")) for each in entries if each.value("dentition")), "")
    return Tooth(number, said or dentition_of(number, notation), tuple(entries))
