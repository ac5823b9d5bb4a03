from __future__ import annotations

import pytest

from reports.charts.gates import LOOKS, Mark, figure_of_gates

ROWS = ("Practitioner", "Owner")
NAMES = {state: state for state in LOOKS}
MARKS = (
    Mark("Owner", "blocked", "a"),
    Mark("Practitioner", "ready", "b"),
    Mark("Owner", "waived", "c"),
    Mark("Owner", "look", "d"),
)


def test_every_gate_has_one_mark_in_the_row_of_who_sees_to_it() -> None:
    figure = figure_of_gates(MARKS, rows=ROWS, names=NAMES, theme="light")
    drawn = {(y, x, said) for t in figure.data for y, x, said in zip(t.y, t.x, t.customdata, strict=True)}
    assert drawn == {("Owner", 1, "a"), ("Practitioner", 1, "b"), ("Owner", 2, "c"), ("Owner", 3, "d")}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_form_tells_the_states_apart_without_colour(theme: str) -> None:
    figure = figure_of_gates(MARKS, rows=ROWS, names=NAMES, theme=theme)
    assert len({trace.marker.symbol for trace in figure.data}) == len(LOOKS) == len(figure.data)


def test_a_state_that_no_gate_is_in_stands_nowhere() -> None:
    figure = figure_of_gates(MARKS[:2], rows=ROWS, names=NAMES, theme="light")
    assert [trace.name for trace in figure.data] == ["ready", "blocked"]
