"""Looking into what was uploaded: a job reads every file and notes what is in it, before any run.

The note holds names of tables and columns, counts and findings, sealed with the job; never a cell.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from core.findings import Finding
from core.progress import Going, SoFar
from core.tables import ReadTable, StoredFile
from portal.services import newer_files, version_notes
from portal.services.digest import batch_name
from portal.services.jobs import Report, ended, job_view
from portal.services.read_alike import READING, spoken_now
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.uploads import KeptFile, Notice, TableFound
from portal.wording import findings as words
from portal.wording import stages
from storage import Job, Storage, UploadRow, Work

MEMBER = "!/"
"""Between an archive's path and its member's (contracts, section 4)."""


def ask_to_look(work: Work, project: str, *, by: str) -> Job:
    """Queue one look at the uploads as they stand now; asked twice for the same files, it is one job."""
    name, said = batch_name(work.uploads.current(project)), work.choices.version(project)
    key = f"look:{name}:{said}:{ended(work, project, JobKind.LOOK)}"
    return work.jobs.enqueue(project, JobKind.LOOK.value, {"batch": name, READING: said}, key, by=by)


def look(store: Storage, job: Job, report: Report) -> dict[str, Any]:
    """Do the job: read all current uploads. report says how far it is.

    Where something else was said of the files since it was asked for, a later look reads them.
    """
    with store.read() as work:
        spoken = spoken_now(work, job.project)
        if _another_follows(work, job, spoken.version):
            return {"superseded": True}
        batch = work.uploads.batch(job.project)
        received = {row.path: row.received_at for row in work.uploads.current(job.project)}
        before = version_notes.earlier(work, job.project)
    intake = spoken.read(batch, progress=lambda so: report(reading(so)))
    return {
        "uploads": {upload.path: upload.sha256 for upload in batch},
        "tables": [_table_note(table) for table in intake.tables],
        "kept": [_file_note(file) for file in intake.files],
        "findings": [_finding_note(finding) for finding in intake.findings],
        "pairs": newer_files.notes(received, intake),
        "versions": version_notes.notes(before, intake.tables, spoken),
        READING: spoken.version,
    }


def reading(so: SoFar) -> Going:
    """How far a job is that only reads; the file is named."""
    stage = stages.READ.format(so.path)
    return Going(stage, so.done, so.total, rows=so.rows, size=so.done, size_total=so.total)


def _another_follows(work: Work, job: Job, said: int) -> bool:
    """Whether a look that was asked for after the last word about the files is still to come."""
    if job.payload.get(READING, 0) == said:
        return False
    others = (each for each in work.jobs.of(job.project) if each.kind == JobKind.LOOK.value)
    waiting = (each for each in others if each.id != job.id and job_view(each).under_way)
    return any(each.payload.get(READING, 0) == said for each in waiting)


def _table_note(read: ReadTable) -> dict[str, Any]:
    return {
        "file": read.table.file,
        "name": read.table.name,
        "columns": list(read.table.columns),
        "records": read.table.height,
        "rejects": len(read.rejects),
        "repairs": sum(not one.applied for one in read.proposals),
        "evidence": {key: str(value) for key, value in read.evidence.items()},
        "findings": [_finding_note(finding) for finding in read.findings],
    }


def _file_note(file: StoredFile) -> dict[str, Any]:
    found = [_finding_note(finding) for finding in file.findings]
    return {"path": file.path, "kind": file.kind.value, "size": file.size, "findings": found}


def _finding_note(finding: Finding) -> dict[str, Any]:
    return {"kind": finding.kind, "file": finding.file, "column": finding.column, "count": finding.count}


class Note:
    """What the newest finished look found, asked upload by upload."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content

    @classmethod
    def newest(cls, jobs: Sequence[Job]) -> Note:
        """jobs: newest first."""
        done = [job.outcome for job in jobs if job.kind == JobKind.LOOK.value and job.outcome]
        seen = [outcome for outcome in done if "tables" in outcome]
        return cls(seen[0] if seen else {"uploads": {}, "tables": [], "kept": [], "findings": []})

    def covers(self, upload: UploadRow) -> bool:
        looked: str | None = self._content["uploads"].get(upload.path)
        return looked == upload.sha256

    def tables(self, upload: UploadRow) -> tuple[TableFound, ...]:
        versions = self._content.get("versions", [])
        return tuple(_table(t, versions) for t in self._content["tables"] if belongs(t["file"], upload.path))

    def kept(self, upload: UploadRow) -> tuple[KeptFile, ...]:
        return tuple(_kept(f) for f in self._content["kept"] if belongs(f["path"], upload.path))

    def by_file(self, upload: UploadRow) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Path -> the notes of its tables, for the upload and what lies inside it."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for note in self._content["tables"]:
            if belongs(note["file"], upload.path):
                found.setdefault(note["file"], []).append(note)
        return found

    def kept_in(self, upload: UploadRow) -> tuple[Mapping[str, Any], ...]:
        """The notes of files that are no tables, for the upload and what lies inside it."""
        return tuple(note for note in self._content["kept"] if belongs(note["path"], upload.path))

    def found_in(self, upload: UploadRow) -> tuple[Mapping[str, Any], ...]:
        """The notes of what was noticed about files as a whole, the upload and what lies inside it."""
        return tuple(note for note in self._content["findings"] if belongs(note["file"], upload.path))

    def kept_of(self, paths: Collection[str]) -> int:
        """How many files that are no tables these uploads hold."""
        return sum(f["path"].split(MEMBER)[0] in paths for f in self._content["kept"])

    def pairs(self) -> Sequence[Mapping[str, Any]]:
        """Of files that look like one, as newer_files.notes gives them."""
        found: Sequence[Mapping[str, Any]] = self._content.get("pairs", ())
        return found

    def notices(self, upload: UploadRow) -> tuple[Notice, ...]:
        """Findings about the file as a whole; those of its tables stand with the tables."""
        return tuple(_notice(f) for f in self._content["findings"] if belongs(f["file"], upload.path))


def belongs(file: str, upload: str) -> bool:
    """Whether `file` is the upload itself or a member of it."""
    return file == upload or file.startswith(upload + MEMBER)


def _table(note: Mapping[str, Any], versions: Sequence[Mapping[str, Any]]) -> TableFound:
    return TableFound(
        name=note["name"],
        path=note["file"],
        records=note["records"],
        rejects=note["rejects"],
        columns=tuple(note["columns"]),
        evidence=tuple(note["evidence"].items()),
        notices=tuple(_notice(finding) for finding in note["findings"]),
        version=version_notes.found_in(versions, note["file"], note["name"]),
    )


def _kept(note: Mapping[str, Any]) -> KeptFile:
    found = tuple(_notice(finding) for finding in note["findings"])
    return KeptFile(note["path"], note["kind"], note["size"], found)


def _notice(note: Mapping[str, Any]) -> Notice:
    kind = note["kind"]
    return Notice(
        words.severity(kind), words.title(kind) + ".", words.advice(kind), note["column"] or "", note["count"]
    )
