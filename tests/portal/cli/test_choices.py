"""What people said of files is given to every command that reads; what was found is written to begin with."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from core.choices.file import from_json

BROKEN = 'PatNum;LName;City\n1;Bloggs;Bonn\n2;"Poe;Cork\n3;Roe;Bern\n4;Doe;Oslo\n'
NAMES = ["PatNum", "LName", "City"]


@pytest.fixture
def export(tmp_path: Path) -> Path:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "patients.csv").write_text(BROKEN)
    return folder


@pytest.fixture
def said(tmp_path: Path) -> Path:
    place = tmp_path / "choices.json"
    told = {"files": [{"path": "patients.csv", "delimiter": "semicolon", "quote": "none"}]}
    place.write_text(json.dumps(told))
    return place


def columns(told: dict) -> list[str]:
    return told["tables"][0]["columns"]


def test_choices_are_followed_by_every_command_that_reads(chartbridge, export, said):
    told = chartbridge("read", export, "--choices", said, "--json").json
    assert columns(told) == NAMES
    assert told["tables"][0]["records"] == 4
    assert told["tables"][0]["evidence"]["delimiter_evidence"] == "said by a person"
    profiled = chartbridge("profile", export, "--choices", said, "--json").json
    assert [column["column"] for column in profiled["tables"][0]["columns"]] == NAMES
    suggested = chartbridge("suggest", export, "--choices", said, "--json").json
    assert {each["column"] for each in suggested} == set(NAMES)


def test_what_was_found_is_written_and_read_back_to_the_same_tables(chartbridge, export, tmp_path):
    out = tmp_path / "found.json"
    plain = chartbridge("read", export, "--choices-out", out, "--json").json
    found = json.loads(out.read_text())
    assert found["files"][0]["delimiter"] == "semicolon"
    assert found["corrections"][0]["cells"] is None
    assert from_json(out.read_text()).corrections == ()
    again = chartbridge("read", export, "--choices", out, "--json").json
    assert (columns(again), again["tables"][0]["records"]) == (columns(plain), plain["tables"][0]["records"])
    assert chartbridge("read", export, "--choices-out", out).status == 2


def test_a_reject_that_is_filled_in_is_a_record_and_is_in_the_log(chartbridge, export, tmp_path):
    place, out = tmp_path / "found.json", tmp_path / "out"
    chartbridge("read", export, "--choices-out", place)
    told = json.loads(place.read_text())
    told["corrections"][0] |= {"cells": ["2", "Poe", "Cork"], "by": "Ada Long"}
    place.write_text(json.dumps(told))
    plain = chartbridge("migrate", export, "--no-export", "--accept", "all", "--json").json
    done = chartbridge("migrate", export, "--choices", place, "--out", out, "--accept", "all", "--json").json
    assert done["closes"]
    assert done["run"] != plain["run"]
    log = pl.read_parquet(out / "log.parquet")
    entry = log.filter(pl.col("line") == 3).row(0, named=True)
    assert ("row_corrected" in entry["reasons"], entry["by"]) == (True, "Ada Long")
    kept = pl.read_parquet(out / "repairs" / "patients.csv" / "patients.parquet")
    assert kept.select("kind", "line", "raw").rows() == [("corrected", 3, '2;"Poe;Cork')]
    again = chartbridge("migrate", export, "--choices", out / "choices.json", "--no-export", "--json")
    assert again.json["result"]


@pytest.mark.parametrize("text", ["no json", '{"files": [{"path": "a.csv", "delimiter": "x"}]}', "[]"])
def test_choices_that_cannot_be_meant_are_refused_by_name(chartbridge, export, said, text):
    said.write_text(text)
    for command in (("read",), ("profile",), ("suggest",), ("migrate", "--no-export")):
        refused = chartbridge(*command, export, "--choices", said)
        assert refused.status == 2
        assert "choices.json" in refused.err
    assert chartbridge("read", export, "--choices", said.with_name("none.json")).status == 2


def test_a_choice_that_does_not_hold_for_its_file_is_told_and_not_followed(chartbridge, export, said):
    said.write_text('{"files": [{"path": "patients.csv", "delimiter": "tab"}]}')
    told = chartbridge("read", export, "--choices", said, "--json").json
    assert [each["kind"] for each in told["findings"] if each["kind"].startswith("choice")] == [
        "choice_unfit"
    ]


def test_a_workbook_of_rows_that_could_not_be_read_comes_back_filled_in(chartbridge, export, tmp_path):
    book = tmp_path / "rows.xlsx"
    assert chartbridge("read", export, "--rejects-out", book).status == 0
    filled = load_workbook(book)
    (sheet,) = filled.worksheets
    assert [cell.value for cell in sheet[1]][4:] == NAMES
    for column, text in enumerate(("2", "Poe", "Cork"), start=5):
        sheet.cell(2, column).value = text
    filled.save(book)
    told = chartbridge("read", export, "--corrections", book, "--json").json
    assert (told["tables"][0]["records"], told["tables"][0]["rejects"], told["closes"]) == (4, 0, True)
    book.write_text("no workbook")
    assert chartbridge("read", export, "--corrections", book).status == 2
