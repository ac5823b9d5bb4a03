"""`read` says what is there and on what evidence, and keeps nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from core.demonstration import example_export
from tests.core.sources.test_unsealing import SEALED


@pytest.fixture
def export(tmp_path) -> Path:
    folder = tmp_path / "export"
    for path, content in example_export().items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def parsed(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_tables_are_listed_with_their_counts(chartbridge, export):
    said = chartbridge("read", export / "patients.csv", "--json")
    assert said.status == 0
    table = said.json["tables"][0]
    assert (table["file"], table["records"], table["rejects"], table["counted"]) == (
        "patients.csv",
        65,
        0,
        65,
    )
    assert table["columns"][:3] == ["PatNum", "OldChartNum", "ClinicNum"]


def test_people_are_told_in_words(chartbridge, export):
    said = chartbridge("read", export / "patients.csv")
    assert "65 records in 1 tables" in said.out
    assert said.err == ""


def test_every_file_of_a_folder_is_accounted_for(chartbridge, export):
    said = chartbridge("read", export, "--json").json
    named = {table["file"] for table in said["tables"]} | {stored["file"] for stored in said["files"]}
    assert named >= {f"{name}.csv" for name in ("patients", "appointments", "procedures", "ledger")}
    assert "documents/privacy_notice.pdf" in named
    assert any(name.startswith("images.zip!/xray/") for name in named)
    assert {table["table"] for table in said["tables"] if table["file"] == "front_desk.xlsx"} == {
        "Recall list",
        "Fees",
    }


def test_tables_are_written_as_csv_exactly_as_parsed(chartbridge, export, tmp_path):
    said = chartbridge("read", export / "clinical_notes.csv", "--to-csv", tmp_path / "csv")
    assert said.status == 0
    ours = (tmp_path / "csv" / "clinical_notes.csv").read_bytes().decode("utf-8")
    theirs = (export / "clinical_notes.csv").read_bytes().decode("cp1252")
    assert parsed(ours) == parsed(theirs)


def test_nothing_readable_is_one_sentence_and_exits_with_3(chartbridge, tmp_path):
    (tmp_path / "empty.csv").write_bytes(b"")
    said = chartbridge("read", tmp_path / "empty.csv")
    assert (said.status, said.out) == (3, "")
    assert said.err.startswith("empty.csv: ") and len(said.err.splitlines()) == 1


def test_a_file_that_is_not_what_its_name_says_is_explained_by_what_it_is(chartbridge, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(bytes(range(256)) * 8)
    said = chartbridge("read", tmp_path, "--json")
    assert said.status == 3
    assert "name" not in said.json["error"]["found"]


def test_a_bad_file_harms_no_other(chartbridge, export):
    (export / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    (export / "empty.csv").write_bytes(b"")
    said = chartbridge("read", export, "--json")
    assert said.status == 0
    assert {"broken.xlsx", "empty.csv"} <= {finding["file"] for finding in said.json["findings"]}
    assert len([table for table in said.json["tables"] if table["file"] == "patients.csv"]) == 1


def test_what_is_left_out_is_listed_on_standard_error(chartbridge, export):
    (export / ".DS_Store").write_bytes(b"x")
    said = chartbridge("read", export, "--json")
    assert [out["path"] for out in said.json["left_out"]] == [".DS_Store"]
    assert ".DS_Store" in said.err


def test_a_file_in_the_place_of_the_folder_for_tables_is_refused(chartbridge, export, tmp_path):
    (tmp_path / "csv").write_text("mine")
    assert chartbridge("read", export, "--to-csv", tmp_path / "csv").status == 2


def test_reading_keeps_nothing(chartbridge, export, tmp_path):
    before = {path for path in tmp_path.parent.rglob("*") if path.name == "state"}
    chartbridge("read", export)
    assert {path for path in tmp_path.parent.rglob("*") if path.name == "state"} == before


def test_a_sealed_workbook_opens_with_a_password_from_a_file(chartbridge, tmp_path):
    book, words = tmp_path / "w.xlsx", tmp_path / "passwords.toml"
    book.write_bytes(SEALED)
    assert "password" in chartbridge("read", book).err + chartbridge("read", book).out
    words.write_text('"w.xlsx" = "open"\n')
    said = chartbridge("read", book, "--passwords", words, "--json")
    assert [table["records"] for table in said.json["tables"]] == [2]
    words.write_text("no list")
    assert chartbridge("read", book, "--passwords", words).status == 2


def test_columns_that_touch_are_cut_as_a_file_says(chartbridge, tmp_path):
    (tmp_path / "p.txt").write_text("00120240101\n00220240102\n")
    layouts = tmp_path / "layouts.toml"
    layouts.write_text(
        '["p.txt"]\ncolumns = [{name = "Id", start = 1, width = 3}, {name = "Day", start = 4, width = 8}]\n'
    )
    said = chartbridge("read", tmp_path / "p.txt", "--layouts", layouts, "--json")
    assert [(table["columns"], table["records"]) for table in said.json["tables"]] == [(["Id", "Day"], 2)]
    layouts.write_text('["p.txt"]\ncolumns = []\n')
    assert chartbridge("read", tmp_path / "p.txt", "--layouts", layouts).status == 2


def test_bounds_are_those_of_the_settings(chartbridge, tmp_path, monkeypatch):
    place = tmp_path / "deep.json"
    place.write_text('[{"id": 1, "a": {"b": {"c": 1}}}, {"id": 2}]')
    assert chartbridge("read", place).status == 0
    monkeypatch.setenv("CHARTBRIDGE_MOST_NESTING", "2")
    beside = tmp_path / "good.csv"
    beside.write_text("id,name\n1,Ann\n2,Ben\n")
    said = chartbridge("read", place, beside, "--json")
    assert [one["kind"] for one in said.json["findings"]] == ["too_deep"]
