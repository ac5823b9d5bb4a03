"""Where a run's time went: how long each of its stages took on the clock, and what it was spared, told by the
worker that did it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import monotonic

from core.stages import Progress, Stage

TOOK = "took"
"""In the outcome of a run's job: stage -> milliseconds. A kept outcome has its names in another order."""
TAKEN_OVER = "taken_over"
"""There, too: how many of its tables it took over from the run before; none in a whole run."""
SUGGEST = "suggest"
"""The stage between reading and shaping, which is not the engine's."""
_ORDER = (Stage.READ.value, SUGGEST, *(stage.value for stage in Stage if stage is not Stage.READ))
_PLACES = {stage: place for place, stage in enumerate(_ORDER)}


def in_order(took: Mapping[str, int]) -> tuple[tuple[str, float], ...]:
    """(stage, seconds), as stages follow each other; one that runs of today have no more comes last."""
    stages = sorted(took, key=lambda stage: _PLACES.get(stage, len(_PLACES)))
    return tuple((stage, took[stage] / 1000) for stage in stages)


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


class Shaped:
    """Counts the tables that a run shapes, as it tells whoever watches it: one that it takes over is not.

    Tables that are shaped in different ways are told one way after the other, each from none done on.
    """

    def __init__(self, watching: Progress) -> None:
        self._watching = watching
        self.tables = 0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        if stage is Stage.SHAPE and not done:
            self.tables += total
        self._watching(stage, done, total)
