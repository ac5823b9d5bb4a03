"""Made-up values that stand in every kind of input, and nowhere else: one word for each kind of secret.

Each word has twelve letters or more that no text holds by chance, so that one needle finds every value that
begins with it (tests/storage/canaries.py).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from enum import StrEnum

import numpy as np
from openpyxl import Workbook
from PIL import Image

from core.demonstration.export import export_of, intake_of
from core.demonstration.group import Size, dental_group
from core.demonstration.mapping import demonstration_mapping
from core.mapping import to_json
from portal.services.example import SEED
from tests.core.pictures.made import dicom


class Mark(StrEnum):
    PERSON = "Qxvzjwkqyzpf"
    """Names, addresses and telephone numbers of patients."""
    NOTE = "Zqkwvxjyqhgf"
    """What was written about a patient's health."""
    CELL = "Pxqjzwvkyqtb"
    """Cells of columns that nobody has classed, and of what could not be read."""
    FILE = "Wqzxkvjqyhbn"
    """Names of files and columns."""
    TAG = "Gqxzvjkwyqrd"
    """What images say of themselves."""
    WORD = "Kxqzvwjyqpdm"
    """What the people of the clinic type: reasons, notes, concerns, what they search."""
    ASKED = "Bqxzjvkwyqcs"
    """What is asked for at random, in every field of every way in."""
    STAFF = "Vjxqkzwyqrtl"
    """Names and addresses of the people of the clinic."""
    SECRET = "Jzqxwvkyqmsn"
    """Passwords, passphrases and codes that people type, right or wrong."""


AMOUNT, TOTAL = "73918264055.17", "81927364550.12"
"""What one patient was charged, and what the clinic has in all, which everybody of the project may see."""
MARKS = (*Mark, AMOUNT, TOTAL, *(mark.lower() for mark in Mark))


def of(mark: Mark, what: str = "") -> str:
    return f"{mark}{what}"


TINY = Size(
    patients=24, appointments=40, procedures=60, notes=20, scripts=8, vitals=6, images=4, photographs=3,
    letters=5, consents=4,
)  # fmt: skip
COLUMNS: Mapping[str, Mapping[str, Mark]] = {
    "patients.csv": {
        **dict.fromkeys(("LName", "FName", "Email", "Address"), Mark.PERSON),
        "AddrNote": Mark.CELL,
    },
    "appointments.csv": {"Note": Mark.NOTE},
    "clinical_notes.csv": {"NoteText": Mark.NOTE},
    "allergies.csv": {"Reaction": Mark.NOTE},
    "medications.csv": {"Sig": Mark.NOTE},
    "prescriptions.csv": {"Sig": Mark.NOTE},
    "problems.csv": {"Problem": Mark.NOTE},
    "ledger.csv": {"Note": Mark.CELL},
    "documents.csv": {"Description": Mark.NOTE},
    "photos.csv": {"Title": Mark.NOTE},
}
"""Which word stands before which cells of the example's sheets; each of them begins like a formula."""
LARGE = ["5999999", "10002", "", "1", "05/30/2024", "CHG", AMOUNT, "USD", "", "Implants", "0"]
"""A charge that no other is as high as."""


def export(size: Size = TINY) -> dict[str, bytes]:
    """The example's export with words in its cells, and beside it the odd files, by path."""
    made = export_of(dental_group(SEED, size))
    marked = {path: _marked(path, content) for path, content in made.items()}
    return {**marked, **odd_files()}


def a_patient(files: Mapping[str, bytes]) -> str:
    """The name of somebody in the export, as people would type it."""
    rows = csv.DictReader(io.StringIO(files["patients.csv"].decode("cp1252"), newline=""))
    first = next(rows)
    return f"{first['FName']} {first['LName']}"


def mapping_of(files: Mapping[str, bytes]) -> str:
    """The mapping that the example's team settled, over the files as they are."""
    return to_json(demonstration_mapping([read.table for read in intake_of(files).tables]))


def _marked(path: str, content: bytes) -> bytes:
    if not path.endswith(".csv"):
        return content
    head, *rows = csv.reader(io.StringIO(content.decode("cp1252"), newline=""))
    places = {head.index(column): mark for column, mark in COLUMNS.get(path, {}).items()}
    told = [[_said(cell, places.get(at)) for at, cell in enumerate(row)] for row in rows]
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows([head, *told, *([LARGE] if path == "ledger.csv" else [])])
    return sink.getvalue().encode("cp1252")


def _said(cell: str, mark: Mark | None) -> str:
    return f"={mark}{cell}" if cell and mark else cell


def _rows(header: str, *rows: str) -> bytes:
    return "\n".join((header, *rows, "")).encode()


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Appointments"
    for row in (
        ("AptNum", "PatNum", "AptDateTime", "Minutes", "Note"),
        (1, 1, "2026-04-01 09:00", 30, f"{Mark.NOTE} by telephone"),
        (2, 2, f"soon {Mark.CELL}", "long", f"{Mark.NOTE}"),
    ):
        sheet.append(row)
    book.create_sheet(f"{Mark.FILE}Sheet"[:31]).append((f"={Mark.FILE}A", f"{Mark.FILE}B"))
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def _dicom() -> bytes:
    ramp = np.arange(256, dtype=np.uint16).reshape(16, 16)
    return dicom(
        ramp, PatientName=f"{Mark.TAG}^Jo", PatientID=f"1{Mark.TAG}", StudyDescription=f"{Mark.TAG} of it"
    )


def _photograph() -> bytes:
    sink = io.BytesIO()
    Image.new("RGB", (32, 32), (120, 80, 60)).save(sink, "JPEG", comment=f"{Mark.TAG} smiling")
    return sink.getvalue()


def _archive(files: Mapping[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return sink.getvalue()


def _lines() -> Iterator[bytes]:
    """JSON Lines: a good one, a torn one, and one that gives two values for one name."""
    yield f'{{"id": 1, "a": "{Mark.CELL}"}}'.encode()
    yield b'{"id": 2,'
    yield b'{"id": 3, "id": 4}'


def odd_files() -> dict[str, bytes]:
    """What else a clinic brings, and what cannot be read, by path."""
    archive = {
        f"{Mark.FILE}/letters.csv": _rows("LetterNum,PatNum,Body", f"1,1,{Mark.NOTE} dear"),
        f"{Mark.FILE}/../../away.csv": b"A,B\n1,2\n",
        "xray.dcm": _dicom(),
    }
    return {
        f"{Mark.FILE}.xlsx": _workbook(),
        f"{Mark.FILE}.zip": _archive(archive),
        f"img/{Mark.FILE}1.dcm": _dicom(),
        f"img/{Mark.FILE}2.jpg": _photograph(),
        f"={Mark.FILE} odd.csv": _rows(f"=ZZZ{Mark.FILE},QQQ", f"=1+{Mark.CELL},@{Mark.CELL}"),
        f"{Mark.FILE}.json": f'{{"patients": [{{"name": "{Mark.PERSON}"}}]}}'.encode(),
        f"{Mark.FILE} torn.ndjson": b"\n".join(_lines()),
        f"{Mark.FILE}.xml": f'<!DOCTYPE a [<!ENTITY b "{Mark.CELL}">]><a>&b;</a>'.encode(),
        f"{Mark.FILE}.hl7": f"MSH|^~\\&|A|B|||ADT^A04|1|P|2.3\rPID|1||1||{Mark.PERSON}^Jo\r".encode(),
        f"{Mark.FILE}.pdf": f"%PDF-1.4 {Mark.NOTE}\n".encode(),
        f"{Mark.FILE} broken.xlsx": f"PK\x03\x04 {Mark.CELL}".encode() * 9,
        f"{Mark.FILE} broken.zip": _archive(archive)[:-40],
        f"{Mark.FILE} broken.dcm": b"\0" * 128 + b"DICM" + str(Mark.TAG).encode() * 5,
        f"{Mark.FILE} torn.csv": f'A,B\n1,"{Mark.CELL}\n2,\xff{Mark.CELL}\0\n'.encode("latin-1"),
    }
