"""What changed where a file came again, under its path or as what somebody said is a newer extract of it:
per table, against the version before.

The note holds names of columns and counts, never a cell, as the look's other notes do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.profiles import Difference, difference
from core.profiles.succession import paired
from core.tables import ReadTable, Upload
from portal.services.read_alike import Spoken
from portal.viewmodels.uploads import VersionFound
from storage import UploadRow, UploadWord, Work


@dataclass(frozen=True)
class Before:
    """The version before one that counts, and that one's number. path: of the one that counts."""

    upload: Upload
    number: int
    path: str


def earlier(work: Work, project: str) -> tuple[Before, ...]:
    """Of each file that counts and is not the first of its kind."""
    receipts: dict[str, list[UploadRow]] = {}
    for row in work.uploads.of(project):
        receipts.setdefault(row.path, []).append(row)
    by_id = {row.id: row for rows in receipts.values() for row in rows}
    said = {w.later: by_id[w.earlier] for w in work.upload_words.of(project) if w.word is UploadWord.NEWER}
    histories = [_history(row, receipts, said) for row in work.uploads.current(project)]
    again = [rows for rows in histories if len(rows) > 1]
    return tuple(Before(work.uploads.as_given(rows[-2]), len(rows) - 1, rows[-1].path) for rows in again)


def _history(
    row: UploadRow, receipts: Mapping[str, list[UploadRow]], said: Mapping[str, UploadRow]
) -> list[UploadRow]:
    """All that came before a receipt, oldest first, and itself. said: of a receipt, what it is newer than."""
    own = receipts[row.path]
    own = own[: own.index(row) + 1]
    for place in reversed(range(len(own))):
        if own[place].id in said:
            return [*_history(said[own[place].id], receipts, said), *own[place:]]
    return own


def notes(before: Sequence[Before], tables: Sequence[ReadTable], spoken: Spoken) -> list[dict[str, Any]]:
    """before: as `earlier` gives it. tables: of the uploads that count. spoken: what both are read under."""
    return [note for each in before for note in _of_upload(each, tables, spoken)]


def _of_upload(before: Before, tables: Sequence[ReadTable], spoken: Spoken) -> list[dict[str, Any]]:
    old = [read.table for read in spoken.read([before.upload]).tables]
    new = [read.table for read in tables if read.table.file.split("!/")[0] == before.path]
    return [_note(now.key, before.number + 1, difference(then, now)) for then, now in paired(old, new)]


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
