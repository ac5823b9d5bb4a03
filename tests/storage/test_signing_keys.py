"""Keys of signatures at rest: once each, sealed, and with their wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import text

from storage import AuditEvent, Replacing, Storage
from storage.errors import NotStored, SealBroken
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.stored import everything_of

KEY = b"quastenkey of the installation"


def kept(storage: Storage, project: str, purpose: str = "root") -> bytes:
    with storage.begin() as work:
        material, secret = work.signing_keys.new_secret()
        work.signing_keys.keep_of_installation(purpose, KEY, material=material, project=project, by="Kim")
    return secret


def test_a_key_of_the_installation_opens_with_the_secret_it_was_made_with(
    storage: Storage, project: str, reopen: Callable[[], Storage]
):
    secret = kept(storage, project)
    with reopen().read() as work:
        found = work.signing_keys.of_installation("root")
        assert found is not None and (found.content, found.secret) == (KEY, secret)
        assert work.signing_keys.of_installation("document") is None
        told = work.audit.recent(project, limit=1)[0]
    assert (told.event, told.actor, told.facts) == (AuditEvent.KEY_MADE, "Kim", {"of": "root"})


def test_a_key_of_the_installation_put_in_the_place_of_another_does_not_open(storage: Storage, project: str):
    kept(storage, project)
    kept(storage, project, "document")
    with storage.engine.begin() as connection:
        connection.execute(
            text(
                "UPDATE installation_key SET content = "
                "(SELECT content FROM installation_key WHERE purpose = 'root') WHERE purpose = 'document'"
            )
        )
    with pytest.raises(SealBroken), storage.read() as work:
        work.signing_keys.of_installation("document")


def test_a_persons_key_is_kept_once_for_each_role_and_is_an_event(storage: Storage, project: str):
    with storage.begin() as work:
        made = [work.signing_keys.keep_of_person(project, "Kim", "owner", content=c) for c in (b"1", b"2")]
        assert made == [True, False]
        assert work.signing_keys.keep_of_person(project, "Kim", "accountant", content=b"3")
    with storage.read() as work:
        key = work.signing_keys.of_person(project, "Kim", "owner")
        assert key is not None and (key.content, key.wrong) == (b"1", ())
        assert work.signing_keys.of_person(project, "Sam", "owner") is None
        told = [e for e in work.audit.events(project) if e.event == AuditEvent.KEY_MADE]
    assert [(e.actor, e.facts) for e in told] == [("Kim", {"role": "owner"}), ("Kim", {"role": "accountant"})]


def test_wrong_tries_stay_with_the_key(storage: Storage, project: str, clock: Clock):
    with storage.begin() as work:
        work.signing_keys.keep_of_person(project, "Kim", "owner", content=b"1")
        work.signing_keys.note_wrong(project, "Kim", "owner", wrong=(clock(), clock()))
    with storage.read() as work:
        key = work.signing_keys.of_person(project, "Kim", "owner")
    assert key is not None and key.wrong == (clock(), clock())


def test_no_key_lies_in_clear(storage: Storage, project: str):
    kept(storage, project)
    with storage.begin() as work:
        work.signing_keys.keep_of_person(project, "Quasten Kimberley", "owner", content=KEY)
    storage.close()
    assert scan(everything_of(storage), [KEY.decode(), "Quasten Kimberley"]) == ()


OLD_CERTIFICATE = b"quastencertificate of the old key"


def replaced_for(storage: Storage, project: str, name: str, at: datetime, content: bytes = b"2") -> None:
    what = Replacing(name, "owner", OLD_CERTIFICATE, at, "account", "reopened", "Quasten Alex")
    with storage.begin() as work:
        work.signing_keys.replace_of_person(project, what, content=content, facts={"new": "ab"})


def test_a_replaced_key_is_gone_its_certificate_stays_and_wrong_tries_begin_anew(
    storage: Storage, project: str, clock: Clock, reopen: Callable[[], Storage]
):
    with storage.begin() as work:
        for role in ("owner", "accountant"):
            work.signing_keys.keep_of_person(project, "Kim", role, content=b"1")
        work.signing_keys.note_wrong(project, "Kim", "owner", wrong=(clock(), clock()))
    for content in (b"2", b"3"):
        replaced_for(storage, project, "Kim", clock(), content)
    with reopen().read() as work:
        key, other = (work.signing_keys.of_person(project, "Kim", role) for role in ("owner", "accountant"))
        kept = work.signing_keys.replaced(project)
        told = [e for e in work.audit.events(project) if e.event == AuditEvent.KEY_REPLACED]
    assert key is not None and (key.content, key.wrong) == (b"3", ())
    assert other is not None and other.content == b"1"
    assert [(each.what.old, each.what.holds_from) for each in kept] == [(OLD_CERTIFICATE, clock())] * 2
    assert len(told) == 2 and told[0].actor == "Kim"
    assert told[0].facts == {
        "role": "owner", "holds_from": clock().isoformat(), "how": "account", "doubt": "reopened",
        "let_in_by": "Quasten Alex", "new": "ab",
    }  # fmt: skip


def test_a_key_that_is_not_there_is_not_replaced(storage: Storage, project: str, clock: Clock):
    with pytest.raises(NotStored):
        replaced_for(storage, project, "Kim", clock())
    with storage.read() as work:
        assert work.signing_keys.replaced(project) == ()


def test_nothing_of_a_replaced_key_lies_in_clear(storage: Storage, project: str, clock: Clock):
    with storage.begin() as work:
        work.signing_keys.keep_of_person(project, "Quasten Kimberley", "owner", content=KEY)
    replaced_for(storage, project, "Quasten Kimberley", clock())
    words = ("Quasten Kimberley", "Quasten Alex", OLD_CERTIFICATE.decode(), KEY.decode())
    assert scan(everything_of(storage), words) == ()
