"""Images and documents of the example as files: X-rays as DICOM, photographs, and one-page PDFs.

The pictures show nothing but shades and rings drawn from their number. X-rays come in the forms in which
dental devices write them: several transfer syntaxes, and volumes as images of several frames.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from PIL import Image as Picture
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import (
    UID,
    DeflatedExplicitVRLittleEndian,
    DigitalIntraOralXRayImageStorageForPresentation,
    DigitalXRayImageStorageForPresentation,
    ExplicitVRLittleEndian,
    ImplicitVRLittleEndian,
    MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
    RLELossless,
)

from core.demonstration.faults import NOBODY
from core.demonstration.group import Group
from core.demonstration.papers import Image

ROWS, COLUMNS, FRAMES = 48, 64, 4
UID_ROOT = "2.25.8800"
"""Under 2.25, where identifiers may be made up (DICOM PS3.5, annex B.2)."""
UNFILED = "xray/unfiled.dcm"
"""Of a patient whom no list has, and in no list itself."""
_CLASSES = {
    "IO": DigitalIntraOralXRayImageStorageForPresentation,
    "PX": DigitalXRayImageStorageForPresentation,
    "DX": DigitalXRayImageStorageForPresentation,
    "CT": MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
}


def image_files(group: Group) -> Mapping[str, bytes]:
    """X-rays, the last of a patient whom no list has, and photographs, by path within their archive."""
    x_rays = {image.file: x_ray(image, str(image.tagged.number)) for image in group.images}
    photographs = {
        photo.file: photograph(photo.number, "PNG" if photo.file.endswith("png") else "JPEG")
        for photo in group.photographs
    }
    unfiled = _xray(0, "IO", patient=str(NOBODY), name="Nobody^Known", day="20250310")
    return {**x_rays, UNFILED: unfiled, **photographs}


def paper_files(group: Group) -> Mapping[str, bytes]:
    """Letters and consent forms, by path within their archive."""
    letters = {each.file: document(each.title, f"Patient {each.of.number}") for each in group.letters}
    consents = {
        each.file: document(each.title, f"Version {each.version}", f"Patient {each.of.number}")
        for each in group.consents
    }
    return {**letters, **consents}


def _shades(place: int) -> npt.NDArray[np.uint8]:
    """Rings around a centre that moves with `place`: 8-bit greys, ROWS by COLUMNS."""
    down, across = np.mgrid[0:ROWS, 0:COLUMNS]
    far = (down - 5 * place % ROWS) ** 2 + (across - 8 * place % COLUMNS) ** 2
    greys: npt.NDArray[np.uint8] = (far // 10 % 256).astype(np.uint8)
    return greys


def x_ray(image: Image, patient: str) -> bytes:
    """The image as its device wrote it. patient: the number that its tags bear."""
    who = image.tagged
    day = f"{image.day.year}{image.day.month:02d}{image.day.day:02d}"
    name = f"{who.last}^{who.first}"
    return _xray(image.number, image.modality, patient=patient, name=name, day=day)


def _syntax(place: int) -> UID:
    if place % 7 == 0 and place:
        return DeflatedExplicitVRLittleEndian
    if place % 5 == 0 and place:
        return RLELossless
    return ImplicitVRLittleEndian if place % 3 == 0 else ExplicitVRLittleEndian


def _xray(place: int, modality: str, *, patient: str, name: str, day: str) -> bytes:
    """A DICOM Part 10 file of 8 bits grey: one frame, or a few for a volume."""
    frames = FRAMES if modality == "CT" else 1
    syntax = _syntax(place)
    header = FileDataset("", {}, file_meta=_meta(place, modality), preamble=b"\0" * 128)
    header.update(_about(place, modality, patient=patient, name=name, day=day))
    if frames > 1:
        header.NumberOfFrames = frames
    header.PixelData = b"".join(_shades(place + frame).tobytes() for frame in range(frames))
    if syntax == RLELossless:
        header.compress(RLELossless, generate_instance_uid=False)
    else:
        header.file_meta.TransferSyntaxUID = syntax
    written = io.BytesIO()
    header.save_as(written, enforce_file_format=True)
    return written.getvalue()


def _meta(place: int, modality: str) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = _CLASSES[modality]
    meta.MediaStorageSOPInstanceUID = UID(f"{UID_ROOT}.3.{place}")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    return meta


def _about(place: int, modality: str, *, patient: str, name: str, day: str) -> FileDataset:
    said = FileDataset("", {})
    said.SpecificCharacterSet = "ISO_IR 100"
    said.SOPClassUID = _CLASSES[modality]
    said.SOPInstanceUID, said.SeriesInstanceUID = f"{UID_ROOT}.3.{place}", f"{UID_ROOT}.2.{place}"
    said.StudyInstanceUID = f"{UID_ROOT}.1.{place}"
    said.PatientID, said.PatientName, said.PatientBirthDate, said.PatientSex = patient, name, "", ""
    said.StudyDate, said.StudyTime, said.Modality, said.BodyPartExamined = day, "093000", modality, "JAW"
    said.SamplesPerPixel, said.PhotometricInterpretation = 1, "MONOCHROME2"
    said.Rows, said.Columns = ROWS, COLUMNS
    said.BitsAllocated, said.BitsStored, said.HighBit, said.PixelRepresentation = 8, 8, 7, 0
    return said


def photograph(place: int, form: str) -> bytes:
    """No two alike: where the rings come round again, their colours lie otherwise."""
    grey = _shades(place)
    colours = np.dstack([grey, np.roll(grey, 9 + place // ROWS, axis=1), 255 - grey])
    drawn = io.BytesIO()
    Picture.fromarray(colours).save(drawn, format=form)
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
