"""The layout of a large text from its two ends: names and dialect from the head, the footer from the tail.

The rules are those of `core.sources.layout`; only what they look at is cut to size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from core.sources.dialect import Layout
from core.sources.layout import HEAD_ROWS, Found, find_layout, footer_at, head_rows
from core.sources.sizes import Sizes
from core.sources.windows.survey import Surveyed, beginning

ROOM = 1 << 18
"""Bytes below the rows that names are judged by, so that none of these rows is torn."""


@dataclass(frozen=True)
class Head:
    """The beginning of a text as UTF-8. whole: whether that is all of it. found: the layout that it shows."""

    utf8: bytes = field(repr=False)
    whole: bool
    found: Found


def head_of(pieces: Callable[[], Iterator[bytes]], sizes: Sizes) -> Head:
    """As much as names, delimiter and quotes are judged by; more where lines are long."""
    size = sizes.head
    while True:
        utf8 = beginning(pieces(), size + 1)
        if len(utf8) <= size:
            return Head(utf8, True, find_layout(utf8))
        utf8 = _unsplit(utf8[:size])
        found = find_layout(utf8)
        if size >= sizes.most_head or _enough(utf8, found.layout):
            return Head(utf8, False, found)
        size *= 4


def _unsplit(utf8: bytes) -> bytes:
    """Without a character of which the rest is missing."""
    return utf8.decode("utf-8", "ignore").encode("utf-8")


def _enough(utf8: bytes, layout: Layout) -> bool:
    starts, rows = head_rows(utf8, layout.dialect, layout.width)
    return len(rows) >= HEAD_ROWS and starts[-1] + ROOM < len(utf8)


def held_back(seen: Surveyed, found: Found, head: Head, marks: Callable[[bytes], int]) -> int:
    """Bytes at the end of the text (as UTF-8) that are its footer.

    marks: how often a byte stands in the whole text; asked only where a footer hangs on it.
    """
    layout = found.layout
    if head.whole:
        return len(head.utf8) - layout.footer
    tail, mark = seen.last_lines(), layout.dialect.mark

    def inside(start: int) -> bool:
        if not mark or tail.find(mark, start) < 0:
            return False
        before = marks(mark) - head.utf8.count(mark, 0, layout.body) - tail.count(mark, start)
        return before % 2 == 1

    top = layout.body if seen.size <= len(seen.tail) else 0
    return len(tail) - footer_at(tail, layout.dialect, layout.width, top, inside=inside)


def spare_lines(seen: Surveyed, layout: Layout, head: Head, held: int, counts: Callable[[bytes], int]) -> int:
    """Line ends between the first record and the footer, and one."""
    end = layout.dialect.end
    every = seen.newlines if end == b"\n" else counts(end)
    tail = head.utf8 if head.whole else seen.last_lines()
    below = tail.count(end, len(tail) - held) if held else 0
    return every - head.utf8.count(end, 0, layout.body) - below + 1


def open_ended(found: Found) -> Found:
    """The layout for windows: where its footer begins is known from the end only."""
    return replace(found, layout=replace(found.layout, footer=1 << 62))
