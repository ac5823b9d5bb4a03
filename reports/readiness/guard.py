"""No patient has a place in the readiness document (law 7): it is handed to people who see no charts.

The figures cannot name one; a reason that somebody typed can. Whoever writes the document hands in the
names and ids of its patients, and a place that holds one is refused before anything is laid out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from core.errors import ChartbridgeError

_SHORTEST = 4
"""Shorter names and numbers are found in every text; they are looked for together with others only."""
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
    """Whether `text` holds one of `identifiers` as whole words: asked before somebody's words are kept."""
    wanted = _wanted(identifiers)
    longest = max(map(len, wanted), default=0)
    return any(run in wanted for run in _runs(_words(text), longest))


def _wanted(identifiers: Iterable[str]) -> set[tuple[str, ...]]:
    telling = (each for each in identifiers if len(each.strip()) >= _SHORTEST and not _YEAR.fullmatch(each))
    return {_words(each) for each in telling} - {()}


def _words(text: str) -> tuple[str, ...]:
    """In lower case and without accents, which people leave out or compose in two ways."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return tuple(word.casefold() for word in _WORDS.findall(bare))


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
