"""Bars are named by what they are of, even where that looks like a number."""

from __future__ import annotations

from decimal import Decimal

from reports.charts.finances import AmountBar, figure_of_amounts, figure_of_rates


def test_a_code_of_digits_names_its_bar_and_is_no_place_on_a_scale() -> None:
    bars = [AmountBar(code, Decimal("10.00"), "10.00 CAD") for code in ("27211", "01101")]
    figure = figure_of_amounts(bars, theme="light")
    assert figure.layout.yaxis.type == "category"
    assert list(figure.data[0].y) == ["27211", "01101"]


def test_rates_lie_on_a_scale() -> None:
    figure = figure_of_rates({"Main Street": [("2026-01", 125, "1 of 8")]}, theme="dark")
    assert figure.layout.yaxis.type == "linear"
