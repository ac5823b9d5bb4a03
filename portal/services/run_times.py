"""Where a run's time went: how long each of its stages took on the clock, told by the worker that did it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

TOOK = "took"
"""In the outcome of a run's job: stage -> milliseconds, in the order in which they began."""


class Laps:
    """Stages one after the other; one that comes again goes on."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stage, self._began = "", 0.0
        self._took: dict[str, float] = {}

    def begins(self, stage: str) -> None:
        """The stage before, if any, is over."""
        now = self._clock()
        if self._stage:
            self._took[self._stage] = self._took.get(self._stage, 0.0) + now - self._began
        self._stage, self._began = stage, now

    def milliseconds(self) -> dict[str, int]:
        """Of all stages so far; the last one is over with it."""
        self.begins("")
        return {stage: round(seconds * 1000) for stage, seconds in self._took.items()}
