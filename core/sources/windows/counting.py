"""The counter's side of a window; it shares no code with the reader's side (law 1).

It looks at the same bytes and keeps its own place in the text. A unit whose end it had to look for up to
the end of the window is counted when more of the text is there.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from core.sources.counting import Counted, merged, outside, special
from core.sources.dialect import Layout
from core.sources.linewise import Patience, Unended, span
from core.sources.parity import (
    AFTER_DAMAGE,
    FIRST_WINDOW,
    LARGEST_WINDOW,
    WINDOW_AFTER_DAMAGE,
    countable,
    sweep,
    sweep_on,
)
from core.tables import Share

Units = npt.NDArray[np.int64]
NONE: Units = np.empty(0, dtype=np.int64)


class WindowCounter:
    """Counts one table from above to below. at: offset in the text of what is counted next."""

    def __init__(self, layout: Layout, heading: bytes, *, reach: int) -> None:
        self.layout, self.heading, self.reach = layout, heading, reach
        self.at = layout.body
        self._patience = Patience()
        self._countable = countable(layout.dialect)
        self._one_by_one = 0
        self._window = FIRST_WINDOW
        self._torn = False
        self.sound_only = self.beyond = False
        """Whether nothing is counted that lies beyond the reach, and whether that was met."""

    def count(self, data: bytes, base: int, end: int, *, more: bool) -> Counted:
        """What was counted now; offsets are those of `data`. more: the text goes on after `end`."""
        at = start = self.at - base
        found: list[Units] = []
        while at < end:
            units, went = self._swept(data, at, end, more)
            if went == at and units is not None:
                units, went = self._spanned(data, at, end, more)
            if units is None or went == at:
                break
            found.append(units)
            at = went
        self.at = at + base
        return self._told(data, np.concatenate([NONE, *found]), start, at)

    def _swept(self, data: bytes, at: int, end: int, more: bool) -> tuple[Units | None, int]:
        """None where more of the text is needed; (nothing, at) where it has to go unit by unit."""
        if not self._countable or self._one_by_one or self._torn:
            return NONE, at
        look = sweep_on if more else sweep
        found = look(data, at, end, layout=self.layout, window=self._window)
        if found is None:
            if self._waits(at, end):
                self.beyond |= end - at >= self.reach
                return None, at
            found = (NONE, at)
        units, went = found
        self._window = min(self._window * 4, LARGEST_WINDOW) if len(units) else WINDOW_AFTER_DAMAGE
        self._one_by_one = 0 if len(units) else AFTER_DAMAGE
        return units, went

    def _spanned(self, data: bytes, at: int, end: int, more: bool) -> tuple[Units, int]:
        unit = np.array([at], dtype=np.int64)
        if self._torn:
            stop = data.find(self.layout.dialect.end, at, end) + 1 or end
            self._torn = stop == end
            return unit, stop
        patience, left = self._patience, self._patience.left
        patience.touched, patience.stops = False, more and self._waits(at, end)
        try:
            stop = span(data, at, end, self.layout, patience)
        except Unended:
            patience.left = left
            self.beyond |= end - at >= self.reach
            return NONE, at
        self._torn = patience.touched and more and stop >= end
        self._one_by_one = max(0, self._one_by_one - 1)
        return unit, stop

    def _waits(self, at: int, end: int) -> bool:
        """Whether a unit that goes on after `end` is counted only when more of the text is there."""
        return self.sound_only or end - at < self.reach

    def _told(self, data: bytes, units: Units, start: int, stop: int) -> Counted:
        """Records, and the ranges of [start, stop)."""
        here = Layout(self.layout.dialect, self.layout.width, None, start, start, stop)
        apart = special(data, units, here, heading=self.heading)
        ranges, at = [], start
        for index, share in apart:
            first = int(units[index])
            last = int(units[index + 1]) if index + 1 < len(units) else stop
            ranges += [(Share.RECORD, at, first), (share, first, last)]
            at = last
        ranges.append((Share.RECORD, at, stop))
        return Counted(np.delete(units, [index for index, _ in apart]), merged(ranges))


def above(head: bytes, layout: Layout) -> list[tuple[Share, int, int]]:
    """Whose the bytes before the first record are."""
    before = outside(head, 0, layout.header, Share.PREAMBLE, layout)
    return merged([*before, (Share.HEADER, layout.header, layout.body)])


def beneath(data: bytes, start: int, layout: Layout) -> list[tuple[Share, int, int]]:
    """Whose the bytes from `start` on are, below the last record."""
    return list(outside(data, start, len(data), Share.FOOTER, layout))
