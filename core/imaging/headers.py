"""What a DICOM file says about itself, read from its header alone and never from its pixels.

Files are anybody's and often malformed: whatever pydicom cannot read is UNREADABLE, never a crash.
Headers hold patient data: they are sealed like any record and never logged (law 7).
"""

from __future__ import annotations

import logging
import warnings
from io import BytesIO

from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.multival import MultiValue

from core.imaging.image_header import ImageHeader
from core.pictures.inflating import FAULTS, bursts
from core.tables import StoredFile

# pydicom's remarks on malformed files quote the values that they stumble over.
logging.getLogger("pydicom").setLevel(logging.CRITICAL)

DIRECTORY = "1.2.840.10008.1.3.10"
"""SOP class of a DICOMDIR (PS3.4, annex B)."""


ELEMENTS = {
    "patient_id": "PatientID",
    "issuer_of_patient_id": "IssuerOfPatientID",
    "patient_name": "PatientName",
    "patient_birth_date": "PatientBirthDate",
    "patient_sex": "PatientSex",
    "study_uid": "StudyInstanceUID",
    "series_uid": "SeriesInstanceUID",
    "sop_uid": "SOPInstanceUID",
    "sop_class": "SOPClassUID",
    "modality": "Modality",
    "study_date": "StudyDate",
    "character_set": "SpecificCharacterSet",
}


def read_header(file: StoredFile) -> ImageHeader:
    """The header of one stored DICOM file. Never fails, whatever the content."""
    content = file.open()
    if bursts(content):
        return _unreadable(file, "it unpacks to far more than an image should")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # as with the log: they quote values
            dataset = dcmread(BytesIO(content), stop_before_pixels=True, force=True)
            return _header(file, dataset)
    except FAULTS:
        return _unreadable(file, "its header is damaged")


def _header(file: StoredFile, dataset: Dataset) -> ImageHeader:
    values = {name: _value(dataset, element) for name, element in ELEMENTS.items()}
    meta = getattr(dataset, "file_meta", None) or Dataset()
    directory = _value(meta, "MediaStorageSOPClassUID") == DIRECTORY or "DirectoryRecordSequence" in dataset
    values["sop_class"] = values["sop_class"] or _value(meta, "MediaStorageSOPClassUID")
    values["sop_uid"] = values["sop_uid"] or _value(meta, "MediaStorageSOPInstanceUID")
    told = ("patient_id", "study_uid", "series_uid", "sop_uid", "sop_class", "modality", "patient_name")
    if not directory and not any(values[name] for name in told):
        return _unreadable(file, "it holds no image header")
    syntax = _value(meta, "TransferSyntaxUID")
    return ImageHeader(
        file.path, file.sha256, file.size, directory=directory, transfer_syntax=syntax, **values
    )


def _value(dataset: Dataset, element: str) -> str:
    """One element as text; a broken one counts as absent, the others are unharmed."""
    try:
        value = dataset.get(element)
        if value is None:
            return ""
        parts = value if isinstance(value, MultiValue) else [value]
        return "\\".join(str(part) for part in parts).strip(" \0")
    except FAULTS:
        return ""


def _unreadable(file: StoredFile, why: str) -> ImageHeader:
    return ImageHeader(file.path, file.sha256, file.size, unreadable=why)
