from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import ColumnProfile, Shape, profile
from tests.core.profiles.tables import table

# White space is Unicode's White_Space; Python's strip() takes the four separators below for space as well.
LETTERS = st.characters(codec="utf-8", exclude_characters="\x1c\x1d\x1e\x1f")
CELLS = st.one_of(
    st.none(),
    st.text(LETTERS, max_size=12),
    st.sampled_from(["", " ", "\t", " a ", "a", "A", "007", "12.50", "03/04/2021", "NULL", " "]),
)


def one(values: list[str | None]) -> ColumnProfile:
    return profile(table("t", {"c": values})).columns[0]


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, max_size=30))
def test_fill_distinct_length_and_top_are_what_counting_by_hand_gives(values: list[str | None]) -> None:
    trimmed = [v.strip() for v in values if v is not None and v.strip()]
    counted = Counter(trimmed)
    found = one(values)
    assert found.rows == len(values)
    assert found.filled == len(trimmed)
    assert found.distinct == len(counted)
    assert found.shortest == min(map(len, trimmed), default=None)
    assert found.longest == max(map(len, trimmed), default=None)
    assert all(counted[value] == count for value, count in found.top)
    assert sorted((c for _, c in found.top), reverse=True) == [c for _, c in found.top]
    assert found.unique == (0 < len(trimmed) == len(counted))


def test_null_words_and_zero_dates_are_filled_cells() -> None:
    assert one(["NULL", "N/A", "-", "0000-00-00", "", None, "  "]).filled == 4


def test_a_header_without_rows_is_profiled_as_empty() -> None:
    found = profile(table("t", {"a": [], "b": []}))
    assert [c.name for c in found.columns] == ["a", "b"]
    assert all(c.filled == 0 and not c.unique and c.fill == 0.0 for c in found.columns)


def test_a_column_named_like_our_own_frames_is_profiled_alike() -> None:
    for name in ("value", "count", "column", "key", "hash"):
        assert profile(table("t", {name: ["x", "x", "y"]})).columns[0].distinct == 2


def test_a_key_names_every_record_and_a_gap_spoils_it() -> None:
    assert one(["1", "2", "3"]).key_candidate
    assert not one(["1", "2", ""]).key_candidate
    assert not one(["1", "2", " 2"]).unique


def test_leading_zeros_are_seen() -> None:
    assert one(["00123", "0456", "7", "0"]).leading_zeros == 2


def test_the_range_covers_plain_numbers_only() -> None:
    found = one(["3", "-4.5", "n/a", "12", "NaN", "inf"])
    assert (found.low, found.high) == (-4.5, 12.0)


SHAPES = [
    ("2021-03-04", Shape.DATE_ISO),
    ("2021-03-04 10:00:00", Shape.DATETIME_ISO),
    ("2021-03-04T10:00:00Z", Shape.DATETIME_ZONED),
    ("2021-03-04T10:00:00.5+01:00", Shape.DATETIME_ZONED),
    ("3/4/21", Shape.DATE_SLASHED),
    ("28.03.2021", Shape.DATE_SLASHED),
    ("03/04/2021 2:30 PM", Shape.DATE_SLASHED),
    ("2021/03/04", Shape.DATE_YEAR_FIRST),
    ("20210304", Shape.DATE_COMPACT),
    ("04-Mar-2021", Shape.DATE_NAMED),
    ("March 4, 2021", Shape.DATE_NAMED),
    ("2021-03", Shape.DATE_PARTIAL),
    ("1987", Shape.YEAR),
    ("14:30", Shape.TIME),
    ("-42", Shape.INTEGER),
    ("3.14", Shape.DECIMAL),
    ("$1,234.50", Shape.MONEY),
    ("(12.00)", Shape.MONEY),
    ("1.234,50 €", Shape.MONEY),
    ("80%", Shape.PERCENT),
    ("(555) 123-4567", Shape.PHONE),
    ("+49 30 123456", Shape.PHONE),
    ("a.b@example.org", Shape.EMAIL),
    ("b9c610cd-28a6-4636-ccb6-c7a0d2a4cb85", Shape.UUID),
    ("https://example.org/x", Shape.URL),
    ("1.2.840.10008.5.1.4.1.1.2", Shape.DICOM_UID),
    ("E11.9", Shape.ICD),
    ("D0120", Shape.CDT),
    ("4548-4", Shape.LOINC),
    ("195662009", Shape.SNOMED),
    ("308136", Shape.RXNORM),
    ("140", Shape.CVX),
    ("1234567893", Shape.NPI),
    ("123-45-6789", Shape.SSN),
    ("02115-1234", Shape.ZIP),
    ("yes", Shape.YES_NO),
    ("F", Shape.SEX),
    ("M", Shape.LETTER),
    ("scans/left bitewing.jpg", Shape.FILE),
    ("12 High Street", Shape.STREET),
    ("Marie-Claire O'Neil", Shape.WORDS),
    ("x" * 61, Shape.TEXT),
    ("word " * 60, Shape.TEXT),
    ("007", Shape.ZERO_LED),
]


@pytest.mark.parametrize(("value", "shape"), SHAPES, ids=[s.name for _, s in SHAPES])
def test_a_value_is_told_by_its_shape(value: str, shape: Shape) -> None:
    assert one([value, value, ""]).share(shape) == 1.0


def test_every_shape_has_an_example_here() -> None:
    assert {shape for _, shape in SHAPES} == set(Shape)


@pytest.mark.parametrize("value", ["2021-03-04", "123-45-6789x", "call me", "12"])
def test_what_is_no_telephone_number_is_not_taken_for_one(value: str) -> None:
    assert one([value]).share(Shape.PHONE) == 0.0


def test_wide_tables_are_profiled_in_batches_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    columns: dict[str, list[str | None]] = {f"c{i}": [str(i), "x", "x"] for i in range(50)}
    whole = profile(table("t", columns))
    monkeypatch.setattr("core.profiles.counting.AT_ONCE", 21)
    monkeypatch.setattr("core.profiles.counting.SHORT", 2)
    assert profile(table("t", columns)) == whole


def test_no_value_shows_in_a_printed_profile() -> None:
    assert "Zaphod" not in repr(one(["Zaphod", "Zaphod"]))


def test_the_frame_itself_is_left_as_it_was() -> None:
    given_table = table("t", {"c": [" a ", ""]})
    before = given_table.frame.clone()
    profile(given_table)
    assert isinstance(given_table.frame, pl.DataFrame)
    assert given_table.frame.equals(before)
