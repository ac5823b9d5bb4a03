"""Text in columns of a fixed width, found and given."""

from __future__ import annotations

import pytest

from core.choices import Choices, FileChoices, ToldColumn, ToldColumns
from core.sources import read_uploads
from core.sources.fixed_width.layout import found_layout
from core.tables import Share
from tests.core.sources.given import intake, kinds, lines, read, rows, upload

PEOPLE = (
    "Id    Name             Born        Fee\n"
    "1     Ann Smith        1980-02-01  12.50\n"
    "2     Ben de la Cruz   1981-12-31   7.00\n"
    "\n"
    "30    Müller           1979-01-05\n"
    "31    Cy               2001-01-05  100.00\n"
    "(4 rows affected)\n"
)
TRUTH = [
    ["1", "Ann Smith", "1980-02-01", "12.50"],
    ["2", "Ben de la Cruz", "1981-12-31", "7.00"],
    ["30", "Müller", "1979-01-05", None],
    ["31", "Cy", "2001-01-05", "100.00"],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_columns_are_found_by_the_blanks_between_them(encoding: str) -> None:
    table = read(PEOPLE.encode(encoding), "people.txt")
    assert table.table.columns == ("Id", "Name", "Born", "Fee")
    assert rows(table) == TRUTH
    assert (lines(table), table.counted) == ([2, 3, 5, 6], 4)
    assert {"columns_found", "footer"} <= kinds(table)


def test_a_ruler_says_where_columns_begin_even_where_blanks_do_not() -> None:
    ruled = (
        "Report of the day\n"
        "code name       sum\n"
        "---- ---------- ---\n"
        "D110 cleaning     9\n"
        "D120 two  fillings5\n"
    )
    table = read(ruled.encode(), "r.txt")
    assert (table.table.columns, rows(table)[0]) == (("code", "name", "sum"), ["D110", "cleaning", "9"])
    assert table.shares[Share.PREAMBLE] == len("Report of the day\n")
    assert {"crosses_columns", "preamble"} <= kinds(table)


def test_columns_that_touch_are_cut_where_somebody_says() -> None:
    columns = ToldColumns((ToldColumn("Id", 1, 3), ToldColumn("Day", 4, 8)), skip=1)
    content = b"IdDay\n00120240101 more\n00220240102\n"
    said = Choices((FileChoices("p.txt", columns=columns),))
    found = read_uploads([upload("p.txt", content)], choices=said)
    (table,) = found.tables
    assert table.table.columns == ("Id", "Day", "extra_1")
    assert rows(table) == [["001", "20240101", "more"], ["002", "20240102", None]]
    assert sum(table.shares.values()) == len(content)


def test_letters_and_delimited_text_are_no_columns() -> None:
    letter = "Dear colleague, thank you for seeing Ann.\nShe is well now, and eats again.\n" * 6
    assert found_layout(letter.splitlines()) is None
    assert intake(note__txt=letter.encode()).tables == ()
    assert read(b"id,name\n1,Ann\n2,Ben\n").evidence["format"] == "delimited text"
