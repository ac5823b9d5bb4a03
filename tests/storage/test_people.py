"""People at rest: sealed, found by index, in no list of projects, and told in chains that hold."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import INSTALLATION, AuditEvent, Credential, Invited, Membership, Storage
from storage.errors import NotStored, StaleVersion
from tests.storage.canaries import scan
from tests.storage.conftest import Clock
from tests.storage.stored import everything_of

HIDDEN = {
    "name": "Qxvzjo Kwolek",
    "email": "qxvzkwolek@maple.example",
    "hash": "$argon2id$qxvzkwolekhash",
    "secret": "QXVZKWOLEKSECRET",
    "device": "qxvzkwolek/machine",
    "token": "qxvzkwolek-token-of-a-session",
    "link": "qxvzkwolek-token-of-a-link",
    "reason": "Because Qxvzreason happened",
}


def fill(storage: Storage, project: str) -> str:
    """Somebody with everything that is kept about people; their id."""
    with storage.begin() as work:
        work.installation.make()
        person = work.people.add(HIDDEN["name"], HIDDEN["email"])
        member = Membership(project, person.id, HIDDEN["name"], "champion")
        joined = work.memberships.join(member, by=HIDDEN["name"], facts={})
        facts = {"reason": HIDDEN["reason"]}
        event = AuditEvent.ROLE_CHANGED
        work.memberships.change(joined, event, by=HIDDEN["name"], facts=facts, saw=1)
        work.credentials.keep(person.id, Credential(HIDDEN["hash"], HIDDEN["secret"]))
        work.sessions.begin(person.id, token=HIDDEN["token"], method="local", lasting=timedelta(hours=1))
        work.sessions.came_with(HIDDEN["token"], HIDDEN["device"])
        invited = Invited(project, HIDDEN["email"], "champion", by=HIDDEN["name"])
        work.invitations.make(invited, token=HIDDEN["link"], until=storage.clock() + timedelta(days=7))
        work.break_glass.take(
            project, person.id, name=HIDDEN["name"], reason=HIDDEN["reason"], until=storage.clock()
        )
        work.attempts.keep(f"account:{HIDDEN['email']}", 3)
    return person.id


def test_nothing_about_people_lies_in_clear(storage: Storage, project: str) -> None:
    person = fill(storage, project)
    with storage.read() as work:
        assert work.people.by_email(f" {HIDDEN['email'].upper()}").id == person
        assert work.credentials.of(person).totp == HIDDEN["secret"]
        assert [each.device for each in work.sessions.of_person(person)] == [HIDDEN["device"]]
        assert work.invitations.find(HIDDEN["link"]).what.email == HIDDEN["email"]
        assert work.break_glass.of(project)[0].reason == HIDDEN["reason"]
    assert scan(everything_of(storage), HIDDEN.values()) == ()
    storage.close()
    assert scan(everything_of(storage), HIDDEN.values()) == ()


def test_the_installation_is_no_project_and_its_chain_is_whole(storage: Storage, project: str) -> None:
    fill(storage, project)
    with storage.begin() as work:
        work.installation.make()
    with storage.read() as work:
        assert [row.id for row in work.projects.all()] == [project]
        with pytest.raises(NotStored):
            work.projects.get(INSTALLATION)
        assert [row.event for row in work.audit.events(INSTALLATION)] == [AuditEvent.PEOPLE_BEGUN]
        assert work.audit.verify(INSTALLATION).valid and work.audit.verify(project).valid
    assert storage.anchor_due() == 0


def test_the_installation_is_anchored_like_a_project(storage: Storage, project: str, clock: Clock) -> None:
    fill(storage, project)
    clock.move(61)
    assert storage.anchor_due() == 2


def test_what_somebody_is_in_a_project_goes_with_its_keys_and_the_person_stays(
    storage: Storage, project: str
) -> None:
    person = fill(storage, project)
    storage.shred(project, by="Ann")
    with storage.read() as work:
        assert work.memberships.of_person(person) == ()
        assert work.people.get(person).name == HIDDEN["name"]


def test_two_who_change_one_person_at_once_do_not_overwrite_each_other(
    storage: Storage, project: str
) -> None:
    person = fill(storage, project)
    with storage.begin() as work:
        seen = work.memberships.find(project, person)
        asked = {"by": "Ann", "facts": {}, "saw": seen.version}
        work.memberships.change(seen, AuditEvent.ROLE_CHANGED, **asked)
    with pytest.raises(StaleVersion), storage.begin() as work:
        work.memberships.change(seen, AuditEvent.ROLE_CHANGED, **asked)


def test_somebody_who_left_is_nobody_here_and_can_come_back(storage: Storage, project: str) -> None:
    person = fill(storage, project)
    with storage.begin() as work:
        now = work.memberships.find(project, person)
        work.memberships.leave(now, by="Ann", reason="Left", saw=now.version)
        assert work.memberships.find(project, person) is None
        assert work.memberships.of_project(project) == ()
        work.memberships.join(now, by="Ann", facts={})
        assert work.memberships.find(project, person).version == now.version + 2


def test_a_sealed_value_of_one_person_does_not_open_as_anothers(storage: Storage, project: str) -> None:
    first = fill(storage, project)
    with storage.begin() as work:
        other = work.people.add("Other", "other@maple.example").id
        work.credentials.keep(other, Credential("$argon2id$x", "AAAA"))
    with storage.engine.begin() as connection:
        connection.execute(
            text("update credential set password = (select password from credential where person_id = :a)"),
            {"a": first},
        )
    with storage.read() as work, pytest.raises(Exception, match="cannot be opened"):
        work.credentials.of(other)


def test_tries_that_are_too_old_to_matter_are_forgotten(storage: Storage, project: str, clock: Clock) -> None:
    fill(storage, project)
    clock.move(100)
    with storage.begin() as work:
        work.attempts.forget(before=clock())
        assert work.attempts.of(f"account:{HIDDEN['email']}").failures == 0


def test_a_session_is_kept_as_a_hash_and_its_end_counts_at_once(storage: Storage, project: str) -> None:
    person = fill(storage, project)
    with storage.begin() as work:
        assert work.sessions.find(HIDDEN["token"]).revoked_at is None
        assert work.sessions.find("another") is None
        assert work.sessions.end_all(person) == 1 and work.sessions.end_all(person) == 0
    with storage.read() as work:
        assert work.sessions.find(HIDDEN["token"]).revoked_at == storage.clock()


def test_the_home_is_made_before_anything_is_asked(tmp_path: Path, storage: Storage) -> None:
    """Before the first person there is nothing to seal, and looking makes nothing."""
    with storage.read() as work:
        assert not work.installation.is_there() and not work.people.anybody()


def test_a_person_ends_their_own_sessions_and_nobody_elses(storage: Storage, project: str) -> None:
    person = fill(storage, project)
    with storage.begin() as work:
        other = work.people.add("Kim", "kim@maple.example").id
        for token in ("first", "second"):
            work.sessions.begin(person, token=token, method="local", lasting=timedelta(hours=1))
        numbers = {token: _number(work.sessions.of_person(person), token) for token in ("first", "second")}
        assert work.sessions.end_own(other, numbers["first"]) is None
        assert work.sessions.end_own(person, numbers["first"]).id == numbers["first"]
        assert work.sessions.end_own(person, numbers["first"]) is None
        assert work.sessions.end_others(person, keeping="second") == 1
        assert [each.id for each in work.sessions.of_person(person)] == [numbers["second"]]


def _number(sessions, token: str) -> str:
    return next(each.id for each in sessions if each.is_of(token))
