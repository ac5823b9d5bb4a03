"""Roles that the provider gives: they come, change and go with what it says, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.permissions import Grant, Role
from portal.services import people, provider_entry, provider_roles
from portal.services.provider_entry import ProviderRefused, Vouched
from portal.services.provider_roles import ByClaim
from portal.settings import Settings
from storage import AuditEvent, Holder
from tests.portal.clinics_people import RULES, Clinic

CLAIMED = Settings(
    oidc_role_claim="groups",
    oidc_roles="CN=Desk,OU=Maple=receptionist; books=accountant; bosses=owner",
    oidc_project="Maple Street",
)
DESK, BOOKS, BOSSES = "CN=Desk,OU=Maple", "books", "bosses"


def comes(clinic: Clinic, name: str, *says: str, nonce: str = "") -> str:
    """A session of somebody of whom the provider says this."""
    email = f"{name.lower()}@maple.example"
    nonce = nonce or str(clinic.clock())
    holder = Holder("https://login.maple.example", name)
    until = clinic.clock() + timedelta(minutes=10)
    vouched = Vouched(holder, "login", email, name, frozenset(says), nonce, until)
    return provider_entry.enter(clinic.store, vouched, rules=RULES, by_claim=ByClaim.of(CLAIMED))


def in_project(clinic: Clinic, name: str) -> bool:
    with clinic.store.read() as work:
        return people.actor_in(work, clinic.person(name).id, clinic.project.id) is not None


def test_a_value_of_the_claim_makes_somebody_what_it_stands_for_without_an_invitation(maple: Clinic) -> None:
    comes(maple, "Remy", DESK, "cyclists")
    assert maple.actor("Remy").role is Role.RECEPTIONIST
    assert AuditEvent.PERSON_JOINED in maple.events() and AuditEvent.IDENTITY_BOUND in maple.events()


@pytest.mark.parametrize("says", [(), ("cyclists",), ("receptionist",), ("BOOKS",)])
def test_a_value_that_stands_for_nothing_opens_nothing(maple: Clinic, says: tuple[str, ...]) -> None:
    with pytest.raises(ProviderRefused, match="no role"):
        comes(maple, "Remy", *says)
    with maple.store.read() as work:
        assert work.people.by_email("remy@maple.example") is None


def test_another_role_there_is_another_role_here_and_takes_rights_beyond_the_old_one_back(
    maple: Clinic,
) -> None:
    comes(maple, "Remy", DESK)
    asked = (maple.store, maple.actor("Robin"), maple.project.id, maple.person("Remy").id)
    people.give(*asked, Grant.MONEY.value, reason="She helps with the books.", seen=maple.version("Remy"))
    comes(maple, "Remy", BOOKS)
    now = maple.actor("Remy")
    assert (now.role, now.grants) == (Role.ACCOUNTANT, frozenset())
    assert AuditEvent.ROLE_CHANGED in maple.events()


def test_whoever_has_no_role_there_any_more_is_out_and_so_is_their_open_session(maple: Clinic) -> None:
    token = comes(maple, "Remy", DESK)
    with pytest.raises(ProviderRefused, match="no role"):
        comes(maple, "Remy")
    assert not in_project(maple, "Remy")
    assert AuditEvent.PERSON_REMOVED in maple.events()
    assert maple.entry(token).projects() == ()
    comes(maple, "Remy", BOOKS)
    assert maple.actor("Remy").role is Role.ACCOUNTANT


def test_whoever_was_invited_stays_though_the_provider_says_nothing_of_them(maple: Clinic) -> None:
    asked = (maple.store, maple.actor("Robin"), maple.project.id)
    people.invite(*asked, email="casey@maple.example", role="champion")
    comes(maple, "Casey")
    comes(maple, "Casey", "cyclists")
    assert maple.actor("Casey").role is Role.CHAMPION


def test_the_only_owner_stays_owner_whatever_the_provider_says(maple: Clinic) -> None:
    comes(maple, "Bo", BOSSES)
    asked = (maple.store, maple.actor("Bo"), maple.project.id, maple.person("Robin").id)
    people.remove(*asked, reason="Has sold the clinic.", seen=maple.version("Robin"))
    comes(maple, "Bo", DESK)
    assert maple.actor("Bo").role is Role.OWNER
    comes(maple, "Bo")
    assert maple.actor("Bo").role is Role.OWNER


def test_a_sign_in_is_taken_once(maple: Clinic) -> None:
    with pytest.raises(ProviderRefused, match="used already"):
        for _ in range(2):
            comes(maple, "Remy", DESK, nonce="the same")


def test_roles_are_in_the_project_that_is_named_and_in_no_other(maple: Clinic) -> None:
    other = maple.entry(maple.owner).start_project("Elsewhere")
    comes(maple, "Remy", DESK)
    with maple.store.read() as work:
        assert work.memberships.find(other, maple.person("Remy").id) is None
        by_id = ByClaim("groups", {DESK: Role.RECEPTIONIST}, other)
        found = provider_roles.claimed(work, {DESK}, by_id)
    assert found is not None and found.project == other
