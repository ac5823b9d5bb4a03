"""SQLite databases: whole, hostile and damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest

from core.sources import read_uploads
from core.sources.databases.sqlite_pages import Pages
from core.tables import Intake, ReadTable
from tests.core.sources.given import intake, kinds, rows, upload


def made(*statements: str, many: Sequence[tuple[str, Sequence[Sequence[object]]]] = ()) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in statements:
            database.execute(statement)
        for statement, records in many:
            database.executemany(statement, records)
        database.commit()
        return database.serialize()


def only(found: Intake, name: str) -> ReadTable:
    return next(one for one in found.tables if one.table.name == name)


PATIENTS = made(
    "CREATE TABLE patients (id INTEGER PRIMARY KEY, name TEXT, fee REAL, photo BLOB)",
    "CREATE TABLE codes (code TEXT PRIMARY KEY, means TEXT) WITHOUT ROWID",
    "CREATE TABLE nobody (id INTEGER)",
    "CREATE VIEW names AS SELECT name FROM patients",
    many=[
        ("INSERT INTO patients VALUES (?, ?, ?, ?)", [(n, f"Ann {n}" * 9, n / 2, None) for n in range(3000)]),
        ("INSERT INTO codes VALUES (?, ?)", [(f"D{n:04}", "a filling" * 9) for n in range(2000)]),
    ],
)


def test_every_table_is_read_and_counted_on_its_pages() -> None:
    found = intake(c__db=PATIENTS)
    assert [(one.table.name, one.table.frame.height, one.counted) for one in found.tables] == [
        ("codes", 2000, 2000),
        ("patients", 3000, 3000),
    ]
    assert rows(only(found, "patients"))[3] == ["3", "Ann 3" * 9, "1.5", None]
    assert kinds(found) == {"empty_table", "view_not_read"}


def test_bytes_and_doubtful_text_are_kept_and_told() -> None:
    table = only(
        intake(c__db=made("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (X'00ff', CAST(X'4dfc' AS TEXT))")),
        "t",
    )
    assert rows(table) == [["0x00ff", "Mü"]]
    assert {(one.kind, one.column) for one in table.findings} == {
        ("binary_cells", "a"),
        ("invalid_cells", "b"),
    }


def test_a_database_left_in_write_ahead_mode_is_read_and_its_second_file_told() -> None:
    content = PATIENTS[:18] + b"\x02\x02" + PATIENTS[20:]
    found = read_uploads([upload("c.db", content), upload("c.db-wal", b"\x37\x7f\x06\x82" + bytes(40))])
    assert only(found, "patients").counted == 3000
    assert "changes_beside" in kinds(found)


def test_a_name_with_quotation_marks_is_only_a_name() -> None:
    content = made(
        'CREATE TABLE "a""; DROP TABLE x; --" (id)', 'INSERT INTO "a""; DROP TABLE x; --" VALUES (1)'
    )
    assert [one.table.name for one in intake(c__db=content).tables] == ['a"; DROP TABLE x; --']


def test_records_that_are_on_the_pages_and_were_not_given_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    content = made("CREATE TABLE t (id)", "INSERT INTO t VALUES (1), (2)")
    monkeypatch.setattr(Pages, "records", lambda *_: 3)
    (table,) = intake(c__db=content).tables
    assert (table.counted, table.table.frame.height) == (3, 2)
    assert [one.reason for one in table.rejects] == ["damaged_database"]
    monkeypatch.setattr(Pages, "records", lambda *_: 1)
    found = intake(c__db=content)
    assert (found.tables, kinds(found)) == ((), {"damaged_database"})


def test_a_table_that_would_compute_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.sources.databases.sqlite_file.PATIENCE", 0)
    monkeypatch.setattr("core.sources.databases.sqlite_file._STEPS", 10)
    assert "damaged_database" in kinds(intake(c__db=PATIENTS))


def test_a_database_cut_off_anywhere_never_closes_in_silence() -> None:
    for twentieth in range(1, 20):
        found = intake(c__db=PATIENTS[: len(PATIENTS) * twentieth // 20])
        assert "damaged_database" in kinds(found)


def test_the_counter_walks_no_circle() -> None:
    page = (
        b"\x05"
        + bytes(2)
        + (1).to_bytes(2, "big")
        + bytes(3)
        + (2).to_bytes(4, "big")
        + (20).to_bytes(2, "big")
    )
    content = (
        PATIENTS[:16]
        + (512).to_bytes(2, "big")
        + bytes(494)
        + page.ljust(20)
        + (2).to_bytes(4, "big")
        + bytes(488)
    )
    assert Pages(content).records(2) == 0
