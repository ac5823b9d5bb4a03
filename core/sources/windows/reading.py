"""The reader's side of a window: everything that is decided before its end, and nothing else.

A step that had to look to the end of the window is taken back and made again when more of the text is
there. Only where that is further than the bounds allow is it settled as if the text ended (law 2: such
steps are counted and become a finding).
"""

from __future__ import annotations

from dataclasses import dataclass

from core.sources.body import LONGEST_PATIENCE, PATIENCE, Body, Gathered, joined, step
from core.sources.dialect import Dialect, Layout
from core.sources.regular import FIRST_SLICE, LARGEST_SLICE, provable, scan
from core.sources.repair import Repairer
from core.sources.tokens import Damage, Row, Tokeniser

BEYOND = "beyond_reach"


class _MoreIsNeeded(Exception):
    """A step looked to the end of what is there, and is made again when more is."""


class Watched(Tokeniser):
    """Tells whether reading had to look to the end of what is there. stops: raises _MoreIsNeeded then, since
    whatever else the step does is taken back: over a long cell that is a search of many seconds.
    """

    def __init__(self, dialect: Dialect) -> None:
        super().__init__(dialect)
        self.touched = self.stops = False
        self.window = b""

    def line_end(self, data: bytes, start: int, end: int) -> int:
        """As the tokeniser does."""
        found = super().line_end(data, start, end)
        self._touch(data is self.window and found >= end)
        return found

    def read(self, data: bytes, start: int, end: int) -> Row | Damage:
        """As the tokeniser does."""
        row = super().read(data, start, end)
        to_the_end = row.stop >= end if isinstance(row, Row) else not row.closed
        self._touch(data is self.window and to_the_end)
        return row

    def _touch(self, touched: bool) -> None:
        self.touched |= touched
        if touched and self.stops:
            raise _MoreIsNeeded


@dataclass(frozen=True)
class _Mark:
    """What to go back to when a step is taken back."""

    rows: int
    refused: int
    repaired: int
    patience: int


class WindowReader:
    """Reads one table from above to below. at: offset in the text. line: the one that starts there."""

    def __init__(self, layout: Layout, *, line: int, spare: int, reach: int) -> None:
        self.layout, self.spare, self.reach = layout, spare, reach
        self.at, self.line = layout.body, line
        self.forced = 0
        self.sound_only = False
        """Whether nothing is settled that lies beyond the reach: it is noted as forced, and reading stops."""
        self._tokens = Watched(layout.dialect)
        self._repairer = Repairer(self._tokens, width=layout.width)
        self._fast = provable(layout.dialect)
        self._one_by_one, self._most = 0, PATIENCE
        self._size = FIRST_SLICE
        self._torn = False

    def read(self, data: bytes, base: int, end: int, *, more: bool) -> Body:
        """What was read now; offsets are those of `data`. more: the text goes on after `end`."""
        gathered = Gathered(spare=self.spare)
        at = self.at - base
        while at < end:
            pace = (self._size, self._one_by_one, self._most)
            went = self._stretch(data, at, end, gathered, more) if self._may_be_fast() else at
            if went == at:
                went = self._step(data, at, end, gathered, more)
            if went == at:  # a record that goes on in the next window is not odd for that
                self._size, self._one_by_one, self._most = pace
                break
            at = went
        self.at = at + base
        return joined(data, self.layout, gathered)

    def _may_be_fast(self) -> bool:
        return self._fast and not self._one_by_one and not self._torn

    def _stretch(self, data: bytes, at: int, end: int, into: Gathered, more: bool) -> int:
        layout = self.layout
        found = scan(data, at, end, dialect=layout.dialect, width=layout.width, size=self._size, more=more)
        if found.stop == at:
            self._size, self._one_by_one = FIRST_SLICE, self._most
            self._most = min(self._most * 2, LONGEST_PATIENCE)
            return at
        into.stretches.append((found, self.line))
        self.line += found.passed
        self._most = PATIENCE if found.stop - at >= FIRST_SLICE // 4 else self._most
        self._size = min(self._size * 4, LARGEST_SLICE)
        return found.stop

    def _step(self, data: bytes, at: int, end: int, into: Gathered, more: bool) -> int:
        """Where the next record starts; `at` itself where that cannot be told yet."""
        if self._torn:
            return self._to_line_end(data, at, end, into)
        mark = _Mark(len(into.rows), len(into.refused), into.repaired, self._repairer.patience)
        self._tokens.window, self._tokens.touched = data, False
        self._tokens.stops = more and (self.sound_only or end - at < self.reach)
        try:
            stop = step(data, at, self.line, end, repairer=self._repairer, into=into)
        except _MoreIsNeeded:
            self._back(mark, into)
            self.forced += end - at >= self.reach
            return at
        if self._tokens.touched and more:
            self._force(mark, at, stop, end, into)
        self.line += data.count(self._tokens.end, at, stop)
        self._one_by_one = max(0, self._one_by_one - 1)
        return stop

    def _back(self, mark: _Mark, into: Gathered) -> None:
        into.doubtful.difference_update(at for at, _, _ in into.rows[mark.rows :])
        del into.rows[mark.rows :]
        del into.refused[mark.refused :]
        into.repaired, self._repairer.patience = mark.repaired, mark.patience

    def _force(self, mark: _Mark, at: int, stop: int, end: int, into: Gathered) -> None:
        """Takes a step for good that looked as far as may be looked."""
        self.forced += 1
        if stop >= end:
            self._back(mark, into)
            into.refused.append((at, stop, BEYOND))
            self._torn = True

    def _to_line_end(self, data: bytes, at: int, end: int, into: Gathered) -> int:
        found = data.find(self._tokens.end, at, end)
        stop = end if found < 0 else found + 1
        into.refused.append((at, stop, BEYOND))
        self.line += found >= 0
        self._torn = found < 0
        return stop
