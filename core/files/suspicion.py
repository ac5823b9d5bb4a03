"""What the tags of an image say against the patient under whom the old database filed it (law 2).

A number accuses only where the numbers of these images are the clinic's own at all: imaging software often
counts by itself. A name alone accuses nobody of being somebody else; with a birth date, or with a number, it
does. What people spell, marry into or mistype is a lesser difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.files.birth import born, likeness_of_days
from core.files.model import Grade, Reason, Suspicion, Tags
from core.files.names import Likeness, Name, likeness, shares_a_name, told
from core.files.people import People, Person

_SEXES = ("m", "f")

NOTHING = Suspicion(Grade.SILENT, Reason.NOTHING_SAID)


@dataclass(frozen=True)
class _Said:
    """What was compared. others: ids of other patients whom the number names."""

    name: Name = field(repr=False)
    likeness: Likeness
    birth: Likeness
    own_number: bool
    others: frozenset[str] = field(repr=False)
    twin: frozenset[str] = field(repr=False)
    namesake: frozenset[str] = field(repr=False)
    sex_differs: bool


def suspicion_of(tags: Tags, filed: Person, people: People, *, numbers_count: bool) -> Suspicion:
    """numbers_count: whether the numbers in these images are the clinic's own (see `numbers_are_ours`)."""
    said = _compared(tags, filed, people, numbers_count=numbers_count)
    if said.others and not said.own_number:
        return Suspicion(Grade.ANOTHER, Reason.NUMBER_OF_ANOTHER, _one(said.others))
    unlike = _by_name(said, filed) or _by_birth(said)
    if unlike is not None:
        return unlike
    strange = numbers_count and tags.number.strip() and not people.of_number(tags.number)
    if strange and not said.own_number and said.likeness is Likeness.NOTHING:
        return Suspicion(Grade.DISAGREES, Reason.NUMBER_UNKNOWN)
    return _lesser(said)


def _compared(tags: Tags, filed: Person, people: People, *, numbers_count: bool) -> _Said:
    name, day = told(tags.name), born(tags.birth_date)
    meant = people.of_number(tags.number) if numbers_count else frozenset()
    mine = frozenset({filed.id})
    sexes = (tags.sex.strip().casefold()[:1], filed.sex.strip().casefold()[:1])
    return _Said(
        name=name,
        likeness=likeness(name, filed.name),
        birth=likeness_of_days(day, filed.birth_date),
        own_number=numbers_count and people.is_number_of(tags.number, filed.id),
        others=meant - mine,
        twin=people.of_name_and_birth(name, day) - mine,
        namesake=people.of_name(name) - mine,
        sex_differs=sexes[0] != sexes[1] and all(each in _SEXES for each in sexes),
    )


def _by_name(said: _Said, filed: Person) -> Suspicion | None:
    if said.likeness in (Likeness.SAME, Likeness.NOTHING):
        return None
    if said.twin:
        return Suspicion(Grade.ANOTHER, Reason.NAME_OF_ANOTHER, _one(said.twin))
    known = said.own_number or said.birth is Likeness.SAME
    if said.namesake and not known:
        return Suspicion(Grade.DISAGREES, Reason.NAMESAKE, _one(said.namesake))
    if said.likeness is Likeness.CLOSE or (known and shares_a_name(said.name, filed.name)):
        return None
    return Suspicion(Grade.DISAGREES, Reason.NAME_DIFFERS)


def _by_birth(said: _Said) -> Suspicion | None:
    return Suspicion(Grade.DISAGREES, Reason.BIRTH_DIFFERS) if said.birth is Likeness.OTHER else None


def _lesser(said: _Said) -> Suspicion:
    if said.likeness in (Likeness.CLOSE, Likeness.OTHER):
        return Suspicion(Grade.CLOSE, Reason.NAME_CLOSE)
    if said.birth is Likeness.CLOSE:
        return Suspicion(Grade.CLOSE, Reason.BIRTH_CLOSE)
    agrees = said.own_number or Likeness.SAME in (said.likeness, said.birth)
    if said.sex_differs:
        return Suspicion(Grade.CLOSE, Reason.SEX_DIFFERS)
    return Suspicion(Grade.AGREES, Reason.ALL_AGREES) if agrees else NOTHING


def _one(others: frozenset[str]) -> str:
    return next(iter(others)) if len(others) == 1 else ""


FEW = 5
"""Files from which a habit can be told from chance."""


def numbers_are_ours(filed: list[tuple[Tags, str]], people: People) -> bool:
    """Whether the numbers in images are the clinic's: unless most of those with a number disagree.

    filed: tags, and the id of the one patient under whom a table files the image.
    """
    numbered = [(tags.number, own) for tags, own in filed if tags.number.strip()]
    agree = sum(people.is_number_of(number, own) for number, own in numbered)
    return len(numbered) < FEW or 2 * agree >= len(numbered)
