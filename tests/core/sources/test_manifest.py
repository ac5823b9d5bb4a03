"""How every real file of the table formats ends: its tables with their records, or which finding, in time.

`manifest.json` says it file by file; whoever changes a reader sees there what else changed.
"""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import Any

import pytest

from core.tables import Intake
from storage.access_tools import access_door
from storage.reading import read_uploads
from tests.core.sources.given import of
from tests.shared_data import shared_data

MANIFEST = json.loads(Path(__file__).with_name("manifest.json").read_text(encoding="utf-8"))
FOLDERS = ("workbooks", "csv_torture/dbf/examples/files", "csv_torture/dbf/tests/cases", "tables/openemr")
SECONDS, MEMORY = 30, 2 << 30
UNREAD = "not_supported_yet"


def outcome(folder: str) -> dict[str, Any]:
    """Every file of a folder, read as one batch, as people drop it."""
    base = shared_data(folder)
    paths = sorted(path for path in base.iterdir() if path.is_file())
    began = time.monotonic()
    found = read_uploads([of(path, f"{folder}/{path.name}") for path in paths])
    assert time.monotonic() - began < SECONDS * len(paths)
    return {f"{folder}/{path.name}": _ended(found, f"{folder}/{path.name}") for path in paths}


def _ended(found: Intake, file: str) -> dict[str, Any]:
    tables = [one for one in found.tables if one.table.file == file]
    assert all(one.counted == one.table.frame.height + len(one.rejects) for one in tables)
    told = [finding for finding in found.findings if finding.file == file]
    told += [finding for one in tables for finding in one.findings]
    told += [finding for one in found.files if one.path == file for finding in one.findings]
    return {
        "tables": {one.table.name: one.counted for one in tables},
        "rejects": sum(len(one.rejects) for one in tables),
        "findings": sorted({finding.kind for finding in told}),
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_ends_as_the_manifest_says(folder: str) -> None:
    if folder == "workbooks" and access_door() is None:
        pytest.skip("needs mdbtools (Debian: apt-get install mdbtools)")
    expected = {path: end for path, end in MANIFEST.items() if path.rpartition("/")[0] == folder}
    before = highest()
    assert outcome(folder) == expected
    assert highest() - before < MEMORY


def highest() -> int:
    """Bytes of memory that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def test_no_file_of_a_format_that_is_read_is_called_unsupported() -> None:
    assert [path for path, end in MANIFEST.items() if UNREAD in end["findings"]] == []


def test_zero_dates_of_the_old_system_are_told() -> None:
    assert "zero_dates" in MANIFEST["tables/openemr/example_patient_data.sql"]["findings"]
