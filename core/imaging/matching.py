"""To whom each stored file belongs: by the patient's number in the image, or by a table that names it.

Nothing is guessed (law 2): numbers are compared trimmed and case-folded and otherwise as they stand,
and where image and table disagree the file is an orphan until a person decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from core.imaging.image_header import ImageHeader
from core.tables import StoredFile

SCHEMA = {
    "path": pl.String,
    "sha256": pl.String,
    "size": pl.UInt64,
    "kind": pl.String,
    "verdict": pl.String,
    "patient": pl.String,
    "reason": pl.String,
}


class Verdict(StrEnum):
    """MATCHED: belongs to a known patient. ORPHAN: names one who is unknown, or several.

    UNREADABLE: an image whose header cannot be read. STORED: names nobody and no table names it.
    """

    MATCHED = "matched"
    ORPHAN = "orphan"
    UNREADABLE = "unreadable"
    STORED = "stored"


@dataclass(frozen=True)
class _Judged:
    verdict: Verdict
    patient: str | None
    reason: str


def match(
    files: Sequence[StoredFile],
    headers: Sequence[ImageHeader],
    *,
    patients: Collection[str],
    links: Collection[tuple[str, str]] = (),
    also: Mapping[str, str] | None = None,
) -> pl.DataFrame:
    """One row for each of `files`, columns as `SCHEMA`.

    patients: source ids. links: (file name or path, source id), for every record of the old system that names
    one. also: source ids of records that were merged, to that of the one which stands for them.
    """
    people, linked = _People(patients, also or {}), _Links(links, files)
    by_path = {header.path: header for header in headers}
    rows = []
    for file in files:
        judged = _judge(by_path.get(file.path), linked.patients(file.path), people)
        rows.append(
            (
                file.path,
                file.sha256,
                file.size,
                file.kind.value,
                judged.verdict.value,
                judged.patient,
                judged.reason,
            )
        )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _judge(header: ImageHeader | None, named: set[str], people: _People) -> _Judged:
    told = {own for name in named if (own := people.find(name))}
    if len(told) > 1:
        return _Judged(Verdict.ORPHAN, None, "tables name this file for several patients")
    by_table = next(iter(told), None)
    if header is None:
        return _by_table(by_table, named)
    if header.unreadable:
        return _Judged(Verdict.UNREADABLE, by_table, header.unreadable)
    if header.directory:
        return _Judged(Verdict.STORED, None, "a directory of images (DICOMDIR)")
    return _by_image(header, by_table, people)


def _by_table(by_table: str | None, named: set[str]) -> _Judged:
    if by_table:
        return _Judged(Verdict.MATCHED, by_table, "a table names this file for the patient")
    if named:
        return _Judged(Verdict.ORPHAN, None, "a table names this file for a patient who is not in the tables")
    return _Judged(Verdict.STORED, None, "no table names this file")


def _by_image(header: ImageHeader, by_table: str | None, people: _People) -> _Judged:
    own = people.find(header.patient_id)
    if own and by_table and own != by_table:
        return _Judged(Verdict.ORPHAN, None, "the image and a table name different patients")
    if own:
        return _Judged(Verdict.MATCHED, own, "the patient number in the image is in the tables")
    if by_table:
        return _Judged(Verdict.MATCHED, by_table, "a table names this file for the patient")
    if not header.patient_id:
        return _Judged(Verdict.ORPHAN, None, "the image holds no patient number")
    if people.several(header.patient_id):
        return _Judged(Verdict.ORPHAN, None, "the patient number in the image fits several patients")
    return _Judged(Verdict.ORPHAN, None, "the patient number in the image is not in the tables")


class _People:
    """Source ids by their trimmed and case-folded form."""

    def __init__(self, patients: Collection[str], also: Mapping[str, str]) -> None:
        self._by_form: dict[str, set[str]] = defaultdict(set)
        self._exact = {own: own for own in patients} | dict(also)
        for own, stands in self._exact.items():
            self._by_form[_form(own)].add(stands)

    def find(self, wanted: str) -> str | None:
        """The one source id that `wanted` means; as it stands before case-folded."""
        if wanted in self._exact and wanted.strip():
            return self._exact[wanted]
        found = self._by_form.get(_form(wanted), set()) if _form(wanted) else set()
        return next(iter(found)) if len(found) == 1 else None

    def several(self, wanted: str) -> bool:
        """Whether more than one source id has this form."""
        return len(self._by_form.get(_form(wanted), ())) > 1


def _form(own: str) -> str:
    return own.strip().casefold()


class _Links:
    """Which patients the tables name for a file: by its path, or by its bare name where that is unique."""

    def __init__(self, links: Collection[tuple[str, str]], files: Sequence[StoredFile]) -> None:
        self._by_path: dict[str, set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for name, patient in links:
            path = tidy(name)
            self._by_path[path].add(patient)
            self._by_name[path.rsplit("/", 1)[-1]].add(patient)
        self._bearers = Counter(tidy(file.path).rsplit("/", 1)[-1] for file in files)

    def patients(self, path: str) -> set[str]:
        """Source ids as the tables have them; empty where none is named."""
        parts = tidy(path).split("/")
        for start in range(len(parts)):
            found = self._by_path.get("/".join(parts[start:]))
            if found and (start < len(parts) - 1 or self._bearers[parts[-1]] == 1):
                return found
        if self._bearers[parts[-1]] == 1:
            return self._by_name.get(parts[-1], set())
        return set()


def tidy(path: str) -> str:
    """Old databases write backslashes, drive letters and either case."""
    return path.replace("\\", "/").replace("!/", "/").strip().lstrip("/").casefold()
