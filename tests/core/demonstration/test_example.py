"""The example is what it says: the same each time, readable by others' software, wrong only on purpose."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pydicom
import pytest
from PIL import Image

from core.demonstration import SMALL, WHOLE, counted, dental_group, example_export, export_of
from core.demonstration.faults import NO_SUCH_CURRENCY, NO_SUCH_DAY, NO_SUCH_STATUS, ZERO_DATE
from core.demonstration.sheets.forms import trailing_minus, written_money
from core.demonstration.words import BOTH_WAYS, NO_ALLERGIES


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
    assert set("ëéüúñö") & set(files["patients.csv"].decode("cp1252"))
    with pytest.raises(UnicodeDecodeError):
        files["patients.csv"].decode("utf-8")


def test_the_example_has_the_size_of_a_small_clinic(files):
    counts = {name: len(rows(files, name)) for name in ("patients", "appointments", "procedures")}
    assert counts == {"patients": 65, "appointments": 250, "procedures": 500}
    assert 500 <= len(rows(files, "ledger")) <= 750


def test_both_clinics_have_patients_money_and_a_currency_of_their_own(files):
    clinics = {row["ClinicNum"]: row["Currency"] for row in rows(files, "clinics")}
    assert clinics == {"1": "USD", "2": "CAD"}
    for name in ("procedures", "claims", "payment_plans"):
        told = {(row["ClinicNum"], row["Currency"]) for row in rows(files, name)}
        assert told == {("1", "USD"), ("2", "CAD")}, name


def test_some_appointments_are_still_to_come_and_some_were_missed(files):
    statuses = Counter(row["AptStatus"] for row in rows(files, "appointments"))
    assert {"Scheduled", "Confirmed", "Complete", "Broken", "Cancelled"} < set(statuses)


DAY = timedelta(days=1)
CHILDREN = (
    "appointments", "procedures", "ledger", "coverage", "allergies", "medications", "clinical_notes",
    "claims", "prescriptions", "problems", "vitals", "payment_plans", "instalments", "documents", "images",
    "photos", "consents", "consent_versions",
)  # fmt: skip


def in_the_export(files) -> dict[str, int]:
    """How often each thing that is wrong on purpose is found in the files, told from the files alone."""
    patients, ledger, claims = rows(files, "patients"), rows(files, "ledger"), rows(files, "claims")
    visits, scripts = rows(files, "appointments"), rows(files, "prescriptions")
    said = Counter(row["Allergy"] for row in rows(files, "allergies"))
    amounts = [row["Amount"] for row in ledger]
    known = {row["PatNum"] for row in patients}
    lost = Counter(name for name in CHILDREN for row in rows(files, name) if row["PatNum"] not in known)
    people = Counter(
        (row["LName"], row["FName"], born(row["Birthdate"]), row["HmPhone"])
        for row in patients
        if not row["LName"].isupper()
    )
    crossed = sum(bool(row["OldChartNum"]) for row in patients)
    x_rays = tagged(files)
    listed = {row["FilePath"].replace("\\", "/"): row["PatNum"] for row in rows(files, "images")}
    photos = {name for name in members(files) if name.startswith("photos/")}
    shown = {row["FilePath"].replace("\\", "/") for row in rows(files, "photos")}
    return {
        "day_first": sum(int(row["DateCreated"][3:5]) <= 12 for row in rows(files, "documents")),
        "fits_both_ways": sum(bool(row["DateVerified"]) for row in rows(files, "coverage")),
        "in_parentheses": sum(amount.startswith("(") for amount in amounts),
        "thousands": sum("," in amount for amount in amounts),
        "minus_behind": sum(row["WriteOff"].endswith("-") for row in claims),
        "two_currencies": sum(row["Currency"] == "CAD" for row in ledger),
        "no_currency": sum(row["Currency"] == NO_SUCH_CURRENCY for row in ledger),
        "appointment_of_nobody": lost.pop("appointments"),
        "payment_of_nobody": lost.pop("ledger"),
        "same_row_twice": len(ledger) - len({tuple(map(str, row.values())) for row in ledger}),
        "same_number_twice": len(patients) - len(known),
        "two_numbers": sum(times - 1 for times in people.values()) + crossed,
        "denial": sum(said[word] for word in NO_ALLERGIES),
        "denial_and_allergy": said[BOTH_WAYS],
        "zero_date": sum(row["DateFirstVisit"] == ZERO_DATE for row in patients),
        "no_such_status": sum(row["AptStatus"] == NO_SUCH_STATUS for row in visits),
        "no_such_day": sum(row["AptDateTime"].startswith(NO_SUCH_DAY) for row in visits),
        "cell_too_many": sum("more" in row for row in ledger),
        "tooth_gone": on_drawn_teeth(rows(files, "procedures")),
        "struck_out_appointments": sum(row["IsDeleted"] == "1" for row in visits),
        "struck_out_entries": sum(row["IsDeleted"] == "1" for row in ledger),
        "controlled": sum((row["IsControlled"], row["Status"]) == ("1", "Active") for row in scripts),
        "rich_text": sum(row["NoteText"].startswith("{\\rtf1") for row in rows(files, "clinical_notes")),
        "image_of_nobody": sum(patient not in known for patient in x_rays.values()),
        "image_of_another": sum(x_rays[path] != patient for path, patient in listed.items()),
        "photograph_unlisted": len(photos - shown),
        **{f"also lost: {name}": times for name, times in lost.items()},
    }


def on_drawn_teeth(procedures) -> int:
    """Treatments by CDT that need a tooth, more than a day after that tooth was extracted."""
    drawn: dict[tuple[str, str], date] = {}
    for row in procedures:
        if row["ProcCode"] == "D7140" and row["ProcStatus"] != "TP":
            mouth = (row["PatNum"], row["ToothNum"])
            drawn[mouth] = min(born(row["ProcDate"]), drawn.get(mouth, date.max))
    return sum(
        born(row["ProcDate"]) > drawn.get((row["PatNum"], row["ToothNum"]), date.max - DAY) + DAY
        for row in procedures
        if re.match("D[23]|D7140", row["ProcCode"]) and row["ProcStatus"] in {"C", "TP"}
    )


def born(text: str) -> date:
    """One day in whichever way somebody typed it."""
    for form in ("%m/%d/%Y", "%Y-%m-%d", "%d-%b-%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=UTC).date()
    raise AssertionError("a birth date in a way that nobody writes")


def members(files) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(files["images.zip"])) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tagged(files) -> dict[str, str]:
    """X-ray -> the number of the patient whom its tags name."""
    return {
        name: str(pydicom.dcmread(io.BytesIO(raw)).PatientID)
        for name, raw in members(files).items()
        if name.endswith(".dcm")
    }


def test_what_is_wrong_is_what_the_list_says_and_as_often(files):
    told = counted(dental_group(7, SMALL))
    assert in_the_export(files) == told
    assert all(times > 0 for times in told.values())


def test_dates_are_written_in_three_ways_and_one_was_never_filled_in(files):
    shapes = Counter(
        re.sub(r"[A-Za-z]+", "a", re.sub(r"\d", "9", row["ProcDate"])) for row in rows(files, "procedures")
    )
    assert set(shapes) == {"99/99/9999", "9999-99-99", "99-a-9999"}


def test_the_day_comes_first_in_one_table_and_its_own_dates_say_so(files):
    for name, column, place in (("documents", "DateCreated", 0), ("procedures", "ProcDate", 1)):
        parts = [row[column].split("/") for row in rows(files, name) if "/" in row[column]]
        assert max(int(part[place]) for part in parts) > 12, name
        assert max(int(part[1 - place]) for part in parts) <= 12, name


def test_the_one_column_that_fits_both_ways_never_says_which(files):
    days = [row["DateVerified"].split("/") for row in rows(files, "coverage") if row["DateVerified"]]
    assert days and all(int(a) <= 12 and int(b) <= 12 and a != b for a, b, _ in days)


def test_what_lowers_a_debt_stands_in_parentheses(files):
    assert written_money(-123456) == "(1,234.56)"
    assert trailing_minus(-123456) == "1,234.56-"
    for row in rows(files, "ledger"):
        assert row["Amount"].startswith("(") == (row["EntryType"] not in ("CHG", "REF"))


def test_the_ledger_charges_what_the_completed_procedures_cost(files):
    completed = {r["ProcNum"]: r["ProcFee"] for r in rows(files, "procedures") if r["ProcStatus"] == "C"}
    charged = {r["ProcNum"]: r["Amount"] for r in rows(files, "ledger") if r["EntryType"] == "CHG"}
    assert charged == completed


def test_notes_keep_their_line_breaks_and_quotes(files):
    texts = [row["NoteText"] for row in rows(files, "clinical_notes")]
    assert any("\n" in text for text in texts)
    assert any('"' in text for text in texts)


def test_the_workbook_opens_and_names_known_patients(files):
    book = openpyxl.load_workbook(io.BytesIO(files["front_desk.xlsx"]), read_only=True)
    assert book.sheetnames == ["Recall list", "Fees"]
    listed = {str(row[0]) for row in book["Recall list"].iter_rows(min_row=2, values_only=True)}
    assert listed and listed <= {row["PatNum"] for row in rows(files, "patients")}


def test_the_images_open_in_every_form_that_they_have(files):
    x_rays = {
        name: pydicom.dcmread(io.BytesIO(raw))
        for name, raw in members(files).items()
        if name.endswith(".dcm")
    }
    assert {x.Modality for x in x_rays.values()} == {"IO", "PX", "DX", "CT"}
    assert len({x.file_meta.TransferSyntaxUID for x in x_rays.values()}) == 4
    for x_ray in x_rays.values():
        frames = (4,) if x_ray.Modality == "CT" else ()
        assert x_ray.pixel_array.shape == (*frames, 48, 64)
    for name, raw in members(files).items():
        if not name.endswith(".dcm"):
            Image.open(io.BytesIO(raw)).verify()


def test_every_listed_file_is_there(files):
    with zipfile.ZipFile(io.BytesIO(files["documents.zip"])) as archive:
        there = {*archive.namelist(), *members(files)}
    for name in ("images", "photos", "documents", "consents"):
        assert {row["FilePath"].replace("\\", "/") for row in rows(files, name)} <= there, name


@pytest.mark.soak
def test_the_whole_example_has_the_size_of_a_dental_group():
    group = dental_group(7, WHOLE)
    files = export_of(group)
    counts = {name: len(rows(files, name)) for name in ("patients", "appointments", "procedures")}
    assert counts == {"patients": 1_205, "appointments": 25_000, "procedures": 45_000}
    assert 58_000 <= len(rows(files, "ledger")) <= 64_000
    told = counted(group)
    assert in_the_export(files) == told


def test_the_document_is_read_back_by_poppler(files, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext of poppler-utils")
    (tmp_path / "notice.pdf").write_bytes(files["documents/privacy_notice.pdf"])
    read = subprocess.run(["pdftotext", tmp_path / "notice.pdf", "-"], capture_output=True, check=True)
    assert b"This clinic does not exist." in read.stdout
    assert not read.stderr


def test_telephones_mail_and_numbers_are_ones_that_nobody_has(files):
    for row in rows(files, "patients"):
        assert not row["SSN"] or row["SSN"].startswith("900-")
        assert not row["Email"] or row["Email"].lower().endswith("@example.org")
        assert all(
            not row[c] or ("555" in row[c] and re.search(r"01\d\d$", row[c]))
            for c in ("HmPhone", "WirelessPhone")
        )
