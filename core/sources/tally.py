"""How much of a batch has been read, of the bytes that came: what lies in an archive shares the archive's.

So the sum is known before anything is opened, and what is done only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from threading import Lock

from core.progress import SoFar, Telling
from core.sources.readers import Reading


@dataclass(frozen=True)
class Span:
    """Bytes [start, stop) of all that came, which one upload stands for."""

    start: int
    stop: int

    def at(self, done: int, total: int) -> int:
        """Where in it one is with `done` of `total`."""
        return self.start + (self.stop - self.start) * min(done, total) // max(total, 1)

    def parted(self, sizes: Sequence[int]) -> list[Span]:
        """One span for each of `sizes`, one after the other."""
        ends = [self.at(done, sum(sizes)) for done in accumulate(sizes, initial=0)]
        return [Span(start, stop) for start, stop in pairwise(ends)]


@dataclass
class _Going:
    """What is known of one upload: bytes of the batch that are done for it, and rows of it."""

    done: int = 0
    rows: int = 0


@dataclass
class Tally:
    """told: whom to tell, if anybody. total: bytes of all that came.

    Several uploads are read at a time: what is done of each is added up, and the first of them in path order
    is named. A text that holds several tables is gone through again for each, so meanwhile nothing is told as
    less than before; at its end the rows are those that there are.
    """

    told: Telling | None
    total: int
    _far: _Going = field(default_factory=_Going)
    _going: dict[str, _Going] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    @property
    def whole(self) -> Span:
        return Span(0, self.total)

    def within(self, path: str, span: Span) -> Telling | None:
        """What a reader tells of its own file, as told of all of them."""
        if self.told is None:
            return None
        return lambda so: self._tell(path, span.at(so.done, so.total) - span.start, so.rows)

    def begun(self, path: str) -> None:
        self._tell(path, 0, 0)

    def done(self, path: str, span: Span, reading: Reading) -> None:
        """One upload has been read; what lies inside it comes next, if anything does."""
        rows = sum(read.table.height for read in reading.tables)
        self._tell(path, 0 if reading.members else span.stop - span.start, rows, over=True)

    def _tell(self, path: str, done: int, rows: int, *, over: bool = False) -> None:
        if self.told is None:
            return
        with self._lock:
            self._add(self._going.setdefault(path, _Going()), done, rows, over)
            self.told(SoFar(min(self._going), self._far.done, self.total, self._far.rows))
            if over:
                del self._going[path]

    def _add(self, own: _Going, done: int, rows: int, over: bool) -> None:
        done, rows = max(own.done, done), rows if over else max(own.rows, rows)
        self._far.done += done - own.done
        self._far.rows += rows - own.rows
        own.done, own.rows = done, rows
