"""The independent counter of JSON: one regular expression over the raw text and a stack of places.

It shares with the reader which places are lists by id, and no code. It also tells where each record starts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

TOKEN = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([{}\[\],])|([^\s{}\[\],:"]+)', re.DOTALL)
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
OBJECT, LIST, ROW = "{", "[", "row"


@dataclass
class _Open:
    """An open list or object. deep: a list that holds more than plain values. key: of what comes next."""

    kind: str
    path: str
    key: str | None = None
    deep: bool = False
    starts: list[int] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@dataclass
class JsonCounter:
    """listed: path -> where each element of its lists of objects starts. alone: the same of other objects."""

    keyed: Collection[str] = ()
    listed: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    alone: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _open: list[_Open] = field(default_factory=list)
    _lines: _Open = field(default_factory=lambda: _Open(LIST, ""))

    def count(self, text: str, base: int = 0, *, line: bool = False) -> None:
        """Counts one text, which begins at `base` of the whole. line: it is one of many, as in a list."""
        self._open = [self._lines] if line else []
        for token in TOKEN.finditer(text):
            string, sign, _ = token.groups()
            if sign == "}" or sign == "]":
                self._close()
            elif sign == ",":
                self._next()
            elif string is not None and self._awaits_key():
                self._name(_unescaped(string))
            else:
                self._value(sign, base + token.start())

    def records(self, path: str) -> list[int]:
        """Where the records of a table start, in the order of the text."""
        lines = self._lines.starts if path == self._lines.path and self._lines.deep else ()
        return sorted([*lines, *self.listed.get(path, ()), *self.alone.get(path, ())])

    def _awaits_key(self) -> bool:
        return bool(self._open) and self._open[-1].kind == OBJECT and self._open[-1].key is None

    def _name(self, key: str) -> None:
        top = self._open[-1]
        name, number = key, 2
        while name in top.keys:
            name, number = f"{key}.{number}", number + 1
        top.keys.add(name)
        top.key = "*" if top.path in self.keyed else name

    def _next(self) -> None:
        if self._open and self._open[-1].kind == OBJECT:
            self._open[-1].key = None

    def _value(self, sign: str | None, at: int) -> None:
        top = self._open[-1] if self._open else None
        path = _below(top)
        if top is not None and top.kind != OBJECT:
            top.starts.append(at)
            top.deep = top.deep or sign is not None
        if sign == "{" and (top is None or top.kind != LIST):
            self.alone[path].append(at)
        if sign is not None:
            inside = sign == "[" and top is not None and top.kind == LIST
            self._open.append(_Open(ROW if inside else sign, path))

    def _close(self) -> None:
        if not self._open or self._open[-1] is self._lines:
            return
        done = self._open.pop()
        if done.kind == LIST and done.deep:
            self.listed[done.path] += done.starts


def _below(top: _Open | None) -> str:
    """The path of a value in `top`."""
    if top is None:
        return ""
    step = f"column_{len(top.starts) + 1}" if top.kind == ROW else top.key or ""
    if top.kind == LIST:
        return top.path
    return f"{top.path}.{step}" if top.path else step


def _unescaped(string: str) -> str:
    """The key as it reads; halves of a pair stay halves, as the parser leaves lone ones."""
    if "\\" not in string:
        return string
    pieces = ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else ESCAPED.get(one[2], one[2]), string)
    return pieces.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
