from __future__ import annotations

from datetime import date

from reports.charts.palette import PRIMARY
from reports.charts.plan import Span, figure_of_plan

SPANS = (
    Span("Prepare", date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 5), "3 days"),
    Span("Bring over", date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 11), date(2026, 3, 16), "5 days"),
)
NAMES = {"likely": "Most likely", "range": "May begin and end"}
DAY = 86_400_000


def test_the_likely_days_lie_inside_the_range_of_their_phase() -> None:
    outer, inner = figure_of_plan(SPANS, names=NAMES, theme="light").data
    assert (list(outer.base), list(inner.base)) == (
        ["2026-03-02", "2026-03-04"],
        ["2026-03-02", "2026-03-05"],
    )
    assert list(inner.x) == [3 * DAY, 7 * DAY]
    assert list(outer.x) == [4 * DAY, 13 * DAY]
    assert inner.width < outer.width


def test_what_is_likely_and_what_is_possible_differ_in_form_too() -> None:
    outer, inner = figure_of_plan(SPANS, names=NAMES, theme="dark").data
    assert outer.marker.pattern.shape == "/" and inner.marker.pattern.shape is None
    assert inner.marker.color == PRIMARY.dark
    assert (outer.name, inner.name) == ("May begin and end", "Most likely")


def test_the_first_phase_stands_on_top() -> None:
    assert figure_of_plan(SPANS, names=NAMES, theme="light").layout.yaxis.autorange == "reversed"
