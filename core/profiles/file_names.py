"""What a file's name says once the marks of one export are taken out: days, numbers, "copy of".

Names only say which two files are worth comparing; that they are versions of one another, their rows say.
"""

from __future__ import annotations

import re

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    "oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_COPIES = "copy of|copy|kopie|copia|copie"
_WORDS = re.compile(rf"(?<![a-z])(?:{_MONTHS}|{_COPIES})(?![a-z])")
_NO_LETTERS = re.compile(r"(?<=\d)t(?=\d)|(?<=\d)z(?![a-z])|[\d\W_]+")
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])(?:[-_. ]?([0-2]\d|3[01]))?(?!\d)")
_NUMBERED = re.compile(r"\((\d{1,4})\)\.[^.]*$|\((\d{1,4})\)$")


def plain(path: str) -> tuple[str, str]:
    """(what is left of the names of folders and file, the ending); equal for what may be versions."""
    folder, _, name = path.lower().rpartition("/")
    stem, dot, ending = name.rpartition(".")
    parts = [*folder.split("/"), stem if dot else name]
    left = (_NO_LETTERS.sub("", _WORDS.sub("", part.replace("_", " "))) for part in parts)
    return "/".join(part for part in left if part), ending if dot else ""


def newer_by_name(one: str, other: str) -> bool | None:
    """Whether `other` is named as the newer of two, by a day with its year or a number in brackets; None
    where the names do not say.
    """
    ours, theirs = _day(one), _day(other)
    if ours and theirs and ours != theirs:
        return theirs > ours
    first, second = _number(one), _number(other)
    return None if first == second else second > first


def _day(path: str) -> tuple[int, ...]:
    """Year, month and day, as far as they stand there in this order."""
    found = _DAY.search(path)
    return tuple(int(part) for part in found.groups(default="0")) if found else ()


def _number(path: str) -> int:
    found = _NUMBERED.search(path)
    return int(found.group(1) or found.group(2)) if found else 0
