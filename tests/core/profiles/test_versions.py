"""What a newer version has that the earlier one had not, held against a plain comparison row by row."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from core.profiles import Difference, difference
from tests.core.profiles.tables import table

Rows = dict[str, tuple[str, str | None]]
Loose = list[tuple[str, str]]
ROWS = st.dictionaries(
    st.integers(0, 9).map(str), st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x", None])), min_size=2
)
LOOSE = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "x"])), min_size=1, max_size=12)


def of(rows: Rows) -> dict[str, list[str | None]]:
    cells: dict[str, list[str | None]] = {"id": [*rows]}
    cells["one"] = [one for one, _ in rows.values()]
    cells["two"] = [two for _, two in rows.values()]
    return cells


@settings(max_examples=80, deadline=None)
@given(ROWS, ROWS)
def test_rows_with_a_key_are_added_changed_gone_or_the_same(old: Rows, new: Rows) -> None:
    found = difference(table("t", of(old)), table("t", of(new)))
    plain = [{key: (one, two or "") for key, (one, two) in rows.items()} for rows in (old, new)]
    both = plain[0].keys() & plain[1].keys()
    assert found.key == ("id",)
    assert found.added == len(plain[1].keys() - both)
    assert found.gone == len(plain[0].keys() - both)
    assert found.changed == sum(plain[0][key] != plain[1][key] for key in both)
    assert found.same + found.changed == len(both)
    ones = sum(plain[0][key][0] != plain[1][key][0] for key in both)
    assert dict(found.changed_in).get("one", 0) == ones


@settings(max_examples=80, deadline=None)
@given(LOOSE, LOOSE)
def test_rows_without_a_key_are_compared_as_often_as_they_stand(old: Loose, new: Loose) -> None:
    columns = [{"one": [a for a, _ in rows] * 2, "two": [b for _, b in rows] * 2} for rows in (old, new)]
    found = difference(table("t", columns[0]), table("t", columns[1]))
    same = sum((Counter(old * 2) & Counter(new * 2)).values())
    assert found.key == ()
    assert (found.same, found.added, found.gone) == (same, 2 * len(new) - same, 2 * len(old) - same)


def test_columns_that_came_and_went_are_named_and_the_others_compared() -> None:
    old = table("t", {"id": ["1", "2"], "fee": ["5", "6"], "note": ["a", "b"]})
    new = table("t", {"id": ["1", "2", "3"], "fee": ["5", "7", "8"], "phone": ["p", "q", "r"]})
    assert difference(old, new) == Difference(
        columns_added=("phone",),
        columns_gone=("note",),
        key=("id",),
        added=1,
        changed=1,
        same=1,
        changed_in=(("fee", 1),),
    )


def test_the_same_table_again_has_no_difference() -> None:
    same = {"id": ["1", "2"], "fee": ["5", " 6 "]}
    assert difference(table("t", {**same}), table("t", {**same})).none


def test_tables_that_share_no_column_share_no_row() -> None:
    found = difference(table("t", {"a": ["1"]}), table("t", {"b": ["1", "2"]}))
    assert (found.added, found.gone, found.same) == (2, 1, 0)
