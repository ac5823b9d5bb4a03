"""Roles that a provider's claims give in one project, followed at every sign-in (ADR 34).

Who was invited stays what they were made here until the provider says something else of them. What the
provider gave, it takes back; the only owner of a project stays its owner whatever it says.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from portal.permissions import Role
from portal.services import joining
from portal.settings import Settings
from portal.wording import provider as words
from storage import AuditEvent, Identity, Membership, Person, Work


@dataclass(frozen=True)
class ByClaim:
    """claim: its name. roles: value -> role. project: name or id of the one that the roles are in."""

    claim: str
    roles: Mapping[str, Role]
    project: str

    @classmethod
    def of(cls, settings: Settings) -> ByClaim | None:
        if not settings.oidc_role_claim:
            return None
        return cls(settings.oidc_role_claim, settings.roles_at_provider, settings.oidc_project or "")


@dataclass(frozen=True)
class Claimed:
    """role: None where the provider gives none in this project."""

    project: str
    role: Role | None


def claimed(work: Work, says: Set[str], by_claim: ByClaim) -> Claimed | None:
    """None where there is no such project (yet). Of several roles the one that Role names first."""
    found = [row.id for row in work.projects.all() if row.readable and by_claim.project in (row.id, row.name)]
    if len(found) != 1:
        return None
    given = {by_claim.roles[value] for value in says if value in by_claim.roles}
    return Claimed(found[0], next((role for role in Role if role in given), None))


def follow(work: Work, person: Person, identity: Identity, claimed: Claimed) -> Identity:
    """Makes the person in the project what the provider says; the identity as it is to be kept then."""
    everybody = work.memberships.to_change(claimed.project)
    now = next((each for each in everybody if each.person == person.id), None)
    if claimed.role is None:
        if now is not None and identity.claimed == claimed.project and not _only_owner(now, everybody):
            by, reason = words.THE_PROVIDER, words.NO_ROLE_THERE
            work.memberships.leave(now, by=by, reason=reason, saw=now.version)
        return identity
    if now is None:
        joined = Membership(claimed.project, person.id, person.name, claimed.role.value)
        joining.join_project(work, joined, facts={"invited_by": words.THE_PROVIDER})
    elif now.role != claimed.role and not _only_owner(now, everybody):
        _change(work, now, claimed.role)
    return replace(identity, claimed=claimed.project)


def _change(work: Work, now: Membership, role: Role) -> None:
    """As on People: rights beyond the old role are taken back with it."""
    changed = replace(now, role=role.value, post="", grants=())
    facts = {"from": now.role, "role": role.value, "reason": words.ROLE_THERE}
    event = AuditEvent.ROLE_CHANGED
    work.memberships.change(changed, event, by=words.THE_PROVIDER, facts=facts, saw=now.version)


def _only_owner(now: Membership, everybody: tuple[Membership, ...]) -> bool:
    return now.role == Role.OWNER and sum(each.role == Role.OWNER for each in everybody) == 1
