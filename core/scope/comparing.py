"""How two declarations differ, part by part, so that an owner reads what changed and not the whole again.

The parts are those that are approved: each source, integration, domain and post, the days, the points checked
and the terms.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.scope.declaration import Declaration

State = tuple[Declaration | None, int]
"""A declaration and the version of the terms that it is under."""


class Section(StrEnum):
    """Where a part belongs."""

    SOURCE = "source"
    INTEGRATION = "integration"
    DOMAIN = "domain"
    TEAM = "team"
    COUNTRY = "country"
    START = "start"
    CLOSED = "closed"
    NOTED = "noted"
    TERMS = "terms"


@dataclass(frozen=True)
class Difference:
    """One part. before, after: what it was and is, None where it was not or is no longer there."""

    section: Section
    name: str
    before: Any
    after: Any


def parts(state: State) -> dict[tuple[Section, str], Any]:
    """Every part of `state` by its place, in the order in which it is read."""
    declared, terms = state
    found = dict(_parts(declared)) if declared is not None else {}
    return {**found, (Section.TERMS, ""): terms} if terms else found


def _parts(declared: Declaration) -> Iterator[tuple[tuple[Section, str], Any]]:
    for source in declared.sources:
        yield (Section.SOURCE, source.name), source
    for integration in declared.integrations:
        yield (Section.INTEGRATION, integration.name), integration
    for domain in declared.domains:
        yield (Section.DOMAIN, domain.name.value), domain
    for post, name in declared.team.items():
        yield (Section.TEAM, post.value), name
    yield (Section.COUNTRY, ""), declared.country
    yield (Section.START, ""), declared.start
    yield (Section.CLOSED, ""), declared.closed
    yield (Section.NOTED, ""), declared.noted


def differences(before: State, after: State) -> tuple[Difference, ...]:
    """What differs, in the order of `after`, with what is gone at the end."""
    old, new = parts(before), parts(after)
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        Difference(*place, old.get(place), new.get(place))
        for place in places
        if old.get(place) != new.get(place)
    )
