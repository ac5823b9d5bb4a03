"""The clock beside long work: how long it has gone on, how long it may still take, and not told too often.

Each word costs a transaction or a line on a terminal, so what only grows is told twice a second at most; a
new stage is told at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from core.progress import Going, Pace, paced, time_left

APART = 0.5
"""Seconds between two words about work whose end is not reached."""


class Tempo:
    """Of one piece of work, from when this is made. now: seconds of a clock that only goes forward."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._began = now()
        self._pace = Pace(self._began)
        self._total = 0
        self._told = self._began - APART

    def told(self, going: Going) -> Going | None:
        """`going` with the seconds so far and those left; None where it is too soon for another word."""
        now = self._now()
        done, total = going.measured
        if done < total and now - self._told < APART and total == self._total:
            return None
        self._told = now
        self._pace = paced(self._pace if total == self._total else Pace(now, done), seconds=now, done=done)
        self._total = total
        left = time_left(self._pace, total)
        return replace(going, seconds=int(now - self._began), left=None if left is None else round(left))
