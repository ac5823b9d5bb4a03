"""What is written beside a table, so that nothing of a file is written nowhere (law 1)."""

from __future__ import annotations

from core.repairs import ALL_REPAIRS
from core.tables import ReadTable, Share
from tests.core.sources.given import intake, read
from tests.core.sources.repairs.given import read as read_repaired
from tests.core.sources.test_workbook import xlsx

RECORDS = b"".join(b"%d,Ann %d,2021-03-0%d\n" % (n, n, n) for n in range(1, 9))


def told(table: ReadTable) -> list[tuple[int, str, str]]:
    return [(one.line, one.what.value, one.raw) for one in table.aside]


def test_titles_counts_and_names_that_stand_again_are_told_with_their_lines() -> None:
    page = b"id,name,born\n" + RECORDS
    table = read(b"Patients of 2021\n\n" + page + page + b"(16 rows affected)\n")
    assert told(table) == [
        (1, "preamble", "Patients of 2021"),
        (12, "repeated header", "id,name,born"),
        (21, "footer", "(16 rows affected)"),
    ]


def test_a_regular_table_has_nothing_beside_it() -> None:
    assert told(read(b"id,name,born\n" + RECORDS)) == []


def test_names_that_had_to_change_are_told_as_they_stood() -> None:
    assert told(read(b"id,name,id\n" + RECORDS)) == [(1, "header", "id,name,id")]


def test_a_record_whose_cells_run_over_is_told_as_it_stood() -> None:
    table = read(b"id,name,born\n" + RECORDS + b"9,Bell, Ann, Dr,2021-03-09,x\n")
    assert told(table) == [(10, "record", "9,Bell, Ann, Dr,2021-03-09,x")]


def test_a_row_that_was_repaired_is_told_as_it_stood() -> None:
    table = read_repaired(b"id,name,born\n" + RECORDS + b"9;Ann 9;2021-03-09\n", ALL_REPAIRS)
    assert table.table.frame["name"].to_list()[-1] == "Ann 9"
    assert told(table) == [(10, "record", "9;Ann 9;2021-03-09")]


def test_lines_around_columns_of_a_fixed_width_are_told() -> None:
    lines = [f"{n:<6}Ann {n:<8}2021-03-{n:02}" for n in range(1, 15)]
    text = "\n".join(["Patients of 2021", "", "id    name        born", *lines, "(14 rows affected)", ""])
    table = read(text.encode(), "t.txt")
    assert table.evidence["format"] == "fixed-width text"
    assert {(one.what, one.raw) for one in table.aside} == {
        (Share.PREAMBLE, "Patients of 2021"), (Share.FOOTER, "(14 rows affected)")
    }  # fmt: skip


def test_rows_above_the_names_of_a_sheet_are_told() -> None:
    rows: list[list[object]] = [
        ["Patients of 2021"],
        [],
        ["id", "name", "born"],
        *([n, "Ann", 3] for n in (1, 2)),
    ]
    (table,) = intake(b__xlsx=xlsx(A=rows)).tables
    assert told(table) == [(1, "preamble", "Patients of 2021\t\t")]
