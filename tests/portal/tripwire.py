"""Calling a service with nothing behind it: whoever is let in reaches for the store, and that is all we ask.

A service asks for authority before it looks at anything, so the person and the project are all that it needs
to refuse. Everything else it is handed is a wire that goes off when it is touched.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any

from core.errors import ChartbridgeError
from portal.permissions import Actor, Elsewhere, Forbidden
from portal.visit import ProjectChoice


class Reached(Exception):
    """Somebody was let in: the service went on to its work."""


class Wire:
    """Goes off at any touch."""

    def __getattr__(self, name: str) -> Any:
        raise Reached(name)

    def opened_for(self, _opened: object) -> Wire:
        """A store that is narrowed to what its person opens is no less of a wire (ADR 30)."""
        return self

    def __bool__(self) -> bool:
        raise Reached("bool")

    def __len__(self) -> int:
        raise Reached("len")

    def __iter__(self) -> Any:
        raise Reached("iter")

    def __call__(self, *_given: Any, **_named: Any) -> Any:
        raise Reached("call")


class Answer(Enum):
    LET_IN = "let in"
    FORBIDDEN = "forbidden"
    NO_SUCH_PROJECT = "no such project"


def asked(service: Callable[..., Any], actor: Actor, project: str, **given: Any) -> Answer:
    """What becomes of one call on the word of `actor`. given: arguments that decide what it takes."""
    arguments = {
        name: given[name] if name in given else _argument(name, annotation, actor, project)
        for name, annotation, wanted in _parameters(service)
        if name in given or wanted
    }
    return answer(lambda: service(**arguments))


@cache
def _parameters(service: Callable[..., Any]) -> tuple[tuple[str, str, bool], ...]:
    """Name, annotation and whether it has to be handed in."""
    found = inspect.signature(service).parameters.values()
    return tuple((each.name, str(each.annotation), each.default is each.empty) for each in found)


def answer(call: Callable[[], Any]) -> Answer:
    try:
        call()
    except Forbidden:
        return Answer.FORBIDDEN
    except Elsewhere:
        return Answer.NO_SUCH_PROJECT
    except (Reached, ChartbridgeError, TypeError, ValueError, AttributeError):
        return Answer.LET_IN
    return Answer.LET_IN


def _argument(name: str, annotation: str, actor: Actor, project: str) -> Any:
    if name == "actor":
        return actor
    if name == "project":
        return ProjectChoice(project, "Maple Street") if "ProjectChoice" in annotation else project
    return Wire()
