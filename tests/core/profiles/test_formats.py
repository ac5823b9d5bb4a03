"""Formats count every cell once and say how it is written, never what it says."""

from __future__ import annotations

import re
from collections import Counter

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import Formats
from core.profiles.formats import LONGEST, SHOWN, formats

CELLS = st.one_of(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=10),
    st.from_regex(r"[0-9]{1,6}[-/ ]?[A-Za-zé]{0,4}", fullmatch=True),
    st.sampled_from(["12/03/1961", "O'Brien", "(555) 123-4567", "é12"]),
)


def of(values: list[str]) -> Formats:
    counts = Counter(values)
    cells = {"value": [*counts], "count": [*counts.values()]}
    return formats(pl.DataFrame(cells, schema={"value": pl.String, "count": pl.UInt32}))


@settings(max_examples=80, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=60))
def test_every_cell_is_in_exactly_one_format(values: list[str]) -> None:
    found = of(values)
    assert sum(each.cells for each in found.named) + found.other_cells == len(values)
    assert len(found.named) <= SHOWN and len({each.form for each in found.named}) == len(found.named)


@settings(max_examples=80, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=60))
def test_no_letter_and_no_digit_of_a_value_stands_in_a_format(values: list[str]) -> None:
    for each in of(values).named:
        assert each.form == "UUID" or not re.search(r"[^\W\d_a]|[0-8]", each.form)
        assert len(each.form) <= LONGEST + 1


def test_few_formats_keep_every_digit_apart() -> None:
    found = of(["555-1234", "(555) 123-4567", "555-9876"])
    assert [(each.form, each.cells) for each in found.named] == [("999-9999", 2), ("(999) 999-9999", 1)]


def test_amounts_of_every_size_are_one_format() -> None:
    found = of([f"{10**n}.50" for n in range(1, 20)])
    assert [each.form for each in found.named] == ["9+.9+"]


def test_a_rare_format_beside_a_main_one_is_pointed_at() -> None:
    assert [each.form for each in of(["12345"] * 199 + ["12345-6789"]).rare] == ["99999-9999"]
    assert of(["12345"] * 5 + ["A1A 1A1"] * 5).rare == ()
