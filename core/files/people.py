"""The patients of a run as files speak of them: by number, and by name and birth date.

A number is compared trimmed and case-folded, as everywhere (contracts, section 2). Leading zeros are let go
only to agree with the patient whom a file is filed under, never to name another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from core.files.names import Name, folded

_NAMES = ("first_name", "middle_name", "last_name", "full_name", "preferred_name", "maiden_name")
_OTHER = ("chart_number", "birth_date", "sex")


@dataclass(frozen=True)
class Person:
    """id: of the record. numbers: its number in the old system, and the chart number where there is one.

    called: the name as it stands in the record.
    """

    id: str = field(repr=False)
    numbers: tuple[str, ...] = field(repr=False)
    name: Name = field(repr=False)
    birth_date: date | None = field(default=None, repr=False)
    sex: str = field(default="", repr=False)
    restricted: bool = False
    called: str = field(default="", repr=False)


class People:
    """also: numbers of records that were merged -> id of the one that stands for them."""

    def __init__(self, persons: Collection[Person], also: Mapping[str, str] | None = None) -> None:
        self._persons = {each.id: each for each in persons}
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._born: dict[tuple[frozenset[str], date], set[str]] = defaultdict(set)
        self._named: dict[frozenset[str], set[str]] = defaultdict(set)
        for each in persons:
            for number in each.numbers:
                self._numbers[_form(number)].add(each.id)
            self._named[each.name.words].add(each.id)
            if each.birth_date:
                self._born[each.name.words, each.birth_date].add(each.id)
        for number, stands in (also or {}).items():
            self._numbers[_form(number)].add(stands)
        self._numbers.pop("", None)

    def __len__(self) -> int:
        return len(self._persons)

    def get(self, own: str) -> Person | None:
        return self._persons.get(own)

    def of_number(self, number: str) -> frozenset[str]:
        """Ids of all whom a number may mean."""
        return frozenset(self._numbers.get(_form(number), ()))

    def is_number_of(self, number: str, own: str) -> bool:
        if own in self.of_number(number):
            return True
        bare = _form(number).lstrip("0")
        person = self.get(own)
        return bool(bare and person and bare in {_form(each).lstrip("0") for each in person.numbers})

    def of_name(self, name: Name) -> frozenset[str]:
        """Ids of all with exactly these family and given names."""
        return frozenset(self._named.get(name.words, ())) if name.words else frozenset()

    def of_name_and_birth(self, name: Name, born: date | None) -> frozenset[str]:
        if not name.words or born is None:
            return frozenset()
        return frozenset(self._born.get((name.words, born), ()))


def people_of(patients: pl.DataFrame, also: Mapping[str, str] | None = None) -> People:
    """patients: the published records, identity and provenance together. also: as `People`."""
    there = [name for name in (*_NAMES, *_OTHER, "restricted") if name in patients.columns]
    rows = patients.select("id", "source_id", *there).iter_rows(named=True)
    return People([_person(row) for row in rows], also)


def _person(row: Mapping[str, object]) -> Person:
    said = {name: str(row.get(name) or "") for name in _NAMES}
    born = row.get("birth_date")
    return Person(
        str(row["id"]),
        tuple(str(row[name]) for name in ("source_id", "chart_number") if row.get(name)),
        _name(said),
        born if isinstance(born, date) else None,
        str(row.get("sex") or ""),
        row.get("restricted") is True,
        " ".join(said[name] for name in ("first_name", "last_name") if said[name]) or said["full_name"],
    )


def _name(said: Mapping[str, str]) -> Name:
    """Where the parts are not kept apart, which of the words is the family name is not known."""
    if said["last_name"] or said["first_name"]:
        rest = " ".join((said["middle_name"], said["preferred_name"], said["full_name"]))
        return Name(
            folded(said["last_name"]), folded(said["first_name"]), folded(rest), folded(said["maiden_name"])
        )
    return Name((), folded(said["full_name"]), folded(said["preferred_name"]), folded(said["maiden_name"]))


def _form(number: str) -> str:
    return number.strip().casefold()
