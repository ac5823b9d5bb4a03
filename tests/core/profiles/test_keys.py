"""Keys: one column that names every record, nearly one, or two together, as counting by hand finds them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import Key, profile
from core.profiles.keys import keys
from tests.core.profiles.tables import table


def of(**columns: list[str | None]) -> tuple[Key, ...]:
    made = table("t", {name: list(values) for name, values in columns.items()})
    return keys(made, profile(made))


def test_one_column_that_names_every_record_is_a_whole_key() -> None:
    assert of(id=["1", "2", "3"], name=["Ann", "Bea", "Ann"]) == (Key(("id",)),)


def test_a_key_that_repeats_now_and_then_is_told_with_its_repeats() -> None:
    found = of(id=[str(n) for n in range(99)] + ["0"], name=["Ann"] * 100)
    assert found == (Key(("id",), repeated=1),)


def test_days_and_measures_that_happen_to_differ_name_no_record() -> None:
    found = of(seen=["2021-03-04", "2021-03-05"], width=["1.5", "2.5"], name=["Ann", "Ann"])
    assert not [key for key in found if len(key.columns) == 1]


def test_a_table_without_rows_has_no_key() -> None:
    assert of(id=[]) == ()


@pytest.mark.parametrize("looked_at_first", [2, 20_000])
@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), min_size=2, max_size=9))
def test_two_columns_are_a_key_exactly_where_no_two_records_share_both(
    looked_at_first: int, rows: list[tuple[str, str]]
) -> None:
    one, other = [row[0] for row in rows], [row[1] for row in rows]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.profiles.keys.FIRST", looked_at_first)
        found = {key.columns for key in of(one=[*one], other=[*other]) if key.whole}
    single = [name for name, values in (("one", one), ("other", other)) if len(set(values)) == len(rows)]
    expected = {(name,) for name in single}
    if not single and len(set(rows)) == len(rows) and len(set(one)) > 1 and len(set(other)) > 1:
        expected = {("one", "other")}
    assert found == expected


def test_a_nearly_unique_column_and_another_are_a_key_where_its_repeats_differ_in_that_other() -> None:
    numbers, letters = [str(n) for n in range(60)] + ["7", "8"], ["a"] * 60 + ["b", " b "]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.profiles.keys.FIRST", 2)
        assert ("id", "sort") in {key.columns for key in of(id=[*numbers], sort=[*letters])}
        letters[7] = "b"
        assert ("id", "sort") not in {key.columns for key in of(id=[*numbers], sort=[*letters])}
