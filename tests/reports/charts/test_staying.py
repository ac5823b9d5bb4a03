from __future__ import annotations

from reports.charts.staying import Hours, figure_of_hours

EFFORTS = (Hours("Typing twice", 7, 10, 14), Hours("Looking", 12, 17, 22))


def test_every_effort_has_its_bar_and_the_range_around_it() -> None:
    (bars,) = figure_of_hours(EFFORTS, unit="Hours a month", theme="light").data
    assert list(bars.y) == ["Typing twice", "Looking"]
    assert list(bars.x) == [10, 17]
    assert (list(bars.error_x.arrayminus), list(bars.error_x.array)) == ([3, 5], [4, 5])


def test_the_axis_begins_at_nothing_and_says_what_it_counts() -> None:
    axis = figure_of_hours(EFFORTS, unit="Hours a month", theme="dark").layout.xaxis
    assert (axis.rangemode, axis.title.text) == ("tozero", "Hours a month")
