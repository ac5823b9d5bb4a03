"""Files over a real store: what is suspicious, who sees what, what is kept, and what the gates say of it."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from core.files.model import Grade, Reason, Verdict
from core.readiness import Verdict as Passes
from core.spotchecks import FileSaid
from portal.permissions import Action, Actor, Forbidden, Grant, Role, allowed
from portal.services import file_page, file_verdicts, files_page, overview, spot_checks
from portal.viewmodels.files import FileSeen, FilesPage, FilesQuery, FileView
from portal.viewmodels.overview import Task, TaskKind
from storage import AuditEvent, SpotCheckKind, SpotCheckStep
from storage.errors import StaleVersion, StepRefused
from storage.spot_check_steps import judging_file
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

    def ready(self, gate: str) -> bool:
        return self.gate(gate).result.verdict is Passes.PASS


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


def test_files_open_to_whom_the_table_opens_them(files: Files) -> None:
    granted = {OWNER, CHAMPION, VENDOR}
    for person in PERSON.values():
        if allowed(person, Action.SEE_FILES):
            files.page(person)
            continue
        with pytest.raises(Forbidden) as refused:
            files.page(person)
        assert "Please ask the practitioner or the assistant of your clinic" in refused.value.do
        with pytest.raises(Forbidden):
            files.open(1, person)
    for person in granted:
        for grant in (Grant.IMAGES, Grant.CHARTS):
            assert files.page(Actor(person.name, person.role, frozenset({grant}))).lines
        with pytest.raises(Forbidden):
            files.page(Actor(person.name, person.role, frozenset({Grant.MONEY})))
    for person in (ACCOUNTANT, RECEPTIONIST, AUDITOR):
        with pytest.raises(Forbidden):
            files.page(Actor(person.name, person.role, frozenset(Grant)))


def test_only_who_checks_images_says_whose_a_file_is(files: Files) -> None:
    for person in PERSON.values():
        if person.role not in (Role.PRACTITIONER, Role.ASSISTANT):
            with pytest.raises(Forbidden):
                files.say(FileSaid.WRONG, actor=Actor(person.name, person.role, frozenset(Grant)))


def test_a_file_with_the_wrong_patient_is_a_concern_and_closes_the_gate_until_it_is_settled(
    files: Files,
) -> None:
    files.clinic.in_order()
    assert files.ready("concerns_settled")
    files.say(FileSaid.WRONG, note="It is the brother's.")
    assert not files.ready("concerns_settled") and files.gate("concerns_settled").result.value == 1
    (concern,) = files.page().concerns
    assert "It is the brother's." in concern.text and concern.owner == "vendor team"
    files.say(FileSaid.WRONG, note="It is his.")
    assert len(files.page().concerns) == 1
    spot_checks.settle(files.clinic.store, PRACTITIONER, files.clinic.project.id, 1, answer="Put right.")
    assert files.ready("concerns_settled")
    assert files.page().concerns[0].answer == "Put right."


def test_a_wrong_patient_of_an_older_journal_without_a_concern_of_its_own_closes_the_gate_and_is_shown(
    files: Files,
) -> None:
    files.clinic.in_order()
    files.say(FileSaid.WRONG)
    with files.clinic.store.begin() as work:
        path, digest, _ = work.spot_checks.of(files.clinic.project.id).checking.files[-1].about
        facts = judging_file((path, digest, "x"), FileSaid.WRONG, "", owner="owner", place=1, run="1")
        older = {name: fact for name, fact in facts.items() if name != "by_patient"}
        step = SpotCheckStep(SpotCheckKind.FILE, ASSISTANT.name, "assistant", older)
        work.spot_checks.take(files.clinic.project.id, step)
    spot_checks.settle(files.clinic.store, PRACTITIONER, files.clinic.project.id, 1, answer="Put right.")
    files.clinic.figures()
    place = files.seen().place
    assert not files.ready("concerns_settled") and files.page().unanswered == (place,)
    files.say(FileSaid.RIGHT, note="It lies right now.")
    assert files.ready("concerns_settled") and files.page().unanswered == ()


def test_a_right_patient_leaves_nothing_and_counts_among_those_with_their_patient(files: Files) -> None:
    files.clinic.in_order()
    before = files.gate("images_matched").result.value
    files.say(FileSaid.RIGHT)
    page = files.page()
    assert page.left == () and page.suspicious == 1 and page.concerns == ()
    assert page.lines[0].said is FileSaid.RIGHT
    files.clinic.figures()
    assert files.gate("images_matched").result.value < before
    assert overview_tasks(files, ASSISTANT) == []


def test_a_file_of_nobody_has_no_verdict(files: Files) -> None:
    nobodys = files.page(verdict=Verdict.NOBODYS.value).lines[0]
    with pytest.raises(StepRefused):
        files.say(FileSaid.WRONG, nobodys.place)


def test_another_run_sends_back_to_the_list(files: Files) -> None:
    with pytest.raises(StaleVersion):
        file_page.open_file(files.clinic.store, ASSISTANT, files.clinic.project, FileSeen("0" * 64, 1))
    with pytest.raises(StaleVersion):
        files.open(9_999)


def test_looking_at_files_of_a_patient_is_one_event_a_quarter_of_an_hour(files: Files) -> None:
    shown = files.page(kind="image", verdict="filed").lines[0]
    for _ in range(3):
        files.open(shown.place)
    for line in files.page(search=shown.number).lines:
        files.open(line.place)
    files.open(shown.place, PRACTITIONER)
    assert files.clinic.events().count(AuditEvent.FILE_OPENED) == 2
    files.clinic.clock.advance(16 * 60)
    files.open(shown.place)
    assert files.clinic.events().count(AuditEvent.FILE_OPENED) == 3


def test_the_trail_is_told_the_number_of_a_file_and_no_word_of_anybody(files: Files) -> None:
    files.open()
    files.say(FileSaid.WRONG, note="Seen by Bloggs.")
    with files.clinic.store.read() as work:
        events = work.audit.events(files.clinic.project.id)
    facts = [e.facts for e in events if e.event in (AuditEvent.FILE_OPENED, AuditEvent.FILE_JUDGED)]
    place = files.page().lines[0].place
    assert facts[-1] == {
        "step": 1, "file": place, "said": "wrong patient", "concern": 1, "owner": "vendor team",
    }  # fmt: skip
    assert set(facts[0]) == {"file"} and isinstance(facts[0]["file"], int)


def test_a_search_finds_by_number_and_by_part_of_a_name(files: Files) -> None:
    first = files.page().lines[0]
    assert {line.number for line in files.page(search=first.number).lines} == {first.number}
    assert [line.place for line in files.page(search="XRAY/00004").lines] == [first.place]
    assert files.page(search="nothing like it").matching == 0


def test_every_page_of_the_list_is_a_screenful_and_all_of_them_are_the_whole(files: Files) -> None:
    page = files.page()
    seen = [line.place for n in range(1, page.pages + 1) for line in files.page(page=n).lines]
    assert len(seen) == len(set(seen)) == page.matching == page.sums.received + page.sums.missing
    assert max(len(files.page(page=n).lines) for n in range(1, page.pages + 1)) <= 15


def test_a_file_shows_nothing_that_its_view_has_no_place_for(files: Files) -> None:
    shown = asdict(files.open())
    assert shown["suspicion"]["grade"] is Grade.ANOTHER
    assert "bytes" not in shown and "content" not in shown
