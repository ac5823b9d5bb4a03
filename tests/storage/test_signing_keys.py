"""Keys of signatures at rest: once each, sealed, and with their wrong tries."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from storage import AuditEvent, Storage
from storage.errors import SealBroken
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
