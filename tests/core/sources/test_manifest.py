"""How every file under `../shared/data` ends, as `manifest.json` says it, and whether others count alike.

Whoever changes a reader sees there what else changed. `endings.py` writes it; the counts are held against
those of `oracles.py`, which share no code with the readers.
"""

from __future__ import annotations

import time
import warnings

import pydicom
import pytest

from storage.access_tools import access_door
from tests.core.sources.endings import DATA, UNSUPPORTED, ending, every_file, expected, read
from tests.core.sources.oracles import counted
from tests.shared_data import shared_data

SECONDS = 30
LEAST_COUNTED = 680
"""Files whose records somebody else has counted, of 857; the rest are images, messages, letters, empty."""
BY_HAND = frozenset({
    "README.md", "dicom/fo-dicom/Tests/FO-DICOM.Tests/Test Data/minimumdict.xml",
    "dicom/dcm4che/dcm4che-test-data/src/main/resources/META-INF/maven/remote-resources.xml",
})  # fmt: skip
"""Tables whose records nobody counts but a reader of this test."""

NAMED = frozenset({
    "SOPClassUID", "SOPInstanceUID", "MediaStorageSOPClassUID", "DirectoryRecordSequence", "PatientID",
    "PatientName", "StudyInstanceUID", "SeriesInstanceUID", "Modality",
})  # fmt: skip


@pytest.fixture(autouse=True)
def given() -> None:
    shared_data(".")
    if access_door() is None:
        pytest.skip("needs mdbtools (Debian: apt-get install mdbtools)")


def test_every_file_there_is_stands_in_the_manifest_and_no_other() -> None:
    assert every_file() == sorted(expected())


@pytest.mark.parametrize("folder", sorted({file.split("/")[0] for file in expected()}))
def test_every_file_ends_as_the_manifest_says(folder: str) -> None:
    differing = {}
    for file, end in expected().items():
        if file.split("/")[0] != folder:
            continue
        began = time.monotonic()
        if (found := ending(read(file), file)) != end:
            differing[file] = (found, end)
        assert time.monotonic() - began < SECONDS, file
    assert differing == {}


def test_no_file_is_called_unsupported() -> None:
    assert [file for file, end in expected().items() if UNSUPPORTED in end["findings"]] == []


def test_others_count_the_same_records() -> None:
    agreed = 0
    for file, end in expected().items():
        both = counted(file, end)
        if both is None:
            assert end["ends"] != "table" or file in BY_HAND, file
            continue
        assert both[0] == both[1], file
        agreed += 1
    assert agreed >= LEAST_COUNTED


def test_what_pydicom_can_read_is_an_image_whose_header_was_read() -> None:
    """It is given no help: a file without the mark of DICOM counts where it names a class of image."""
    for file, end in expected().items():
        if file.startswith("dicom/") and end["ends"] == "image" and end["kept"] == {"dicom": 1}:
            assert ("unreadable_image" in end["findings"]) is not _readable(file), file


def _readable(file: str) -> bool:
    """Whether it names itself in any of the ways that an image or a list of images does."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            header = pydicom.dcmread(DATA / file, stop_before_pixels=True, force=True)
        except OSError:
            return False
    return any(name in header or name in getattr(header, "file_meta", ()) for name in NAMED)


def test_zero_dates_of_the_old_system_are_told() -> None:
    assert "zero_dates" in expected()["tables/openemr/example_patient_data.sql"]["findings"]
