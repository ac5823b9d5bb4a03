"""How much of a batch has been read, of the bytes that came: what lies in an archive shares the archive's.

So the sum is known before anything is opened, and what is done only grows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

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
class Tally:
    """told: whom to tell, if anybody. rows: of what has been read whole. far: what was told last.

    A text that holds several tables is gone through again for each, so meanwhile nothing is told as less than
    before; at its end the rows are those that there are.
    """

    told: Telling | None
    total: int
    rows: int = 0
    far: tuple[int, int] = (0, 0)

    @property
    def whole(self) -> Span:
        return Span(0, self.total)

    def within(self, span: Span) -> Telling | None:
        """What a reader tells of its own file, as told of all of them."""
        if self.told is None:
            return None
        return lambda so: self._tell(so.path, span.at(so.done, so.total), self.rows + so.rows)

    def begun(self, path: str, span: Span) -> None:
        self._tell(path, span.start, self.rows)

    def done(self, path: str, span: Span, reading: Reading) -> None:
        """One upload has been read; what lies inside it comes next, if anything does."""
        self.rows += sum(read.table.height for read in reading.tables)
        self.far = (self.far[0], self.rows)
        self._tell(path, span.start if reading.members else span.stop, self.rows)

    def _tell(self, path: str, done: int, rows: int) -> None:
        self.far = (max(self.far[0], done), max(self.far[1], rows))
        if self.told is not None:
            self.told(SoFar(path, self.far[0], self.total, self.far[1]))
