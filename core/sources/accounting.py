"""Reader and counter of a text brought together: what agrees, what is a reject, and whose each byte is.

Where the two differ nobody is right until a person says so (law 1, contracts section 1): each record that was
counted there waits by itself, and what the reader alone saw stands in the text of one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import polars as pl

from core.sources.body import Body
from core.sources.counting import Counted
from core.sources.dialect import Layout
from core.sources.encoding import Text
from core.tables import Reject, Share

DIFFER = "reader_and_counter_differ"


@dataclass(frozen=True)
class Account:
    """Reader and counter brought together. keep: which of the reader's records stand."""

    keep: pl.Series | None
    rejects: tuple[tuple[int, int, str], ...]
    counted: int


def settle(starts: npt.NDArray[np.int64], body: Body, counted: Counted, layout: Layout) -> Account:
    """Where both found the same starts they agree; any other stretch waits, one reject a counted record."""
    own = body.refused
    ours = np.sort(np.concatenate([starts, np.array([start for start, _, _ in own], dtype=np.int64)]))
    theirs = counted.starts
    if len(ours) == len(theirs) and bool((ours == theirs).all()):
        return Account(None, tuple(own), len(theirs))
    stretches = _differing(ours, theirs, layout.footer)
    hidden = _lying_in(stretches, starts)
    refused = _lying_in(stretches, np.array([start for start, _, _ in own], dtype=np.int64))
    standing = [one for one, inside in zip(own, refused, strict=True) if not inside]
    rejects = sorted([*standing, *_as_counted(stretches, theirs)])
    return Account(pl.Series(~hidden), tuple(rejects), len(theirs))


def _lying_in(stretches: list[tuple[int, int]], places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which places lie in a stretch; stretches are in order and apart, and may be as many as the records."""
    begins, ends = np.array(stretches, dtype=np.int64).reshape(-1, 2).T
    last = np.searchsorted(begins, places, side="right") - 1
    return (last >= 0) & (places < ends[last]) if len(begins) else np.zeros(len(places), dtype=bool)


def _differing(ours: npt.NDArray[np.int64], theirs: npt.NDArray[np.int64], end: int) -> list[tuple[int, int]]:
    """Stretches between two common starts in which one side has a start that the other lacks."""
    common = np.intersect1d(ours, theirs)
    odd = np.setxor1d(ours, theirs)
    stretches: list[tuple[int, int]] = []
    for place in odd.tolist():
        if stretches and place < stretches[-1][1]:
            continue
        before = int(np.searchsorted(common, place))
        start = int(common[before - 1]) if before else place
        stop = int(common[before]) if before < len(common) else end
        stretches.append((start, stop))
    return stretches


def _as_counted(
    stretches: list[tuple[int, int]], theirs: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int, str]]:
    """Each stretch cut where the counter found a record to begin."""
    for start, stop in stretches:
        first, last = np.searchsorted(theirs, [start + 1, stop])
        for begins, ends in pairwise((start, *theirs[first:last].tolist(), stop)):
            yield begins, ends, DIFFER


def shares_of(counted: Counted, account: Account, text: Text) -> dict[Share, int]:
    """Bytes of the original by what they belong to; those of all tables of a text sum to its size."""
    ranges = with_rejects(counted.ranges, account.rejects)
    begin = ranges[0][1] if ranges else 0
    first, *stops = text.offsets([begin, *(stop for _, _, stop in ranges)])
    shares = dict.fromkeys(Share, 0)
    last = first if begin else 0  # a byte order mark goes with what follows it
    for (share, _, _), stop in zip(ranges, stops, strict=True):
        shares[share] += stop - last
        last = stop
    if last < text.size and (not ranges or ranges[-1][2] >= len(text.utf8)):
        shares[Share.BLANK] += text.size - last
    return {share: size for share, size in shares.items() if size}


def with_rejects(
    ranges: list[tuple[Share, int, int]], rejects: tuple[tuple[int, int, str], ...]
) -> list[tuple[Share, int, int]]:
    """Cuts the rejected stretches out of whatever the counter took them for."""
    waiting = list(reversed(rejects))
    cut: list[tuple[Share, int, int]] = []
    for share, start, stop in ranges:
        at = start
        while waiting and waiting[-1][0] < stop:
            first, last, reason = waiting.pop()
            if first > at:
                cut.append((share, at, first))
            cut.append((Share.REJECT, max(first, at), min(last, stop)))
            at = min(last, stop)
            if last > stop:
                waiting.append((stop, last, reason))
                break
        if at < stop:
            cut.append((share, at, stop))
    return cut


def rejects_of(account: Account, text: Text, layout: Layout) -> tuple[Reject, ...]:
    places = sorted({place for start, stop, _ in account.rejects for place in (start, stop)})
    original = dict(zip(places, text.offsets(places), strict=True))
    newline = layout.dialect.end
    line, last, found = 1, 0, []
    for start, stop, reason in account.rejects:
        line += text.utf8.count(newline, last, start)
        last = start
        raw = text.utf8[start:stop].rstrip(b"\r\n").decode("utf-8")
        found.append(Reject(line, raw, reason, original[start], original[stop]))
    return tuple(found)


def within(counted: Counted, start: int, stop: int) -> Counted:
    """What was counted, for the part [start, stop) of the text alone."""
    cut = [(share, max(a, start), min(b, stop)) for share, a, b in counted.ranges if a < stop and b > start]
    return replace(counted, ranges=cut)
