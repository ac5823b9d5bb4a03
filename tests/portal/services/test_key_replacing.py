"""A forgotten passphrase is replaced: what was signed stays, the old key signs no more, all read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.readiness import Signer
from portal.permissions import Actor
from portal.services import document_signing, key_replacing, purge, scope_edits
from portal.services.confirming import SigningRefused
from portal.services.key_doubts import WAIT
from portal.services.verifying import verify
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.verify import Finding
from portal.wording import signing as words
from portal.wording.audit_trail import KINDS
from reports.signing import from_stored
from storage import AuditEvent
from tests.core.scope.samples import WHOLE
from tests.portal.clinics import (
    ACCOUNTANT,
    AUDITOR,
    CHAMPION,
    OWNER,
    PRACTITIONER,
    VENDOR,
    ZONE,
    Clinic,
)
from tests.portal.services.test_scope import agreed, approve, save, view

NEW = "a lantern under the stairs"


@pytest.fixture(scope="module")
def ready(ran_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic in order, with everybody's keys; each test begins with a document of its own."""
    made = Clinic(Path(tmp_path_factory.mktemp("ready")), like=ran_home)
    made.in_order()
    made.keys()
    yield made
    made.store.close()


@pytest.fixture
def document(ready: Clinic) -> str:
    ready.date(date(2026, 4, 1 + len(ready.view().documents)), "Another day for another test")
    return ready.issue()


@pytest.fixture
def alone(ran_home: Path, tmp_path: Path) -> Iterator[Clinic]:
    """A clinic that no other test shares, with the owner's key."""
    made = Clinic(tmp_path, like=ran_home)
    made.key(OWNER)
    yield made
    made.store.close()


def replaces(clinic: Clinic, actor: Actor, phrase: str = NEW, again: str = "") -> None:
    key_replacing.replace_alone(
        clinic.as_(actor), actor, clinic.project.id, passphrase=phrase, again=again or phrase
    )


def certificate(clinic: Clinic, actor: Actor) -> bytes:
    with clinic.store.read() as work:
        held = work.signing_keys.of_person(clinic.project.id, actor.name, actor.role.value)
    assert held is not None
    return from_stored(held.content).certified.certificate


def refused(clinic: Clinic, actor: Actor, document: str, phrase: str) -> str:
    with pytest.raises(SigningRefused) as caught:
        clinic.sign(actor, document, phrase)
    return caught.value.found


def test_a_document_under_way_goes_on_with_the_new_key_and_what_was_signed_stays_as_it_was(
    ready: Clinic, document: str
) -> None:
    ready.sign(PRACTITIONER, document)
    before, old = ready.pdf(document), certificate(ready, ACCOUNTANT)
    replaces(ready, ACCOUNTANT)
    assert ready.pdf(document) == before and not ready.view().documents[-1].void
    assert "can be used in 24 hours" in refused(ready, ACCOUNTANT, document, NEW)
    ready.clock.advance(WAIT.total_seconds())
    assert refused(ready, ACCOUNTANT, document, ready.phrase(ACCOUNTANT)) == words.WRONG_PHRASE
    ready.sign(ACCOUNTANT, document, NEW)
    ready.sign(CHAMPION, document)
    ready.sign(OWNER, document)
    found = verify(ready.store, AUDITOR, ready.pdf(document))
    assert (found.finding, found.document) == (Finding.VALID, document)
    assert certificate(ready, ACCOUNTANT) != old


def test_documents_signed_by_the_old_key_stay_valid_and_its_certificate_is_kept(
    ready: Clinic, document: str
) -> None:
    ready.sign(PRACTITIONER, document)
    before, old = ready.pdf(document), certificate(ready, PRACTITIONER)
    assert old in before or old.hex() in before.decode("latin-1").lower()
    replaces(ready, PRACTITIONER)
    with ready.store.read() as work:
        kept = [each for each in work.signing_keys.replaced(ready.project.id) if each.what.old == old]
    assert [(each.what.name, each.what.role) for each in kept] == [(PRACTITIONER.name, "practitioner")]
    assert ready.pdf(document) == before
    assert verify(ready.store, AUDITOR, before).finding is Finding.UNFINISHED
    ready.clock.advance(WAIT.total_seconds())
    replaces(ready, PRACTITIONER, ready.phrase(PRACTITIONER))
    ready.clock.advance(WAIT.total_seconds())


def test_an_approved_scope_stays_signed_by_the_key_that_signed_it(clinic: Clinic) -> None:
    agreed(clinic)
    replaces(clinic, OWNER)
    save(clinic, replace(WHOLE, country="CA"), reason="Moved")
    with pytest.raises(SigningRefused, match="can be used in 24 hours"):
        approve(clinic, phrase=NEW)
    assert view(clinic).signatures_fit and not view(clinic).scope.approved
    clinic.clock.advance(WAIT.total_seconds())
    approve(clinic, phrase=NEW)
    after = view(clinic)
    assert after.signatures_fit and after.scope.approved
    assert [line.name for line in after.replaced] == [OWNER.name]


def test_everybody_who_relies_on_signatures_sees_who_replaced_theirs_and_when(alone: Clinic) -> None:
    replaces(alone, OWNER)
    for reader in (OWNER, CHAMPION, VENDOR, AUDITOR):
        (line,) = alone.view(reader).replaced
        told = words.replaced(line, lambda at: f"{at:%d %b %H:%M}")
        at, later = alone.clock.at, alone.clock.at + timedelta(days=1)
        assert told.startswith(
            f"{OWNER.name}'s signing key as owner was replaced on {at:%d %b %H:%M}, by {OWNER.name}"
        )
        assert "where nobody signs in" in told and f"from {later:%d %b %H:%M} on" in told


def test_a_replacement_is_told_in_the_trail_with_both_certificates_and_no_passphrase(alone: Clinic) -> None:
    old = certificate(alone, OWNER)
    replaces(alone, OWNER)
    with alone.store.read() as work:
        told = work.audit.recent(alone.project.id, limit=1)[0]
        assert work.audit.verify(alone.project.id).valid
    assert (told.event, told.actor) == (AuditEvent.KEY_REPLACED, OWNER.name)
    assert told.facts["old"] == key_replacing.digest(old)
    assert told.facts["new"] == key_replacing.digest(certificate(alone, OWNER))
    assert NEW not in str(told.facts)
    assert "gave way to" in KINDS[told.event][1](told.facts)


def test_wrong_tries_close_neither_the_way_to_a_new_key_nor_the_new_key(alone: Clinic) -> None:
    for _ in range(5):
        with pytest.raises(SigningRefused):
            scope_edits.approve(alone.store, OWNER, alone.project.id, passphrase="wrong", seen=0)
    assert alone.view().key.closed
    replaces(alone, OWNER)
    key = alone.view().key
    assert (key.made, key.closed) == (True, 0)
    assert key.waits == alone.clock.at.replace(microsecond=0) + WAIT


def test_a_project_is_not_removed_by_a_key_that_still_waits(alone: Clinic) -> None:
    replaces(alone, OWNER)
    asked = Purge(alone.project.name, "We left.", NEW)
    with pytest.raises(SigningRefused, match="can be used in"):
        purge.purge(alone.store, OWNER, alone.project.id, asked, zone=ZONE)
    assert alone.view().project == alone.project.name


def test_a_second_replacement_gives_no_earlier_day(alone: Clinic) -> None:
    replaces(alone, OWNER)
    alone.clock.advance(WAIT.total_seconds() - 60)
    replaces(alone, OWNER, "another lantern under the stairs")
    assert alone.view().key.waits == alone.clock.at.replace(microsecond=0) + WAIT
    assert len(alone.view().replaced) == 2


@pytest.mark.parametrize(
    ("phrase", "again", "said"),
    [("short", "short", words.TOO_SHORT.format(12)), (NEW, "another one of mine", words.NOT_THE_SAME)],
)
def test_a_new_passphrase_that_will_not_do_changes_nothing(
    alone: Clinic, phrase: str, again: str, said: str
) -> None:
    old = certificate(alone, OWNER)
    with pytest.raises(SigningRefused) as caught:
        replaces(alone, OWNER, phrase, again)
    assert caught.value.found == said
    assert certificate(alone, OWNER) == old and not alone.view().replaced


def test_where_there_is_no_key_there_is_none_to_replace(alone: Clinic) -> None:
    with pytest.raises(SigningRefused, match="not set a signing passphrase"):
        replaces(alone, ACCOUNTANT)
    assert AuditEvent.KEY_REPLACED not in alone.events()


def test_where_people_sign_in_a_click_replaces_nothing(alone: Clinic) -> None:
    old = certificate(alone, OWNER)
    with pytest.raises(SigningRefused, match="only by its person"):
        key_replacing.replace_alone(
            alone.store, OWNER, alone.project.id, passphrase=NEW, again=NEW, signs_in=True
        )
    assert certificate(alone, OWNER) == old


def test_a_passphrase_is_still_set_only_once(alone: Clinic) -> None:
    with pytest.raises(SigningRefused, match="already"):
        document_signing.make_key(alone.store, OWNER, alone.project.id, passphrase=NEW, again=NEW)
    assert alone.view().key.role is Signer.OWNER
