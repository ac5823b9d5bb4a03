"""What a record with broken quoting is: repaired where only one reading fits, else one reject.

The order of trials is fixed and each is judged by the lines around it: a reading is taken only if it
gives the expected number of cells. A good line is never swallowed into a damaged one (law 1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.sources.dialect import Dialect
from core.sources.tokens import Damage, Row, Tokeniser

MOST_LINES = 64
LEAST_LINES = 2
PATIENCE = 20_000
"""Lines looked through in vain before each search is kept short, so that reading stays linear."""
MOST_BYTES = 1 << 17


@dataclass(frozen=True)
class Refused:
    """A stretch that became no record; the next one starts at `stop`."""

    stop: int


class Repairer:
    """Settles damaged records of one text. width: cells of a regular record."""

    def __init__(self, tokens: Tokeniser, *, width: int) -> None:
        self.tokens = tokens
        self.width = width
        self.patience = PATIENCE

    def regular(self, data: bytes, start: int, end: int) -> bool:
        """Whether the text is over at `start`, or a record stands there that needs no judgement."""
        if start >= end or self.blank(data, start, end):
            return True
        row = self.tokens.read(data, start, end)
        if not isinstance(row, Row) or (row.loose and self.tokens.mark != b"'"):
            return False
        cells = len(row.cells)
        return cells == self.width or (self.width > 4 and self.width < 2 * cells <= 4 * self.width)

    def blank(self, data: bytes, start: int, end: int) -> bool:
        """Whether the physical line at `start` holds nothing at all."""
        return not data[start : self.tokens.line_end(data, start, end)].strip(b"\r\n")

    def swallows(self, data: bytes, start: int, end: int, row: Row) -> bool:
        """Whether a record over several lines has the wrong width and hides a good line."""
        line = self.tokens.line_end(data, start, end)
        return row.stop > line and len(row.cells) != self.width and self.regular(data, line, end)

    def settle(self, data: bytes, start: int, end: int) -> Row | Refused:
        """The damaged record at `start` as a row, or the stretch that is refused."""
        line = self.tokens.line_end(data, start, end)
        alone = self._one_line(data, start, line)
        if self.regular(data, line, end):
            return alone or Refused(line)
        if self._full(data, line, end):
            return alone or Refused(line)
        return self._lines(data, start, line, end) or alone or Refused(self._resync(data, line, end))

    def _full(self, data: bytes, line: int, end: int) -> bool:
        """Whether the line at `line` could be a whole record, however badly quoted."""
        raw = data[line : self.tokens.line_end(data, line, end)]
        return self.width > 2 and raw.count(self.tokens.cut) >= self.width - 1

    def _one_line(self, data: bytes, start: int, line: int) -> Row | None:
        raw = data[start:line].rstrip(b"\r\n")
        for cells in readings(raw, self.tokens.dialect, damage=self._damage(raw)):
            if len(cells) == self.width:
                return Row(cells, line, loose=True)
        return None

    def _damage(self, raw: bytes) -> Damage | None:
        row = self.tokens.read(raw, 0, len(raw))
        return row if isinstance(row, Damage) else None

    def _lines(self, data: bytes, start: int, line: int, end: int) -> Row | None:
        """A quoted cell over several lines with stray quotes inside."""
        for _ in range(max(LEAST_LINES, min(MOST_LINES, self.patience))):
            self.patience -= 1
            if line >= end or line - start > MOST_BYTES:
                return None
            line = self.tokens.line_end(data, line, end)
            raw = data[start:line].rstrip(b"\r\n")
            for doubled in (True, False):
                cells = lenient(raw, self.tokens.dialect, doubled=doubled)
                if cells and len(cells) == self.width and self.regular(data, line, end):
                    return Row(cells, line, loose=True)
        return None

    def _resync(self, data: bytes, line: int, end: int) -> int:
        while line < end and not self.regular(data, line, end):
            line = self.tokens.line_end(data, line, end)
        return line


def readings(raw: bytes, dialect: Dialect, *, damage: Damage | None) -> list[list[bytes]]:
    """The ways to read one line with broken quoting, most faithful first."""
    found = [lenient(raw, dialect, doubled=True), lenient(raw, dialect, doubled=False)]
    if damage and damage.closed:
        found.append(_literal(raw, dialect, damage.at))
    return [cells for cells in found if cells]


def lenient(raw: bytes, dialect: Dialect, *, doubled: bool) -> list[bytes] | None:
    """Cells where a quote closes only before a delimiter or the end; None where one stays open."""
    cells: list[bytes] = []
    at = 0
    pattern = _closing(dialect, doubled)
    while True:
        if raw.startswith(dialect.mark, at) and dialect.mark:
            match = pattern.match(raw, at)
            if match is None:
                return None
            inner = match.group(1)
            cells.append(inner.replace(dialect.mark * 2, dialect.mark) if doubled else inner)
            at = match.end()
        else:
            stop = raw.find(dialect.cut, at)
            stop = len(raw) if stop < 0 else stop
            cells.append(raw[at:stop])
            at = stop
        if at >= len(raw):
            return cells
        at += 1


def _closing(dialect: Dialect, doubled: bool) -> re.Pattern[bytes]:
    q, cut = re.escape(dialect.mark), re.escape(dialect.cut)
    over = b"(?=" + cut + b"|\\Z)"
    if doubled:
        inner = b"[^" + q + b"]|" + q + q + b"|" + q + b"(?!" + cut + b"|\\Z)"
        return re.compile(q + b"((?:" + inner + b")*+)" + q + over, re.DOTALL)
    return re.compile(q + b"(.*?)" + q + over, re.DOTALL)


def _literal(raw: bytes, dialect: Dialect, at: int) -> list[bytes] | None:
    """Cells where the opening quote of the broken cell is part of its text."""
    tokens = Tokeniser(dialect)
    head = tokens.read(raw[: max(at - 1, 0)], 0, max(at - 1, 0)) if at else None
    stop = raw.find(dialect.cut, at)
    broken = raw[at:] if stop < 0 else raw[at:stop]
    rest = tokens.read(raw, stop + 1, len(raw)) if stop >= 0 else None
    if isinstance(head, Damage) or isinstance(rest, Damage):
        return None
    return [*(head.cells if head else []), broken, *(rest.cells if rest else [])]
