from __future__ import annotations

from decimal import Decimal

from reports.charts.finances import AmountBar, figure_of_ages, figure_of_amounts, figure_of_rates

BARS = [AmountBar("33111", Decimal("1050.20"), "1,050.20 CAD"), AmountBar("<b>x", Decimal("-1"), "-1.00 CAD")]


def test_codes_that_look_like_numbers_are_names_and_markup_stays_text() -> None:
    figure = figure_of_amounts(BARS, theme="light")
    assert figure.layout.yaxis.type == "category"
    assert list(figure.data[0].y) == ["33111", "&lt;b&gt;x"]
    assert list(figure.data[0].text) == ["1,050.20 CAD", "-1.00 CAD"]


def test_ages_are_told_apart_by_name_order_and_texture() -> None:
    ages = [AmountBar(name, Decimal(1), "1.00 USD") for name in "abcd"]
    figure = figure_of_ages([("Seattle", ages)], names=tuple("abcd"), theme="dark")
    assert [trace.name for trace in figure.data] == list("abcd")
    assert [trace.marker.pattern.shape for trace in figure.data] == ["", "", "", "/"]


def test_a_rate_is_drawn_for_each_clinic_with_a_mark_and_a_dash_of_its_own() -> None:
    points = {"A": [("2026-05", 100, "1 of 10 missed")], "B": [("2026-06", 0, "0 of 3 missed")]}
    figure = figure_of_rates(points, theme="light")
    assert figure.layout.yaxis.type == "linear"
    assert [trace.y[0] for trace in figure.data] == [0.1, 0.0]
    assert len({(t.marker.symbol, t.line.dash) for t in figure.data}) == 2
