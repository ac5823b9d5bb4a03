"""The independent counter of HL7 v2: segments by a regular expression over the raw text."""

from __future__ import annotations

import re
from collections import Counter

STARTS = re.compile(
    r"(?:\A|(?<=[\r\n\x0b\x1c]))[ \t\x00\x1a]*+"
    r"(?:([A-Z][A-Z0-9]{2})(?![A-Za-z0-9 ])|(?=[^\s\x0b\x1c\x00\x1a]))"
)


def count_segments(text: str) -> Counter[str]:
    """Kind of segment -> how many lines begin with it; "" -> lines that begin with none."""
    return Counter(found[1] or "" for found in STARTS.finditer(text))
