"""Four people sign in order, each with a passphrase of their own, and nothing else comes to a signature."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from core.decisions import Choice
from core.readiness import Part, Signer
from portal.permissions import Actor, Forbidden, Role
from portal.services import (
    decision_page,
    decisions,
    document_signing,
    handover,
    readiness_papers,
    uploads,
)
from portal.services.document_signing import SigningRefused
from portal.services.readiness_papers import NotWritten
from portal.services.verifying import verify
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, Verdict
from portal.viewmodels.uploads import Dropped
from portal.viewmodels.verify import Finding
from reports.readiness import NamesAPatient
from storage import Asked, AuditEvent, StepKind, sweep
from storage import readiness_steps as steps
from storage.errors import NotStored, StaleVersion
from storage.sweeping import named
from tests.dying import COMMIT, END, NAMED, WRITTEN, Death, died
from tests.placing import everything
from tests.portal.clinics import (
    ACCOUNTANT,
    AUDITOR,
    CHAMPION,
    OWNER,
    PERSON,
    PRACTITIONER,
    VENDOR,
    ZONE,
    Clinic,
)
from tests.portal.stores import PATIENTS, run_again
from tests.storage.canaries import scan
from tests.storage.stored import data_blobs


@pytest.fixture(scope="module")
def ready(ran_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic in order, with everybody's keys; the tests of this page add documents to it."""
    made = Clinic(Path(tmp_path_factory.mktemp("ready")), like=ran_home)
    made.in_order()
    made.keys()
    yield made
    made.store.close()


@pytest.fixture
def document(ready: Clinic) -> str:
    """A fresh document, whatever the test before did to the last one."""
    ready.date(date(2026, 4, 1 + len(ready.view().documents)), "Another day for another test")
    return ready.issue()


def refused(clinic: Clinic, actor: Actor, document: str, phrase: str | None = None) -> str:
    with pytest.raises(SigningRefused) as caught:
        clinic.sign(actor, document, phrase)
    return f"{caught.value.found} {caught.value.do}"


def test_four_people_sign_and_the_file_is_valid(ready: Clinic, document: str) -> None:
    ready.signed_by_all(document)
    found = verify(ready.store, AUDITOR, ready.pdf(document))
    assert (found.finding, found.document) == (Finding.VALID, document)
    assert [(s.name, s.role, s.method) for s in found.signers[1:]] == [
        (PERSON[Role(role.value)].name, role.value, "passphrase") for role in Signer
    ]
    assert ready.view().live is not None and ready.view().live.complete


def test_a_decision_is_undone_with_one_tap_only_until_all_have_signed(ready: Clinic, document: str) -> None:
    def page(just: str = "") -> DecisionsPage:
        return decision_page.view(ready.store, OWNER, ready.project, DecisionsQuery(just=just))

    group = next(each for each in page().groups if each.open and Choice.ARCHIVE in each.choices)
    verdict = Verdict((group.id,), Choice.ARCHIVE, "Settled.")
    decisions.decide(ready.store, OWNER, ready.project.id, verdict, seen=page().seen)
    assert page(group.id).just is not None
    ready.signed_by_all(document)
    assert page(group.id).just is None
    decisions.withdraw(ready.store, OWNER, ready.project.id, [group.id], reason="", seen=page().seen)


def test_a_handover_takes_every_document_along(ready: Clinic, document: str, tmp_path: Path) -> None:
    handover.make(ready.store, OWNER, ready.project.id, tmp_path / "out")
    taken = {path.stem: path.read_bytes() for path in (tmp_path / "out" / "documents").iterdir()}
    assert taken[document] == ready.pdf(document)
    assert set(taken) == {line.id for line in ready.view().documents}


def test_nobody_signs_before_their_turn_and_the_refusal_is_told(ready: Clinic, document: str) -> None:
    assert "Before this signature comes that of the practitioner" in refused(ready, ACCOUNTANT, document)
    assert ready.events()[-1] == AuditEvent.SIGNING_REFUSED


@pytest.mark.parametrize("role", [Role.VENDOR, Role.AUDITOR, Role.ASSISTANT, Role.RECEPTIONIST])
def test_the_vendor_team_and_others_sign_nothing_and_have_no_key(
    ready: Clinic, document: str, role: Role
) -> None:
    with pytest.raises(Forbidden):
        ready.sign(PERSON[role], document)
    with pytest.raises(Forbidden):
        ready.key(PERSON[role])


def test_somebody_else_of_the_same_role_does_not_sign_for_the_one_who_is_named(
    ready: Clinic, document: str
) -> None:
    other = Actor("Dr. Other", Role.PRACTITIONER)
    assert "names Parker Sample as practitioner; you are Dr. Other" in refused(ready, other, document)


def test_a_signature_twice_is_one(ready: Clinic, document: str) -> None:
    assert ready.sign(PRACTITIONER, document) == ready.sign(PRACTITIONER, document)
    assert sum(each.at is not None for each in ready.view().documents[-1].signatures) == 1


def test_a_wrong_passphrase_signs_nothing_says_one_sentence_and_is_told(ready: Clinic, document: str) -> None:
    said = refused(ready, PRACTITIONER, document, "wrong horse battery")
    assert said.startswith("This is not your signing passphrase. Please try again.")
    with ready.store.read() as work:
        told = work.audit.recent(ready.project.id, limit=1)[0]
    assert (told.event, told.facts["why"]) == (AuditEvent.SIGNING_REFUSED, "passphrase")
    assert "horse" not in repr(told.facts)
    ready.sign(PRACTITIONER, document)


def test_after_five_wrong_ones_the_key_is_closed_for_a_quarter_of_an_hour_even_to_its_person(
    ready: Clinic, document: str
) -> None:
    said = [refused(ready, PRACTITIONER, document, "wrong horse battery") for _ in range(5)]
    assert "closed for fifteen minutes" in said[4] and "closed for fifteen" not in said[3]
    assert "closed for 15 minutes" in refused(ready, PRACTITIONER, document)
    assert ready.view(PRACTITIONER).key.closed == 15
    ready.clock.advance(899)
    assert "closed for 1 minute " in refused(ready, PRACTITIONER, document)
    ready.clock.advance(2)
    ready.sign(PRACTITIONER, document)
    assert ready.view(PRACTITIONER).key.closed == 0


def test_the_right_passphrase_forgets_the_wrong_ones(ready: Clinic, document: str) -> None:
    for _ in range(4):
        refused(ready, PRACTITIONER, document, "wrong horse battery")
    ready.sign(PRACTITIONER, document)
    for _ in range(4):
        refused(ready, ACCOUNTANT, document, "wrong horse battery")
    assert ready.view(PRACTITIONER).key.closed == 0


def test_a_person_without_a_key_is_asked_to_make_one_and_makes_it_once(clinic: Clinic) -> None:
    clinic.in_order()
    document = clinic.issue()
    assert not clinic.view(PRACTITIONER).key.made
    assert "not set a signing passphrase" in refused(clinic, PRACTITIONER, document)
    for new, again in (("short", "short"), ("correct horse one", "correct horse two")):
        with pytest.raises(SigningRefused):
            document_signing.make_key(
                clinic.store, PRACTITIONER, clinic.project.id, passphrase=new, again=again
            )
    clinic.key(PRACTITIONER)
    with pytest.raises(SigningRefused, match="already"):
        clinic.key(PRACTITIONER, "another phrase of theirs")
    clinic.sign(PRACTITIONER, document)
    clinic.store.close()
    phrases = [clinic.phrase(PRACTITIONER), "another phrase of theirs"]
    assert scan(everything(clinic.store.home), phrases) == ()


def test_moving_the_day_voids_what_was_signed_and_nobody_signs_it_any_more(
    ready: Clinic, document: str
) -> None:
    ready.sign(PRACTITIONER, document)
    ready.date(date(2027, 1, 1), "Flu in the team")
    assert "The go-live date moved" in ready.view().documents[-1].void
    assert "This document is void." in refused(ready, ACCOUNTANT, document)
    assert verify(ready.store, AUDITOR, ready.pdf(document)).finding is Finding.UNFINISHED


def test_a_waiver_taken_back_and_a_figure_that_changed_void_it_too(ready: Clinic, document: str) -> None:
    ready.take_back("orphan_clinical")
    assert "waivers changed" in ready.view().documents[-1].void
    ready.waive("orphan_clinical", PRACTITIONER)
    again = ready.issue()
    ready.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=4)
    ready.figures()
    assert ready.view().documents[-1].id == again
    assert "figures of the conditions changed" in ready.view().documents[-1].void
    ready.state(CHAMPION, Part.TRAINING, "Reception", people=5, finished=5)
    assert document != again


def test_a_document_asked_for_twice_is_one_and_a_signed_one_is_followed_by_another(
    ready: Clinic, document: str
) -> None:
    assert ready.issue() == document
    assert ready.issue(OWNER) == document
    ready.sign(PRACTITIONER, document)
    assert ready.issue() != document


def test_a_page_that_has_grown_old_writes_nothing(ready: Clinic, document: str) -> None:
    before = len(ready.view().documents)
    with pytest.raises(StaleVersion):
        ready.issue(seen=1)
    assert len(ready.view().documents) == before


@pytest.mark.parametrize("role", [each for each in Role if each not in (Role.OWNER, Role.CHAMPION)])
def test_only_owner_and_champion_write_a_document(ready: Clinic, role: Role) -> None:
    with pytest.raises(Forbidden):
        ready.issue(PERSON[role])


def test_nothing_is_written_over_a_gate_that_stands_in_the_way(ready: Clinic, document: str) -> None:
    ready.take_back("nothing_waiting")
    with pytest.raises(NotWritten, match="Has every record been imported"):
        ready.issue()
    ready.waive("nothing_waiting")


def test_nothing_is_written_without_the_names_of_all_four(ready: Clinic, document: str) -> None:
    with pytest.raises(Exception, match="Nobody is named for: practitioner"):
        readiness_papers.issue(
            ready.store, OWNER, ready.project, signers={Signer.OWNER: "Robin"}, seen=ready.seen, zone=ZONE
        )


def test_words_that_name_a_patient_are_refused_before_they_are_kept(ready: Clinic, document: str) -> None:
    """A journal forgets nothing: a name in it would be in the way of every document to come."""
    named = "Resina Toothaker asked for it"
    ready.take_back("nothing_waiting")
    for keep in (
        lambda: ready.date(date(2027, 2, 2), named),
        lambda: ready.waive("nothing_waiting", OWNER, named),
        lambda: ready.state(OWNER, Part.SCOPE, "Charts", named, moves=1, approved=1),
        lambda: ready.state(OWNER, Part.SCOPE, "The file of 10001", moves=1, approved=1),
    ):
        with pytest.raises(NamesAPatient) as caught:
            keep()
        assert "Toothaker" not in str(caught.value)
    ready.waive("nothing_waiting")
    assert ready.issue()


def test_an_old_reason_that_names_somebody_who_became_a_patient_is_left_out_and_said_to_be(
    ready: Clinic, document: str
) -> None:
    with ready.store.begin() as work:
        facts = steps.dated(date(2027, 3, 3), "Resina Toothaker will be our first")
        work.readiness.take(ready.project.id, Asked(StepKind.DATE, OWNER.name, "owner", facts))
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=ready.pdf(ready.issue()), capture_output=True, check=True
    ).stdout.decode()
    assert "Left out here" in text and "Toothaker" not in text


def test_taking_a_document_along_is_an_event_and_one_that_is_not_there_is_said(
    ready: Clinic, document: str
) -> None:
    ready.pdf(document)
    assert ready.events()[-1] == AuditEvent.DOCUMENT_OPENED
    with pytest.raises(NotStored):
        readiness_papers.opened(ready.store, VENDOR, ready.project.id, "R-1999-0001")


def found(clinic: Clinic, pdf: bytes, trust: bytes = b"") -> Finding:
    before = clinic.events()
    verdict = verify(clinic.store, VENDOR, pdf, trust=trust)
    assert clinic.events() == before
    return verdict.finding


def test_a_file_that_was_cut_edited_or_is_not_ours_is_told_apart(ready: Clinic, document: str) -> None:
    ready.signed_by_all(document)
    whole = ready.pdf(document)
    middle = len(whole) // 2
    assert found(ready, whole) is Finding.VALID
    assert found(ready, whole[:middle] + b"x" + whole[middle + 1 :]) is Finding.ALTERED
    assert found(ready, whole[:-1]) is Finding.ALTERED
    assert found(ready, b"%PDF-1.7\n%%EOF\n") is Finding.NOT_OURS
    assert found(ready, b"PK\x03\x04 a sheet") is Finding.NOT_OURS
    with ready.store.read() as work:
        row = work.readiness.document(ready.project.id, document)
        earlier = work.readiness.pdf(ready.project.id, row.pdfs[-2])
    assert found(ready, earlier) is Finding.UNFINISHED


def test_a_document_of_another_portal_is_known_by_its_trust_file_only(
    ready: Clinic, document: str, clinic: Clinic
) -> None:
    ready.signed_by_all(document)
    trust = readiness_papers.trusted(ready.store, AUDITOR, ready.project.id).content
    assert found(clinic, ready.pdf(document)) is Finding.UNKNOWN_SIGNER
    assert found(clinic, ready.pdf(document), trust) is Finding.VALID


def test_the_installation_has_one_root_and_one_document_key(ready: Clinic, document: str) -> None:
    first, second = (
        readiness_papers.trusted(ready.store, who, ready.project.id).content for who in (AUDITOR, VENDOR)
    )
    assert first == second and first.count(b"BEGIN CERTIFICATE") == 1


def test_once_there_is_a_newer_run_nobody_signs_whether_or_not_its_figures_were_taken(
    ran_home: Path, tmp_path: Path
) -> None:
    clinic = Clinic(tmp_path, like=ran_home)
    clinic.in_order()
    clinic.keys()
    document = clinic.issue()
    clinic.sign(PRACTITIONER, document)
    uploads.receive(clinic.store, OWNER, clinic.project.id, [Dropped("late.csv", PATIENTS)])
    run_again(clinic.store, clinic.project)
    said = refused(clinic, ACCOUNTANT, document)
    assert "A newer run has finished since this document was written." in said
    assert not next(d for d in clinic.view(ACCOUNTANT).documents if d.id == document).yours
    assert AuditEvent.SIGNING_REFUSED.value in clinic.events()
    clinic.store.close()


def test_a_signature_whose_process_was_killed_is_there_once_or_given_again(
    ready: Clinic, document: str
) -> None:
    """Before and after the file lies there, before and after the step that names it is committed."""
    there = []
    for role, death in zip(
        Signer, (Death(1, WRITTEN), Death(2, NAMED), Death(1, COMMIT), Death(1, END)), strict=True
    ):
        signer = PERSON[Role(role.value)]
        assert died(ready.store, partial(ready.sign, signer, document), death)
        there.append(_signatures(ready, document))
        ready.sign(signer, document)
    assert there == [0, 1, 2, 4]
    sweep(ready.store, age=timedelta(days=-400))
    assert {blob.name for blob in data_blobs(ready.store)} == named(ready.store)
    assert verify(ready.store, AUDITOR, ready.pdf(document)).finding is Finding.VALID
    assert _told_signed(ready, document) == 4


def _signatures(clinic: Clinic, document: str) -> int:
    with clinic.store.read() as work:
        return len(work.readiness.document(clinic.project.id, document).pdfs) - 1


def _told_signed(clinic: Clinic, document: str) -> int:
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    signed = [event for event in events if event.event == AuditEvent.DOCUMENT_SIGNED]
    return sum(event.facts["document"] == document for event in signed)
