"""Refused access is an event too (law 8), noted once at the doors through which people come.

The refused transaction was rolled back, so this is one of its own. It holds the name of what was asked for
and nothing else: not which record, not which word was searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import wraps
from inspect import isfunction
from typing import Any, Protocol, TypeVar

from portal.permissions import Actor, Forbidden
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage

A_TRY = timedelta(minutes=15)
"""Asking for the same again within this time is the same try: pages ask anew at every rerun."""


@contextmanager
def noted(store: Storage, person: str, project: str) -> Iterator[None]:
    """What is refused to `person` inside is noted in the project's trail, and refused all the same."""
    try:
        yield
    except Forbidden as refused:
        with store.begin() as work:
            facts = {"action": refused.action.value}
            since = store.clock() - A_TRY
            work.audit.append_once(project, AuditEvent.ACCESS_REFUSED, person, facts, since=since)
        raise


class Door(Protocol):
    """Whatever people come through: one person, one project, one store."""

    @property
    def store(self) -> Storage: ...

    @property
    def actor(self) -> Actor: ...

    @property
    def project(self) -> ProjectChoice: ...


D = TypeVar("D")


def noted_at_every_way(door: type[D]) -> type[D]:
    """Every way through the door, those added later too: what a service refuses there leaves an event."""
    for name, way in list(vars(door).items()):
        if isfunction(way) and not name.startswith("_"):
            setattr(door, name, _watched(way))
    return door


def _watched(way: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(way)
    def through(door: Door, *asked: Any, **named: Any) -> Any:
        with noted(door.store, door.actor.name, door.project.id):
            return way(door, *asked, **named)

    return through
