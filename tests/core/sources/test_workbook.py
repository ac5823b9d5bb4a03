"""Workbooks made here, so that every cell's truth is known."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time
from io import BytesIO

import openpyxl
import pytest

from core.sources import sheet_counting, workbook
from core.sources.cells import cell_text
from core.sources.recognition import Format
from core.sources.sheet import Sheet, read_sheet
from core.sources.sheet_counting import SheetCount
from core.tables import LINE, FileKind
from tests.core.sources.given import intake, kinds, read, rows


def xlsx(**sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, content in sheets.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ods(body: str) -> bytes:
    out = BytesIO()
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()


PATIENTS = [
    ["id", "born", "fee", "active"],
    [1, date(2001, 2, 3), 12.5, True],
    [2, datetime(2002, 3, 4, 5, 6), 7, False],  # noqa: DTZ001 - a workbook knows no time zone
]


def test_cells_come_as_text_and_the_line_is_the_sheets_row() -> None:
    found = intake(book__xlsx=xlsx(Patients=[[], *PATIENTS, [], [3, None, 0, None]]))
    (table,) = found.tables
    assert table.table.name == "Patients"
    assert rows(table) == [
        ["1", "2001-02-03", "12.5", "TRUE"],
        ["2", "2002-03-04T05:06:00", "7", "FALSE"],
        ["3", "", "0", ""],
    ]
    assert table.table.frame[LINE].to_list() == [3, 4, 6]
    assert table.counted == 3
    assert "whole_numbers" in kinds(table)
    assert dict(table.shares) == {}


def test_every_sheet_is_a_table_and_empty_ones_are_told() -> None:
    found = intake(book__xlsx=xlsx(One=PATIENTS, Two=[["a", "b"], ["x", "1"], ["y", "2"]], Three=[]))
    assert [table.table.key for table in found.tables] == [("book.xlsx", "One"), ("book.xlsx", "Two")]
    assert [(one.kind, one.table) for one in found.findings] == [("empty_sheet", "Three")]


def test_titles_above_the_header_are_no_records() -> None:
    (table,) = intake(book__xlsx=xlsx(S=[["Clinic export 2024"], [], *PATIENTS])).tables
    assert table.table.columns == ("id", "born", "fee", "active")
    assert table.counted == 2
    assert "preamble" in kinds(table)


def test_a_workbook_that_nobody_can_count_is_damaged_and_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    content = xlsx(S=[["id", "n"], [1, 2], [2, 3]])
    monkeypatch.setattr(workbook, "count_sheets", lambda *_: None)
    assert kinds(intake(book__xlsx=content)) == {"damaged_workbook"}
    monkeypatch.setattr(workbook, "count_sheets", lambda *_: {"S": SheetCount(rows=[1, 2])})
    found = intake(book__xlsx=content)
    assert (found.tables, kinds(found)) == ((), {"unreadable_sheet", "nothing_readable"})


def test_formula_errors_keep_their_text() -> None:
    (table,) = intake(book__xlsx=xlsx(S=[["id", "rate"], [1, "#DIV/0!"], [2, 0.5], [3, 0.25]])).tables
    assert rows(table)[0] == ["1", "#DIV/0!"]
    assert "error_cells" in kinds(table)


def test_a_row_that_only_the_counter_sees_waits_and_one_that_it_does_not_see_keeps_the_sum_open() -> None:
    sheet = Sheet("S", [["id", "born"], [1.0, "2001-01-01"], [2.0, "2002-01-01"]])
    table = read_sheet("b.xlsx", sheet, SheetCount(rows=[1, 2, 3, 9]), "Excel workbook")
    assert table is not None
    assert table.counted == 3
    assert [(one.line, one.reason) for one in table.rejects] == [(9, "reader_and_counter_differ")]
    unseen = read_sheet("b.xlsx", sheet, SheetCount(rows=[1, 2]), "Excel workbook")
    assert unseen is not None
    assert (unseen.counted, unseen.table.frame.height, len(unseen.rejects)) == (1, 1, 1)


def test_repeated_rows_of_an_ods_are_counted_as_often_as_they_stand() -> None:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row{}>{}</table:table-row>"
    body = (
        '<table:table table:name="S">'
        + row.format("", cell.format("id") + cell.format("name"))
        + row.format(' table:number-rows-repeated="3"', cell.format("1") + cell.format("Ann"))
        + row.format(' table:number-rows-repeated="1000"', "<table:table-cell/>")
        + "</table:table>"
    )
    (table,) = intake(book__ods=ods(body)).tables
    assert (table.table.frame.height, table.counted, table.rejects) == (3, 3, ())


def test_an_ods_with_entities_is_not_expanded() -> None:
    counts = sheet_counting.count_sheets(ods("<table:table table:name='S'/>"), Format.ODS)
    assert counts is not None
    assert counts["S"].rows == []


@pytest.mark.parametrize("keep", [30, 200, 1000, 3000])
def test_a_cut_off_workbook_gives_one_clear_finding(keep: int) -> None:
    content = xlsx(S=PATIENTS)[:keep]
    found = intake(book__xlsx=content, good__csv=b"id,name\n1,Ann\n2,Ben\n")
    assert len(found.tables) == 1
    (file,) = found.files
    assert {one.kind for one in file.findings} <= {"damaged_workbook", "damaged_archive"}
    assert file.kind is FileKind.OTHER


def test_a_workbook_that_is_a_bomb_is_not_opened() -> None:
    out = BytesIO(xlsx(S=PATIENTS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"0" * (80 << 20))
    found = intake(book__xlsx=out.getvalue())
    assert kinds(found) == {"archive_swells"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (123.0, "123"),
        (1e20, "1e+20"),
        (0.1, "0.1"),
        (True, "TRUE"),
        (None, ""),
        (-2.0, "-2"),
        (time(1, 2), "01:02:00"),
    ],
)
def test_values_read_as_people_write_them(value: object, text: str) -> None:
    assert cell_text(value) == text  # type: ignore[arg-type]


def test_a_password_gives_one_clear_finding() -> None:
    content = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
    )
    assert kinds(intake(book__xlsx=content)) == {"password_protected"}


def test_csv_named_as_a_workbook_is_read_as_what_it_is() -> None:
    table = read(b"id,name\n1,Ann\n2,Ben\n", "list.xls")
    assert len(rows(table)) == 2


ROOMS = [["room", "chairs"], ["North", 2], ["South", 3]]


def test_tables_below_each_other_are_read_by_themselves() -> None:
    found = intake(b__xlsx=xlsx(S=[*PATIENTS, [], [], ["Our rooms"], *ROOMS]))
    assert [(one.table.name, one.table.columns, one.counted) for one in found.tables] == [
        ("S", ("id", "born", "fee", "active"), 2),
        ("S (2)", ("room", "chairs"), 2),
    ]
    assert [one.table.frame[LINE][0] for one in found.tables] == [2, 8]
    assert "several_tables" in kinds(found)


def test_tables_beside_each_other_are_read_by_themselves() -> None:
    rows_ = [
        ["id", "fee", None, "room", "chairs"],
        [1, 20, None, "North", 2],
        [2, 30, None, "South", 3],
        [3, 40],
    ]
    found = intake(b__xlsx=xlsx(S=rows_))
    assert [(one.table.columns, one.counted) for one in found.tables] == [
        (("id", "fee"), 3),
        (("room", "chairs"), 2),
    ]
    assert not any(one.rejects for one in found.tables)


@pytest.mark.parametrize(
    "sheet",
    [
        [*PATIENTS, [], [3, "2003-01-01", 4.5, True]],
        [*PATIENTS, [], ["total", "", 20]],
        [["id", None, "fee"], [1, None, 20], [2, None, 30]],
        [["name", "city"], ["Ann", "Bath"], [], ["Ben", "York"], ["Cy", "Hull"]],
    ],
)
def test_gaps_that_people_leave_take_no_table_apart(sheet: list[list[object]]) -> None:
    assert len(intake(b__xlsx=xlsx(S=sheet)).tables) == 1


def test_of_names_on_two_rows_the_group_stands_before_a_name_that_repeats() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Patient", None, None, "Visit", None],
        ["Id", "Name", "Day", "Day", "Fee"],
        [1, "Ann", "1980-02-01", "2024-01-02", 20],
        [2, "Ben", "1981-02-01", "2024-01-03", 30],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("D1:E1")
    sheet.row_dimensions[4].hidden = True
    out = BytesIO()
    book.save(out)
    (table,) = intake(b__xlsx=out.getvalue()).tables
    assert table.table.columns == ("Id", "Name", "Patient Day", "Visit Day", "Fee")
    assert (table.counted, table.table.frame[LINE].to_list()) == (2, [3, 4])
    assert {"names_on_two_rows", "hidden_rows"} <= kinds(table)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_part_with_a_broken_tag_harms_nothing_else(part: str) -> None:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(S=PATIENTS))) as book, zipfile.ZipFile(out, "w") as made:
        for name in book.namelist():
            text = book.read(name)
            made.writestr(name, text.replace(b"</", b"<<", 3) if name == part else text)
    found = intake(b__xlsx=out.getvalue(), z__csv=b"id,name\n1,Ann\n2,Ben\n")
    assert [one.counted for one in found.tables if one.table.file == "z.csv"] == [2]
    assert kinds(found)
