"""How the name in an image stands to the name of a patient: the same, nearly, another, or nothing said.

DICOM writes Family^Given^Middle^Prefix^Suffix (PS3.5, 6.2), devices write what they like. What people spell
in two ways, marry into or type the other way round is "nearly", which accuses nobody.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz.distance import OSA

Words = tuple[str, ...]
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "ł": "l", "Ł": "L", "đ": "d"})
_WORD = re.compile(r"[^\W\d_]+")
_NOBODY = frozenset(
    {
        "anonymous",
        "anonymized",
        "anonymised",
        "anonym",
        "unknown",
        "none",
        "null",
        "test",
        "patient",
        "noname",
    }
)
_SHORT, _FEW, _MANY = 3, 4, 8
"""Letters from which a name may be cut off, and from which one, and two, may differ in one spelling of it."""


class Likeness(StrEnum):
    SAME = "same"
    CLOSE = "close"
    OTHER = "other"
    NOTHING = "nothing said"


@dataclass(frozen=True)
class Name:
    """Words in lower case without accents. rest: middle and preferred names. earlier: family names before.

    A name in one piece stands under `given`, with no family name.
    """

    family: Words = field(default=(), repr=False)
    given: Words = field(default=(), repr=False)
    rest: Words = field(default=(), repr=False)
    earlier: Words = field(default=(), repr=False)

    @property
    def words(self) -> frozenset[str]:
        """What two people of one name share. A given name counts by its first word."""
        return frozenset((*self.family, *(self.given[:1] if self.family else self.given)))

    @property
    def all(self) -> frozenset[str]:
        return frozenset((*self.family, *self.given, *self.rest, *self.earlier))


def folded(text: str) -> Words:
    """The words of a name: lower case, accents folded, what is no letter between them."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def told(tag: str) -> Name:
    """The name in an image. Of several ways to write it, the first that has letters counts."""
    group = next((each for each in tag.split("=") if folded(each)), "")
    parts = [*group.split("^"), "", "", ""]
    family, given, middle = (folded(part) for part in parts[:3])
    if {*family, *given} & _NOBODY:
        return Name()
    if "^" not in group:
        return _in_one(group)
    return Name(family, given[:1], (*given[1:], *middle)) if given else Name((), family, middle)


def _in_one(text: str) -> Name:
    """ "Family, Given" has its comma; of other names in one piece nobody knows which word is which."""
    family, comma, given = text.partition(",")
    if comma and folded(given):
        words = folded(given)
        return Name(folded(family), words[:1], words[1:])
    return Name((), folded(text))


def likeness(said: Name, own: Name) -> Likeness:
    """said: in the image. own: the patient's."""
    if not said.words or not own.words:
        return Likeness.NOTHING
    if _same(said, own):
        return Likeness.SAME
    return Likeness.CLOSE if _close(said, own) else Likeness.OTHER


def _same(said: Name, own: Name) -> bool:
    if said.family and own.family:
        return said.family == own.family and said.given[:1] == own.given[:1]
    if len(said.words) == 1:
        return said.words == own.all
    return own.words <= said.words <= own.all


def _close(said: Name, own: Name) -> bool:
    """Every word of the one is a word of the other, or a spelling of it; initials and earlier names count."""
    own_words = own.all
    if not all(any(_spells(word, other) for other in own_words) for word in said.words):
        return False
    return len(said.words) > 1 or not said.words.isdisjoint((*own.family, *own.given))


def _spells(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    shorter = min(len(word), len(other))
    if word == other or (shorter >= _SHORT and _cut_off(word, other)):
        return True
    return shorter >= _FEW and OSA.distance(word, other) <= (2 if shorter >= _MANY else 1)


def _cut_off(word: str, other: str) -> bool:
    """Devices cut names that are too long for them; short names begin long ones."""
    short, long = sorted((word, other), key=len)
    return long.startswith(short)


def shares_a_name(said: Name, own: Name) -> bool:
    """Whether the given name, or the family name as it is or was, is the same."""
    given = bool(said.given[:1]) and said.given[0] in own.given[:1]
    return given or not set(said.family or said.given).isdisjoint((*own.family, *own.earlier))
