"""DICOM headers: real files, malformed ones, and whatever hypothesis makes of them."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from io import BytesIO
from pathlib import Path

import pydicom
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom.data import get_testdata_file
from pydicom.dataset import Dataset, FileMetaDataset

from core.imaging import inventory
from core.imaging.headers import read_header
from core.imaging.image_header import ImageHeader
from core.sources import read_uploads
from core.tables import FileKind, StoredFile
from tests.core.sources.given import of
from tests.shared_data import shared_data


def stored(content: bytes, path: str = "a.dcm", kind: FileKind = FileKind.DICOM) -> StoredFile:
    return StoredFile(path, hashlib.sha256(content).hexdigest(), len(content), kind, lambda: content)


def image(**values: str) -> bytes:
    dataset = Dataset()
    dataset.SpecificCharacterSet = "ISO_IR 192"
    dataset.SOPClassUID = "1.2.840.10008.5.1.4.1.1.1.3"
    dataset.SOPInstanceUID = "1.2.3.4"
    dataset.StudyInstanceUID, dataset.SeriesInstanceUID = "1.2.3", "1.2.3.1"
    for name, value in values.items():
        setattr(dataset, name, value)
    dataset.PixelData = bytes(64)
    dataset["PixelData"].VR = "OB"
    dataset.file_meta = FileMetaDataset()
    dataset.file_meta.TransferSyntaxUID = "1.2.840.10008.1.2.1"
    out = BytesIO()
    pydicom.dcmwrite(out, dataset, enforce_file_format=True)
    return out.getvalue()


def test_a_header_is_read_with_its_letters() -> None:
    content = image(
        PatientID=" 00123 ",
        PatientName="Núñez^Zoë",
        PatientBirthDate="20010203",
        Modality="IO",
        StudyDate="20200101",
    )
    header = read_header(stored(content))
    assert (header.patient_id, header.patient_name, header.patient_birth_date) == (
        "00123",
        "Núñez^Zoë",
        "20010203",
    )
    assert (header.modality, header.study_date, header.sop_uid) == ("IO", "20200101", "1.2.3.4")
    assert header.transfer_syntax == "1.2.840.10008.1.2.1"
    assert header.unreadable == ""


def test_a_header_shows_no_patient_when_printed() -> None:
    header = read_header(
        stored(image(PatientID="CANARY-1", PatientName="Canary^Ann", PatientBirthDate="20010203"))
    )
    assert "anary" not in repr(header).lower() and "20010203" not in repr(header)


@pytest.mark.parametrize("size", [0, 1, 131, 132, 140, 160, 200])
def test_a_cut_off_file_never_raises(size: int) -> None:
    header = read_header(stored(image(PatientID="1")[:size]))
    assert isinstance(header, ImageHeader)


def test_garbage_is_unreadable_with_a_reason() -> None:
    assert read_header(stored(bytes(128) + b"DICM" + b"\xff" * 50)).unreadable
    assert read_header(stored(b"no image at all, only words")).unreadable


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 600), st.integers(0, 255)), max_size=12))
def test_damaged_bytes_never_raise(changes: list[tuple[int, int]]) -> None:
    content = bytearray(image(PatientID="1", PatientName="A^B", Modality="IO"))
    for place, value in changes:
        content[place % len(content)] = value
    assert read_header(stored(bytes(content))).path == "a.dcm"


def test_a_deflated_bomb_is_not_inflated() -> None:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = "1.2.840.10008.1.2.1.99"
    head = image(PatientID="1").split(b"DICM")[0]
    plain = b"\x02\x00\x10\x00UI\x18\x00" + b"1.2.840.10008.1.2.1.99\x00\x00"
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = b"".join(packer.compress(bytes(1 << 24)) for _ in range(8)) + packer.flush()
    content = head + b"DICM\x02\x00\x00\x00UL\x04\x00" + len(plain).to_bytes(4, "little") + plain + body
    assert "unpacks" in read_header(stored(content)).unreadable


def test_a_list_of_images_is_recognised() -> None:
    path = Path(str(get_testdata_file("DICOMDIR")))
    assert read_header(stored(path.read_bytes())).directory


def test_real_archives_are_inventoried_without_a_crash() -> None:
    root = shared_data("dicom")
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    found = read_uploads([of(path, str(path.relative_to(root))) for path in paths])
    headers = inventory(found.files)
    kinds = Counter(file.kind for file in found.files)
    assert kinds[FileKind.DICOM] == len(headers) > 95
    assert sum(bool(header.unreadable) for header in headers) <= 2
    assert sum(header.directory for header in headers) == 2


def test_values_equal_what_pydicom_reads_from_disk() -> None:
    root = Path(pydicom.__file__).parent / "data" / "charset_files"
    for path in sorted(root.glob("*.dcm")):
        header = read_header(stored(path.read_bytes()))
        truth = pydicom.dcmread(path)
        assert header.patient_name == str(truth.get("PatientName", "")).strip()
        assert header.study_uid == str(truth.get("StudyInstanceUID", ""))


def test_files_of_another_kind_are_left_alone() -> None:
    assert inventory([stored(b"%PDF-1.4", "a.pdf", FileKind.PDF)]) == ()
