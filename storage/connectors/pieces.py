"""The records of a JSON text, cut out of it as they stand: 1.10 stays 1.10, and no key is put in order.

A parsed and rewritten record would not be what was sent (law 4). The standard library says where a value
ends; only objects and lists on the way to the records are walked here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

_DECODER = json.JSONDecoder()
_SPACE = " \t\r\n"


class NotThere(ValueError):
    """The text is no JSON, or there is no list at the path."""


def records_at(text: str, path: Sequence[str]) -> Iterator[str]:
    """Each item of the list at `path`, on one line. [] is the text itself. Raises NotThere."""
    start = _find(text, _skip(text, 0), path)
    if start is None:
        return
    yield from (one_line(text[a:b]) for a, b in _items(text, start))


def value_at(text: str, path: Sequence[str]) -> object:
    """The value at `path`, None where there is none. Raises NotThere where the text is no JSON."""
    start = _find(text, _skip(text, 0), path)
    return None if start is None else _decoded(text, start)[0]


def piece_at(text: str, path: Sequence[str]) -> str | None:
    """The value at `path` as it stands, on one line; None where there is none. Raises NotThere."""
    start = _find(text, _skip(text, 0), path)
    return None if start is None else one_line(text[start : _decoded(text, start)[1]])


def one_line(text: str) -> str:
    """Line ends stand between the tokens of a JSON text only, never inside them (RFC 8259, 7)."""
    return text.replace("\r", " ").replace("\n", " ")


def _find(text: str, at: int, path: Sequence[str]) -> int | None:
    """Where the value at `path` starts; None where a key is missing or null stands in the way."""
    for key in path:
        if text.startswith("null", at):
            return None
        found = next((start for name, start, _ in _members(text, at) if name == key), None)
        if found is None:
            return None
        at = found
    return None if text.startswith("null", at) else at


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """(key, start and end of its value) of the object at `at`."""
    at = _mark(text, at, "{")
    while not text.startswith("}", at):
        name, after = _decoded(text, at)
        start = _skip(text, _mark(text, after, ":"))
        _, end = _decoded(text, start)
        yield str(name), start, end
        at = _next(text, end, "}")


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    at = _mark(text, at, "[")
    while not text.startswith("]", at):
        _, end = _decoded(text, at)
        yield at, end
        at = _next(text, end, "]")


def _next(text: str, at: int, closing: str) -> int:
    """After a comma, or at the closing mark."""
    at = _skip(text, at)
    return at if text.startswith(closing, at) else _mark(text, at, ",")


def _mark(text: str, at: int, mark: str) -> int:
    at = _skip(text, at)
    if not text.startswith(mark, at):
        raise NotThere(mark)
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in _SPACE:
        at += 1
    return at


def _decoded(text: str, at: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        raise NotThere("value") from error
