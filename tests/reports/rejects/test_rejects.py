"""Rejects go out as a workbook and come back as records, and nothing is taken that is not sure."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from core.choices import NO_CHOICES, Correction
from core.errors import NothingReadable
from core.sources import read_uploads
from core.tables import Upload
from reports.rejects import Brought, RejectSheet, brought, sheets_of, workbook
from reports.rejects.wording import HEADS, sentence
from reports.rejects.workbook import LONGEST_CELL
from tests.core.sources.test_archive import packed

LINES = (
    b'PatNum,LName,Born\n1,Ann,1961-03-12\n2,"Ben,1962-01-01\n3,Cy,1970-01-01\n'
    b'4,Di,1971-01-01\n=cmd(),"Ed,1972-01-01\n'
)
Edit = Callable[[Workbook], None]


def upload(path: str, content: bytes) -> Upload:
    return Upload(path, hashlib.sha256(content).hexdigest(), len(content), lambda: content)


def rejects(*files: Upload) -> tuple[RejectSheet, ...]:
    return sheets_of(read_uploads(files), files)


def made(sheets: tuple[RejectSheet, ...]) -> Workbook:
    return load_workbook(io.BytesIO(workbook(sheets, lambda reason: f"told {reason}")))


Sheets = tuple[RejectSheet, ...]


def came_back(sheets: Sheets, edit: Edit, *, now: Sheets | None = None) -> Brought:
    book = made(sheets)
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return brought(out.getvalue(), sheets if now is None else now)


def filled(*cells: object, row: int = 2, first: int = 5) -> Edit:
    def edit(book: Workbook) -> None:
        for place, cell in enumerate(cells):
            book.worksheets[0].cell(row, first + place, cell)

    return edit


@pytest.fixture(scope="module")
def sheets() -> tuple[RejectSheet, ...]:
    found = rejects(upload("patients.csv", LINES))
    assert sum(len(sheet.rows) for sheet in found) >= 1
    return found


def test_each_line_stands_there_with_its_reason_and_an_empty_cell_for_each_column(
    sheets: tuple[RejectSheet, ...],
) -> None:
    sheet = made(sheets).worksheets[0]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head == [*HEADS, "PatNum", "LName", "Born"]
    for row, reject in zip(rows, sheets[0].rows, strict=True):
        assert row[:3] == [reject.place.id, reject.line, f"told {reject.reason}"]
        assert row[4:] == [None, None, None]
    assert {sheet.cell(2, n).number_format for n in (5, 6, 7)} == {"@"}


def test_what_is_filled_in_comes_back_as_it_was_typed_and_is_read_as_the_record(
    sheets: tuple[RejectSheet, ...],
) -> None:
    found = came_back(sheets, filled("007", "Ben", "1962-01-01"))
    (fixed,) = found.fixed
    assert fixed.cells == ("007", "Ben", "1962-01-01")
    place = fixed.place
    said = Correction(place.upload, place.start, place.end, place.raw, fixed.cells, "Ann")
    files = [upload("patients.csv", LINES)]
    (before,) = read_uploads(files).tables
    (after,) = read_uploads(files, choices=NO_CHOICES.with_correction(said)).tables
    assert len(after.rejects) == len(before.rejects) - 1
    assert ("007", "Ben", "1962-01-01") in after.table.frame.select("PatNum", "LName", "Born").rows()


def test_numbers_and_days_that_a_spreadsheet_made_of_what_was_typed_are_text_again(
    sheets: tuple[RejectSheet, ...],
) -> None:
    assert came_back(sheets, filled(7, "Ben", 1.5)).fixed[0].cells == ("7", "Ben", "1.5")


def test_what_a_spreadsheet_would_run_goes_out_as_text_and_comes_back_as_it_was() -> None:
    raw = b'id,name,x\n1,a,b\n=1+1,"open,\n'
    sheets = rejects(upload("p.csv", raw))
    cells = [cell for row in made(sheets).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value).startswith("'=1+1") for cell in cells)
    assert came_back(sheets, filled("'=1+1", "a", "b")).fixed[0].cells[0] == "=1+1"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (filled(None), "nothing was filled in, so this line waits as before."),
        (filled("a", "b", "c", "d"), "more cells are filled in than the table has columns."),
        (
            lambda book: (filled("a")(book), filled("0123456789ab-no", first=1)(book)),
            "its file has changed since the workbook was made. Take a new workbook.",
        ),
        (
            lambda book: (filled("a")(book), filled("gone", first=1)(book)),
            "its row id is not one of this project's lines. Leave the first column as it was.",
        ),
        (
            lambda book: (filled("a")(book), book.worksheets[0].delete_cols(7)),
            "columns were added or removed. Take a new workbook and fill in its empty columns.",
        ),
    ],
)
def test_a_row_that_does_not_fit_gives_one_sentence_and_no_record(
    sheets: tuple[RejectSheet, ...], edit: Edit, said: str
) -> None:
    found = came_back(sheets, edit)
    assert found.fixed == ()
    assert sentence(found.notes[0]) == f"Sheet patients, row 2: {said}"


def test_a_row_that_stands_there_twice_counts_once(sheets: tuple[RejectSheet, ...]) -> None:
    def twice(book: Workbook) -> None:
        sheet = book.worksheets[0]
        filled("1", "a", "b")(book)
        sheet.append([sheet.cell(2, 1).value, None, None, None, "2", "c", "d"])

    found = came_back(sheets, twice)
    assert [fixed.cells for fixed in found.fixed] == [("1", "a", "b")]
    assert found.notes[-1].problem == "twice"


def test_a_file_that_changed_since_is_said_to_have_changed(sheets: tuple[RejectSheet, ...]) -> None:
    now = rejects(upload("patients.csv", LINES + b'9,"Flo,1980-01-01\n'))
    notes = came_back(sheets, filled("a", "b", "c"), now=now).notes
    assert [note.problem for note in notes if note.problem != "empty"] == ["changed"]


def test_tables_of_one_name_and_files_inside_archives_have_sheets_of_their_own() -> None:
    files = (upload("a.zip", packed(("patients.csv", LINES))), upload("patients.csv", LINES))
    sheets = rejects(*files)
    assert [sheet.file for sheet in sheets] == ["a.zip!/patients.csv", "patients.csv"]
    assert [sheet.title for sheet in made(sheets).worksheets] == ["patients", "patients (2)"]


def test_a_line_longer_than_a_cell_and_signs_that_no_cell_holds_do_no_harm() -> None:
    raw = b'id,name\n1,a\n2,"' + b"x" * 40_000 + b"\x01,y\n"
    sheet = made(rejects(upload("p.csv", raw))).worksheets[0]
    assert len(str(sheet.cell(2, 4).value)) <= LONGEST_CELL


def test_nothing_to_correct_is_a_workbook_that_says_so() -> None:
    assert made(()).worksheets[0].cell(1, 1).value == "There is no line that could not be read."


def test_what_is_no_workbook_is_refused_in_one_sentence(sheets: tuple[RejectSheet, ...]) -> None:
    with pytest.raises(NothingReadable):
        brought(b"%PDF-1.7 nothing", sheets)


def test_a_sheet_without_row_ids_is_left_alone(sheets: tuple[RejectSheet, ...]) -> None:
    book = Workbook()
    for row in (["Name", "Day"], ["Ann", "x"], ["Ben", "y"]):
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    found = brought(out.getvalue(), sheets)
    assert found.fixed == () and [note.problem for note in found.notes] == ["no ids"]
