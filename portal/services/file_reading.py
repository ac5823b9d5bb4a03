"""The ledger of files and the consent forms of a run, from its sealed parts. A run never changes, so each is
made once; in memory only.

Whoever calls this has asked for authority first, and leaves out what the person may not see (law 7).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from core.files.consents import Form, forms_of, has_history
from core.files.ledger import Ledger, ledger
from core.files.model import Received, Tags
from core.files.people import People, people_of
from core.files.references import ENTITIES, references_of
from core.imaging.matching import SCHEMA
from core.imaging.matching import Verdict as Matched
from core.migration_log import Disposition
from core.parts import FILES, RESTRICTED, TAGS, whole_entity
from core.record.model import Sensitivity
from core.tables import FileKind
from portal.opened_classes import Beyond, as_everybody, beyond
from portal.services.looking import Note
from portal.services.remembered import remembered
from storage import RunRow, Storage, Work

_CLASSES = tuple(each.value for each in Sensitivity if each is not Sensitivity.FINANCIAL)
_IMAGES = (FileKind.DICOM.value, FileKind.PHOTOGRAPH.value, FileKind.PDF.value)
_DIRECTORY = "DICOMDIR"
_FORM, _VERSION, _PATIENT = "consent_form", "consent_form_version", "patient"


def ledger_of(store: Storage, project: str, run: str) -> Ledger:
    """The whole of it, read once for everybody: a service leaves out what its person may not see."""
    return _ledger_of(as_everybody(store), project, run)


@remembered(most=2)
def _ledger_of(store: Storage, project: str, run: str) -> Ledger:
    with store.read() as work:
        return read_ledger(work, project, run)


def read_ledger(work: Work, project: str, run: str) -> Ledger:
    """As `ledger_of`, within a unit of work."""
    work = beyond(work, Beyond.FILES)
    there = {part.name for part in work.runs.parts(project, run)}
    names = [entity for entity in ENTITIES if f"entity/{entity}" in there]
    records = {entity: _entity(work, project, run, entity) for entity in names}
    return ledger(
        list(_received(work, project, run, there)),
        references_of(records),
        tags=_tags(work, project, run, there),
        people=_people(work, project, run, there),
    )


def forms_in(store: Storage, project: str, run: str) -> tuple[tuple[Form, ...], bool]:
    """The forms, and whether the old database keeps versions of them at all."""
    return _forms_in(as_everybody(store), project, run)


@remembered(most=2)
def _forms_in(store: Storage, project: str, run: str) -> tuple[tuple[Form, ...], bool]:
    with store.read() as read:
        work = beyond(read, Beyond.FILES)
        there = {part.name for part in work.runs.parts(project, run)}
        forms, versions = (
            _entity(work, project, run, entity) if f"entity/{entity}" in there else None
            for entity in (_FORM, _VERSION)
        )
    return forms_of(forms, versions), has_history(versions)


def has_tags(store: Storage, project: str, run: str) -> bool:
    """Whether the run has what its images say: one that an earlier engine made has not."""
    return _has_tags(as_everybody(store), project, run)


@remembered(most=4)
def _has_tags(store: Storage, project: str, run: str) -> bool:
    with store.read() as work:
        there = {part.name for part in work.runs.parts(project, run)}
        if FILES not in there or TAGS in there:
            return True
        files = work.runs.open_part(project, run, FILES, RESTRICTED)
    return files.filter(pl.col("kind") == "dicom").is_empty()


def images_in(work: Work, project: str, run: str) -> pl.DataFrame:
    """Images, photographs, scans and documents that arrived, as the run matched them."""
    if not any(part.name == FILES for part in work.runs.parts(project, run)):
        return pl.DataFrame(schema=SCHEMA)
    files = work.runs.open_part(project, run, FILES, RESTRICTED)
    directory = (pl.col("verdict") == Matched.STORED.value) & pl.col("reason").str.contains(_DIRECTORY)
    return files.filter(pl.col("kind").is_in(_IMAGES) & ~directory)


def counted_files(work: Work, project: str, run: RunRow) -> int | None:
    """Files that were found when the uploads of this run were looked into, which no run had a part in.

    None where the newest look was at other files.
    """
    uploads = work.uploads.of_ids(project, run.summary.get("uploads", {}))
    note = Note.newest(work.jobs.of(project))
    if not uploads or not all(note.covers(each) for each in uploads):
        return None
    return note.kept_of({each.path for each in uploads})


def _entity(work: Work, project: str, run: str, entity: str) -> pl.DataFrame:
    name = f"entity/{entity}"
    classes = [part.sensitivity for part in work.runs.parts(project, run) if part.name == name]
    kept = [each for each in classes if each in _CLASSES]
    return whole_entity([work.runs.open_part(project, run, name, each) for each in kept])


def _received(work: Work, project: str, run: str, there: Collection[str]) -> Iterable[Received]:
    if FILES in there:
        files = work.runs.open_part(project, run, FILES, RESTRICTED)
        for path, digest, size, kind, patient in files.select(
            "path", "sha256", "size", "kind", "patient"
        ).rows():
            yield Received(path, digest, size, kind, patient or "")


def _tags(work: Work, project: str, run: str, there: Collection[str]) -> Mapping[str, Tags]:
    if TAGS not in there:
        return {}
    rows = work.runs.open_part(project, run, TAGS, RESTRICTED).iter_rows(named=True)
    return {row.pop("path"): Tags(**row) for row in rows}


def _people(work: Work, project: str, run: str, there: Collection[str]) -> People:
    if f"entity/{_PATIENT}" not in there:
        return People(())
    return people_of(_entity(work, project, run, _PATIENT), _merged(work, project, run))


def _merged(work: Work, project: str, run: str) -> dict[str, str]:
    """Number of a patient who was merged -> id of the one who stands for them."""
    found: dict[str, str] = {}
    for log in work.runs.blocks(project, run, "log", RESTRICTED):
        merged = log.filter(pl.col("disposition") == Disposition.MERGED.value)
        for number, targets in merged.select("source_id", "targets").rows():
            (stands, *_) = [each for each in targets.split(", ") if each.startswith(f"{_PATIENT}:")] or [""]
            if number and stands:
                found.setdefault(number, stands)
    return found
