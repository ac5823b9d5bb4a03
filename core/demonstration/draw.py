"""Chance with a seed: everything that varies in the example is drawn here, so that it never varies twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Draw:
    """A sequence of choices that depends on the seed alone."""

    def __init__(self, seed: int) -> None:
        self._source = np.random.default_rng(seed)

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return int(self._source.integers(low, high + 1))

    def chance(self, probability: float) -> bool:
        """True in `probability` (0 to 1) of the calls."""
        return bool(self._source.random() < probability)

    def one(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[self.whole(0, len(options) - 1)]

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))

    def workday(self, first: date, last: date) -> date:
        """A day from `first` to `last`, moved back to Friday where it fell on a weekend."""
        drawn = self.day(first, last)
        return drawn - timedelta(days=max(0, drawn.weekday() - 4))

    def sorted(self, days: int, first: date, last: date) -> list[date]:
        """`days` workdays in calendar order."""
        return sorted(self.workday(first, last) for _ in range(days))
