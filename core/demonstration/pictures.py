"""Images and a document of the example: X-rays as DICOM, photographs, and a one-page PDF.

The pictures show nothing but shades and rings drawn from their place in the list.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date

import numpy as np
import numpy.typing as npt
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, DigitalIntraOralXRayImageStorageForPresentation, ExplicitVRLittleEndian

from core.demonstration.blemishes import NOBODY
from core.demonstration.people import Patient

ROWS, COLUMNS = 96, 128
UID_ROOT = "2.25.8800"
"""Under 2.25, where identifiers may be made up (DICOM PS3.5, annex B.2)."""


def image_files(people: tuple[Patient, ...]) -> Mapping[str, bytes]:
    """Three X-rays, the last of a patient whom no list has, and three photographs, by path."""
    first, second = people[0], people[5]
    return {
        "xray/bw_left.dcm": _xray(1, str(first.number), f"{first.last}^{first.first}"),
        "xray/bw_right.dcm": _xray(2, str(second.number), f"{second.last}^{second.first}"),
        "xray/unfiled.dcm": _xray(3, str(NOBODY), "Nobody^Known"),
        f"photos/{first.number}_front.jpg": _photograph(4, "JPEG"),
        f"photos/{second.number}_smile.jpg": _photograph(5, "JPEG"),
        f"photos/{second.number}_chart.png": _photograph(6, "PNG"),
    }


def _shades(place: int) -> npt.NDArray[np.uint8]:
    """Rings around a centre that moves with `place`: 8-bit greys, ROWS by COLUMNS."""
    down, across = np.mgrid[0:ROWS, 0:COLUMNS]
    far = (down - 10 * place) ** 2 + (across - 16 * place) ** 2
    greys: npt.NDArray[np.uint8] = (far // 40 % 256).astype(np.uint8)
    return greys


def _xray(place: int, patient: str, name: str) -> bytes:
    """A DICOM Part 10 file: one intra-oral image, uncompressed, 8 bits grey."""
    header = FileDataset("", {}, file_meta=_meta(place), preamble=b"\0" * 128)
    header.update(_about(place, patient, name))
    header.PixelData = _shades(place).tobytes()
    written = io.BytesIO()
    header.save_as(written, enforce_file_format=True)
    return written.getvalue()


def _meta(place: int) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DigitalIntraOralXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = UID(f"{UID_ROOT}.3.{place}")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return meta


def _about(place: int, patient: str, name: str) -> FileDataset:
    taken = f"{date(2025, 3, 10 + place):%Y%m%d}"
    said = FileDataset("", {})
    said.SpecificCharacterSet = "ISO_IR 100"
    said.SOPClassUID = DigitalIntraOralXRayImageStorageForPresentation
    said.SOPInstanceUID, said.SeriesInstanceUID = f"{UID_ROOT}.3.{place}", f"{UID_ROOT}.2.{place}"
    said.StudyInstanceUID = f"{UID_ROOT}.1.{place}"
    said.PatientID, said.PatientName, said.PatientBirthDate, said.PatientSex = patient, name, "", ""
    said.StudyDate, said.StudyTime, said.Modality, said.BodyPartExamined = taken, "093000", "IO", "JAW"
    said.SamplesPerPixel, said.PhotometricInterpretation = 1, "MONOCHROME2"
    said.Rows, said.Columns = ROWS, COLUMNS
    said.BitsAllocated, said.BitsStored, said.HighBit, said.PixelRepresentation = 8, 8, 7, 0
    return said


def _photograph(place: int, form: str) -> bytes:
    grey = _shades(place)
    colours = np.dstack([grey, np.roll(grey, 9, axis=1), 255 - grey])
    drawn = io.BytesIO()
    Image.fromarray(colours).save(drawn, format=form)
    return drawn.getvalue()


def document(*lines: str) -> bytes:
    """A one-page PDF 1.4 (ISO 32000-1, annex H.3) that says `lines`; plain ASCII without parentheses."""
    shown = "".join(f"({line}) Tj 0 -22 Td " for line in lines)
    content = f"BT /F1 14 Tf 72 700 Td {shown}ET".encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    return _assembled(parts)


def _assembled(parts: tuple[bytes, ...]) -> bytes:
    """Objects numbered from 1, then the table that says at which byte each begins."""
    body, begins = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        begins.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % at for at in begins)
    count = len(parts) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (count, table, count, len(body))
    )
