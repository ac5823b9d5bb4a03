"""Reader and counter of one table of a dump brought together: what is damaged waits, and is counted once.

What the counter counted is what there is. A record stands where both saw it begin, and the reader saw nothing
else begin before the next one that was counted. Every other record that was counted is a reject, from where
it begins to where the next does: so the sum closes, and what the reader alone saw is in the text of a reject
and never imported (law 1).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.sources.dumps.statements import Broken

DIFFER = "reader_and_counter_differ"
UNREADABLE = "unreadable_tuple"


@dataclass(frozen=True)
class Settled:
    """kept: starts of the records that stand. rejects: (start, stop, why), one for each other counted record.

    alone: how many things the reader saw that were not counted.
    """

    kept: frozenset[int]
    rejects: tuple[tuple[int, int, str], ...]
    alone: int


def settle(read: Collection[int], counted: Collection[int], broken: Sequence[Broken]) -> Settled | None:
    """read: starts of the reader's records. broken: in order. None where nothing was counted."""
    theirs = sorted(counted)
    if not theirs:
        return None
    alone = sorted({*(set(read) - set(theirs)), *_uncounted(broken, theirs)})
    doubtful = {theirs[max(bisect_right(theirs, place) - 1, 0)] for place in alone}
    kept = (set(read) & set(theirs)) - doubtful
    stops = sorted({*theirs, *(one.stop for one in broken)})
    rejects = []
    for start, behind in pairwise((*theirs, max((theirs[-1], *alone[-1:])) + 1)):
        if start not in kept:
            begins = min((start, *alone[:1])) if start == theirs[0] else start
            within = bisect_left(alone, behind)
            last = max((start, *alone[max(within - 1, 0) : within]))
            after = bisect_right(stops, last)
            stop = stops[after] if after < len(stops) else last
            rejects.append((begins, stop, UNREADABLE if _is_in(broken, start) else DIFFER))
    return Settled(frozenset(kept), tuple(rejects), len(alone))


def _is_in(broken: Sequence[Broken], place: int) -> bool:
    before = bisect_right(broken, place, key=lambda one: one.start)
    return before > 0 and place < broken[before - 1].stop


def _uncounted(broken: Sequence[Broken], theirs: Sequence[int]) -> list[int]:
    """Where stretches begin that cannot be read and in which nothing was counted."""
    return [one.start for one in broken if bisect_left(theirs, one.start) == bisect_left(theirs, one.stop)]
