"""What is over about people is cleared after its time, and nothing that anybody still needs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import INSTALLATION, AuditEvent, Invited, Storage
from storage.clearing import KEPT, Cleared, clear
from storage.models_people import BreakGlassRecord, InvitationRecord, SessionRecord

HOUR = timedelta(hours=1)
NOTHING = Cleared(0, 0, 0, 0)


def cleared(storage: Storage) -> Cleared:
    return clear(storage, by="worker", kind="clear")


def sessions_begun(storage: Storage, *tokens: str) -> str:
    """The id of a person with these sessions, an hour each."""
    with storage.begin() as work:
        work.installation.make()
        person = work.people.add("Robin", "robin@maple.example").id
        for token in tokens:
            work.sessions.begin(person, token=token, method="local", lasting=HOUR)
    return person


def rows(storage: Storage, model: type) -> int:
    with Session(storage.engine) as session:
        return len(session.scalars(select(model)).all())


def test_old_sessions_go_and_the_newest_stays_to_say_when_somebody_was_here(storage: Storage, clock) -> None:
    person = sessions_begun(storage, "first", "second")
    clock.move(60)
    with storage.begin() as work:
        work.sessions.touch("second")
        work.sessions.end("second")
        seen = work.sessions.last_seen(person)
    clock.move(KEPT.total_seconds())
    assert cleared(storage).sessions == 0
    clock.move(HOUR.total_seconds())
    assert cleared(storage).sessions == 1
    with storage.read() as work:
        assert work.sessions.find("first") is None
        assert work.sessions.last_seen(person) == seen
    assert cleared(storage) == NOTHING


def test_a_session_that_is_open_stays_however_old_it_is(storage: Storage, clock) -> None:
    person = sessions_begun(storage)
    with storage.begin() as work:
        for token in ("first", "second"):
            work.sessions.begin(person, token=token, method="local", lasting=2 * KEPT)
    clock.move(1.5 * KEPT.total_seconds())
    assert cleared(storage).sessions == 0
    assert rows(storage, SessionRecord) == 2


def test_spent_invitations_go_and_open_ones_stay(storage: Storage, project: str, clock) -> None:
    invited = Invited(project, "kim@maple.example", "auditor", by="Robin")
    with storage.begin() as work:
        work.installation.make()
        until = storage.clock() + 3 * KEPT
        made = [work.invitations.make(invited, token=each, until=until) for each in "abcd"]
        work.invitations.use(made[0])
        work.invitations.withdraw(made[1], by="Robin")
        work.invitations.make(invited, token="e", until=storage.clock() + HOUR)
    clock.move(KEPT.total_seconds() + HOUR.total_seconds() + 1)
    assert cleared(storage).invitations == 3
    with storage.read() as work:
        assert {each.id for each in work.invitations.of_project(project)} == {each.id for each in made[2:]}
        assert work.invitations.find("a") is None


def test_emergency_access_goes_once_its_owner_has_read_it_and_its_number_is_not_given_again(
    storage: Storage, project: str, clock
) -> None:
    person = sessions_begun(storage)
    with storage.begin() as work:
        until = storage.clock() + HOUR
        for reason in ("A fall", "A rash", "A cut"):
            work.break_glass.take(project, person, name="Robin", reason=reason, until=until)
    clock.move(2 * KEPT.total_seconds())
    assert cleared(storage).accesses == 0
    with storage.begin() as work:
        work.break_glass.see(project, by="Robin")
    clock.move(KEPT.total_seconds() + 1)
    assert cleared(storage).accesses == 2
    with storage.begin() as work:
        left = work.break_glass.of(project)
        assert [each.reason for each in left] == ["A cut"]
        again = work.break_glass.take(project, person, name="Robin", reason="A burn", until=storage.clock())
    assert again.number == 4
    assert rows(storage, BreakGlassRecord) == 2


def test_what_was_cleared_is_an_event_and_the_chain_is_whole(storage: Storage, project: str, clock) -> None:
    sessions_begun(storage, "first", "second")
    with storage.begin() as work:
        work.attempts.keep("account:robin@maple.example", 3)
        before = len(work.audit.events(INSTALLATION))
    clock.move(3600)
    with storage.begin() as work:
        work.sessions.touch("second")
    clock.move(2 * KEPT.total_seconds())
    assert cleared(storage) == Cleared(sessions=1, invitations=0, accesses=0, tries=1)
    assert cleared(storage) == NOTHING
    with storage.read() as work:
        events = work.audit.events(INSTALLATION)[before:]
        assert [each.event for each in events] == [AuditEvent.PEOPLE_CLEARED]
        assert work.audit.verify(INSTALLATION).valid
    assert rows(storage, InvitationRecord) == 0
