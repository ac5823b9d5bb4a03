"""What was confirmed in other projects of the same kind of source system: columns and fields, and no value.

Isolation: only projects that the person is in are looked at, each with what they are there and may see there.
What others said counts only for people of the clinic, in projects of which they are the clinic's too; the
vendor's people recall their own words alone, so that nothing of one clinic reaches another (ADR 54).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from core.suggest.remembering import Confirmed, Memory, memory_of
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, Role, authorise
from portal.services.mapping_memory import words_of
from portal.services.mapping_standing import mapping_saved
from portal.services.mapping_versions import latest_version
from portal.services.remembered import remembered
from portal.visit import ProjectChoice
from storage import Storage, Work

MOST = 8
"""Other projects that are looked at, the newest of them."""
OF_THE_CLINIC = frozenset(Role) - {Role.VENDOR, Role.AUDITOR}


@dataclass(frozen=True)
class OtherProject:
    """A project that the person is in as well, and what they are there."""

    project: ProjectChoice
    actor: Actor


@dataclass(frozen=True)
class _Told:
    """A mapping that words are taken from. by: whose alone, "" for everybody's."""

    project: str
    version: int
    name: str = field(repr=False)
    actor: str = field(repr=False)
    by: str = field(repr=False)


Others = Callable[[], Sequence[OtherProject]]
"""Looks who is in which project, once it is known that they may look at this one."""


def no_others() -> Sequence[OtherProject]:
    return ()


def with_others(store: Storage, project: str, others: Others, *, own: Memory, reader: Actor) -> Memory:
    """`own` with what was confirmed in the others. Raises Forbidden for one in which that may not be seen.

    reader: who looks at this project, and may.
    """
    everybody = as_everybody(store)
    with everybody.read() as work:
        ours = _categories(work, project)
        there = others() if ours else ()
        told = [each for other in there[-MOST:] for each in _told(work, reader, other, ours)]
    return _together(everybody, own, tuple(told), reader.name) if told else own


def _told(work: Work, reader: Actor, other: OtherProject, ours: frozenset[str]) -> list[_Told]:
    there = other.project
    authorise(other.actor, Action.SEE_LOG, there.id)
    version = latest_version(work, there.id) if ours & _categories(work, there.id) else 0
    everybodys = {reader.role, other.actor.role} <= OF_THE_CLINIC
    by = "" if everybodys else other.actor.name
    return [_Told(there.id, version, there.name, other.actor.name, by)] if version else []


def _categories(work: Work, project: str) -> frozenset[str]:
    """What kinds of system the project leaves, as its scope declares them."""
    declared = work.scope.of(project).scope.declaration if work.scope.is_declared(project) else None
    return frozenset(each.category.value for each in declared.sources) if declared else frozenset()


@remembered(most=32)
def _together(store: Storage, own: Memory, told: tuple[_Told, ...], reader: str) -> Memory:
    found = [word for each in told for word in _words(store, each, reader)]
    return memory_of([*found, *(word for words in own.words.values() for word in words)])


def _words(store: Storage, told: _Told, reader: str) -> list[Confirmed]:
    """As words of the reader where they said them, under whatever name they have there."""
    said = words_of(mapping_saved(store, told.project, told.version), "")
    return [
        replace(word, where=told.name, by=reader if word.by == told.actor else word.by)
        for word in said
        if word.by == told.by or not told.by
    ]
