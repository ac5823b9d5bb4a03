"""The bound against SciPy, which computes it another way."""

from __future__ import annotations

import pytest
import scipy

from core.spotchecks import fewest_to_prove, upper_bound

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
