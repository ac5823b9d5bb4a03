"""The independent counter of X12: segments by regular expressions over the raw text.

It shares the separators with the reader and no code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

PEOPLE = ("IL", "QC", "74", "GB", "03", "QD")
PAYERS = ("PR", "TT")


@dataclass(frozen=True)
class Stretch:
    """One interchange: where it begins and ends in the text, and its element and segment separators."""

    start: int
    stop: int
    element: str
    segment: str


@dataclass
class SegmentCount:
    """names: segment -> how many; "" -> stretches that are none. people, payers, others: whom NM1, N1 name.

    reasons: amounts in CAS; settlements: amounts in PLB. heads: kind of message -> how many.
    """

    names: Counter[str] = field(default_factory=Counter)
    people: int = 0
    payers: int = 0
    others: int = 0
    reasons: int = 0
    settlements: int = 0
    heads: Counter[str] = field(default_factory=Counter)

    def take(self, name: str, rest: str, element: str) -> None:
        """Counts one segment. rest: what follows its name and the separator."""
        self.names[name] += 1
        first = rest.split(element, 1)[0].strip()
        if name in ("NM1", "N1"):
            self.people += first in PEOPLE
            self.payers += first in PAYERS
            self.others += first not in (*PEOPLE, *PAYERS)
        elif name == "ST":
            self.heads[first] += 1
        elif name == "CAS":
            self.reasons += (rest.count(element) + 2) // 3
        elif name == "PLB":
            self.settlements += rest.count(element) // 2


def count_segments(text: str, stretches: Sequence[Stretch]) -> SegmentCount:
    """Everything in a file, counted."""
    count = SegmentCount()
    for one in stretches:
        element, end = re.escape(one.element), re.escape(one.segment)
        each = re.compile(
            rf"[\s\x00\x1a]*+(?:([A-Z][A-Z0-9]{{1,2}})[ \t]*{element}([^{end}]*+)"
            rf"|(?=[^{end}\s\x00\x1a])[^{end}]*+)(?:{end}|\Z)"
        )
        for found in each.finditer(text, one.start, one.stop):
            count.take(found[1] or "", found[2] or "", one.element)
    return count
