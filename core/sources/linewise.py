"""The counter's slow way, for stretches with broken quotes: line by line, splitting and rejoining.

A unit is one record or one damaged stretch. No code is shared with the reader (law 1).
"""

from __future__ import annotations

from core.sources.dialect import Dialect, Escape, Layout

MOST_LINES = 2000
LEAST_LINES = 4
MOST_BYTES = 1 << 20


class Unended(Exception):
    """A unit was looked through to the end of what there is, and is begun again when more of it is there."""


class Patience:
    """How many lines may still be looked through in vain for the end of an open quote.

    Where a text is damaged all over, each search is kept short, so that counting stays linear.
    """

    def __init__(self, lines: int = 50_000) -> None:
        self.left = lines
        self.touched = False
        """Whether anything was looked for up to the end of what there is."""
        self.stops = False
        """Whether that raises Unended, since nothing of the search is kept then."""

    def line_after(self, data: bytes, at: int, end: int, newline: bytes) -> int:
        """As the function of that name."""
        after = line_after(data, at, end, newline)
        self.touched |= after >= end
        if self.touched and self.stops:
            raise Unended
        return after

    def most(self) -> int:
        """Lines that the next search may take."""
        return max(LEAST_LINES, min(MOST_LINES, self.left))


def line_after(data: bytes, at: int, end: int, newline: bytes) -> int:
    """Where the physical line after the one at `at` starts."""
    return data.find(newline, at, end) + 1 or end


def is_blank_line(raw: bytes, dialect: Dialect) -> bool:
    """White space alone, and no delimiter that would make it a row of empty cells."""
    return not raw.strip(b" \t\r\n\x1a") and dialect.cut not in raw


def span(data: bytes, at: int, end: int, layout: Layout, patience: Patience) -> int:
    """Where the unit that starts at `at` stops."""
    newline = layout.dialect.end
    first = patience.line_after(data, at, end, newline)
    cells = Rejoined(layout)
    cells.add(data[at:first])
    if not cells.open or not layout.dialect.mark:
        return first
    after = _closed(cells, data, first, end, newline, patience)
    if after and cells.count == layout.width and not cells.ragged:
        return after
    if _full(data, first, end, layout, patience):
        return first
    if after and cells.count == layout.width:
        return after
    if after and not _calm(data, first, end, layout, patience):
        return after
    while not _calm(data, first, end, layout, patience):
        first = patience.line_after(data, first, end, newline)
    return first


def _closed(
    cells: Rejoined, data: bytes, at: int, end: int, newline: bytes, patience: Patience
) -> int | None:
    """Adds lines until the quote is closed; None where that takes too long."""
    limit = min(at + MOST_BYTES, end)
    for used in range(patience.most()):
        if at >= limit:
            patience.left -= used
            return None
        after = patience.line_after(data, at, end, newline)
        cells.add(data[at:after])
        if not cells.open:
            return after
        at = after
    patience.left -= patience.most()
    return None


def _calm(data: bytes, at: int, end: int, layout: Layout, patience: Patience) -> bool:
    """Whether the text is over, or a blank line or a record of the right width starts here."""
    newline = layout.dialect.end
    first = patience.line_after(data, at, end, newline)
    if not data[at:first].strip(b"\r\n"):
        return True
    cells = Rejoined(layout)
    cells.add(data[at:first])
    if cells.open:
        closed = _closed(cells, data, first, end, newline, patience)
        return closed is not None and cells.count == layout.width and not cells.ragged and not cells.stray
    if cells.stray and layout.dialect.quote != "'":
        return False
    near = layout.width > 4 and layout.width / 2 < cells.count <= 2 * layout.width
    return cells.count == layout.width or near


def _full(data: bytes, at: int, end: int, layout: Layout, patience: Patience) -> bool:
    """Whether the line holds delimiters enough for a whole record, however its quotes lie."""
    raw = data[at : patience.line_after(data, at, end, layout.dialect.end)]
    return layout.width > 2 and raw.count(layout.dialect.cut) >= layout.width - 1


class Rejoined:
    """Counts cells by splitting at every delimiter and rejoining what quotes hold together."""

    def __init__(self, layout: Layout) -> None:
        self.mark, self.cut = layout.dialect.mark, layout.dialect.cut
        self.backslash = layout.dialect.escape is Escape.BACKSLASH
        self.spaced = layout.dialect.spaced
        self.count = 0
        self.open = False
        self.stray = False
        self.ragged = False
        self._marks = 0

    def add(self, raw: bytes) -> None:
        """Takes the next physical line of the record."""
        raw = raw.replace(b"\\" + self.mark, b"__") if self.backslash else raw
        pieces = raw.rstrip(b"\r\n").split(self.cut)
        if self.open:
            self._inner(pieces[0])
        else:
            self._outer(pieces[0])
        for piece in pieces[1:]:
            if self.open:
                self._inner(piece)
            else:
                self._outer(piece[1:] if self.spaced and piece.startswith(b" ") else piece)

    def _outer(self, piece: bytes) -> None:
        self.count += 1
        self._marks = 0
        self.open = bool(self.mark) and piece.startswith(self.mark)
        if self.open:
            self._inner(piece, opens=True)
        elif self.mark and self.mark in piece:
            self.stray = True

    def _inner(self, piece: bytes, *, opens: bool = False) -> None:
        self._marks += piece.count(self.mark)
        rest = piece[1:] if opens else piece
        if self._marks % 2 == 0 and piece.endswith(self.mark):
            self.open = False
            rest = rest[:-1]
        self.ragged = self.ragged or self.mark in rest.replace(self.mark * 2, b"")
