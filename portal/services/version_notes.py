"""What changed where a file was brought in again under its path: per table, against the version before.

The note holds names of columns and counts, never a cell, as the look's other notes do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.profiles import Difference, difference
from core.tables import ReadTable, Upload
from portal.services.read_alike import Spoken
from portal.viewmodels.uploads import VersionFound
from storage import UploadRow, Work


def earlier(work: Work, project: str) -> tuple[tuple[Upload, int], ...]:
    """Of each path that was received more than once: the version before it, and that one's number."""
    versions: dict[str, list[UploadRow]] = {}
    for row in work.uploads.of(project):
        versions.setdefault(row.path, []).append(row)
    again = [rows for rows in versions.values() if len(rows) > 1]
    return tuple((work.uploads.as_given(rows[-2]), len(rows) - 1) for rows in again)


def notes(
    before: Sequence[tuple[Upload, int]], tables: Sequence[ReadTable], spoken: Spoken
) -> list[dict[str, Any]]:
    """before: as `earlier` gives it. tables: of the uploads that count. spoken: what both are read under."""
    return [note for upload, number in before for note in _of_upload(upload, number, tables, spoken)]


def _of_upload(
    upload: Upload, number: int, tables: Sequence[ReadTable], spoken: Spoken
) -> list[dict[str, Any]]:
    old = {read.table.key: read.table for read in spoken.read([upload]).tables}
    found = []
    for read in tables:
        before = old.get(read.table.key)
        if before is not None:
            found.append(_note(read.table.key, number + 1, difference(before, read.table)))
    return found


def _note(table: tuple[str, str], version: int, told: Difference) -> dict[str, Any]:
    return {"file": table[0], "name": table[1], "version": version, **asdict(told)}


def found_in(notes: Sequence[Mapping[str, Any]], file: str, name: str) -> VersionFound | None:
    """What changed in one table, None where it was received once."""
    note = next((each for each in notes if (each["file"], each["name"]) == (file, name)), None)
    if note is None:
        return None
    told = Difference(
        columns_added=tuple(note["columns_added"]),
        columns_gone=tuple(note["columns_gone"]),
        key=tuple(note["key"]),
        added=note["added"],
        gone=note["gone"],
        changed=note["changed"],
        same=note["same"],
        changed_in=tuple((name, count) for name, count in note["changed_in"]),
    )
    return VersionFound(note["version"], told)
