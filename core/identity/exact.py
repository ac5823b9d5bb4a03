"""Who is proposed to be one person: by keys that are exactly alike, and never merged by themselves.

Two keys: a number that one record keeps of the other (a crosswalk), or name, date of birth and a telephone
number together. Records that share no key are never proposed, however alike they look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

BY_NUMBER, BY_NAME_BIRTH_PHONE = "same_by_number", "same_by_name_birth_phone"
ID, OTHER_ID, NAME, BORN, PHONES = "id", "other_id", "name", "born", "phones"
SCHEMA: dict[str, pl.DataType] = {
    ID: pl.String(),
    OTHER_ID: pl.String(),
    NAME: pl.String(),
    BORN: pl.String(),
    PHONES: pl.List(pl.String()),
}
"""What is compared: source ids, names in lower case with single spaces, ISO dates, telephones in E.164."""


@dataclass(frozen=True)
class Same:
    """Records that seem to be one person, in the order of the rows. by: the kind of the strongest key."""

    ids: tuple[str, ...]
    by: str


def proposals(people: pl.DataFrame) -> tuple[Same, ...]:
    """Groups of two and more among `people` (SCHEMA; ids are unique), first row first."""
    order = {own: place for place, own in enumerate(people[ID])}
    numbered, alike = _by_number(people), _by_name_birth_phone(people)
    linked = {own for pair in numbered for own in pair}
    found = []
    for ids in joined((*numbered, *alike)):
        by = BY_NUMBER if linked & set(ids) else BY_NAME_BIRTH_PHONE
        found.append(Same(tuple(sorted(ids, key=order.__getitem__)), by))
    return tuple(sorted(found, key=lambda same: order[same.ids[0]]))


def _by_number(people: pl.DataFrame) -> list[tuple[str, str]]:
    """Pairs of which one keeps the other's number."""
    kept = people.select(ID, OTHER_ID).drop_nulls().filter(pl.col(ID) != pl.col(OTHER_ID))
    pairs = kept.filter(pl.col(OTHER_ID).is_in(people[ID].implode()))
    return [(str(own), str(other)) for own, other in pairs.rows()]


def _by_name_birth_phone(people: pl.DataFrame) -> list[tuple[str, str]]:
    """Each record beside the first that has the same three."""
    keyed = people.select(ID, NAME, BORN, PHONES).explode(PHONES).drop_nulls()
    first = keyed.with_columns(pl.col(ID).first().over(NAME, BORN, PHONES).alias("first"))
    return [(str(own), str(one)) for own, one in first.select(ID, "first").rows() if own != one]


def joined(pairs: Iterable[tuple[str, str]]) -> Iterator[frozenset[str]]:
    """Groups that pairs hold together, each once."""
    above: dict[str, str] = {}

    def top(own: str) -> str:
        while above.setdefault(own, own) != own:
            above[own] = above[above[own]]
            own = above[own]
        return own

    for one, other in pairs:
        above[top(one)] = top(other)
    groups: dict[str, set[str]] = {}
    for own in list(above):
        groups.setdefault(top(own), set()).add(own)
    yield from (frozenset(group) for group in groups.values())
