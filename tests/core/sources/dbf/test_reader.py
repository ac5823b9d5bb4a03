"""dBASE tables: whole, with their notes elsewhere, with what they should not hold, and damaged."""

from __future__ import annotations

import struct
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import dbfread
import pytest

from core.sources import read_uploads
from tests.core.sources.dbf.made import dbf, fpt
from tests.core.sources.given import intake, kinds, of, rows, upload
from tests.shared_data import shared_data

FIELDS = [("NAME", "C", 8), ("BORN", "D", 8), ("FEE", "N", 6), ("ACTIVE", "L", 1)]
RECORDS = [
    b" Ann     19800201 12.50T",
    b" Ben               -.5 F",
    b"*Gone    19791231     0?",
    b" Cy      00000000     x?",
]
PEOPLE = dbf(FIELDS, RECORDS)
VISUAL = [("ID", "I", 4), ("PAID", "Y", 8), ("AT", "T", 8), ("RATE", "B", 8), ("NOTE", "M", 4)]
MOMENT = struct.pack("<ii", 2459946, 3_723_000)
VISUALS = dbf(
    VISUAL,
    [b" " + struct.pack("<iq", 7, 123456) + MOMENT + struct.pack("<dI", 0.25, 8)],
    version=0x30,
    page=3,
)
NOTES = fpt(b"Penicillin: rash\x85")


def test_every_kind_of_cell_becomes_text() -> None:
    (table,) = intake(p__dbf=PEOPLE).tables
    assert table.table.columns == ("NAME", "BORN", "FEE", "ACTIVE")
    assert rows(table) == [
        ["Ann", "1980-02-01", "12.50", "TRUE"],
        ["Ben", "", "-.5", "FALSE"],
        ["Cy", "00000000", "x", ""],
    ]


def test_a_deleted_record_waits_by_name_and_is_counted() -> None:
    (table,) = intake(p__dbf=PEOPLE).tables
    assert [(one.line, one.reason) for one in table.rejects] == [(3, "deleted_record")]
    assert table.rejects[0].raw.startswith("Gone\t1979-12-31")
    assert table.counted == 4


def test_what_a_column_does_not_allow_stays_as_it_stands_and_is_told() -> None:
    told = {(one.kind, one.column) for one in intake(p__dbf=PEOPLE).tables[0].findings}
    assert {("invalid_cells", "FEE"), ("zero_dates", "BORN")} <= told


def test_figures_moments_and_notes_of_foxpro_are_read() -> None:
    (table,) = intake(v__dbf=VISUALS, V__FPT=NOTES).tables
    assert rows(table) == [["7", "12.3456", "2023-01-01T01:02:03", "0.25", "Penicillin: rash…"]]
    assert kinds(intake(v__dbf=VISUALS, V__FPT=NOTES)) == {"memo_file"}


def test_notes_in_the_same_archive_are_found_and_those_outside_are_not() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("sub/v.dbf", VISUALS)
        archive.writestr("sub/v.fpt", NOTES)
    assert rows(intake(a__zip=out.getvalue()).tables[0])[0][4] == "Penicillin: rash…"
    alone = read_uploads([upload("v.dbf", VISUALS), upload("sub/v.fpt", NOTES)])
    assert kinds(alone) == {"memo_missing", "memo_without_table"}
    assert rows(alone.tables[0])[0][4] is None


def test_old_code_pages_are_followed_and_weighed_where_none_is_named() -> None:
    records = [b" " + "Müller".encode("cp850").ljust(8)] * 3
    named = intake(p__dbf=dbf([("NAME", "C", 8)], records, page=2)).tables[0]
    assert (rows(named)[0], named.evidence["encoding"]) == (["Müller"], "cp850")
    assert "encoding_weighed" in kinds(intake(p__dbf=dbf([("NAME", "C", 8)], records)))


def test_a_table_that_is_cut_off_says_so_wherever_that_happens() -> None:
    size = int.from_bytes(PEOPLE[8:10], "little")
    for stop in range(0, len(PEOPLE) - 1):
        found = intake(p__dbf=PEOPLE[:stop])
        assert found.files or found.tables
        if stop > size:
            (table,) = found.tables
            assert table.counted == table.table.frame.height + len(table.rejects)
            assert stop == len(PEOPLE) - 1 or kinds(table) & {"cut_off_record", "record_count_differs"}


def test_records_behind_the_last_are_told() -> None:
    fewer = dbf(FIELDS, RECORDS, stated=2)
    assert "beyond_last_record" in kinds(intake(p__dbf=fewer))


def as_text(value: object) -> str | None:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def test_an_independent_library_reads_the_same_cells(tmp_path: Path) -> None:
    (tmp_path / "v.dbf").write_bytes(VISUALS)
    (tmp_path / "v.fpt").write_bytes(NOTES)
    theirs = [[as_text(cell) for cell in record.values()] for record in dbfread.DBF(tmp_path / "v.dbf")]
    (table,) = intake(v__dbf=VISUALS, v__fpt=NOTES).tables
    assert [[Decimal(row[1] or 0), *row[2:]] for row in rows(table)] == [
        [Decimal(row[1] or 0), *row[2:]] for row in theirs
    ]


@pytest.mark.parametrize("name", ["examples/files/people.dbf", "tests/cases/memotest.dbf"])
def test_tables_that_nobody_here_wrote_are_read_as_dbfread_reads_them(name: str) -> None:
    path = shared_data("csv_torture/dbf") / name
    theirs = dbfread.DBF(path, encoding="cp1252")
    found = read_uploads([of(one) for one in sorted(path.parent.iterdir()) if one.stem == path.stem])
    (table,) = found.tables
    assert rows(table) == [[as_text(cell) for cell in record.values()] for record in theirs]
    assert len(table.rejects) == len(list(theirs.deleted))
