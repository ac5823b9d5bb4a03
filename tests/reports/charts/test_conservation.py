from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.charts.conservation import bars, figure_of_tables

PARTS = ("waiting", "flagged", "imported")
NAMES = {"waiting": "waiting", "flagged": "worth a look", "imported": "imported"}


def drawn(*counts: tuple[int, int, int]):  # type: ignore[no-untyped-def]
    tables = [(f"t{i}", sum(c), list(zip(PARTS, c, strict=True))) for i, c in enumerate(counts)]
    return figure_of_tables(bars(tables), names=NAMES, theme="light")


@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 3).filter(any), min_size=1, max_size=5))
def test_every_bar_is_whole_where_its_table_adds_up(counts: list[tuple[int, int, int]]) -> None:
    figure = drawn(*counts)
    for position in range(len(counts)):
        assert abs(sum(trace.x[position] for trace in figure.data) - 1) < 1e-9


def test_a_bar_that_misses_records_is_not_stretched_to_look_whole() -> None:
    figure = figure_of_tables(bars([("t", 10, [("imported", 7)])]), names=NAMES, theme="dark")
    assert figure.data[0].x[0] == 0.7


def test_a_table_without_records_has_no_bar() -> None:
    assert bars([("empty", 0, [("imported", 0)])]) == ()


def test_what_waits_is_told_by_a_pattern_and_not_by_colour_alone() -> None:
    figure = drawn((3, 0, 7))
    patterns = {trace.name: trace.marker.pattern.shape for trace in figure.data}
    assert patterns == {"waiting": "/", "imported": ""}


def test_counts_are_told_exactly_and_not_as_shares_only() -> None:
    assert drawn((1234, 0, 7)).data[0].customdata[0] == "1,234"
