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

CUT, MARK, END, RETURN, ODD = 1, 2, 3, 4, 6
"""Classes of bytes; those that part cells are the odd numbers."""
FIRST_SLICE = 1 << 16
LARGEST_SLICE = 1 << 19
"""No larger, so that what is known of a slice stays near the processor."""
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
    classes = np.frombuffer(view[start:stop].tobytes().translate(_table(dialect)), dtype=np.uint8)
    places = np.flatnonzero(classes != 0)
    kinds = classes[places]
    inside = np.logical_xor.accumulate(kinds == MARK)
    lines = np.flatnonzero(kinds == END)
    record_ends = ~inside[lines]
    ends = lines[record_ends]
    last = stop == end and (len(ends) == 0 or places[ends[-1]] != stop - start - 1)
    if last:
        places, kinds = np.append(places, stop - start), np.append(kinds, END).astype(np.uint8)
        open_end = bool(inside[-1]) if len(inside) else False
        inside, lines = np.append(inside, open_end), np.append(lines, len(places) - 1)
        record_ends, ends = np.append(record_ends, True), np.append(ends, len(places) - 1)
    if len(ends) == 0:
        return None
    found = _Places(places, kinds, inside, ends, np.flatnonzero(record_ends) + 1)
    return _judge(view, start, end, found, width=width, dialect=dialect, last=last)


@dataclass(frozen=True)
class _Places:
    """The bytes of a slice that mean something. at: offsets in the slice. kinds: what they are.

    inside: whether quotes are open after each. ends: indices of those that end a record. newlines: line
    ends up to each of these.
    """

    at: Offsets
    kinds: npt.NDArray[np.uint8]
    inside: npt.NDArray[np.bool_]
    ends: Offsets
    newlines: Offsets


def _judge(
    view: npt.NDArray[np.uint8],
    start: int,
    end: int,
    found: _Places,
    *,
    width: int,
    dialect: Dialect,
    last: bool,
) -> Stretch:
    starts = np.concatenate(([0], found.at[found.ends] + 1))
    odd = _widths(found, last) != width
    odd |= np.diff(starts) <= 1
    if width == 1:  # where a line of white space could pass for a record
        odd |= np.isin(view[starts[:-1] + start], list(b" \t\r\n\x1a"))
    odd[-1] |= last and bool(found.inside[-1])
    bad = _misplaced(view, start, end, found, dialect)
    first_bad = int(np.searchsorted(starts, bad, side="right")) - 1 if bad is not None else len(odd)
    first_odd = int(np.argmax(odd)) if odd.any() else len(odd)
    good = min(first_bad, first_odd, len(odd))
    newlines = np.concatenate(([0], found.newlines))
    stop = min(int(starts[good]) + start, end)
    passed = int(newlines[good]) - int(last and good == len(odd))
    return Stretch(start, stop, starts[:good] + start, newlines[:good], passed)


def _widths(found: _Places, last: bool) -> Offsets:
    """Cells of each record: delimiters and line ends outside quotes, from one record's end to the next."""
    parting = (found.kinds & 1) & ~found.inside.view(np.uint8)
    if last:
        parting[-1] = True
    firsts = np.concatenate(([0], found.ends[:-1] + 1))
    return np.add.reduceat(parting[: found.ends[-1] + 1], firsts, dtype=np.int64)


def _misplaced(
    view: npt.NDArray[np.uint8], start: int, end: int, found: _Places, dialect: Dialect
) -> int | None:
    """The first quote where none may stand, lone carriage return or odd byte; None where all is well."""
    places, kinds, inside = found.at, found.kinds, found.inside
    wrong = [places[np.flatnonzero(kinds == ODD)[:1]]]
    returns = places[np.flatnonzero((kinds == RETURN) & ~inside)]
    wrong.append(returns[_byte(view, returns + start + 1, end) != 10][:1])
    marks = places[np.flatnonzero(kinds == MARK)]  # one opens, the next closes
    wrong.append(_opened_amiss(view, start, marks[0::2], dialect))
    wrong.append(_closed_amiss(view, start, end, marks[1::2], dialect))
    return min((int(one[0]) for one in wrong if len(one)), default=None)


def _opened_amiss(view: npt.NDArray[np.uint8], start: int, places: Offsets, dialect: Dialect) -> Offsets:
    """The first opening quote that stands where no cell begins, if there is one."""
    later = places[1:] if len(places) and places[0] == 0 else places
    before = view[later + (start - 1)]
    fits = (before == dialect.cut[0]) | (before == 10)
    if not fits.all():
        fits |= before == dialect.mark[0]
    amiss: Offsets = later[~fits][:1]
    return amiss


def _closed_amiss(
    view: npt.NDArray[np.uint8], start: int, end: int, places: Offsets, dialect: Dialect
) -> Offsets:
    """The first closing quote that stands where no cell ends, if there is one."""
    known = places[: int(np.searchsorted(places, end - start - 1))]
    if not len(known):
        return known
    after = view[known + (start + 1)]
    doubted: Offsets = known[~((after == dialect.cut[0]) | (after == 10) | (after == dialect.mark[0]))]
    if not len(doubted):
        return doubted
    first, second = _byte(view, doubted + start + 1, end), _byte(view, doubted + start + 2, end)
    amiss: Offsets = doubted[~((first == 13) & (second == 10))][:1]
    return amiss


def _byte(view: npt.NDArray[np.uint8], at: Offsets, end: int) -> npt.NDArray[np.int64]:
    """The bytes at `at`; 256 beyond the end."""
    inside = at < end
    return np.where(inside, view[np.where(inside, at, 0)].astype(np.int64), 256)


@lru_cache(maxsize=64)
def _table(dialect: Dialect) -> bytes:
    table = bytearray(256)
    table[0] = ODD
    table[10], table[13] = END, RETURN
    table[dialect.cut[0]] = CUT
    if dialect.mark:
        table[dialect.mark[0]] = MARK
    return bytes(table)
