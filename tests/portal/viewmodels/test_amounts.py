from __future__ import annotations

import pytest

from portal.viewmodels.amounts import minor_units


@pytest.mark.parametrize(
    ("typed", "currency", "units"),
    [
        ("12,345.60", "USD", 1_234_560),
        ("-500", "EUR", -50_000),
        ("−0.05", "USD", -5),
        (" 1 000.5 ", "USD", 100_050),
        ("1500", "JPY", 1_500),
        ("1.234", "KWD", 1_234),
    ],
)
def test_an_amount_is_taken_exactly(typed: str, currency: str, units: int) -> None:
    assert minor_units(typed, currency) == units


@pytest.mark.parametrize("typed", ["", "1.234,50", "12,34.00", "1.005", "1e3", "5 USD", "--5", "NaN"])
def test_what_could_be_misread_is_not_taken_at_all(typed: str) -> None:
    assert minor_units(typed, "USD") is None
