"""Through the door: looks of one page share a moment; whatever does something asks anew who somebody is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from inspect import isfunction

import pytest

from portal.doorway import LOOKS
from portal.live import LivePortal
from portal.permissions import Forbidden, Role
from portal.services import people
from portal.services.entry import NotHere
from portal.services.sessions import SignedOut
from portal.settings import Settings
from portal.viewmodels.uploads import Accept
from tests.portal.clinics_people import Clinic

REASON = "Left the clinic."


def _portal(clinic: Clinic, name: str, token: str) -> LivePortal:
    return LivePortal(clinic.store, clinic.actor(name), clinic.project, Settings(), clinic.entry(token))


def _elsewhere(act: Callable[[], object]) -> None:
    """Done on another thread, as by another visit."""
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def _removed(clinic: Clinic, name: str) -> None:
    robin, person, seen = clinic.actor("Robin"), clinic.person(name).id, clinic.version(name)
    people.remove(clinic.store, robin, clinic.project.id, person, reason=REASON, seen=seen)


def test_every_look_is_a_way_and_nothing_that_changes_something_is_one() -> None:
    ways = {
        name
        for door in LivePortal.__mro__
        for name, way in vars(door).items()
        if isfunction(way) and not name.startswith("_")
    }
    assert ways >= LOOKS
    doing = ("take", "run", "start", "change", "decide", "sign", "move", "waive", "judge", "save", "issue")
    assert not [name for name in LOOKS if name.startswith(doing)]


def test_whoever_is_removed_while_a_page_is_drawn_does_nothing_more_in_it(maple: Clinic) -> None:
    token = maple.joins("Casey", Role.CHAMPION)
    portal = _portal(maple, "Casey", token)
    with maple.store.one_moment():
        portal.overview()
        _elsewhere(lambda: _removed(maple, "Casey"))
        portal.overview()
        with pytest.raises(NotHere):
            portal.start_run(Accept.SURE)
        with pytest.raises(NotHere):
            portal.overview()
    with pytest.raises(NotHere):
        portal.overview()


def test_a_role_that_was_changed_while_a_page_is_drawn_does_nothing_of_the_old_one(maple: Clinic) -> None:
    portal = _portal(maple, "Casey", maple.joins("Casey", Role.CHAMPION))

    def changed() -> None:
        robin, person, seen = maple.actor("Robin"), maple.person("Casey").id, maple.version("Casey")
        asked = (maple.store, robin, maple.project.id, person, Role.RECEPTIONIST.value)
        people.change_role(*asked, reason=REASON, seen=seen)

    with maple.store.one_moment():
        portal.overview()
        _elsewhere(changed)
        with pytest.raises(Forbidden):
            portal.start_run(Accept.SURE)


def test_the_next_page_of_somebody_signed_out_says_so(maple: Clinic) -> None:
    token = maple.joins("Casey", Role.CHAMPION)
    portal = _portal(maple, "Casey", token)
    with maple.store.one_moment():
        portal.overview()
    robin, person = maple.actor("Robin"), maple.person("Casey").id
    people.sign_out_everywhere(maple.store, robin, maple.project.id, person)
    with maple.store.one_moment(), pytest.raises(SignedOut):
        portal.overview()
