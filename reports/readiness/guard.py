"""No patient has a place in the readiness document (law 7): it is handed to people who see no charts.

The figures cannot name one; a reason that somebody typed can. Whoever writes the document hands in the
names and ids of its patients, and a place that holds one is refused before anything is laid out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from itertools import chain
from typing import Any

from core.errors import ChartbridgeError

_SHORTEST = 4
"""Shorter names and numbers are found in every text; they are looked for together with others only."""
_HALF = 3
"""Letters that each half of a name run together has at least: shorter ones are found in every word."""
_MOST_WORDS = 6
"""Words up to which a name is looked for with another word within."""
_PEOPLE_OF_THE_CLINIC = frozenset(
    {"clinic", "project", "by", "practitioner", "name", "signers", "id", "stated", "stated_by", "approved_by"}
    | {"drawn_by", "practitioners", "seed"}
)
"""Places of names that belong there: those who decide, waive and sign may be patients too. A starting number
is nobody's either, though it may be somebody's record number by chance.
"""
_YEAR = re.compile(r"(19|20)[0-9]{2}")
"""A patient's number that is a year as well is no name: files and reasons are full of years."""
_WORDS = re.compile(r"[^\W_]+")


class NamesAPatient(ChartbridgeError):
    """A text of the document names a patient. The name itself is not repeated (law 7)."""

    kind = "names_a_patient"

    def __init__(self, place: str) -> None:
        super().__init__(
            place=place,
            found="This text names a patient or a patient's number.",
            do="Please write it again without, since this document is read by people who may see no charts.",
        )


def refuse_patients(document: Any, identifiers: Iterable[str]) -> None:
    """Raise NamesAPatient where a free text of `document` holds one of `identifiers` as whole words.

    document: a frozen dataclass or a tuple of texts. identifiers: full names, record numbers,
    telephone numbers and the like, as they stand in the records.
    Those shorter than four characters are left out.
    """
    wanted = _wanted(identifiers)
    longest = max(map(len, wanted), default=0)
    for place, text in _texts(document, ""):
        if any(run in wanted for run in _runs(_words(text), longest)):
            raise NamesAPatient(place)


def names_a_patient(text: str, identifiers: Iterable[str]) -> bool:
    """Whether `text` holds one of `identifiers` as whole words, or a name among them as people shorten and
    stretch it: asked before somebody's words are kept, which can be written again.
    """
    wanted = _wanted(identifiers)
    longest = max(map(len, wanted), default=0)
    written = _written(text)
    asked = chain(
        _runs(_folded(written), longest), _stretched(written, min(longest, _MOST_WORDS)), _in_one(written)
    )
    return any(run in wanted for run in asked) or _shortened(written, wanted)


def _wanted(identifiers: Iterable[str]) -> set[tuple[str, ...]]:
    telling = (each for each in identifiers if len(each.strip()) >= _SHORTEST and not _YEAR.fullmatch(each))
    return {_words(each) for each in telling} - {()}


def _words(text: str) -> tuple[str, ...]:
    return _folded(_written(text))


def _written(text: str) -> tuple[str, ...]:
    """Without accents, which people leave out or compose in two ways, and without marks that nobody sees, as
    a soft hyphen within a name.
    """
    if text.isascii():
        return tuple(_WORDS.findall(text))
    apart = unicodedata.normalize("NFKD", text)
    return tuple(_WORDS.findall("".join(each for each in apart if not _unseen(each))))


def _unseen(letter: str) -> bool:
    return unicodedata.combining(letter) != 0 or unicodedata.category(letter) == "Cf"


def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def _stretched(words: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    """Runs but for one word within: "Maria L. Gomez". A whole word stands between names only where both are
    written as names, since "will be long" is no Will Long.
    """
    folded = _folded(words)
    for start, first in enumerate(words):
        for end in range(start + 3, min(start + longest + 1, len(words)) + 1):
            named = first.isalpha() and words[end - 1].isalpha()
            large = first[0].isupper() and words[end - 1][0].isupper()
            for at in range(start + 1, end - 1):
                if named and (large or _is_initial(words[at])):
                    yield folded[start:at] + folded[at + 1 : end]


def _in_one(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Both halves of words that may be a name run together: "MariaGomez"."""
    for word in _folded(words):
        if word.isalpha():
            yield from ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))


def _shortened(words: tuple[str, ...], wanted: set[tuple[str, ...]]) -> bool:
    """Whether a name stands there with its initial: "M. Gomez", "M. L. Gomez". Both in capitals, since
    "a long way" is no Anna Long.
    """
    told = set()
    for before, initial, last in zip(("", *words), words, words[1:], strict=False):
        if last.isalpha() and last[0].isupper() and len(last) > 1 and _is_initial(initial):
            told |= {(each.casefold(), last.casefold()) for each in (before, initial) if each.isupper()}
    return bool(told) and any(len(name) > 1 and (name[0][0], name[-1]) in told for name in wanted)


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _runs(words: tuple[str, ...], longest: int) -> Iterator[tuple[str, ...]]:
    """Every run of up to `longest` neighbouring words."""
    for start in range(len(words)):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            yield words[start:end]


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """(place in plain words, text) of everything in the document that somebody may have typed."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, each in enumerate(value, start=1):
            yield from _texts(each, f"{place} {number}")
    elif is_dataclass(value):
        for each in fields(value):
            if each.name not in _PEOPLE_OF_THE_CLINIC:
                yield from _texts(getattr(value, each.name), f"{place} {each.name.replace('_', ' ')}".strip())
