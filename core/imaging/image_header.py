"""What a DICOM file says about itself, as a record; it holds patient data and is never logged (law 7)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ImageHeader:
    """One DICOM file. Empty text where the file says nothing. dates: as they stand, YYYYMMDD.

    unreadable: why it could not be read, empty where it could. directory: it is a DICOMDIR.
    """

    path: str
    sha256: str
    size: int
    unreadable: str = ""
    directory: bool = False
    patient_id: str = field(default="", repr=False)
    issuer_of_patient_id: str = ""
    patient_name: str = field(default="", repr=False)
    patient_birth_date: str = field(default="", repr=False)
    patient_sex: str = field(default="", repr=False)
    study_uid: str = ""
    series_uid: str = ""
    sop_uid: str = ""
    sop_class: str = ""
    modality: str = ""
    study_date: str = ""
    transfer_syntax: str = ""
    character_set: str = ""
