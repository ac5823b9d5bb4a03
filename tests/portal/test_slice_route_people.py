"""The door for files that come, where people sign in: a grant is worth what its person is now."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from portal import slice_route
from portal.permissions import Role
from portal.services import people, sessions, slices
from portal.settings import Settings, SignIn
from portal.sign_in.cookie import Cookies
from portal.slice_route import slice_routes
from portal.upload_grants import HEADER
from storage import AuditEvent
from tests.portal.clinics_people import Clinic

SETTINGS = Settings(sign_in=SignIn.LOCAL)
Begins = Callable[..., httpx.Response]


@pytest.fixture
def begins(maple: Clinic, monkeypatch: pytest.MonkeyPatch) -> Begins:
    """Begins a file by the grant of a person of this name, with this session's cookie."""
    monkeypatch.setattr(slice_route, "storage", lambda: maple.store)
    monkeypatch.setattr(slice_route, "settings", lambda: SETTINGS)

    def begin(grant: str, session: str, project: str = maple.project.id) -> httpx.Response:
        client = TestClient(Starlette(routes=slice_routes()))
        client.cookies.set(Cookies.of(SETTINGS).session, session)
        asked = {"path": "a.csv", "size": 9}
        return client.post(f"/slices/{project}", json=asked, headers={HEADER: grant})

    return begin


def granted(maple: Clinic, name: str) -> str:
    return slices.granted(maple.store, maple.actor(name), maple.project.id).grant


def test_a_grant_is_good_with_the_session_of_its_person_only(maple: Clinic, begins: Begins) -> None:
    kim = maple.joins("Kim", Role.CHAMPION)
    assert begins(granted(maple, "Robin"), maple.owner).status_code == 201
    assert begins(granted(maple, "Robin"), kim).status_code == 403
    assert begins(granted(maple, "Robin"), "").status_code == 401
    assert begins(granted(maple, "Kim"), kim).status_code == 201


def test_whoever_was_given_another_role_or_signed_out_brings_nothing_more(
    maple: Clinic, begins: Begins
) -> None:
    kim = maple.joins("Kim", Role.CHAMPION)
    grant = granted(maple, "Kim")
    changed(maple, "Kim", Role.RECEPTIONIST)
    assert begins(grant, kim).status_code == 403
    with maple.store.read() as work:
        refused = [e for e in work.audit.events(maple.project.id) if e.event == AuditEvent.ACCESS_REFUSED]
    assert [event.actor for event in refused] == ["Kim"]
    robins = granted(maple, "Robin")
    sessions.sign_out(maple.store, maple.owner)
    assert begins(robins, maple.owner).status_code == 401


def changed(maple: Clinic, name: str, role: Role) -> None:
    asked = (maple.store, maple.actor("Robin"), maple.project.id)
    people.change_role(*asked, maple.person(name).id, role=role.value, reason="Moved to the desk.", seen=1)
