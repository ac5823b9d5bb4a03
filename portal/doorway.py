"""The one door between pages and services: what a service refuses there is noted as an event (law 8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import isfunction
from typing import Any, TypeVar

from portal.opened_classes import narrowed
from portal.permissions import Actor
from portal.services import refusals
from portal.settings import Settings
from portal.visit import ProjectChoice
from storage import Storage


@dataclass(frozen=True)
class Doorway:
    store: Storage
    actor: Actor
    project: ProjectChoice
    settings: Settings

    def __post_init__(self) -> None:
        """Whatever store it is given, no call opens more than this person's keys (ADR 30)."""
        object.__setattr__(self, "store", narrowed(self.store, self.actor))


D = TypeVar("D", bound=Doorway)


def refusals_noted(door: type[D]) -> type[D]:
    """For a class of ways through the door, those added later too."""
    for name, way in list(vars(door).items()):
        if isfunction(way) and not name.startswith("_"):
            setattr(door, name, _watched(way))
    return door


def _watched(way: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(way)
    def through(door: Doorway, *asked: Any, **named: Any) -> Any:
        with refusals.noted(door.store, door.actor.name, door.project.id):
            return way(door, *asked, **named)

    return through
