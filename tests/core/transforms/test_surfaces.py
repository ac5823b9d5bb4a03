from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.transforms import applied
from core.transforms.surfaces import LETTERS


def read(text: str) -> tuple[object, str | None]:
    return applied(pl.Series([text]), (("surfaces", {}),)).row(0)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("MOD", "MOD"),
        ("d,o,m", "MOD"),
        ("O D", "DO"),
        ("Mesial, Occlusal", "MO"),
        ("mesio-occluso-distal", "MOD"),
        ("Distal / lingual", "DL"),
        ("bukkal", "B"),
        ("MIDFL", "MIDFL"),
        ("MOM", None),
        ("crown", None),
        ("5", None),
    ],
)
def test_surfaces_are_one_set_however_they_are_written(text: str, letters: str | None) -> None:
    assert read(text) == (letters, None if letters else "not_surfaces")


@given(st.permutations(LETTERS), st.integers(1, len(LETTERS)), st.sampled_from(["", ",", " ", "/"]))
def test_no_surface_is_lost_and_the_order_means_nothing(order: list[str], many: int, mark: str) -> None:
    told, finding = read(mark.join(order[:many]))
    assert finding is None
    assert sorted(str(told)) == sorted(order[:many])
    assert read(mark.join(sorted(order[:many]))) == (told, None)
