from __future__ import annotations

from core.sources.fixed_width.layout import Column
from portal.components.reading_layout import columns_of, rows_of

COLUMNS = (Column("Id", 0, 6), Column("Name", 6, 20), Column("Due", 20, 30))


def test_columns_are_told_from_one_with_their_width_and_read_back_alike() -> None:
    rows = rows_of(COLUMNS, ("", "", ""), longest=30)
    assert rows[1] == {"Name": "Name", "Begins at": 7, "Characters wide": 14}
    assert columns_of(rows) == COLUMNS


def test_the_last_column_reaches_to_the_end_of_the_longest_line() -> None:
    (row,) = rows_of((Column("", 20, None),), ("Due",), longest=33)
    assert row == {"Name": "Due", "Begins at": 21, "Characters wide": 13}


def test_rows_without_a_place_are_left_out_and_the_rest_stands_in_order() -> None:
    rows = [
        {"Name": "B", "Begins at": 5, "Characters wide": 2},
        {"Name": None, "Begins at": None, "Characters wide": None},
        {"Name": None, "Begins at": 1, "Characters wide": None},
    ]
    assert columns_of(rows) == (Column("", 0, 1), Column("B", 4, 6))
