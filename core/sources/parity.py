"""The counter's quick sweep: units of a text by the parity of quotes up to each line end.

It stops at the first unit over several lines that has not the expected number of delimiters outside
quotes; `core.sources.linewise` decides there. No code is shared with the reader (law 1).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.sources.dialect import Dialect, Escape, Layout

FIRST_WINDOW = 1 << 17
LARGEST_WINDOW = 1 << 24

Places = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]


def countable(dialect: Dialect) -> bool:
    """Whether parity says anything: not where a backslash hides quotes."""
    return dialect.escape is Escape.DOUBLED


def sweep(data: bytes, at: int, end: int, *, layout: Layout, window: int) -> tuple[Places, int]:
    """(starts of the units from `at`, where the next one starts). No units where the first is in doubt."""
    while True:
        stop = min(at + window, end)
        found = _window(np.frombuffer(data, dtype=np.uint8, count=stop - at, offset=at), stop == end, layout)
        if found is not None:
            starts, length = found
            return starts + at, at + length
        if stop == end:
            return np.empty(0, dtype=np.int64), at
        window *= 2


def sweep_on(data: bytes, at: int, end: int, *, layout: Layout, window: int) -> tuple[Places, int] | None:
    """As `sweep`, where the text goes on after `end`; None where no unit ends before it."""
    while at < end:
        stop = min(at + window, end)
        found = _window(np.frombuffer(data, dtype=np.uint8, count=stop - at, offset=at), False, layout)
        if found is not None:
            starts, length = found
            return starts + at, at + length
        if stop == end:
            break
        window *= 2
    return None


def _window(view: Bytes, last: bool, layout: Layout) -> tuple[Places, int] | None:
    """(unit starts, bytes covered), or None where no unit ends in this window."""
    dialect = layout.dialect
    line_ends = np.flatnonzero(view == dialect.end[0])
    if last and (len(line_ends) == 0 or line_ends[-1] != len(view) - 1):
        line_ends = np.append(line_ends, len(view))
    odd = _odd(view, dialect)
    open_after = odd[np.minimum(line_ends, len(view) - 1)]
    closed = np.flatnonzero(~open_after)
    if not len(closed):
        return None
    ends = line_ends[closed]
    several = np.flatnonzero(np.diff(closed, prepend=-1) > 1)
    good = len(ends)
    if len(several):
        starts = np.where(several > 0, ends[several - 1] + 1, 0)
        doubtful = _cells(view, odd, starts, ends[several], dialect) != layout.width
        doubtful |= _flagged(_full_lines(view, line_ends, open_after, layout), closed, several)
        doubtful |= _flagged(_opened_amiss(view, line_ends, open_after, dialect), closed, several)
        good = int(several[np.argmax(doubtful)]) if doubtful.any() else good
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends + 1))
    return starts[:good], min(int(starts[good]), len(view))


def _odd(view: Bytes, dialect: Dialect) -> Flags:
    """Whether an odd number of quotes stands up to and with each byte."""
    if not dialect.mark:
        return np.zeros(len(view), dtype=bool)
    return np.bitwise_and(np.cumsum(view == dialect.mark[0], dtype=np.uint8), 1).view(bool)


def _cells(view: Bytes, odd: Flags, starts: Places, ends: Places, dialect: Dialect) -> Places:
    """Cells of each unit: delimiters that stand outside quotes, and one."""
    outside = np.flatnonzero((view == dialect.cut[0]) & ~odd)
    return np.searchsorted(outside, ends) - np.searchsorted(outside, starts) + 1


def _full_lines(view: Bytes, line_ends: Places, open_after: Flags, layout: Layout) -> Places:
    """Lines that begin inside quotes and hold delimiters enough for a whole record of their own."""
    later = np.flatnonzero(open_after[:-1]) + 1
    cuts = np.flatnonzero(view == layout.dialect.cut[0])
    held = np.searchsorted(cuts, line_ends[later]) - np.searchsorted(cuts, line_ends[later - 1])
    return later[held >= max(layout.width - 1, 1)]


def _opened_amiss(view: Bytes, line_ends: Places, open_after: Flags, dialect: Dialect) -> Places:
    """Lines that end inside quotes because of one that stands where no cell starts."""
    opened = np.flatnonzero(open_after)
    marks = np.flatnonzero(view == dialect.mark[0]) if dialect.mark else opened[:0]
    at = marks[np.searchsorted(marks, line_ends[opened]) - 1]
    allowed = [dialect.cut[0], dialect.end[0], dialect.mark[0], *(b" " if dialect.spaced else b"")]
    return opened[(at > 0) & ~np.isin(view[at - 1], allowed)]


def _flagged(lines: Places, closed: Places, units: Places) -> Flags:
    """Whether any of `lines` is a line of each of these units."""
    first = np.where(units > 0, closed[units - 1] + 1, 0)
    return np.searchsorted(lines, closed[units], side="right") > np.searchsorted(lines, first)
