"""The certificate of training: sealed by the portal, kept, and one file as long as it says the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.readiness import Journey, Signer
from core.training import StepKind as Learning
from portal.permissions import Actor, Role
from portal.services import training_certificate, training_steps, verifying
from portal.services.go_live import people_of
from portal.viewmodels.verify import Finding
from portal.wording.audit_trail import sentence
from reports.signing.verifying import verify as judged
from storage import AuditEvent, Membership, Readiness, StepKind
from storage.errors import StepRefused
from storage.readiness_steps import Step
from tests.portal.clinics import OWNER, PERSON, Clinic
from tests.portal.services.walks import ZONE, Walk
from tests.portal.stores import project_in, store_in

REMY, ASH = PERSON[Role.RECEPTIONIST], PERSON[Role.ASSISTANT]


def finished(clinic: Clinic, actor: Actor = REMY) -> Walk:
    walk = Walk(clinic.store, clinic.project, actor)
    walk.to_the_end(OWNER)
    return walk


def taken(clinic: Clinic, actor: Actor = REMY) -> bytes:
    """As the page takes it: with no more keys than the person's own."""
    store = clinic.as_(actor)
    return training_certificate.certificate(store, actor, clinic.project, zone=ZONE).content


def test_it_is_valid_on_the_page_that_verifies_and_bears_the_seal_of_the_portal_alone(
    clinic: Clinic,
) -> None:
    finished(clinic)
    found = verifying.verify(clinic.store, ASH, taken(clinic))
    assert (found.finding, found.document) == (Finding.VALID, "T-2026-0001")
    assert [each.role for each in found.signers] == ["document key"]
    assert judged(taken(clinic), ()).exit_status == 3


def test_asked_for_again_it_is_the_same_file_and_one_event(clinic: Clinic) -> None:
    finished(clinic)
    first = taken(clinic)
    clinic.clock.advance(2 * 86_400)
    assert taken(clinic) == first
    with clinic.store.read() as work:
        events = work.audit.events(clinic.project.id)
    told = [each for each in events if each.event == AuditEvent.DOCUMENT_ISSUED]
    assert [(each.actor, each.facts["document"]) for each in told] == [(REMY.name, "T-2026-0001")]
    assert sentence(told[0].event, told[0].facts) == "Wrote the document T-2026-0001."


def test_what_was_done_anew_is_another_certificate_and_the_earlier_one_still_verifies(clinic: Clinic) -> None:
    walk = finished(clinic)
    first = taken(clinic)
    clinic.clock.advance(2 * 86_400)
    item = walk.mine.lines[0].item.id
    asked = (clinic.store, OWNER, clinic.project.id, REMY.name, REMY.role.value)
    training_steps.reopen(*asked, item=item, reason="Once more", seen=walk.mine.version)
    with pytest.raises(StepRefused, match="not finished"):
        taken(clinic)
    walk.learn(Learning.READ, item)
    walk.learn(Learning.READY)
    second = taken(clinic)
    told = [verifying.verify(clinic.store, ASH, each) for each in (first, second)]
    assert [each.document for each in told] == ["T-2026-0001", "T-2026-0002"]
    assert {each.finding for each in told} == {Finding.VALID}


def test_each_person_has_their_own_in_each_role(clinic: Clinic) -> None:
    finished(clinic)
    finished(clinic, ASH)
    both = replace(ASH, name=REMY.name)
    finished(clinic, both)
    papers = [taken(clinic, who) for who in (REMY, ASH, both)]
    assert len(set(papers)) == 3
    with clinic.store.read() as work:
        kept = work.readiness.of(clinic.project.id).certificates
    assert [(row.person, row.role) for row in kept] == [(w.name, w.role.value) for w in (REMY, ASH, both)]


def test_nobody_is_certified_by_the_steps_of_another_of_their_name(clinic: Clinic) -> None:
    """Names of those who left were once given again."""
    first = _joined(clinic)
    finished(clinic)
    own = taken(clinic)
    with clinic.store.begin() as work:
        left = work.memberships.find(clinic.project.id, first)
        assert left is not None
        work.memberships.leave(left, by=OWNER.name, reason="Left.", saw=left.version)
    clinic.clock.advance(86_400)
    again = _back(clinic, first)
    assert taken(clinic) == own, "theirs, though they were away"
    with clinic.store.begin() as work:
        work.memberships.leave(again, by=OWNER.name, reason="Left.", saw=again.version)
    _joined(clinic, "other@maple.example")
    with pytest.raises(StepRefused, match="of your name"):
        taken(clinic)


def _joined(clinic: Clinic, email: str = "remy@maple.example") -> str:
    with clinic.store.begin() as work:
        work.installation.make()
        person = work.people.add(REMY.name, email).id
        work.memberships.join(_member(clinic, person), by=REMY.name, facts={})
    return person


def _back(clinic: Clinic, person: str) -> Membership:
    with clinic.store.begin() as work:
        return work.memberships.join(_member(clinic, person), by=REMY.name, facts={})


def _member(clinic: Clinic, person: str) -> Membership:
    return Membership(clinic.project.id, person, REMY.name, REMY.role.value)


def test_it_moves_no_gate_and_leaves_every_document_as_it_stands(clinic: Clinic) -> None:
    clinic.figures()
    finished(clinic)
    before = clinic.view()
    taken(clinic)
    after = clinic.view()
    assert (after.gates, after.documents) == (before.gates, before.documents)


def test_whoever_takes_a_certificate_is_not_for_that_the_one_who_signs(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    journal = (_step(StepKind.EVIDENCE, "Dr. Vale"), _step(StepKind.TRAINING_CERTIFY, "Dr. Young"))
    with store.read() as work:
        people = people_of(work, Readiness(project.id, journal, Journey()), OWNER)
    assert people[Signer.PRACTITIONER] == "Dr. Vale"


def _step(kind: StepKind, by: str) -> Step:
    return Step(kind, by, Role.PRACTITIONER.value, {}, datetime(2026, 3, 12, tzinfo=UTC))
