"""A column knows its own values from those of its neighbours."""

from __future__ import annotations

import pytest

from core.sources.repairs.columns import Column, exact_shape, loose_shape, word_shape

DAYS = Column([f"{n % 28 + 1:02d}/0{n % 9 + 1}/2018" for n in range(50)])
PRICES = Column([f"${n}.{n % 90 + 10}" for n in range(1, 50)])
WORDS = Column(["Boots " * (n % 17) + "and hats, " * (n % 5) for n in range(50)])


def test_shapes_go_from_exact_to_loose() -> None:
    assert [shape("RI-3895") for shape in (exact_shape, word_shape, loose_shape)] == ["AA-9999", "2-4", "w-w"]


@pytest.mark.parametrize(("text", "column"), [("09/09/2018", DAYS), ("$5.55", PRICES), ("Boots", WORDS)])
def test_a_value_is_likeliest_where_it_belongs(text: str, column: Column) -> None:
    assert max((DAYS, PRICES, WORDS), key=lambda one: one.score(text)) is column


def test_a_day_that_runs_into_a_time_is_far_less_likely_than_the_day() -> None:
    assert DAYS.score("09/09/201812:15") < DAYS.score("09/09/2018") - 10


def test_what_does_not_look_like_the_others_does_not_fit() -> None:
    assert DAYS.fits("09/09/2018")
    assert not DAYS.fits("Boots")
    assert not DAYS.fits("")
    assert WORDS.fits("")
    assert WORDS.fits("Anything at all, really")


def test_a_rarer_form_of_known_characters_fits() -> None:
    assert PRICES.fits("$72")
    assert not PRICES.fits("$7.20 each and every one")
