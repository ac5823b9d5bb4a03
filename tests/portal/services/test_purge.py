"""A project is removed by its owner's word and passphrase, and a certificate says so to anybody after."""

from __future__ import annotations

import pytest

from portal.live import LivePortal
from portal.permissions import Forbidden
from portal.services import log, projects, purge, readiness_papers, remembered, stored_bytes
from portal.services.confirming import SigningRefused
from portal.settings import Settings
from portal.viewmodels.log import LogQuery
from portal.viewmodels.purge import Asked
from reports.signing import verify
from reports.signing.trusting import roots_in
from storage import AuditEvent
from storage.errors import KeyDestroyed
from tests.portal.clinics import ACCOUNTANT, AUDITOR, OWNER, ZONE, Clinic

REASON = "The clinic has moved and asked for it."


def asked(clinic: Clinic, **other: str) -> Asked:
    said = {"name": clinic.project.name, "reason": REASON, "passphrase": clinic.phrase(OWNER), **other}
    return Asked(**said)


def removed(clinic: Clinic) -> str:
    clinic.key(OWNER)
    return purge.purge(clinic.store, OWNER, clinic.project.id, asked(clinic), zone=ZONE)


def test_after_it_nothing_opens_and_the_certificate_verifies(clinic: Clinic) -> None:
    clinic.key(OWNER)
    trust = readiness_papers.trusted(clinic.store, OWNER, clinic.project.id).content
    log.view(clinic.store, OWNER, clinic.project, LogQuery())
    name = LivePortal(clinic.store, OWNER, clinic.project, Settings()).purge(asked(clinic))
    with pytest.raises(KeyDestroyed):
        log.view(clinic.store, OWNER, clinic.project, LogQuery())
    paper = purge.certificate(clinic.store, AUDITOR, clinic.project.id)
    assert paper.name == f"{name}.pdf"
    verdict = verify(paper.content, roots_in(trust))
    assert verdict.exit_status == 0
    assert verdict.document == name
    assert [each.name for each in verdict.signatures][1:] == [OWNER.name]
    changed = paper.content.replace(b"D-2026", b"D-2025")
    assert verify(changed, roots_in(trust)).exit_status == 1


def test_what_was_remembered_of_it_is_forgotten(clinic: Clinic) -> None:
    log.view(clinic.store, OWNER, clinic.project, LogQuery())
    assert remembered.kept()
    removed(clinic)
    assert remembered.kept() == 0


def test_no_file_of_it_is_kept_in_memory(clinic: Clinic) -> None:
    key = (clinic.project.id, "digest")
    stored_bytes._KEPT.put(key, b"a picture")
    removed(clinic)
    assert stored_bytes._KEPT.get(key) is None


def test_it_is_listed_as_removed_with_what_is_known(clinic: Clinic) -> None:
    name = removed(clinic)
    (choice,) = projects.all_projects(clinic.store, OWNER)
    assert choice.removed
    assert choice.name == f"{clinic.project.name} (removed)"
    found = purge.deleted(clinic.store, AUDITOR, clinic.project.id)
    assert found is not None
    assert (found.certificate, found.by, found.reason) == (name, OWNER.name, REASON)


@pytest.mark.parametrize("wrong", [{"name": "Another"}, {"name": ""}, {"reason": "  "}])
def test_without_its_name_and_a_reason_nothing_is_destroyed(clinic: Clinic, wrong: dict[str, str]) -> None:
    clinic.key(OWNER)
    with pytest.raises(purge.NotRemoved):
        purge.purge(clinic.store, OWNER, clinic.project.id, asked(clinic, **wrong), zone=ZONE)
    assert log.view(clinic.store, OWNER, clinic.project, LogQuery()).total


def test_a_wrong_passphrase_destroys_nothing_and_is_an_event(clinic: Clinic) -> None:
    clinic.key(OWNER)
    for phrase in ("", "correct horse of somebody"):
        with pytest.raises(SigningRefused):
            purge.purge(clinic.store, OWNER, clinic.project.id, asked(clinic, passphrase=phrase), zone=ZONE)
    assert clinic.events().count(AuditEvent.SIGNING_REFUSED) == 2
    assert log.view(clinic.store, OWNER, clinic.project, LogQuery()).total


def test_nobody_but_the_owner_may(clinic: Clinic) -> None:
    clinic.key(ACCOUNTANT)
    said = asked(clinic, passphrase=clinic.phrase(ACCOUNTANT))
    with pytest.raises(Forbidden):
        purge.purge(clinic.store, ACCOUNTANT, clinic.project.id, said, zone=ZONE)
