"""The example is what it says: the same each time, readable by others' software, wrong only on purpose."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter

import openpyxl
import pydicom
import pytest
from PIL import Image

from core.demonstration import example_export
from core.demonstration.blemishes import NOBODY, ZERO_DATE, written_money


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return example_export()


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"{name}.csv"].decode("cp1252")
    return list(csv.DictReader(io.StringIO(text, newline=""), restkey="more"))


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(files):
    assert example_export(7) == files
    assert example_export(8)["patients.csv"] != files["patients.csv"]


def test_saved_files_carry_no_trace_of_when_they_were_made(files):
    for name in ("front_desk.xlsx", "images.zip"):
        with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
            assert {member.date_time[0] for member in archive.infolist()} == {2026}, name
    with zipfile.ZipFile(io.BytesIO(files["front_desk.xlsx"])) as archive:
        said = re.findall(rb"W3CDTF\">([^<]+)", archive.read("docProps/core.xml"))
    assert set(said) == {b"2026-06-26T18:00:00Z"}


def test_tables_are_windows_text_with_crlf_between_records(files):
    for name, content in files.items():
        if name.endswith(".csv"):
            assert content.endswith(b"\r\n"), name
    assert "ü".encode("cp1252") in files["patients.csv"]
    with pytest.raises(UnicodeDecodeError):
        files["patients.csv"].decode("utf-8")


def test_the_example_has_the_size_of_a_small_clinic(files):
    counts = {name: len(rows(files, name)) for name in ("patients", "appointments", "procedures")}
    assert counts == {"patients": 61, "appointments": 250, "procedures": 500}
    assert 500 <= len(rows(files, "ledger")) <= 700


def test_one_number_is_in_the_patient_list_twice(files):
    numbers = Counter(row["PatNum"] for row in rows(files, "patients"))
    assert sorted(numbers.values())[-2:] == [1, 2]


def test_one_appointment_belongs_to_nobody_and_everything_else_to_somebody(files):
    known = {row["PatNum"] for row in rows(files, "patients")}
    children = (
        "appointments",
        "procedures",
        "ledger",
        "coverage",
        "allergies",
        "medications",
        "clinical_notes",
    )
    lost = [
        (name, row["PatNum"]) for name in children for row in rows(files, name) if row["PatNum"] not in known
    ]
    assert lost == [("appointments", str(NOBODY))]


def test_one_ledger_row_has_a_cell_too_many(files):
    assert sum("more" in row for row in rows(files, "ledger")) == 1


def test_dates_are_written_in_three_ways_and_one_was_never_filled_in(files):
    shapes = Counter(
        re.sub(r"[A-Za-z]+", "a", re.sub(r"\d", "9", row["Birthdate"])) for row in rows(files, "patients")
    )
    assert set(shapes) >= {"99/99/9999", "9999-99-99"}
    shapes = Counter(
        re.sub(r"[A-Za-z]+", "a", re.sub(r"\d", "9", row["ProcDate"])) for row in rows(files, "procedures")
    )
    assert set(shapes) == {"99/99/9999", "9999-99-99", "99-a-9999"}
    assert [row["DateFirstVisit"] for row in rows(files, "patients")].count(ZERO_DATE) == 1


def test_what_lowers_a_debt_stands_in_parentheses(files):
    assert written_money(-123456) == "(1,234.56)"
    for row in rows(files, "ledger"):
        assert row["Amount"].startswith("(") == (row["EntryType"] != "CHG")


def test_the_ledger_charges_what_the_completed_procedures_cost(files):
    completed = {r["ProcNum"]: r["ProcFee"] for r in rows(files, "procedures") if r["ProcStatus"] == "C"}
    charged = {r["ProcNum"]: r["Amount"] for r in rows(files, "ledger") if r["EntryType"] == "CHG"}
    assert charged == completed


def test_some_patients_are_said_to_have_no_allergies(files):
    said = Counter(row["Allergy"] for row in rows(files, "allergies"))
    assert said["No known allergies"] and said["NKDA"] and said["Penicillin"]


def test_notes_keep_their_line_breaks_and_quotes(files):
    texts = [row["NoteText"] for row in rows(files, "clinical_notes")]
    assert any("\n" in text for text in texts)
    assert any('"' in text for text in texts)


def test_the_workbook_opens_and_names_known_patients(files):
    book = openpyxl.load_workbook(io.BytesIO(files["front_desk.xlsx"]), read_only=True)
    assert book.sheetnames == ["Recall list", "Fees"]
    listed = {str(row[0]) for row in book["Recall list"].iter_rows(min_row=2, values_only=True)}
    assert listed and listed <= {row["PatNum"] for row in rows(files, "patients")}


def test_the_images_open_and_one_x_ray_is_of_nobody_known(files):
    known = {row["PatNum"] for row in rows(files, "patients")}
    with zipfile.ZipFile(io.BytesIO(files["images.zip"])) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    x_rays = {
        name: pydicom.dcmread(io.BytesIO(raw)) for name, raw in members.items() if name.endswith(".dcm")
    }
    assert [str(x.PatientID) in known for _, x in sorted(x_rays.items())] == [True, True, False]
    assert all(x.pixel_array.shape == (96, 128) for x in x_rays.values())
    for name, raw in members.items():
        if not name.endswith(".dcm"):
            Image.open(io.BytesIO(raw)).verify()


def test_the_document_is_read_back_by_poppler(files, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext of poppler-utils")
    (tmp_path / "notice.pdf").write_bytes(files["documents/privacy_notice.pdf"])
    read = subprocess.run(["pdftotext", tmp_path / "notice.pdf", "-"], capture_output=True, check=True)
    assert b"This clinic does not exist." in read.stdout
    assert not read.stderr


def test_telephones_mail_and_numbers_are_ones_that_nobody_has(files):
    for row in rows(files, "patients"):
        assert row["SSN"].startswith("900-")
        assert not row["Email"] or row["Email"].lower().endswith("@example.org")
        assert all(
            not row[c] or ("555" in row[c] and re.search(r"01\d\d$", row[c]))
            for c in ("HmPhone", "WirelessPhone")
        )
