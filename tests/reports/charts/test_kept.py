"""A chart is drawn once for the same figures, and anew for any other."""

from __future__ import annotations

from reports.charts import kept
from reports.charts.conservation import Bar, figure_of_tables
from reports.charts.finances import figure_of_amounts

NAMES = {"imported": "imported", "waiting": "waiting"}
BARS = (Bar("patients", (("imported", 0.75, 3), ("waiting", 0.25, 1))),)


def test_the_same_figures_give_the_same_chart_and_any_other_another() -> None:
    first = figure_of_tables(BARS, names=NAMES, theme="light")
    assert figure_of_tables(list(BARS), names=dict(NAMES), theme="light") is first
    others = [
        figure_of_tables(BARS, names=NAMES, theme="dark"),
        figure_of_tables(BARS, names={**NAMES, "waiting": "left"}, theme="light"),
        figure_of_tables((Bar("patients", (("imported", 1.0, 4),)),), names=NAMES, theme="light"),
        figure_of_amounts([], theme="light"),
    ]
    assert len({id(each) for each in (first, *others)}) == 5


def test_a_chart_that_is_kept_says_what_it_said_when_it_was_drawn() -> None:
    told = figure_of_tables(BARS, names=NAMES, theme="light").to_dict()
    assert [trace["name"] for trace in told["data"]] == ["imported", "waiting"]
    kept.forget()
    assert figure_of_tables(BARS, names=NAMES, theme="light").to_dict() == told


def test_charts_are_forgotten_and_the_oldest_go_first() -> None:
    first = figure_of_tables(BARS, names=NAMES, theme="light")
    kept.forget()
    assert figure_of_tables(BARS, names=NAMES, theme="light") is not first
    for number in range(kept.MOST):
        figure_of_tables(BARS, names={**NAMES, "waiting": str(number)}, theme="light")
    again = figure_of_tables(BARS, names={**NAMES, "waiting": "0"}, theme="light")
    assert figure_of_tables(BARS, names={**NAMES, "waiting": "0"}, theme="light") is again
    assert len(kept._KEPT) == kept.MOST
