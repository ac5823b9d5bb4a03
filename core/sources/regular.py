"""The fast path: proves with array arithmetic which stretches of a text are regular.

A stretch is regular when every record in it has exactly the expected number of cells, every quote
stands where one may stand, and nothing else is odd. Only proven stretches go to the vectorised
parser, because that one fills short rows and joins broken ones without a word (law 2).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from core.sources.dialect import Dialect, Escape

CUT, MARK, END, RETURN, ODD = 1, 2, 3, 4, 5
FIRST_SLICE = 1 << 16
LARGEST_SLICE = 1 << 24
FORESIGHT = 2
"""Bytes after a quote that say whether it may stand there."""

Offsets = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Stretch:
    """[start, stop) is regular. starts: offset of each record. lines: newlines before each, from start.

    passed: newlines in the whole stretch.
    """

    start: int
    stop: int
    starts: Offsets
    lines: Offsets
    passed: int


def provable(dialect: Dialect) -> bool:
    """Whether this scan knows the dialect at all."""
    return dialect.escape is Escape.DOUBLED and dialect.newline == "\n" and not dialect.spaced


def scan(
    data: bytes, start: int, end: int, *, dialect: Dialect, width: int, size: int, more: bool = False
) -> Stretch:
    """The regular stretch at `start`, at most about `size` bytes; empty where the first record is odd.

    more: the text goes on after `end`, so that nothing is proven by being last. Empty also where the
    first record does not end before it.
    """
    view = np.frombuffer(data, dtype=np.uint8)
    if more:
        return _open_ended(view, start, end, dialect=dialect, width=width, size=size)
    stop = min(start + size, end)
    while True:
        found = _slice(view, start, stop, end, dialect=dialect, width=width)
        if found is not None:
            return found
        stop = min(start + 2 * (stop - start), end)


def _open_ended(
    view: npt.NDArray[np.uint8], start: int, end: int, *, dialect: Dialect, width: int, size: int
) -> Stretch:
    none = np.empty(0, dtype=np.int64)
    last = end - FORESIGHT
    while start < last:
        found = _slice(view, start, min(start + size, last), end, dialect=dialect, width=width)
        if found is not None:
            return found
        if start + size >= last:
            break
        size *= 2
    return Stretch(start, start, none, none, 0)


def _slice(
    view: npt.NDArray[np.uint8], start: int, stop: int, end: int, *, dialect: Dialect, width: int
) -> Stretch | None:
    """None where no record ends in the slice, so that a larger one is needed."""
    piece = view[start:stop]
    classes = _table(dialect)[piece]
    places = np.flatnonzero(classes)
    kinds = classes[places]
    inside = (np.cumsum(kinds == MARK, dtype=np.uint8) & 1).astype(bool)
    is_end = (kinds == END) & ~inside
    ends = np.flatnonzero(is_end)
    last = stop == end and (len(ends) == 0 or places[ends[-1]] != stop - start - 1)
    if last:
        places, kinds = np.append(places, stop - start), np.append(kinds, END).astype(np.uint8)
        open_end = bool(inside[-1]) if len(inside) else False
        inside, ends = np.append(inside, open_end), np.append(ends, len(places) - 1)
    if len(ends) == 0:
        return None
    return _judge(view, start, end, places, kinds, inside, ends, width=width, dialect=dialect, last=last)


def _judge(
    view: npt.NDArray[np.uint8],
    start: int,
    end: int,
    places: Offsets,
    kinds: npt.NDArray[np.uint8],
    inside: npt.NDArray[np.bool_],
    ends: Offsets,
    *,
    width: int,
    dialect: Dialect,
    last: bool,
) -> Stretch:
    cuts = np.cumsum((kinds == CUT) & ~inside)[ends]
    starts = np.concatenate(([0], places[ends] + 1))
    odd = np.diff(cuts, prepend=0) != width - 1
    odd |= np.diff(starts) <= 1
    if width == 1:  # where a line of white space could pass for a record
        odd |= np.isin(view[starts[:-1] + start], list(b" \t\r\n\x1a"))
    odd[-1] |= last and bool(inside[-1])
    bad = places[_misplaced(view, start, end, places, kinds, inside, dialect.cut[0])]
    first_bad = int(np.searchsorted(starts, bad[0], side="right")) - 1 if len(bad) else len(odd)
    first_odd = int(np.argmax(odd)) if odd.any() else len(odd)
    good = min(first_bad, first_odd, len(odd))
    newlines = np.concatenate(([0], np.cumsum(kinds == END)[ends]))
    stop = min(int(starts[good]) + start, end)
    passed = int(newlines[good]) - int(last and good == len(odd))
    return Stretch(start, stop, starts[:good] + start, newlines[:good], passed)


def _misplaced(
    view: npt.NDArray[np.uint8],
    start: int,
    end: int,
    places: Offsets,
    kinds: npt.NDArray[np.uint8],
    inside: npt.NDArray[np.bool_],
    cut: int,
) -> Offsets:
    """Indices of quotes where none may stand, of lone carriage returns and of odd bytes."""
    marks = np.flatnonzero(kinds == MARK)
    wrong = np.zeros(len(places), dtype=bool)
    wrong[kinds == ODD] = True
    returns = np.flatnonzero((kinds == RETURN) & ~inside)
    wrong[returns] = _byte(view, places[returns] + start + 1, end) != 10
    if len(marks):
        at = places[marks] + start
        opening = inside[marks]
        mark = view[at[0]]
        before = np.where(places[marks] == 0, 10, view[at - 1])
        after, second = _byte(view, at + 1, end), _byte(view, at + 2, end)
        opens = (before == cut) | (before == 10) | (before == mark)
        closes = (after == cut) | (after == 10) | (after == mark) | (after == 256)
        closes |= (after == 13) & (second == 10)
        wrong[marks] = np.where(opening, ~opens, ~closes)
    return np.flatnonzero(wrong)


def _byte(view: npt.NDArray[np.uint8], at: Offsets, end: int) -> npt.NDArray[np.int64]:
    """The bytes at `at`; 256 beyond the end."""
    inside = at < end
    return np.where(inside, view[np.where(inside, at, 0)].astype(np.int64), 256)


@lru_cache(maxsize=64)
def _table(dialect: Dialect) -> npt.NDArray[np.uint8]:
    table = np.zeros(256, dtype=np.uint8)
    table[0] = ODD
    table[10], table[13] = END, RETURN
    table[dialect.cut[0]] = CUT
    if dialect.mark:
        table[dialect.mark[0]] = MARK
    return table
