"""From what a provider vouches for to a session: who it is, and whether anybody invited them (ADR 34).

A person is found by issuer and subject and by nothing else. An address leads to an invitation only, once,
and only where the provider says that it was confirmed; else an address that changes hands would open records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.services import joining, provider_roles, sessions
from portal.services.provider_roles import ByClaim, Claimed
from portal.services.sessions import Rules
from portal.wording import provider as words
from portal.wording import sign_in as sign_in_words
from storage import INSTALLATION, AuditEvent, Holder, Identity, Invitation, Person, Storage, Work

METHOD = "oidc"
_UNKNOWN = "somebody unknown"


class ProviderRefused(ChartbridgeError):
    """A sign-in through the provider that led to no session."""

    kind: ClassVar[str] = "provider_refused"

    def __init__(self, found: str, do: str, *, provider: str) -> None:
        super().__init__(place=sign_in_words.PLACE, found=found.format(provider=provider), do=do)


@dataclass(frozen=True)
class Vouched:
    """What a provider said of somebody, proven to be said by it, here and now.

    email: "" where it did not confirm one. says: the values of the claim that roles come from.
    nonce: of this one sign-in. until: when that would have ended by itself.
    """

    holder: Holder
    provider: str
    email: str = field(repr=False)
    name: str = field(repr=False)
    says: frozenset[str]
    nonce: str = field(repr=False)
    until: datetime


def enter(
    store: Storage, vouched: Vouched, *, rules: Rules, by_claim: ByClaim | None = None, replaces: str = ""
) -> str:
    """What the cookie of a new session has to hold. Raises ProviderRefused.

    replaces: the session that the browser had.
    """
    with store.begin() as work:
        answer = _entered(work, vouched, by_claim)
        if isinstance(answer, ProviderRefused):
            work.audit.append(INSTALLATION, AuditEvent.SIGN_IN_REFUSED, _UNKNOWN, {})
    if isinstance(answer, ProviderRefused):
        raise answer
    sessions.sign_out(store, replaces)
    with store.begin() as work:
        return sessions.begin(work, answer, method=METHOD, rules=rules)


def _entered(work: Work, vouched: Vouched, by_claim: ByClaim | None) -> Person | ProviderRefused:
    """In one transaction, which is kept where it ends in a refusal too: a role that was lost stays lost."""
    work.installation.make()
    bound = work.identities.to_bind(vouched.holder)
    if not work.errands.spend(vouched.nonce, until=vouched.until):
        return _refused(vouched, words.REPLAYED, words.STALE_DO)
    invited = _invitations(work, vouched.email)
    claimed = provider_roles.claimed(work, vouched.says, by_claim) if by_claim else None
    person = _person(work, vouched, bound, invited, claimed=claimed)
    if isinstance(person, ProviderRefused):
        return person
    now = bound or Identity(person.id)
    work.identities.bind(vouched.holder, now)
    _join_all(work, person, vouched, invited)
    if claimed is not None:
        work.identities.bind(vouched.holder, provider_roles.follow(work, person, now, claimed))
    if bound is None:
        sessions.tell(work, person, AuditEvent.IDENTITY_BOUND, {})
    if claimed is not None and not person.founder and not work.memberships.of_person(person.id):
        return _refused(vouched, words.NO_ROLE, words.NO_ROLE_DO)
    return person


def _person(
    work: Work,
    vouched: Vouched,
    bound: Identity | None,
    invited: tuple[Invitation, ...],
    *,
    claimed: Claimed | None,
) -> Person | ProviderRefused:
    if bound is not None:
        return work.people.get(bound.person)
    return _newcomer(work, vouched, invited, claimed=claimed)


def _invitations(work: Work, email: str) -> tuple[Invitation, ...]:
    """Every open one of this address, the first owner's before others."""
    if not email:
        return ()
    projects = (INSTALLATION, *(row.id for row in work.projects.all() if row.readable))
    return tuple(each for project in projects for each in work.invitations.open_to(email, project))


def _newcomer(
    work: Work, vouched: Vouched, invited: tuple[Invitation, ...], *, claimed: Claimed | None
) -> Person | ProviderRefused:
    """Somebody whom no identity leads to: new here, or invited back to what they were."""
    if not vouched.email:
        return _refused(vouched, words.NOT_VERIFIED, words.NOT_VERIFIED_DO)
    known = work.people.by_email(vouched.email)
    if known is not None:
        return _returning(work, vouched, known, invited)
    if not invited and claimed is None:
        return _refused(vouched, words.NOT_INVITED, words.NOT_INVITED_DO)
    if not invited and claimed is not None and claimed.role is None:
        return _refused(vouched, words.NO_ROLE, words.NO_ROLE_DO)
    founder = any(each.what.project == INSTALLATION for each in invited)
    return work.people.add(_name(vouched), vouched.email, founder=founder)


def _returning(
    work: Work, vouched: Vouched, known: Person, invited: tuple[Invitation, ...]
) -> Person | ProviderRefused:
    """Their address alone is not enough: an owner, or whoever has the terminal, has made a way back."""
    ways = [each for each in invited if each.what.renews == known.id and joining.leads_back(work, each)]
    if not ways:
        return _refused(vouched, words.OTHERS, words.OTHERS_DO)
    for each in ways:
        work.invitations.use(each)
    sessions.end_all(work, known, by=known.name)
    return known


def _join_all(work: Work, person: Person, vouched: Vouched, invited: tuple[Invitation, ...]) -> None:
    """What their address is invited to, unless it is somebody else's here."""
    owner = work.people.by_email(vouched.email) if vouched.email else None
    if owner is not None and owner.id != person.id:
        return
    for each in invited:
        if not each.what.renews:
            joining.join(work, each, person)


def _name(vouched: Vouched) -> str:
    return joining.tidy(vouched.name) or vouched.email.partition("@")[0]


def _refused(vouched: Vouched, found: str, do: str) -> ProviderRefused:
    return ProviderRefused(found, do, provider=vouched.provider)
