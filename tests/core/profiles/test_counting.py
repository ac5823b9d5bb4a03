"""What stencils tell of values is what every value tells by itself; and each value is counted once."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.profiles import profile
from core.profiles.counting import counted, counted_in_order
from core.profiles.dates import SLASHED
from core.profiles.marks import CHECKED
from core.profiles.shapes import LONGEST_SHORT, NUMBER_LEAD, PATTERNS, Lead, Pattern, Shape
from tests.core.profiles.tables import table
from tests.core.profiles.test_columns import SHAPES

DIGITS = st.sampled_from("0123456789")
WRITTEN = st.sampled_from([value for value, _ in SHAPES])


@st.composite
def other_digits(draw: st.DrawFn) -> str:
    """A value of some shape with other digits, so that what looks alike may be of another shape."""
    return "".join(draw(DIGITS) if letter in "0123456789" else letter for letter in draw(WRITTEN))


VALUES = st.one_of(
    other_digits(),
    st.text("0123456789-/.:+() xeE$,'%aAdDmMPpTZ@_", min_size=1, max_size=18),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Z"]), min_size=1, max_size=8),
    st.sampled_from(
        ["1e5", "NaN", "-inf", "0", "9" * 200, "9" * 201, "٣", "٣/٤/٢٠٢١", "clip.mp4", "clip.mp3"]
    ),
)


def one_by_one(values: list[str]) -> dict[Shape, int]:
    """Each pattern on each value, as `shapes` declares them."""
    found: Counter[Shape] = Counter()
    for value in values:
        text = pl.Series([value])
        if len(value) > LONGEST_SHORT:
            found[Shape.TEXT] += 1
            continue
        lead = Lead.NUMBER if text.str.contains(NUMBER_LEAD)[0] else Lead.OTHER
        for pattern in PATTERNS:
            if lead in pattern.leads and text.str.contains(pattern.regex)[0]:
                found[pattern.shape] += 1
    return dict(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=12))
def test_shapes_and_ranges_are_those_of_every_value(values: list[str]) -> None:
    trimmed = [value for value in pl.Series(values).str.strip_chars() if value]
    found = profile(table("t", {"c": [*values]})).columns[0]
    assert dict(found.counts) == one_by_one(trimmed)
    numbers = pl.Series(trimmed, dtype=pl.String).cast(pl.Float64, strict=False)
    numbers = numbers.filter(numbers.is_finite())
    assert (found.low, found.high) == (numbers.min(), numbers.max())
    dated = pl.Series(trimmed, dtype=pl.String).str.contains(SLASHED).sum()
    order = found.order
    assert order.mdy_only + order.dmy_only + order.both + order.neither == dated


@pytest.mark.parametrize("pattern", CHECKED, ids=lambda pattern: pattern.shape.name)
@settings(max_examples=25, deadline=None)
@given(value=VALUES)
@example(value="clip.mp4")
@example(value="left bitewing.jpg")
def test_of_what_has_a_shape_the_stencil_has_it_too_or_roughly(pattern: Pattern, value: str) -> None:
    assert pattern.rough
    text = pl.Series([value])
    nines = text.str.replace_all("[0-9]", "9")
    told = nines.str.contains(pattern.regex)[0] or nines.str.contains(pattern.rough)[0]
    assert not text.str.contains(pattern.regex)[0] or told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), VALUES, st.sampled_from([" a", "a ", "a", "", " "])), max_size=20))
def test_each_value_is_counted_once_however_many_columns_are_counted_together(
    values: list[str | None],
) -> None:
    expected = Counter(text for text in pl.Series(values, dtype=pl.String).str.strip_chars() if text)
    made = table("t", {"one": [*values], "other": ["x"] * len(values)})
    for rows_in_one_pass in (0, 2_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("core.profiles.counting.SHORT", rows_in_one_pass)
            found = counted(made, ("one", "other")).values.filter(pl.col("column") == 0)
        assert dict(found.select("value", "count").iter_rows()) == expected
        assert (found["stencil"] == found["value"].str.replace_all("[0-9]", "9")).all()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from("abcde"), max_size=20), st.sampled_from([1, 2, 2**32]))
def test_texts_that_share_a_hash_are_told_apart(values: list[str], hashes: int) -> None:
    cells = pl.Series("value", values, dtype=pl.String)
    found = counted_in_order(cells, cells.hash() % hashes)
    assert Counter(dict(found.iter_rows())) == Counter(values)
