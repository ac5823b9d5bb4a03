"""A session ends by itself, by its person, by the owner, and with every right that its person loses."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.live import LivePortal
from portal.permissions import Forbidden, Grant, Role
from portal.services import accounts, break_glass, people, sessions
from portal.services.entry import NotHere
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.worker import Worker
from storage import INSTALLATION, AuditEvent
from tests.portal.clinics_people import RULES, Clinic
from tests.portal.stores import store_in


def is_open(maple: Clinic, token: str) -> bool:
    return sessions.holder(maple.store, token, rules=RULES) is not None


def portal_of(maple: Clinic, name: str, token: str) -> LivePortal:
    """As it was drawn: with what the person was then."""
    entry = maple.entry(token)
    return LivePortal(maple.store, maple.actor(name), maple.project, Settings(), entry)


def test_a_session_ends_half_an_hour_after_the_last_click(maple: Clinic) -> None:
    for _ in range(3):
        maple.clock.advance(29 * 60)
        assert is_open(maple, maple.owner)
        sessions.touch(maple.store, maple.owner, rules=RULES)
    maple.clock.advance(30 * 60)
    assert not is_open(maple, maple.owner)
    sessions.touch(maple.store, maple.owner, rules=RULES)
    assert not is_open(maple, maple.owner)


def test_a_session_ends_after_twelve_hours_whatever_is_clicked(maple: Clinic) -> None:
    for _ in range(12 * 4 - 1):
        maple.clock.advance(15 * 60)
        sessions.touch(maple.store, maple.owner, rules=RULES)
    assert is_open(maple, maple.owner)
    maple.clock.advance(15 * 60)
    assert not is_open(maple, maple.owner)


def test_a_fragment_or_callback_after_sign_out_is_refused(maple: Clinic) -> None:
    portal = portal_of(maple, "Robin", maple.owner)
    portal.people()
    sessions.sign_out(maple.store, maple.owner)
    for way in (portal.people, portal.overview, portal.job, portal.scope):
        with pytest.raises(SignedOut):
            way()


def test_every_way_through_the_door_asks_anew_who_is_there(maple: Clinic) -> None:
    """Those of the portal that look at nothing but what was drawn are named here."""
    sessions.sign_out(maple.store, maple.owner)
    portal = portal_of(maple, "Robin", maple.owner)
    ways = [name for name in dir(portal) if not name.startswith("_") and callable(getattr(portal, name))]
    assert "people" in ways and "overview" in ways and "invite" in ways
    for name in ways:
        with pytest.raises((SignedOut, TypeError)) as told:
            getattr(portal, name)(*("x",) * len(ways))
        assert isinstance(told.value, SignedOut), name


def test_a_right_that_is_taken_back_is_gone_from_the_next_call_on(maple: Clinic) -> None:
    token = maple.joins("Casey", Role.CHAMPION)
    portal = portal_of(maple, "Casey", token)
    portal.people()
    asked = (maple.store, maple.actor("Robin"), maple.project.id, maple.person("Casey").id)
    people.change_role(*asked, "assistant", reason="Helps elsewhere now.", seen=maple.version("Casey"))
    with pytest.raises(Forbidden):
        portal.people()
    people.remove(*asked, reason="Left the clinic.", seen=maple.version("Casey"))
    with pytest.raises(NotHere):
        portal.overview()
    assert is_open(maple, token)


def test_signing_out_everywhere_ends_every_session_and_no_other_persons(maple: Clinic) -> None:
    casey = maple.joins("Casey", Role.CHAMPION)
    asked = (maple.store, maple.actor("Robin"), maple.project.id)
    assert people.sign_out_everywhere(*asked, maple.person("Casey").id) == 1
    assert not is_open(maple, casey) and is_open(maple, maple.owner)
    assert AuditEvent.SESSIONS_ENDED in maple.events()


def test_signing_in_and_out_stands_in_the_trails_of_project_and_installation(
    maple: Clinic,
) -> None:
    sessions.sign_out(maple.store, maple.owner)
    sessions.sign_out(maple.store, maple.owner)
    for project in (maple.project.id, INSTALLATION):
        told = maple.events(project)
        assert told.count(AuditEvent.PERSON_SIGNED_IN) == 1
        assert told.count(AuditEvent.PERSON_SIGNED_OUT) == 1
        with maple.store.read() as work:
            assert work.audit.verify(project).valid


def test_a_person_of_another_project_is_nobody_here(maple: Clinic) -> None:
    token = maple.joins("Casey", Role.CHAMPION)
    other = maple.entry(maple.owner).start_project("Elsewhere")
    with pytest.raises(NotHere):
        maple.entry(token).actor_in(other)
    assert [each.name for each in maple.entry(token).projects()] == ["Maple Street"]
    assert [each.name for each in maple.entry(maple.owner).projects()] == ["Maple Street", "Elsewhere"]
    with pytest.raises(Forbidden):
        maple.entry(token).start_project("Mine")


def test_an_emergency_opens_charts_for_an_hour_and_tells_the_owner(maple: Clinic) -> None:
    token = maple.joins("Casey", Role.CHAMPION)
    portal = portal_of(maple, "Casey", token)
    assert portal.may_break_glass()
    portal.break_glass("A patient had a reaction in the waiting room.")
    assert maple.entry(token).actor_in(maple.project.id).grants == {Grant.CHARTS}
    assert not portal.may_break_glass()
    owner = portal_of(maple, "Robin", maple.owner)
    (line,) = owner.people().glass
    assert (line.person, line.seen) == ("Casey", False)
    assert AuditEvent.GLASS_BROKEN in maple.events()
    with pytest.raises(Forbidden):
        portal.read_broken_glass()
    assert owner.read_broken_glass() == 1 and owner.people().unseen == 0
    maple.clock.advance(break_glass.LASTS.total_seconds())
    with maple.store.read() as work:
        now = people.actor_in(work, maple.person("Casey").id, maple.project.id)
    assert now is not None and not now.grants


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.ACCOUNTANT, Role.AUDITOR])
def test_an_emergency_opens_nothing_to_a_role_that_never_sees_charts(maple: Clinic, role: Role) -> None:
    token = maple.joins("Remy", role)
    portal = portal_of(maple, "Remy", token)
    assert not portal.may_break_glass()
    with pytest.raises(Forbidden):
        portal.break_glass("Because I want to.")
    assert maple.entry(token).actor_in(maple.project.id).grants == frozenset()


def test_a_worker_at_rest_clears_what_is_over_once_a_day_and_the_trail_keeps_what_happened(
    maple: Clinic,
) -> None:
    for _ in range(2):
        token = sessions_of(maple)
        sessions.sign_out(maple.store, token)
    told = maple.events()
    maple.clock.advance(40 * 24 * 3600)
    rested: list[float] = []
    worker = Worker(maple.store, name="w", keep_on=lambda: len(rested) < 3)
    worker.work(rested.append)
    assert cleared(maple) == 1
    with maple.store.read() as work:
        assert work.sessions.find(maple.owner) is None and work.sessions.find(token) is not None
    assert maple.events() == told
    maple.clock.advance(24 * 3600)
    another = Worker(maple.store, name="v", keep_on=lambda: len(rested) < 6)
    another.work(rested.append)
    assert cleared(maple) == 2


def sessions_of(maple: Clinic) -> str:
    return accounts.sign_in(maple.store, maple.tried("Robin"), rules=RULES)


def cleared(maple: Clinic) -> int:
    with maple.store.read() as work:
        return sum(job.state == "done" for job in work.jobs.of(INSTALLATION))


def test_a_portal_without_people_has_nothing_to_clear(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    rested: list[float] = []
    Worker(store, name="w", keep_on=lambda: not rested).work(rested.append)
    with store.read() as work:
        assert not work.installation.is_there()
