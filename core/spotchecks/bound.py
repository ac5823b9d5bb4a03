"""What a sample proves: at most which share of all charts is faulty, with 95 % confidence, exactly.

The one-sided upper bound of Clopper and Pearson (Biometrika 26, 1934): the share at which so few errors, or
fewer, would still be seen in 1 of 20 such samples. Exact means that it never promises more than 95 % hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log1p

CONFIDENCE = 0.95
_CLOSE = 1e-13
_NEGLIGIBLE = 1e-18


def upper_bound(errors: int, checked: int, *, confidence: float = CONFIDENCE) -> float:
    """The share, 0 to 1, below which the faulty ones lie; 1 where nothing, or nothing right, was found.

    Raises ValueError unless 0 <= errors <= checked.
    """
    if not 0 <= errors <= checked:
        raise ValueError("errors lie between none and all of what was checked")
    if errors == checked:
        return 1.0
    low, high = errors / checked, 1.0
    wanted = log(1 - confidence) - _log_of_ways(errors, checked)
    while high - low > _CLOSE:
        middle = (low + high) / 2
        if _log_of_so_few(errors, checked, middle) > wanted:
            low = middle
        else:
            high = middle
    return high


def bound_of_draws(stages: Sequence[tuple[int, int]], *, confidence: float = CONFIDENCE) -> float:
    """The bound after several draws of the same charts. stages: (faulty, compared) after each draw, with the
    charts of the draws before it; 1 where there is none.

    Whoever may draw until the result is a good one is right less often than 95 times in 100, so it is the
    worst of: the bound of all charts together, and those after each earlier draw that had found a fault.
    Then it holds whatever made somebody draw again, and however many they drew (a repeated confidence
    interval; Jennison and Turnbull, J. R. Statist. Soc. B 51, 1989). Let p be the true share, and k the
    first draw after which no fault at all would have given a bound of p or less. Before k no bound lies
    below p. From k on one does only where that of draw k did, or where k found no fault; both are few faults
    in draw k, at most 1 in 20. Up to k only draws without a fault matter, so that their sizes hang on
    nothing that was seen.
    """
    if not stages:
        return 1.0
    before = (upper_bound(*each, confidence=confidence) for each in stages[:-1] if each[0])
    return max((upper_bound(*stages[-1], confidence=confidence), *before))


def fewest_to_prove(share: float, *, confidence: float = CONFIDENCE) -> int:
    """How many charts without a fault prove that fewer than `share` (0 < share < 1) of all are faulty."""
    if not 0 < share < 1:
        raise ValueError("a share to prove lies between 0 and 1")
    guess = max(1, int(log(1 - confidence) / log1p(-share)) - 1)
    while upper_bound(0, guess, confidence=confidence) > share:
        guess += 1
    return guess


def _log_of_ways(errors: int, checked: int) -> float:
    """Logarithm of how many ways there are to choose `errors` of `checked`."""
    return sum(log((checked - i) / (errors - i)) for i in range(errors))


def _log_of_so_few(errors: int, checked: int, share: float) -> float:
    """Logarithm of the chance of at most `errors` in `checked`, but for the ways to choose exactly so many.

    Each is faulty with chance `share`. Summed from the largest term down, by ratios of neighbours: above
    errors / checked they only shrink, so nothing cancels and nothing underflows.
    """
    term = total = 1.0
    odds = (1 - share) / share
    for fewer in range(errors, 0, -1):
        term *= fewer / (checked - fewer + 1) * odds
        total += term
        if term < _NEGLIGIBLE:
            break
    some = errors * log(share) if errors else 0.0
    return some + (checked - errors) * log1p(-share) + log(total)
