"""The independent counter of HL7 v2: lines are counted over the raw text, and nothing in them is parted.

A line is a segment where its three signs are followed by the separator that the last header names, or by the
end of the line (HL7 2.5.1, chapter 2). It shares no code with the reader (law 1).
"""

from __future__ import annotations

from collections import Counter

_ENDS = str.maketrans({"\n": "\r", "\x0b": "\r", "\x1c": "\r"})
_AROUND = " \t\x00\x1a"
_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LATER = _FIRST | frozenset("0123456789")
_HEADERS = frozenset({"MSH", "FHS", "BHS"})


def count_segments(text: str) -> Counter[str]:
    """Kind of segment -> how many lines begin with it; "" -> lines that begin with none."""
    counts: Counter[str] = Counter()
    separator = "|"
    for line in text.translate(_ENDS).split("\r"):
        written = line.strip(_AROUND)
        kind, behind = written[:3], written[3:4]
        if kind in _HEADERS and behind:
            separator = behind
        if written:
            counts[kind if _is_kind(kind) and behind in ("", separator) else ""] += 1
    return counts


def _is_kind(signs: str) -> bool:
    return len(signs) == 3 and signs[0] in _FIRST and _LATER.issuperset(signs[1:])
