from __future__ import annotations

from reports.charts.learning import Row, figure_of_learning

ROWS = (Row("Remy, receptionist", 2, 8), Row("Parker, practitioner", 8, 8), Row("New, nothing", 0, 0))


def test_a_bar_is_filled_as_far_as_the_person_is_and_says_it_in_figures() -> None:
    done, left = figure_of_learning(ROWS, theme="light").data
    assert list(done.x) == [0.25, 1.0, 0.0]
    assert [one + other for one, other in zip(done.x, left.x, strict=True)] == [1, 1, 1]
    assert list(done.text) == ["2 of 8", "8 of 8", "0 of 0"]


def test_both_themes_have_their_own_colours() -> None:
    light, dark = (figure_of_learning(ROWS, theme=theme).data[0].marker.color for theme in ("light", "dark"))
    assert set(light).isdisjoint(dark)


def test_a_name_is_never_taken_for_markup() -> None:
    (one, _) = figure_of_learning([Row("Remy <b>", 1, 2)], theme="light").data
    assert list(one.y) == ["Remy &lt;b&gt;"]
