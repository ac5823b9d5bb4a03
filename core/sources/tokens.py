"""The exact tokeniser: one record at a time, as RFC 4180 writes it, over UTF-8 bytes.

It never guesses. Where the quoting breaks it says so, and `core.sources.repair` decides (law 2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from core.sources.dialect import Dialect, Escape


@dataclass(frozen=True)
class Row:
    """One record: its cells as UTF-8 bytes; it ends at `stop` (start of the next line)."""

    cells: list[bytes]
    stop: int
    loose: bool = False
    """A quote character stands inside an unquoted cell."""


@dataclass(frozen=True)
class Damage:
    """The record that starts here cannot be read as written. at: where its broken cell starts."""

    at: int
    closed: bool
    """A later quote closes the cell, but something other than a delimiter follows."""


class Tokeniser:
    """Reads records of one dialect out of one text, in [start, end)."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.cut, self.mark, self.end = dialect.cut, dialect.mark, dialect.end
        self._plain, self._quoted = _patterns(dialect)

    def line_end(self, data: bytes, start: int, end: int) -> int:
        """Offset just after the physical line that starts at `start`."""
        found = data.find(self.end, start, end)
        return end if found < 0 else found + 1

    def read(self, data: bytes, start: int, end: int) -> Row | Damage:
        """The record at `start`; `end` bounds the text."""
        cells: list[bytes] = []
        loose = False
        at = start
        while True:
            at = self._skip_space(data, at, end, bool(cells))
            if self.mark and data.startswith(self.mark, at, end):
                match = self._quoted.match(data, at, end)
                if match is None:
                    return Damage(at, closed=False)
                cells.append(self.unescape(match.group(1)))
            else:
                match = self._plain.match(data, at, end)
                cell = match.group() if match else b""
                loose = loose or bool(self.mark and self.mark in cell)
                cells.append(cell)
            here = match.end() if match else at
            stop = self.stop(data, here, end)
            if stop is not None:
                return Row(_without_return(cells, data, here, stop), stop, loose)
            if not data.startswith(self.cut, here, end):
                return Damage(at, closed=True)
            at = here + 1

    def stop(self, data: bytes, at: int, end: int) -> int | None:
        """Start of the next record if a record may end at `at`, else None."""
        if at >= end:
            return end
        if data.startswith(self.end, at, end):
            return at + 1
        if self.end == b"\n" and data.startswith(b"\r", at, end):
            if at + 1 == end:
                return end
            if data.startswith(b"\r\n", at, end):
                return at + 2
        return None

    def unescape(self, raw: bytes) -> bytes:
        """The text of a quoted cell."""
        if self.dialect.escape is Escape.BACKSLASH:
            raw = raw.replace(b"\\" + self.mark, self.mark)
        return raw.replace(self.mark * 2, self.mark)

    def _skip_space(self, data: bytes, at: int, end: int, inner: bool) -> int:
        if self.dialect.spaced and inner and data.startswith(b" ", at, end):
            return at + 1
        return at


def _without_return(cells: list[bytes], data: bytes, here: int, stop: int) -> list[bytes]:
    """Unquoted last cells keep no carriage return: it belongs to the line end."""
    if cells[-1].endswith(b"\r") and data[here - 1 : here] == b"\r" and (stop == here + 1 or stop == here):
        cells[-1] = cells[-1][:-1]
    return cells


@lru_cache(maxsize=64)
def _patterns(dialect: Dialect) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    cut, end = re.escape(dialect.cut), re.escape(dialect.end)
    plain = re.compile(b"[^" + cut + end + b"]*+")
    if not dialect.mark:
        return plain, re.compile(b"(?!)")
    q = re.escape(dialect.mark)
    if dialect.escape is Escape.BACKSLASH:
        body = b"[^" + q + b"\\\\]*+(?:(?:\\\\.|" + q + q + b")[^" + q + b"\\\\]*+)*+"
    else:
        body = b"[^" + q + b"]*+(?:" + q + q + b"[^" + q + b"]*+)*+"
    return plain, re.compile(q + b"(" + body + b")" + q, re.DOTALL)
