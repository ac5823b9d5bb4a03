"""The bound against SciPy, which computes it another way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from math import comb

import pytest
import scipy

from core.spotchecks import bound_of_draws, fewest_to_prove, upper_bound

TOLERANCE = 1e-9


@pytest.mark.parametrize("fifties", range(6))
def test_the_bound_is_that_of_clopper_and_pearson_for_every_sample_up_to_300(fifties: int) -> None:
    for checked in range(50 * fifties + 1, 50 * fifties + 51):
        theirs = scipy.stats.beta.ppf(0.95, range(1, checked + 1), range(checked, 0, -1))
        ours = [upper_bound(errors, checked) for errors in range(checked)]
        assert max(abs(a - b) for a, b in zip(ours, theirs, strict=True)) < TOLERANCE, checked


def test_it_is_also_the_one_sided_limit_of_the_exact_binomial_test() -> None:
    for errors, checked in ((0, 1), (0, 59), (1, 20), (7, 149), (148, 149), (40, 300)):
        test = scipy.stats.binomtest(errors, checked, alternative="less")
        theirs = test.proportion_ci(0.95, method="exact").high
        assert upper_bound(errors, checked) == pytest.approx(theirs, abs=TOLERANCE)


def test_it_stays_exact_for_samples_that_no_practice_will_ever_check() -> None:
    for errors, checked in ((0, 100_000), (3, 100_000), (5_000, 10_000), (9_999, 10_000)):
        assert upper_bound(errors, checked) == pytest.approx(
            float(scipy.stats.beta.ppf(0.95, errors + 1, checked - errors)), abs=TOLERANCE
        )


@pytest.mark.parametrize(("errors", "checked"), [(0, 0), (1, 1), (20, 20), (300, 300)])
def test_nothing_checked_or_all_of_it_faulty_proves_nothing(errors: int, checked: int) -> None:
    assert upper_bound(errors, checked) == 1.0


@pytest.mark.parametrize(("errors", "checked"), [(-1, 5), (6, 5)])
def test_more_errors_than_charts_are_refused(errors: int, checked: int) -> None:
    with pytest.raises(ValueError, match="none and all"):
        upper_bound(errors, checked)


@pytest.mark.parametrize(("share", "wanted"), [(0.05, 59), (0.02, 149), (0.14, 20), (0.5, 5), (0.999, 1)])
def test_how_many_charts_without_a_fault_prove_a_share(share: float, wanted: int) -> None:
    assert fewest_to_prove(share) == wanted
    assert upper_bound(0, wanted) <= share
    assert wanted == 1 or upper_bound(0, wanted - 1) > share


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 2.0])
def test_no_sample_proves_that_nothing_at_all_is_faulty(share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        fewest_to_prove(share)


SCHEDULES = ((20, 20), (20, 59), (59, 59), (20, 20, 20), (59, 20, 20))


def wrong(share: float, sizes: tuple[int, ...], bound: Callable[[list[tuple[int, int]]], float]) -> float:
    """The chance that any of the bounds stated after these draws lies below the true share, exactly."""
    alive: dict[tuple[tuple[int, int], ...], float] = {(): 1.0}
    failed = 0.0
    for size in sizes:
        after: dict[tuple[tuple[int, int], ...], float] = defaultdict(float)
        for before, chance in alive.items():
            errors, checked = before[-1] if before else (0, 0)
            for more in range(min(size, 8) + 1):
                stages = (*before, (errors + more, checked + size))
                here = chance * comb(size, more) * share**more * (1 - share) ** (size - more)
                if bound(list(stages)) < share:
                    failed += here
                else:
                    after[stages] += here
        alive = after
    return failed


@pytest.mark.parametrize("sizes", SCHEDULES)
def test_whoever_draws_again_as_often_as_they_like_is_still_right_in_19_of_20_cases(sizes) -> None:
    """More than eight faults in one draw give no bound below these shares."""
    for thousandths in (20, 30, 45, 49, 50, 51, 60, 80):
        assert wrong(thousandths / 1000, sizes, bound_of_draws) <= 0.05 + 1e-9


def test_all_charts_taken_together_would_promise_too_much() -> None:
    """Why the bounds after earlier draws count: this is the mistake that they prevent."""
    naive = wrong(0.05, (59, 59), lambda stages: upper_bound(*stages[-1]))
    assert naive > 0.055
