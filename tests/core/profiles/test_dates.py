from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import DateOrder, OrderEvidence, profile
from tests.core.profiles.tables import table


def evidence(values: Sequence[str | None]) -> OrderEvidence:
    return profile(table("t", {"c": list(values)})).columns[0].order


def possible(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


NAMES = {
    (True, True): "both",
    (True, False): "mdy_only",
    (False, True): "dmy_only",
    (False, False): "neither",
}
PARTS = st.tuples(st.integers(0, 32), st.integers(0, 32), st.integers(0, 2100))


@settings(max_examples=80, deadline=None)
@given(st.lists(PARTS, min_size=1, max_size=12), st.sampled_from("/.-"))
def test_the_calendar_of_the_standard_library_agrees(parts: list[tuple[int, int, int]], mark: str) -> None:
    counts = {"mdy_only": 0, "dmy_only": 0, "both": 0, "neither": 0}
    for first, second, year in parts:
        counts[NAMES[possible(year, first, second), possible(year, second, first)]] += 1
    expected = OrderEvidence(**counts)
    assert evidence([f"{a}{mark}{b}{mark}{y:04d}" for a, b, y in parts]) == expected


def test_one_day_over_twelve_settles_the_order() -> None:
    assert evidence(["03/04/2021", "03/28/2021"]).order is DateOrder.MDY
    assert evidence(["03/04/2021", "28/03/2021"]).order is DateOrder.DMY


def test_no_order_is_guessed_without_evidence() -> None:
    assert evidence(["03/04/2021", "05/06/2021"]).order is DateOrder.AMBIGUOUS


def test_both_orders_in_one_column_are_called_mixed() -> None:
    assert evidence(["28/03/2021", "03/28/2021", "01/02/2021"]).order is DateOrder.MIXED


def test_zero_dates_settle_nothing() -> None:
    found = evidence(["00/00/0000", "0/0/00", "2021-03-04", "hello"])
    assert (found.order, found.neither) == (DateOrder.NONE, 2)


def test_rows_are_counted_and_not_distinct_values() -> None:
    assert evidence(["03/28/2021"] * 5 + ["", None]).mdy_only == 5


def test_times_after_the_date_and_short_years_count_too() -> None:
    found = evidence(["28/03/21 14:30", "3/28/21 2:30 PM"])
    assert (found.dmy_only, found.mdy_only, found.short_year) == (1, 1, 2)


def test_figures_of_another_script_are_dates_that_neither_order_reads() -> None:
    made = table("t", {"c": ["٣/٤/٢٠٢١", "0/0/000٠", "03/04/2021"]})
    found = profile(made).columns[0].order
    assert (found.both, found.neither) == (1, 2)
