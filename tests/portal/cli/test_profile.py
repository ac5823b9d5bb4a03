"""`profile` says what every column holds, and prints no value unless values were asked for."""

from __future__ import annotations

import csv

import pytest

from tests.shared_data import shared_data

PATIENTS = """PatNum,LName,Birthdate,Zip
1,Molarsen,1961-03-12,12345
2,Zyx,1987-12-01,12345-6789
3,Zyx,,12345
"""
VISITS = "AptNum,PatNum,Fee\n" + "".join(f"{n},{n % 3 + 1},{n}.50\n" for n in range(1, 31))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "patients.csv").write_text(PATIENTS)
    (tmp_path / "visits.csv").write_text(VISITS)
    return tmp_path


def columns(said, table: str):
    (found,) = (each for each in said.json["tables"] if each["table"] == table)
    return {each["column"]: each for each in found["columns"]}


def test_every_column_is_told_with_kind_formats_and_counts(chartbridge, folder):
    said = chartbridge("profile", folder, "--json")
    assert said.status == 0
    born = columns(said, "patients")["Birthdate"]
    assert (born["kind"], born["filled"], born["rows"], born["distinct"]) == ("date", 2, 3, 2)
    forms = columns(said, "patients")["Zip"]["formats"]["named"]
    assert [each["form"] for each in forms] == ["99999", "99999-9999"]


def test_keys_and_what_points_at_them_are_found(chartbridge, folder):
    said = chartbridge("profile", folder, "--json")
    tables = {each["table"]: each for each in said.json["tables"]}
    assert tables["patients"]["keys"][0]["columns"] == ["PatNum"]
    (points,) = tables["visits"]["references"]
    told = [points[what] for what in ("column", "table", "key", "found")]
    assert told == ["PatNum", "patients", "PatNum", 1]


def test_no_value_is_printed_unless_values_were_asked_for(chartbridge, folder):
    for more in ((), ("--json",)):
        said = chartbridge("profile", folder, *more)
        assert not any(value in said.out for value in ("Molarsen", "1961", "12345"))
        told = chartbridge("profile", folder, "--values", *more)
        assert "Molarsen" in told.out


def test_counts_of_a_real_export_are_those_of_a_plain_count(chartbridge):
    folder = shared_data("tables/synthea")
    said = chartbridge("profile", folder / "patients.csv", "--json")
    with (folder / "patients.csv").open(encoding="utf-8", newline="") as lines:
        rows = [*csv.DictReader(lines)]
    for name, found in columns(said, "patients").items():
        filled = [row[name].strip() for row in rows if row[name].strip()]
        assert (found["filled"], found["distinct"]) == (len(filled), len(set(filled)))
