from __future__ import annotations

from reports.charts.holdings import figure_of_formats, figure_of_range

FORMATS = (("99/99/9999", 577), ("9999-99-99", 12))
BINS = (("2021-01-04", "2021-06-30", 40), ("2021-06-30", "2021-12-31", 2))


def test_every_format_has_a_bar_with_its_cells_and_the_others_share_one() -> None:
    (bars,) = figure_of_formats(FORMATS, rest=("others", 3), theme="light").data
    assert list(bars.x) == [577, 12, 3] and list(bars.text) == ["577", "12", "3"]
    assert bars.y[-1].startswith("others")


def test_a_format_that_looks_like_markup_or_a_number_is_drawn_as_it_is() -> None:
    (bars,) = figure_of_formats((("<b>9</b>", 4), ("99", 1)), rest=None, theme="dark").data
    assert "<" not in bars.y[0] and not bars.y[1].isdigit()


def test_a_range_is_drawn_in_its_order_between_its_two_ends() -> None:
    figure = figure_of_range(BINS, theme="light")
    (columns,) = figure.data
    assert list(columns.y) == [40, 2]
    assert list(figure.layout.xaxis.ticktext) == ["2021-01-04", "2021-12-31"]


def test_one_value_alone_has_a_column_and_one_end() -> None:
    figure = figure_of_range((("5", "5", 9),), theme="light")
    assert list(figure.layout.xaxis.tickvals) == [0] == list(figure.data[0].x)
