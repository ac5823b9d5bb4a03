"""How numbers and days lie, held against numpy over every single cell."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import Spread, holdings
from tests.core.profiles.tables import table


def of(values: list[str]) -> Spread | None:
    made = table("t", {"c": values, "d": ["x"] * len(values)})
    return holdings([made])[0].columns[0].spread


def certain(values: list[str]) -> Spread:
    found = of([*values, values[0]])
    assert found is not None
    return found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-500, 500), min_size=1, max_size=60))
def test_quarters_and_ends_are_those_of_every_cell(numbers: list[int]) -> None:
    cells = [f"{each}.25" for each in [*numbers, numbers[0]]]
    found = of(cells)
    assert found is not None
    every = np.array([float(each) for each in cells])
    theirs = np.quantile(every, [0.25, 0.5, 0.75], method="inverted_cdf")
    assert [found.quarter, found.middle, found.three_quarters] == pytest.approx(list(theirs))
    assert (found.low, found.high, found.cells) == (every.min(), every.max(), len(cells))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-500, 500), min_size=1, max_size=60))
def test_every_cell_is_in_a_bin_or_far_out(numbers: list[int]) -> None:
    found = certain([f"{each}.25" for each in numbers])
    assert sum(each.cells for each in found.bins) + found.below + found.above == found.cells


def test_what_lies_far_out_is_counted_and_shown_by_example() -> None:
    found = certain([f"{n}.00" for n in range(100, 200)] + ["99999.00", "-99999.00"])
    assert (found.below, found.above) == (1, 1)
    assert {text for text, _ in found.far} == {"99999.00", "-99999.00"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("$1,250.50", 1250.5),
        ("(12.00)", -12),
        ("12.00-", -12),
        ("-3.25", -3.25),
        ("1.250,50", 1250.5),
        ("12,50 €", 12.5),
    ],
)
def test_amounts_are_placed_however_they_are_written(text: str, number: float) -> None:
    assert certain([text, text]).middle == number


@pytest.mark.parametrize("text", ["2021-03-04", "2021/03/04", "20210304", "4-Mar-2021", "2021-03-04 10:00"])
def test_days_are_placed_however_they_are_written(text: str) -> None:
    found = certain([text, text])
    assert found.days and found.told(found.middle) == "2021-03-04"


def test_slashed_days_are_placed_only_where_their_order_is_settled() -> None:
    assert of(["03/04/2021", "05/06/2020", "05/06/2020"]) is None
    settled = certain(["28/03/2021", "04/03/2021"])
    assert settled.told(settled.low) == date(2021, 3, 4).isoformat()


def test_a_column_that_names_records_has_no_spread() -> None:
    assert of(["1", "2", "3"]) is None
