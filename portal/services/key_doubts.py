"""Whether somebody else could be behind a new signing key: then it waits, and everybody reads it (ADR 66).

Asked of every key that a person makes, the first and those that take another's place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.readiness import Signer
from storage import INSTALLATION, AuditEvent, Invitation, Membership, Work

WAIT = timedelta(days=1)
_RENEWED = (AuditEvent.SECOND_STEP_RENEWED, AuditEvent.RECOVERY_RENEWED)


class How(StrEnum):
    """How the person proved who they are."""

    ACCOUNT = "account"
    """Password and code, entered for this."""
    PROVIDER = "provider"
    """A sign-in at the provider that was made for this."""
    ALONE = "alone"
    """Not at all: nobody signs in to this portal."""
    FIRST = "first"
    """Not at all: it took no other key's place."""


class Doubt(StrEnum):
    """Why somebody else could be behind it, so that the key waits."""

    NONE = ""
    REOPENED = "reopened"
    """Somebody had made a way back into the account, which was used."""
    JOINED = "joined"
    """The person came into the project after the key was made, under the name that it bears."""
    RENEWED = "renewed"
    """Second step or recovery codes were renewed since the key was made: for that a password is enough."""
    ALONE = "alone"
    """Nobody signs in, so the portal cannot tell who it was."""


@dataclass(frozen=True)
class Proof:
    """by: who had let the person in, where that is the doubt."""

    how: How
    doubt: Doubt = Doubt.NONE
    by: str = ""


def of_next(work: Work, member: Membership, *, how: How, made_at: datetime, waits: bool) -> Proof:
    """For a person who has just proven who they are. made_at, waits: of the key that is replaced.

    A key that still waits gives no other one an earlier day: what was doubted of it is doubted of the next.
    """
    last = _last(work, member) if waits else None
    if last is not None and last.doubt:
        return replace(last, how=how)
    return replace(_since(work, member, made_at), how=how)


def of_first(work: Work, project: str, name: str, role: Signer) -> Proof:
    """For a key that is the first of this person in this role; no doubt where nobody signs in.

    No link back is too old for it, and keys of the other roles that the person had are looked at as well.
    """
    member = next((each for each in work.memberships.of_project(project) if each.name == name), None)
    if member is None:
        return Proof(How.FIRST)
    for each in _ways_back(work, member):
        return Proof(How.FIRST, Doubt.REOPENED, each.what.by)
    others = (work.signing_keys.of_person(project, name, each.value) for each in Signer if each is not role)
    found = (_since(work, member, each.made_at) for each in others if each is not None)
    return next((each for each in found if each.doubt), Proof(How.FIRST))


def _since(work: Work, member: Membership, made_at: datetime) -> Proof:
    """What was doubtful since a key of this person was made."""
    if member.joined_at is None or member.joined_at > made_at:
        return Proof(How.FIRST, Doubt.JOINED)
    for each in _ways_back(work, member):
        if each.used_at and each.used_at >= made_at:
            return Proof(How.FIRST, Doubt.REOPENED, each.what.by)
    renewed = work.audit.of_kinds(member.project, *_RENEWED, since=made_at)
    if any(not each.opened or each.facts.get("person") == member.name for each in renewed):
        return Proof(How.FIRST, Doubt.RENEWED)
    return Proof(How.FIRST)


def _ways_back(work: Work, member: Membership) -> Iterator[Invitation]:
    """Links back into this account that were used, whichever project they were made in."""
    projects = (INSTALLATION, *(each.id for each in work.projects.all() if each.readable))
    everything = (each for project in projects for each in work.invitations.of_project(project))
    return (each for each in everything if each.what.renews == member.person and each.used_at)


def _last(work: Work, member: Membership) -> Proof | None:
    """As the newest replacement of this key was taken."""
    whose = (member.name, member.role)
    found = [each.what for each in work.signing_keys.replaced(member.project)]
    last = next((each for each in reversed(found) if (each.name, each.role) == whose), None)
    return None if last is None else Proof(How(last.how), Doubt(last.doubt), last.let_in_by)
