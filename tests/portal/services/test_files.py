"""Files over a real store: what is suspicious, who sees what, what is kept, and what the gates say of it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from core.files.model import Grade, Reason, Verdict
from core.spotchecks import FileSaid
from portal.permissions import Action, Actor, Forbidden, Grant, Role, allowed
from portal.services import file_page, file_verdicts, files_page, overview, spot_checks
from portal.viewmodels.files import FileSeen, FilesPage, FilesQuery, FileView
from portal.viewmodels.overview import Task, TaskKind
from storage import AuditEvent
from storage.errors import StaleVersion, StepRefused
from tests.portal.clinics import ACCOUNTANT, AUDITOR, CHAMPION, OWNER, PERSON, PRACTITIONER, VENDOR, Clinic

ASSISTANT, RECEPTIONIST = PERSON[Role.ASSISTANT], PERSON[Role.RECEPTIONIST]


class Files:
    """Short ways to do what people do with files."""

    def __init__(self, clinic: Clinic) -> None:
        self.clinic = clinic

    def page(self, actor: Actor = ASSISTANT, **asked: object) -> FilesPage:
        return files_page.view(self.clinic.store, actor, self.clinic.project, FilesQuery(**asked))

    def seen(self, place: int | None = None) -> FileSeen:
        page = self.page(PRACTITIONER)
        return FileSeen(page.run, place or page.lines[0].place)

    def open(self, place: int | None = None, actor: Actor = ASSISTANT) -> FileView:
        return file_page.open_file(self.clinic.store, actor, self.clinic.project, self.seen(place))

    def say(self, said: FileSaid, place: int | None = None, actor: Actor = ASSISTANT, note: str = "") -> int:
        return file_verdicts.judge(
            self.clinic.store, actor, self.clinic.project.id, self.seen(place), said, note=note,
            owner="vendor team",
        )  # fmt: skip

    def gate(self, name: str):
        return next(line for line in self.clinic.view(PRACTITIONER).gates if line.name == name)


@pytest.fixture
def files(clinic: Clinic) -> Files:
    return Files(clinic)


def test_the_one_image_of_another_patient_stands_first_and_is_left_for_the_assistant(files: Files) -> None:
    page = files.page()
    first = page.lines[0]
    assert page.suspicious == 1 and page.left == (first.place,)
    assert first.verdict is Verdict.SUSPICIOUS and first.name == "00004.dcm"
    assert first.suspicion.reason is Reason.NUMBER_OF_ANOTHER
    shown = files.open()
    assert shown.filed[0].number == first.number != shown.tags.number == shown.other.number
    assert overview_tasks(files, ASSISTANT) == [Task(TaskKind.LOOK_AT_FILES, 1)]


def overview_tasks(files: Files, actor: Actor) -> list[Task]:
    view = overview.view(files.clinic.store, actor, files.clinic.project)
    return [task for task in view.tasks if task.kind is TaskKind.LOOK_AT_FILES]


def test_the_sum_of_the_files_closes_against_what_the_uploads_counted(files: Files) -> None:
    sums = files.page().sums
    assert sums and sums.closes and sums.counted == sums.received == sum(sums.verdicts.values()) > 30
