"""A small table's columns hold the same, whether they are told singly or asked for all at once."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.profiles import TableProfile, profile, reference_candidates, singly
from core.profiles import pointing as comparing
from core.profiles.dates import DAY_LETTERS, KINDS, order_counts, readable
from tests.core.profiles.tables import table
from tests.core.profiles.test_counting import VALUES

CELLS = st.one_of(VALUES, VALUES.map(lambda text: f" {text}\t"), st.none(), st.just(""))
QUIET = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def asked_at_once(columns: dict[str, list[str | None]], monkeypatch: pytest.MonkeyPatch) -> TableProfile:
    with monkeypatch.context() as patched:
        patched.setattr(singly, "FEW", -1)
        return profile(table("t", columns))


@QUIET
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12))
def test_both_ways_give_the_same_profile(
    monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str | None, ...]]
) -> None:
    columns = {name: [row[i] for row in rows] for i, name in enumerate("abc")}
    assert profile(table("t", columns)) == asked_at_once(columns, monkeypatch)


def test_few_stencils_in_latin_letters_are_told_singly_and_others_are_not() -> None:
    few = pl.Series(["99.99.9999", "Müller"])
    assert singly.told(few)
    assert singly.told(pl.Series(["Müller", "Σ"])) is None
    assert singly.told(pl.Series([f"a{'b' * i}" for i in range(singly.FEW + 1)])) is None


def test_values_are_kept_beside_a_profile_where_they_are_few_and_short() -> None:
    short = table("t", {"note": [f"{i} seen" for i in range(2_500)]})
    long = table("t", {"note": [f"{i} seen " * 500 for i in range(2_500)]})
    assert profile(short).counted is not None
    assert profile(long).counted is None, "some 12 MB of notes would be kept a second and a third time"


def test_a_day_is_read_in_both_orders_as_a_query_reads_it() -> None:
    days = [
        f"{a}/{b:02}/{y}"
        for a in range(32)
        for b in range(32)
        for y in ("2023", "2024", "1900", "0000", "00")
    ]
    texts = pl.Series("value", [*days, "3.4.2021 10:00", "3-4-21 10:00 pm"]).str.head(DAY_LETTERS)
    counted = texts.to_frame().with_row_index("column").with_columns(pl.lit(1, pl.UInt32).alias("count"))
    found = {row["column"]: row for row in order_counts(counted).iter_rows(named=True)}
    for i, text in enumerate(texts):
        kind, short = readable(text)
        assert [each for each in KINDS if found[i][each]] == [kind], text
        assert found[i]["short_year"] == short, text


def test_columns_point_to_the_same_keys_whether_sets_or_queries_compare_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = table("people", {"Id": [f"P-{i}" for i in range(40)], "Head": ["p-1", "P-2"] * 20})
    visits = table("visits", {"Id": [f"v{i}" for i in range(9)], "Person": [f"p-{i * 7}" for i in range(9)]})
    seen = [profile(each) for each in (people, visits)]
    by_sets = reference_candidates((people, visits), seen)
    monkeypatch.setattr(comparing, "FEW", -1)
    assert by_sets == reference_candidates((people, visits), seen)
    assert {(each.source[1], each.column) for each in by_sets} == {("people", "Head"), ("visits", "Person")}


def test_values_that_a_small_table_s_profile_keeps_are_compared_as_if_counted_anew() -> None:
    people = table(
        "people", {"Id": ["A-1", "A-2", "A-3"], "Note": ["word " * 20, "", "x"], "By": ["a-1"] * 3}
    )
    seen = profile(people)
    anew = TableProfile(seen.file, seen.name, seen.rows, seen.columns)
    assert seen.counted is not None
    assert seen == anew
    assert reference_candidates([people], [seen]) == reference_candidates([people], [anew]) != ()
