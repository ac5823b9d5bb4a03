"""The one door between pages and services: who comes through it is asked again each time.

Every way through it, those added later too, looks first whether the person is still signed in and what they
are now, and notes what a service refuses as an event (law 8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from inspect import isfunction
from typing import Any, Self, TypeVar

from portal.opened_classes import narrowed
from portal.permissions import Actor
from portal.services import refusals
from portal.services.entry import Entry
from portal.settings import Settings
from portal.visit import ProjectChoice
from storage import Storage

LOOKS = frozenset(
    {
        "overview",
        "uploads",
        "mapping",
        "mapping_column",
        "column_values",
        "try_values",
        "mapping_history",
        "compare_mapping",
        "decisions",
        "decision_examples",
        "job",
        "reading",
        "log",
        "entry",
        "go_live",
        "scope",
        "finances",
        "finance_drill",
        "trail",
        "charts",
        "chart",
        "files",
        "file",
        "picture",
        "training",
        "practice",
        "people",
        "has_people",
        "may_break_glass",
    }
)
"""Ways that only show something. All others, those added later too, change something or let it leave."""


@dataclass(frozen=True)
class Doorway:
    """visitor: the session that the visit goes by; None for the one person of a portal without sign-in."""

    store: Storage
    actor: Actor
    project: ProjectChoice
    settings: Settings
    visitor: Entry | None = None

    def __post_init__(self) -> None:
        """Whatever store it is given, no call opens more than this person's keys (ADR 30)."""
        object.__setattr__(self, "store", narrowed(self.store, self.actor))

    def _as_of_now(self) -> Self:
        """Raises SignedOut and NotHere."""
        if self.visitor is None:
            return self
        return replace(self, store=self.visitor.store, actor=self.visitor.actor_in(self.project.id))


D = TypeVar("D", bound=Doorway)


def refusals_noted(door: type[D]) -> type[D]:
    """For a class of ways through the door."""
    for name, way in list(vars(door).items()):
        if isfunction(way) and not name.startswith("_"):
            setattr(door, name, _watched(way))
    return door


def _watched(way: Callable[..., Any]) -> Callable[..., Any]:
    """A look goes by what the page being drawn has read; what does something asks anew who somebody is."""
    looks = way.__name__ in LOOKS

    @wraps(way)
    def through(door: Doorway, *asked: Any, **named: Any) -> Any:
        if not looks:
            door.store.read_anew()
        with door.store.one_moment():
            now = door._as_of_now()
            with refusals.noted(now.store, now.actor.name, now.project.id):
                return way(now, *asked, **named)

    return through
