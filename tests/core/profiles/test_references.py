from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import Reference, profile, reference_candidates
from core.tables import SourceTable
from tests.core.profiles.tables import table


def references(*tables: SourceTable) -> dict[tuple[str, str, str], Reference]:
    found = reference_candidates(tables, [profile(t) for t in tables])
    return {(r.source[1], r.column, r.target[1]): r for r in found}


PATIENTS = table("patients", {"Id": ["a-1", "a-2", "a-3"], "Name": ["X", "Y", "X"]})


def test_a_column_of_another_tables_keys_points_there() -> None:
    visits = table("visits", {"Id": ["v1", "v2", "v3"], "Patient": ["a-1", "a-1", "a-3"]})
    found = references(PATIENTS, visits)[("visits", "Patient", "patients")]
    assert (found.contained, found.distinct, found.key, found.telling) == (1.0, 2, "Id", 1.0)


def test_case_and_spaces_around_keys_do_not_matter() -> None:
    visits = table("visits", {"Patient": [" A-1", "a-3 ", ""]})
    assert references(PATIENTS, visits)[("visits", "Patient", "patients")].contained == 1.0


def test_orphans_lower_the_share() -> None:
    visits = table("visits", {"Patient": ["a-1", "a-2", "zz", "yy"]})
    assert references(PATIENTS, visits)[("visits", "Patient", "patients")].contained == 0.5


def test_a_column_may_point_into_its_own_table_but_not_at_itself() -> None:
    people = table("people", {"Id": ["p1", "p2", "p3"], "Guarantor": ["p1", "p1", "p1"]})
    assert set(references(people)) == {("people", "Guarantor", "people")}


def test_small_consecutive_numbers_tell_little() -> None:
    kinds = table("kinds", {"Id": ["1", "2", "3", "4"]})
    visits = table("visits", {"Count": ["1", "1", "3"]})
    assert references(kinds, visits)[("visits", "Count", "kinds")].telling < 0.2


def test_dates_and_long_texts_are_no_keys() -> None:
    days = table("days", {"Day": ["2021-01-01", "2021-01-02"]})
    visits = table("visits", {"Date": ["2021-01-01", "2021-01-01"]})
    assert references(days, visits) == {}


def test_a_key_that_repeats_now_and_then_may_still_be_pointed_at() -> None:
    ids: list[str | None] = [f"p{i}" for i in range(100)]
    visits = table("visits", {"Patient": ["p3", "p5", "p3"]})
    assert references(table("patients", {"Id": [*ids, "p7"]}), visits)
    assert not references(table("patients", {"Id": [*ids, *ids]}), visits)


def test_tables_without_rows_point_nowhere() -> None:
    assert references(PATIENTS, table("visits", {"Patient": []})) == {}


KEYS = st.lists(st.sampled_from([f"k{i}" for i in range(8)]), min_size=1, max_size=8)


@settings(max_examples=50, deadline=None)
@given(st.sets(st.sampled_from([f"k{i}" for i in range(8)]), min_size=1), KEYS)
def test_containment_is_that_of_sets(held: set[str], pointing: list[str]) -> None:
    keys = table("keys", {"Id": [*sorted(held)]})
    visits = table("visits", {"Ref": [*pointing, *pointing]})
    share = len(set(pointing) & held) / len(set(pointing))
    found = references(keys, visits).get(("visits", "Ref", "keys"))
    assert (found.contained if found else 0.0) == (share if share >= 0.5 else 0.0)
