"""What a column usually holds, learnt from the good rows of its table, and how likely a text is in it.

Four levels, the exact first: the values themselves, their shape character by character, the lengths of
their words, and free text. Each passes on to the next what it has never seen, by as much as it used to be
surprised (Witten and Bell, "The zero-frequency problem", 1991, method C). Texts of the same characters are
so compared fairly however they are cut, which is all that a repair asks.
"""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_CLASSES = str.maketrans(
    string.digits + string.ascii_lowercase + string.ascii_uppercase, "9" * 10 + "a" * 26 + "A" * 26
)
_WORD = re.compile(r"[^\W_]+")
_DIGIT, _LETTER, _OTHER = math.log(1 / 10), math.log(1 / 26), math.log(1 / 200)
SETTLED = 0.1
"""A column whose shapes are at most this share of its cells is known by them: no other shape fits it."""


def exact_shape(text: str) -> str:
    """ "RI-3895" is "AA-9999"."""
    return text.translate(_CLASSES)


def word_shape(text: str) -> str:
    """ "RI-3895" is "2-4": words by their length, everything else as it stands."""
    return _WORD.sub(lambda found: str(len(found.group())), text)


def loose_shape(text: str) -> str:
    """ "RI-3895" is "w-w"."""
    return _WORD.sub("w", text)


@dataclass(frozen=True)
class Level:
    """Counts of one level. known: log-probability of what was seen; new: of what was not."""

    known: dict[str, float]
    new: float

    @classmethod
    def of(cls, seen: Iterable[str]) -> Level:
        """Learnt from what was seen."""
        counts = Counter(seen)
        total = sum(counts.values()) + len(counts) + 1
        known = {text: math.log(count / total) for text, count in counts.items()}
        return cls(known, math.log((len(counts) + 1) / total))


class Column:
    """One column's habits. score is a natural logarithm of a likelihood."""

    def __init__(self, cells: Sequence[str]) -> None:
        filled = [cell for cell in cells if cell.strip()]
        self.blank = math.log((len(cells) - len(filled) + 0.1) / (len(cells) + 0.2))
        self._filled = math.log((len(filled) + 0.1) / (len(cells) + 0.2))
        self._values = Level.of(filled)
        self._exact = Level.of(map(exact_shape, filled))
        self._words = Level.of(map(word_shape, filled))
        self._loose = Level.of(map(loose_shape, filled))
        self._typical = 1 + sum(map(len, filled)) / max(len(filled), 1)
        self._letters = _unigrams(filled)
        self._longest = max(map(len, filled), default=0)
        self._marks = frozenset("".join(filled))
        self._bound = len(self._loose.known) <= SETTLED * len(filled)
        self._may_be_blank = len(filled) < len(cells) or len(cells) < 10
        self._never_filled = not filled
        self.score: Callable[[str], float] = lru_cache(maxsize=20_000)(self._score)

    def fits(self, text: str) -> bool:
        """Whether the text is not unlike what the column holds."""
        if not text.strip():
            return self._may_be_blank
        return not self._bound or self._never_filled or self._like_others(text)

    def _like_others(self, text: str) -> bool:
        """Of a known shape, or at least of known characters and no longer than others are."""
        known = len(text) <= self._longest and self._marks.issuperset(text)
        return known or loose_shape(text) in self._loose.known

    def _score(self, text: str) -> float:
        if not text.strip():
            return self.blank
        return self._filled + self._filled_score(text)

    def _filled_score(self, text: str) -> float:
        """Of a text that is not blank, by the first level that has seen it."""
        known = self._values.known.get(text)
        if known is not None:
            return known
        passed = self._values.new
        shape = exact_shape(text)
        known = self._exact.known.get(shape)
        if known is not None:
            return passed + known + _drawn(shape)
        passed += self._exact.new
        known = self._words.known.get(word_shape(text))
        if known is not None:
            return passed + known + self._spelt(text, words_only=True)
        passed += self._words.new
        known = self._loose.known.get(loose_shape(text))
        if known is not None:
            return passed + known + self._spelt(text, words_only=True) + self._lengths(text)
        return passed + self._loose.new + self._spelt(text, words_only=False) + self._length(text)

    def _spelt(self, text: str, *, words_only: bool) -> float:
        letters = self._letters
        return sum(letters.get(one, _OTHER - 2) for one in text if not words_only or one.isalnum())

    def _lengths(self, text: str) -> float:
        """Of words longer or shorter than seen so far."""
        return -0.7 * len(_WORD.findall(text)) - 0.1 * sum(map(len, _WORD.findall(text)))

    def _length(self, text: str) -> float:
        """Geometric with the column's own mean."""
        return math.log(1 / self._typical) + len(text) * math.log(1 - 1 / (self._typical + 1))


def _unigrams(filled: Sequence[str]) -> dict[str, float]:
    """Log-probability of each character that the column holds, with a rest for all others."""
    counts = Counter("".join(filled))
    total = sum(counts.values()) + len(counts) + 100
    rest = dict.fromkeys(string.ascii_letters + string.digits + " .,-/:'", 0.5)
    return {one: math.log(n / total) for one, n in {**rest, **counts}.items()}


def _drawn(shape: str) -> float:
    """Log-probability of the characters behind an exact shape, each as likely as any of its class."""
    digits, letters = shape.count("9"), shape.count("a") + shape.count("A")
    return digits * _DIGIT + letters * _LETTER
