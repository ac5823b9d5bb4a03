"""Answers that were made milder and samples drawn again, as the page, chart and document tell them."""

from __future__ import annotations

from typing import Any

import pytest

from core.demonstration import SMALL, example_export
from core.spotchecks import FileSaid, Found, Scope
from portal.permissions import Role
from portal.services import example, patient_identifiers, spot_checks, uploads
from portal.services.forgetting import forget_everything_read
from portal.services.overview import newest_run
from portal.services.readiness_document import composed
from portal.services.sample_line import changed_answers, sample_of
from portal.viewmodels.uploads import Dropped
from portal.wording import chart_answers
from portal.wording.audit_trail import KINDS
from portal.wording.go_live import WITHHELD
from reports.readiness import NamesAPatient, ReadinessDocument
from storage import AuditEvent, SpotCheckKind, SpotCheckStep
from storage.errors import StepRefused
from tests.portal.clinics import OWNER, PERSON, PRACTITIONER, ZONE, Clinic
from tests.portal.services.test_charts import Checks
from tests.portal.services.test_files import Files
from tests.portal.stores import run_again

ASSISTANT, RECEPTIONIST = PERSON[Role.ASSISTANT], PERSON[Role.RECEPTIONIST]
WHY = "It stands under another heading."


@pytest.fixture
def checks(clinic: Clinic) -> Checks:
    return Checks(clinic)


def document(clinic: Clinic) -> ReadinessDocument:
    with clinic.store.begin() as work:
        state, run = work.readiness.of(clinic.project.id), newest_run(work, clinic.project.id)
        return composed(
            work, state, run, name="R-1", project="Maple", signers=dict.fromkeys(clinic.view().people, "x"),
            at=clinic.clock().astimezone(ZONE), patients=(),
        )  # fmt: skip


def take(clinic: Clinic, kind: SpotCheckKind, facts: dict[str, Any]) -> None:
    with clinic.store.begin() as work:
        work.spot_checks.take(clinic.project.id, SpotCheckStep(kind, "Parker Sample", "practitioner", facts))


def test_another_sample_wants_a_reason_that_everybody_and_the_document_are_told(
    checks: Checks, clinic: Clinic
) -> None:
    clinic.figures()
    checks.draw()
    with pytest.raises(StepRefused, match="why another sample"):
        checks.draw("12", why=" ")
    checks.draw("", why="The owner wants more of them.")
    told = [(each.number, each.reason, each.typed) for each in checks.page(OWNER).draws]
    assert told == [(1, "", True), (2, "The owner wants more of them.", False)]
    sample = document(clinic).sample
    assert sample and [(each.number, each.reason) for each in sample.draws] == [
        (1, ""), (2, "The owner wants more of them."),
    ]  # fmt: skip


def test_what_was_found_and_what_was_left_before_another_draw_stays(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    first = checks.patients
    for place in range(1, 11):
        checks.judge(Found.SMALL if place == 3 else Found.RIGHT, place=place)
    before = checks.page(OWNER).result
    checks.draw("12")
    page = checks.page(OWNER)
    assert before and page.result and set(first) <= set(checks.patients)
    assert (page.result.checked, page.result.errors) == (10, 1)
    assert page.result.bound == before.bound and page.result.left == len(checks.patients) - 10
    assert [each.earlier for each in page.lines] == [n >= 20 for n in range(len(page.lines))]


def test_serious_becomes_milder_by_a_reason_that_is_told_everywhere(checks: Checks, clinic: Clinic) -> None:
    clinic.figures()
    checks.draw()
    checks.judge(Found.SERIOUS, place=2)
    assert checks.chart(2).wants_reason == (Found.RIGHT, Found.SMALL)
    with pytest.raises(StepRefused, match="milder than one before"):
        checks.judge(Found.RIGHT, place=2)
    result = checks.page(OWNER).result
    assert result and (result.serious, result.standing) == (1, 1)
    checks.judge(Found.RIGHT, place=2, why=WHY)
    assert [(each.found, each.by, each.reason) for each in checks.chart(2).said] == [
        (Found.SERIOUS, "Parker Sample", ""), (Found.RIGHT, "Parker Sample", WHY),
    ]  # fmt: skip
    for person in (OWNER, PRACTITIONER, RECEPTIONIST):
        (change,) = checks.page(person).changes
        assert (change.place, change.was.found, change.now.found, change.now.reason) == (
            2, Found.SERIOUS, Found.RIGHT, WHY,
        )  # fmt: skip
    (line,) = document(clinic).changed
    assert (line.what, line.was.said, line.now.said, line.reason) == ("A chart", "serious", "right", WHY)


def test_the_trail_is_told_who_was_overruled_and_no_reason(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    checks.judge(Found.SERIOUS)
    checks.judge(Found.SMALL, why=WHY)
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    facts = [each.facts for each in events if each.event == AuditEvent.CHART_JUDGED]
    assert facts[-1]["was"] == "serious" and facts[-1]["was_by"] == "Parker Sample"
    assert "was" not in facts[0] and WHY not in repr(facts)
    _, sentence = KINDS[AuditEvent.CHART_JUDGED]
    assert sentence(facts[-1]) == "Checked chart 1: small difference. Parker Sample had said: serious."
    assert sentence(facts[0]) == "Checked chart 1: serious."


def test_no_reason_names_a_patient(checks: Checks, clinic: Clinic) -> None:
    checks.draw()
    checks.judge(Found.SERIOUS)
    name = checks.chart(1).title
    with pytest.raises(NamesAPatient):
        checks.judge(Found.RIGHT, why=f"{name} was here.")
    checks.concern()
    with pytest.raises(NamesAPatient):
        checks.draw("12", why=f"{name} was drawn.")
    assert checks.page().changes == () and len(checks.page().draws) == 1


def test_no_reason_names_a_patient_as_a_chart_of_an_earlier_run_did(checks: Checks, clinic: Clinic) -> None:
    checks.draw(size=149)
    place = next(at for at, each in enumerate(checks.patients, start=1) if each.endswith(":10001"))
    checks.judge(Found.SERIOUS, place=place)
    whole = example_export(example.SEED, size=SMALL)["patients.csv"]
    clinic.clock.advance(3600)
    files = [Dropped("patients.csv", whole.replace(b",Smilovic,Fluorina,", b",Otherwise,Fluorina,"))]
    uploads.receive(clinic.store, OWNER, clinic.project.id, files)
    run_again(clinic.store, clinic.project)
    with clinic.store.read() as work:
        newest = newest_run(work, clinic.project.id)
        named = patient_identifiers.identifiers(work, clinic.project.id, newest.run)
    assert "Fluorina Otherwise" in named and "Fluorina Smilovic" not in named
    for name in ("Fluorina Otherwise", "Fluorina Smilovic"):
        with pytest.raises(NamesAPatient):
            checks.judge(Found.RIGHT, place=place, why=f"{name} was here.")
    checks.judge(Found.RIGHT, place=place, why=WHY)


def test_a_reason_that_names_somebody_who_became_a_patient_since_is_left_out_visibly(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    checks.judge(Found.SERIOUS)
    checks.judge(Found.RIGHT, why="Sam Newcomer saw it.")
    checks.draw("12", why="Others.")
    with clinic.store.read() as work:
        state, run = work.spot_checks.of(clinic.project.id), newest_run(work, clinic.project.id)
        (line,) = changed_answers(state.checking, ZONE, patients=("Sam Newcomer",))
        sample = sample_of(work, clinic.project.id, run, ZONE, patients=("Sam Newcomer",))
    assert line.reason == WITHHELD
    assert sample and sample.draws[-1].reason == "Others."


def test_the_page_tells_no_reason_that_names_somebody_who_became_a_patient_since(
    checks: Checks, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks.draw()
    checks.judge(Found.SERIOUS)
    checks.judge(Found.RIGHT, why="Sam Newcomer saw it.")
    checks.judge(Found.SERIOUS, place=2)
    checks.judge(Found.RIGHT, place=2, why=WHY)
    checks.draw("12", why="S. Newcomer asked.")
    assert "Sam Newcomer saw it." in repr(checks.page(OWNER))
    forget_everything_read()
    monkeypatch.setattr(patient_identifiers, "identifiers", lambda *_: frozenset({"Sam Newcomer"}))
    for person in (OWNER, PERSON[Role.ACCOUNTANT]):
        page = checks.page(person)
        assert [each.now.reason for each in page.changes] == [WHY, WITHHELD]
        assert [each.reason for each in page.draws] == ["", WITHHELD]
        assert "Newcomer" not in repr(page)


def test_what_was_said_of_a_part_is_shown_to_those_who_see_that_part(checks: Checks) -> None:
    checks.draw()
    for person in (PRACTITIONER, ASSISTANT, RECEPTIONIST):
        checks.judge(actor=person)
    assert [each.scope for each in checks.chart(1, RECEPTIONIST).said] == [Scope.APPOINTMENTS]
    assert [each.scope for each in checks.chart(1, ASSISTANT).said] == [Scope.IMAGES]
    assert len(checks.chart(1).said) == 3


def test_a_chart_that_stays_from_an_earlier_sample_is_not_added_by_hand_as_well(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    numbers = [each.split(":")[2] for each in checks.patients]
    checks.draw("12")
    stays = next(each for each in numbers if each not in [p.split(":")[2] for p in checks.patients[:20]])
    with pytest.raises(StepRefused, match="among those to look at already"):
        spot_checks.choose(clinic.store, PRACTITIONER, clinic.project.id, stays, seen=checks.page().version)


def test_a_journal_from_before_reasons_were_asked_for_opens_and_says_that_nobody_was_asked(
    checks: Checks, clinic: Clinic
) -> None:
    clinic.figures()
    checks.draw()
    patients, draw = list(checks.patients), checks.page().draw
    with clinic.store.read() as work:
        run = newest_run(work, clinic.project.id).run
    said = {"patient": patients[0], "scope": "chart", "digest": "as it was", "run": run}
    take(clinic, SpotCheckKind.JUDGE, {**said, "found": "serious"})
    take(clinic, SpotCheckKind.JUDGE, {**said, "found": "right"})
    take(clinic, SpotCheckKind.DRAW, {"run": run, "seed": "1", "asked": 20, "patients": patients[5:]})
    take(clinic, SpotCheckKind.GOLDEN, {"patient": patients[1]})
    page = checks.page(OWNER)
    assert draw and [each.reason for each in page.draws] == ["", None]
    assert [each.now.reason for each in page.changes] == [None]
    assert set(checks.patients) == set(patients) and not [each for each in page.lines if each.golden]
    assert checks.patients == (*patients[5:], patients[1], patients[0], *patients[2:5])
    whole = document(clinic)
    assert whole.sample and whole.sample.draws[-1].reason == "Nobody was asked why."
    assert [each.reason for each in whole.changed] == ["Nobody was asked why."]


def test_a_journal_from_when_nobody_was_asked_about_the_chart_that_came_back_opens_and_says_so(
    checks: Checks, clinic: Clinic
) -> None:
    checks.draw()
    said = {"patient": checks.patients[0], "scope": "chart", "reason": ""}
    take(
        clinic, SpotCheckKind.JUDGE, {**said, "digest": "as it was", "run": "1", "found": "small difference"}
    )
    take(clinic, SpotCheckKind.JUDGE, {**said, "digest": "mended", "run": "2", "found": "right"})
    take(clinic, SpotCheckKind.JUDGE, {**said, "digest": "as it was", "run": "3", "found": "right"})
    assert [each.now.reason for each in checks.page(OWNER).changes] == [None]


def test_a_wrong_patient_is_taken_back_by_a_reason_that_the_document_prints(clinic: Clinic) -> None:
    clinic.in_order()
    files = Files(clinic)
    files.say(FileSaid.WRONG, note="It is the brother's.")
    with pytest.raises(StepRefused, match="why it is not"):
        files.say(FileSaid.RIGHT)
    number = files.open().filed[0].name
    with pytest.raises(NamesAPatient):
        files.say(FileSaid.RIGHT, note=f"It is {number}'s.")
    files.say(FileSaid.RIGHT, note="The tag was typed wrongly.")
    shown = files.open()
    assert [each.said for each in shown.before] == [FileSaid.WRONG] and shown.said.said is FileSaid.RIGHT
    for person in (OWNER, PERSON[Role.ACCOUNTANT]):
        page = Checks(clinic).page(person)
        (change,) = page.file_changes
        assert (change.was.said, change.now.said) == (FileSaid.WRONG, FileSaid.RIGHT)
        assert change.now.reason == "The tag was typed wrongly." and "brother" not in repr(page)
        before, now = chart_answers.change(change, ZONE)
        assert before.startswith("A file: wrong patient, said") and now.startswith("Now right patient, says")
    (line,) = document(clinic).changed
    assert (line.what, line.was.said, line.now.said, line.reason) == (
        "A file", "wrong patient", "right patient", "The tag was typed wrongly.",
    )  # fmt: skip
