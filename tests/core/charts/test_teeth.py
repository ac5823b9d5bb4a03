from __future__ import annotations

import pytest

from core.charts.teeth import Notation, notation_of, teeth_of
from tests.core.charts.made import chart


@pytest.mark.parametrize(
    ("numbers", "notation"),
    [
        (["3", "14", "30"], Notation.UNIVERSAL),
        (["A", "14"], Notation.UNIVERSAL),
        (["36", "11"], Notation.FDI),
        (["55"], Notation.FDI),
        (["11", "21"], Notation.UNTOLD),
        (["3", "36"], Notation.UNTOLD),
        ([], Notation.UNTOLD),
    ],
)
def test_the_notation_is_told_by_numbers_that_only_one_of_them_has(numbers, notation) -> None:
    assert notation_of(numbers) is notation


def test_teeth_come_in_order_with_what_was_done_to_them() -> None:
    found = chart(
        procedure=[{"tooth": "30", "description": "Crown"}, {"tooth": "3", "description": "Filling"}],
        tooth_chart_entry=[{"tooth": "30", "kind": "missing"}, {"tooth": "B", "kind": "primary"}],
    )
    notation, teeth = teeth_of(found)
    assert notation is Notation.UNIVERSAL
    assert [(each.number, each.dentition, len(each.entries)) for each in teeth] == [
        ("B", "primary", 1), ("3", "permanent", 1), ("30", "permanent", 2),
    ]  # fmt: skip


def test_what_the_old_system_says_of_the_dentition_goes_before_the_number() -> None:
    found = chart(tooth_chart_entry=[{"tooth": "3", "dentition": "supernumerary"}])
    assert teeth_of(found)[1][0].dentition == "supernumerary"


def test_primary_teeth_are_told_in_fdi_too() -> None:
    _, teeth = teeth_of(chart(procedure=[{"tooth": "74"}, {"tooth": "46"}]))
    assert {each.number: each.dentition for each in teeth} == {"46": "permanent", "74": "primary"}
