"""How far long work is, and how long it may still take.

Pure: whoever has a clock says how many seconds have passed (law 3). An estimate is only made of what was
measured; while nothing is known, none is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

FIRST = 1.0
"""Seconds of measuring before anything is said of the time left."""
WINDOW = 20.0
"""Seconds over which a speed is smoothed: the mean of all before that, then what is older fades."""
LONGEST = 7 * 24 * 3600.0
"""Seconds beyond which an estimate says nothing."""


@dataclass(frozen=True)
class SoFar:
    """How much has been read. path: what is being read. done: bytes, of `total` in all. rows: records."""

    path: str = field(repr=False)
    done: int
    total: int
    rows: int = 0


Telling = Callable[[SoFar], None]
"""Called as reading goes on; `done` never falls within one batch."""


@dataclass(frozen=True)
class Going:
    """How far a piece of work is. stage: what is being done, in words.

    done, total: steps of all of it, 0 and 0 where that is not known. rows, size: records and bytes dealt
    with, of `rows_total` and `size_total` where those are known. seconds: so far. left: seconds to go of what
    is measured, None where nothing can be said.
    """

    stage: str = field(default="", repr=False)
    done: int = 0
    total: int = 0
    rows: int = 0
    rows_total: int = 0
    size: int = 0
    size_total: int = 0
    seconds: int = 0
    left: int | None = None

    @property
    def measured(self) -> tuple[int, int]:
        """What the time left is judged by, done and in all: bytes, else rows, else nothing."""
        return (self.size, self.size_total) if self.size_total else (self.rows, self.rows_total)


@dataclass(frozen=True)
class Pace:
    """How quick work has been. seconds, done: when last looked at. rate: units a second over `known` ones."""

    seconds: float = 0.0
    done: int = 0
    rate: float = 0.0
    known: float = 0.0


def paced(before: Pace, *, seconds: float, done: int) -> Pace:
    """`before`, with what was done by `seconds`. Where less is done than before, measuring begins anew."""
    if done < before.done or seconds < before.seconds:
        return Pace(seconds, done)
    passed = seconds - before.seconds
    if passed <= 0:
        return before
    known = before.known + passed
    weight = min(1.0, passed / min(known, WINDOW))
    now = (done - before.done) / passed
    return Pace(seconds, done, before.rate + weight * (now - before.rate), known)


def time_left(pace: Pace, total: int) -> float | None:
    """Seconds until `total` at this pace; None while too little is known, or nothing is left."""
    if pace.known < FIRST or pace.rate <= 0 or total <= pace.done:
        return None
    seconds = (total - pace.done) / pace.rate
    return seconds if seconds <= LONGEST else None
