"""One file opened: its facts, whom it is filed under beside what its own tags say, and what was said of it.

Looking at files of a patient leaves one event a person, patient and quarter of an hour (law 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from core.files.birth import born
from core.files.consents import Form
from core.files.ledger import Ledger
from core.files.model import Kind, LedgerFile, Suspicion, Tags
from core.files.people import People
from core.spotchecks import FileVerdict
from portal.permissions import Action, Actor, authorise
from portal.services.file_access import opens
from portal.services.file_reading import forms_in, ledger_of
from portal.services.file_standing import all_said_of
from portal.services.overview import newest_run
from portal.services.quarters import began, quarter_of
from portal.services.run_files import files_of
from portal.viewmodels.files import FileSeen, FileView, PersonFacts, SaidOf
from portal.viewmodels.picture import OfFiles
from portal.visit import ProjectChoice
from portal.wording import files as words
from portal.wording.figures import day
from storage import AuditEvent, Storage
from storage.errors import StaleVersion

_FORMS = ("consent_form", "consent_form_version")


def open_file(store: Storage, actor: Actor, project: ProjectChoice, seen: FileSeen) -> FileView:
    """Raises Forbidden, and StaleVersion after another run."""
    authorise(actor, Action.SEE_FILES, project.id)
    whole, file = file_at(store, project.id, seen)
    if not opens(actor, file, whole.people):
        return FileView(seen, words.FEW_ONLY, closed=words.CLOSED)
    quarter = quarter_of(store.clock())
    _look(store, project.id, actor.name, _first_of_patient(whole, file), quarter=quarter)
    with store.read() as work:
        told = all_said_of(file, work.spot_checks.of(project.id).checking)
    view = _view(seen, whole, file, told, _history(store, project.id, file, seen))
    return replace(view, picture=_picture(store, project.id, file, seen))


def file_at(store: Storage, project: str, seen: FileSeen) -> tuple[Ledger, LedgerFile]:
    """Raises StaleVersion where another run is the newest by now."""
    with store.read() as work:
        run = newest_run(work, project)
    if run is not None and run.run == seen.run:
        whole = ledger_of(store, project, seen.run)
        file = whole.at(seen.place)
        if file is not None:
            return whole, file
    raise StaleVersion(place=words.PLACE, found=words.CHANGED, do=words.CHANGED_DO)


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, place: int, *, quarter: int) -> None:
    """Called again with the same words it does nothing, and after a restart it finds the event there."""
    since = began(quarter)
    with store.begin() as work:
        work.audit.append_once(project, AuditEvent.FILE_OPENED, person, {"file": place}, since=since)


def _first_of_patient(whole: Ledger, file: LedgerFile) -> int:
    """The place that stands for all files of one patient; of a file of nobody its own."""
    if not file.patients:
        return file.place
    return next(each.place for each in whole.files if each.patients[:1] == file.patients[:1])


def _history(store: Storage, project: str, file: LedgerFile, seen: FileSeen) -> Form | None:
    if file.kind is not Kind.CONSENT:
        return None
    forms, _ = forms_in(store, project, seen.run)
    own = {each.id for each in file.records if each.entity in _FORMS}
    names = {each.file for each in file.records}
    return next(
        (form for form in forms if form.id in own or names & {v.file for v in form.versions if v.file}), None
    )


def _picture(store: Storage, project: str, file: LedgerFile, seen: FileSeen) -> OfFiles | None:
    there = files_of(store, project, seen.run).files
    return next((OfFiles(seen.run, each.number) for each in there if each.path == file.path), None)


def _view(
    seen: FileSeen, whole: Ledger, file: LedgerFile, told: Sequence[FileVerdict], history: Form | None
) -> FileView:
    said = [SaidOf(each.said, each.note, each.by, each.at) for each in told]
    twins = ((place, found.name) for place in file.twins if (found := whole.at(place)))
    return FileView(
        seen=seen,
        name=file.name,
        path=file.path,
        kind=file.kind,
        size=file.size,
        digest=file.digest,
        verdict=file.verdict,
        suspicion=file.suspicion,
        filed=tuple(facts for each in file.patients if (facts := _person(whole.people, each))),
        by_table=file.by_table,
        tags=_tagged(file.tags) if file.tags and not file.tags.directory else None,
        modality=file.tags.modality if file.tags else "",
        taken=_taken(file.tags),
        other=_other(whole.people, file.suspicion),
        twins=tuple(twins),
        history=history,
        said=said[-1] if said else None,
        before=tuple(said[:-1]),
    )


def _person(people: People, own: str) -> PersonFacts | None:
    person = people.get(own)
    if person is None:
        return None
    number = next(iter(person.numbers), "")
    return PersonFacts(number, person.called, day(person.birth_date) if person.birth_date else "", person.sex)


def _other(people: People, suspicion: Suspicion) -> PersonFacts | None:
    return _person(people, suspicion.other) if suspicion.other else None


def _tagged(tags: Tags) -> PersonFacts:
    """A birth date that is no day stands as it is."""
    there = born(tags.birth_date)
    name = " ".join(part for part in tags.name.replace("=", " ").split("^") if part.strip())
    return PersonFacts(tags.number, name, day(there) if there else tags.birth_date, tags.sex)


def _taken(tags: Tags | None) -> date | None:
    return born(tags.study_date) if tags else None
