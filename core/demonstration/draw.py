"""Chance with a seed: everything that varies in the example is drawn here, so that it never varies twice."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

T = TypeVar("T")
_BLOCK = 4096


class Draw:
    """A sequence of choices that depends on the seed and its part of the example alone."""

    def __init__(self, seed: int, part: str = "") -> None:
        self._source = np.random.default_rng([seed, zlib.crc32(part.encode())])
        self._block: list[float] = []

    def fraction(self) -> float:
        """From 0 up to 1, without 1; drawn in blocks, since one by one they take most of the time."""
        if not self._block:
            self._block = self._source.random(_BLOCK).tolist()
        return self._block.pop()

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.fraction() * (high - low + 1))

    def chance(self, probability: float) -> bool:
        """True in `probability` (0 to 1) of the calls."""
        return self.fraction() < probability

    def one(self, options: Sequence[T]) -> T:
        """One of the options, each as likely as the others."""
        return options[int(self.fraction() * len(options))]

    def day(self, first: date, last: date) -> date:
        """A day from `first` to `last`, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))

    def workday(self, first: date, last: date) -> date:
        """A day from `first` to `last`, moved off a weekend: to Friday, or on if that is too early."""
        drawn = self.day(first, last)
        friday = drawn - timedelta(days=max(0, drawn.weekday() - 4))
        return friday if friday >= first else drawn + timedelta(days=7 - drawn.weekday())
