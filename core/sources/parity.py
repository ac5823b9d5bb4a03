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
    marks = np.flatnonzero(view == dialect.mark[0]) if dialect.mark else np.empty(0, dtype=np.int64)
    before = np.searchsorted(marks, line_ends)
    closed = np.flatnonzero(before % 2 == 0)
    if not len(closed):
        return None
    ends = line_ends[closed]
    several = np.diff(closed, prepend=-1) > 1
    good = len(ends)
    if several.any():
        doubtful = _cells(view, marks, ends, dialect) != layout.width
        doubtful |= _holds_full_line(view, line_ends, closed, layout)
        doubtful |= _opens_amiss(view, marks, before, closed, dialect)
        doubtful &= several
        good = int(np.argmax(doubtful)) if doubtful.any() else good
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends + 1))
    return starts[:good], min(int(starts[good]), len(view))


def _holds_full_line(view: Bytes, line_ends: Places, closed: Places, layout: Layout) -> Flags:
    """Units of which a later line holds delimiters enough for a whole record of its own."""
    cuts = np.flatnonzero(view == layout.dialect.cut[0])
    full = np.diff(np.searchsorted(cuts, line_ends), prepend=0) >= max(layout.width - 1, 1)
    full[np.concatenate(([0], closed[:-1] + 1))] = False
    return _any_line(full, closed)


def _opens_amiss(view: Bytes, marks: Places, before: Places, closed: Places, dialect: Dialect) -> Flags:
    """Units that run over a line end because of a quote that stands where no cell starts."""
    opened = before % 2 == 1
    at = marks[before[opened] - 1]
    allowed = [dialect.cut[0], dialect.end[0], dialect.mark[0], *(b" " if dialect.spaced else b"")]
    amiss = np.zeros(len(before), dtype=bool)
    amiss[opened] = (at > 0) & ~np.isin(view[at - 1], allowed)
    return _any_line(amiss, closed)


def _any_line(flags: Flags, closed: Places) -> Flags:
    """Whether any line of each unit is flagged."""
    return np.diff(np.cumsum(flags)[closed], prepend=0) > 0


def _cells(view: Bytes, marks: Places, ends: Places, dialect: Dialect) -> Places:
    """Cells of each unit: delimiters that stand outside quotes, and one."""
    cuts = np.flatnonzero(view == dialect.cut[0])
    outside = cuts[np.searchsorted(marks, cuts) % 2 == 0] if len(marks) else cuts
    return np.diff(np.searchsorted(outside, ends), prepend=0) + 1
