"""The counter's quick sweep: units of a text by the parity of quotes up to each line end.

It stops at the first unit over several lines that has not the expected number of delimiters outside
quotes; `core.sources.linewise` decides there. No code is shared with the reader (law 1).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.sources.dialect import Dialect, Escape, Layout

FIRST_WINDOW = 1 << 17
LARGEST_WINDOW = 1 << 19
AFTER_DAMAGE = 24
"""Units that are counted one by one after one in doubt."""
WINDOW_AFTER_DAMAGE = 1 << 12
"""What is swept next is little, since much of a text may be damaged all over."""

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
    several = np.flatnonzero(np.diff(closed, prepend=-1) > 1)
    good = len(ends)
    starts = np.concatenate((np.zeros(1, dtype=np.int64), ends + 1))
    if len(several):
        doubtful = _doubtful(_only(view, starts[several], starts[several + 1]), layout)
        good = int(several[np.argmax(doubtful)]) if doubtful.any() else good
    return starts[:good], min(int(starts[good]), len(view))


def _only(view: Bytes, starts: Places, stops: Places) -> Bytes:
    """These ranges of the text, one behind the other; and nothing else."""
    return np.concatenate([view[a:b] for a, b in zip(starts.tolist(), stops.tolist(), strict=True)])


def _doubtful(view: Bytes, layout: Layout) -> Flags:
    """Which units are no records beyond doubt; `view` holds only such as go over several lines."""
    dialect = layout.dialect
    line_ends = np.flatnonzero(view == dialect.end[0])
    if line_ends[-1] != len(view) - 1:
        line_ends = np.append(line_ends, len(view))
    marks, cuts = np.flatnonzero(view == dialect.mark[0]), np.flatnonzero(view == dialect.cut[0])
    before = np.searchsorted(marks, line_ends)
    closed, opened = np.flatnonzero(before % 2 == 0), np.flatnonzero(before % 2 == 1)
    full = _full_lines(cuts, line_ends, opened, layout)
    amiss = opened[_opened_amiss(view, marks, before[opened], dialect)]
    doubtful: Flags = _cells(cuts, marks, line_ends[closed]) != layout.width
    doubtful |= _flagged(full, closed) | _flagged(amiss, closed)
    return doubtful


def _cells(cuts: Places, marks: Places, ends: Places) -> Places:
    """Cells of each unit: delimiters that stand outside quotes, and one."""
    outside = cuts[np.searchsorted(marks, cuts) % 2 == 0]
    return np.diff(np.searchsorted(outside, ends), prepend=0) + 1


def _full_lines(cuts: Places, line_ends: Places, opened: Places, layout: Layout) -> Places:
    """Lines that begin inside quotes and hold delimiters enough for a whole record of their own."""
    later = opened[opened < len(line_ends) - 1] + 1
    held = np.searchsorted(cuts, line_ends[later]) - np.searchsorted(cuts, line_ends[later - 1])
    return later[held >= max(layout.width - 1, 1)]


def _opened_amiss(view: Bytes, marks: Places, before: Places, dialect: Dialect) -> Flags:
    """Which lines end inside quotes because of one that stands where no cell starts."""
    at = marks[before - 1]
    allowed = [dialect.cut[0], dialect.end[0], dialect.mark[0], *(b" " if dialect.spaced else b"")]
    return (at > 0) & ~np.isin(view[at - 1], allowed)


def _flagged(lines: Places, closed: Places) -> Flags:
    """Whether any of `lines` is a line of each unit. closed: the last line of each."""
    return np.diff(np.searchsorted(lines, closed, side="right"), prepend=0) > 0
