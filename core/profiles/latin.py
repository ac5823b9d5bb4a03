"""Patterns of Rust as Python reads them, for texts in Latin letters, so that few texts need no query.

A query builds each pattern anew, which takes a thousand times as long as to look for it in a text. Both
languages mean the same by what stands here, letter for letter, as long as a text has no other characters
than these; what else white space, a digit or a letter is to one of them and not to the other is left out.
"""

from __future__ import annotations

import re
from functools import cache

_WHITE = r"\t-\r \x85\xa0"
_DIGITS = "0-9"
_LETTERS = "A-Za-zªµºÀ-ÖØ-öø-ɏˆ"
_ONE_OF = {"d": _DIGITS, "s": _WHITE, "pL": _LETTERS}
_LATIN = re.compile(r"[\x00-įĲ-žƀ-ɏˆ˜–—‘’‚“”„†‡•…‰‹›€™]*")
"""Without the three letters that are an i or an s to one of the two where case does not count."""
_PART = re.compile(r"\\pL|\\.|\(\?<(?=[a-z])|\[\^?\]?|\]|.", re.DOTALL)


def latin(text: str) -> bool:
    """Whether it may be looked at here."""
    return _LATIN.fullmatch(text) is not None


@cache
def built(regex: str) -> re.Pattern[str]:
    """The pattern of Rust `regex` for texts that are latin."""
    found, within = [], False
    for part in _PART.findall(regex):
        found.append(_within(part) if within else _outside(part))
        within = part != "]" and (within or part.startswith("["))
    return re.compile("".join(found))


def _within(part: str) -> str:
    """Of a class: [...]."""
    return _ONE_OF.get(part[1:], part) if part.startswith("\\") else part


def _outside(part: str) -> str:
    named = {"$": r"\Z", "(?<": "(?P<", r"\S": f"[^{_WHITE}]"}
    if part in named:
        return named[part]
    return f"[{_ONE_OF[part[1:]]}]" if part.startswith("\\") and part[1:] in _ONE_OF else part
