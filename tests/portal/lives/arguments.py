"""Arguments for any way into the portal, made from its signature: every text in them is the one given.

So that whoever adds a way, or a field of what is asked for, is tried with foreign ids and planted words
without writing a line.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

NUMBER = 1
_PLAIN: dict[Any, Any] = {int: NUMBER, bool: False, float: 1.0, type(None): None, date: date(2026, 6, 15)}


def arguments(
    way: Callable[..., Any], text: str, *, leave_out: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """For every parameter of `way` but `self` and those left out, those with a default included."""
    hints = get_type_hints(way)
    names = [name for name in hints if name not in {"return", "self", *leave_out}]
    return {name: made(hints[name], text) for name in names}


def made(hint: Any, text: str) -> Any:
    """A value of that type, `text` wherever a text may stand. Raises TypeError for a type not known here."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is str or hint is Any:
        return text
    if hint is bytes:
        return text.encode()
    if hint is ZoneInfo:
        return ZoneInfo("UTC")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        fields = (field.name for field in dataclasses.fields(hint) if field.init)
        return hint(**{name: made(hints[name], text) for name in fields})
    return _of_several(hint, text)


def _of_several(hint: Any, text: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return made(next(each for each in inner if each is not type(None)), text)
    if origin is tuple:
        kept = inner[:1] if len(inner) == 2 and inner[1] is Ellipsis else inner
        return tuple(made(each, text) for each in kept)
    if origin in (list, Sequence):
        return [made(inner[0], text)]
    if origin in (frozenset, set):
        return frozenset({made(inner[0], text)})
    if origin in (dict, Mapping):
        return {made(inner[0], text): made(inner[1], text)}
    if origin is typing.Literal:
        return inner[0]
    if hint is datetime:
        return datetime(2026, 6, 15, 9, tzinfo=ZoneInfo("UTC"))
    raise TypeError(f"nothing is known about arguments of type {hint}")
