"""The people of a project: who is here, and every change of it, with a reason and an event (law 8)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.permissions import Action, Actor, Forbidden, Grant, Post, Role, allowed, authorise
from portal.services import sessions
from portal.wording import people as words
from storage import (
    INSTALLATION,
    AuditEvent,
    GrantGiven,
    Invited,
    Membership,
    Person,
    Storage,
    Work,
    folded,
)

OPEN_FOR = timedelta(days=7)
FOUNDER_FOR = timedelta(days=1)
_TERMINAL = "Somebody at the terminal"
_LONGEST = 254
_LONGEST_REASON = 500


class PeopleRefused(ChartbridgeError):
    """A change of people that was not made, in one sentence."""

    kind: ClassVar[str] = "people_refused"


@dataclass(frozen=True)
class Named:
    """Somebody of a project, as papers and lists call them."""

    name: str
    role: str


def names(work: Work, project: str) -> tuple[Named, ...]:
    """Everybody of the project, in the order in which they came; nobody where there is no sign-in."""
    return tuple(Named(each.name, each.role) for each in work.memberships.of_project(project))


def actor_in(work: Work, person: str, project: str) -> Actor | None:
    """What somebody is in a project now, its grants and an emergency's included; None for a stranger."""
    found = work.memberships.find(project, person)
    if found is None:
        return None
    given = {Grant(each.grant) for each in found.grants}
    if work.break_glass.is_open(project, person):
        given.add(Grant.CHARTS)
    post = Post(found.post) if found.post else None
    return Actor(found.name, Role(found.role), frozenset(given), post, project)


def invite_founder(store: Storage, email: str) -> str:
    """The token of a link for the first owner, asked for at the terminal. Raises PeopleRefused.

    For somebody who is here already, a way back into their account: whoever has the terminal has the key.
    """
    _check_email(email)
    with store.begin() as work:
        work.installation.make()
        known = work.people.by_email(email)
        if known is None and work.people.anybody():
            raise _refused(words.NOT_FIRST, words.NOT_FIRST_DO)
        renews = known.id if known else ""
        what = Invited(INSTALLATION, email, Role.OWNER.value, by=_TERMINAL, renews=renews)
        return _invited(work, what, FOUNDER_FOR)


def reopen(store: Storage, actor: Actor, project: str, person: str) -> str:
    """The token of a link for somebody of this project alone who lost phone, codes or password.

    Whoever is in another project too is helped at the terminal: an owner of one project could otherwise get
    into another by it.
    """
    authorise(actor, Action.GRANT, project)
    with store.begin() as work:
        now, _ = _to_change(work, project, person)
        if len(work.memberships.of_person(person)) > 1:
            raise _refused(words.ELSEWHERE_TOO, words.ELSEWHERE_TOO_DO)
        email = work.people.get(person).email
        what = Invited(project, email, now.role, now.post, actor.name, renews=person)
        return _invited(work, what, FOUNDER_FOR)


def invite(store: Storage, actor: Actor, project: str, *, email: str, role: str, post: str = "") -> str:
    """The token of a link that works once. An earlier open invitation of the address is taken back."""
    authorise(actor, Action.INVITE, project)
    if not role:
        raise _refused(words.NO_ROLE, words.NO_ROLE_DO)
    if role not in roles_to_invite(actor):
        raise _refused(words.NOT_OWNER, words.LAST_OWNER_DO)
    _check_email(email)
    with store.begin() as work:
        work.installation.make()
        known = work.people.by_email(email)
        if known is not None and work.memberships.find(project, known.id) is not None:
            raise _refused(words.ALREADY, words.ALREADY_DO)
        post = Post(post).value if post and role == Role.VENDOR else ""
        return _invited(work, Invited(project, email, Role(role).value, post, actor.name), OPEN_FOR)


def withdraw(store: Storage, actor: Actor, project: str, invitation: str) -> None:
    authorise(actor, Action.INVITE, project)
    with store.begin() as work:
        found = [each for each in work.invitations.of_project(project) if each.id == invitation]
        if found and found[0].is_open(store.clock()):
            work.invitations.withdraw(found[0], by=actor.name)


def roles_to_invite(actor: Actor) -> tuple[str, ...]:
    """An owner is invited by an owner only: the champion could otherwise become one."""
    everybody = allowed(actor, Action.GRANT)
    return tuple(role.value for role in Role if everybody or role is not Role.OWNER)


def change_role(
    store: Storage,
    actor: Actor,
    project: str,
    person: str,
    role: str,
    *,
    reason: str,
    seen: int,
    post: str = "",
) -> None:
    """Rights beyond the old role are taken back with it, so that none outlives what it was given for."""
    authorise(actor, Action.GRANT, project)
    _check_reason(reason)
    with store.begin() as work:
        now, everybody = _to_change(work, project, person)
        if (now.role, now.post) == (role, post):
            raise _refused(words.SAME_ROLE, words.NOTHING_TO_DO)
        if role != Role.OWNER:
            _check_owner_left(now, everybody)
        kept = Post(post).value if post and role == Role.VENDOR else ""
        changed = replace(now, role=Role(role).value, post=kept, grants=())
        facts = {"from": now.role, "role": changed.role, "reason": reason}
        work.memberships.change(changed, AuditEvent.ROLE_CHANGED, by=actor.name, facts=facts, saw=seen)


def give(
    store: Storage, actor: Actor, project: str, person: str, grant: str, *, reason: str, seen: int
) -> None:
    """A right beyond the role, dated, with who gave it and why."""
    authorise(actor, Action.GRANT, project)
    _check_reason(reason)
    with store.begin() as work:
        now, _ = _to_change(work, project, person)
        if any(each.grant == grant for each in now.grants):
            raise _refused(words.HAS_GRANT, words.NOTHING_TO_DO)
        given = GrantGiven(Grant(grant).value, actor.name, reason, store.clock())
        changed = replace(now, grants=(*now.grants, given))
        facts = {"grant": given.grant, "reason": reason}
        work.memberships.change(changed, AuditEvent.RIGHT_GRANTED, by=actor.name, facts=facts, saw=seen)


def take_back(
    store: Storage, actor: Actor, project: str, person: str, grant: str, *, reason: str, seen: int
) -> None:
    authorise(actor, Action.GRANT, project)
    _check_reason(reason)
    with store.begin() as work:
        now, _ = _to_change(work, project, person)
        left = tuple(each for each in now.grants if each.grant != grant)
        if len(left) == len(now.grants):
            raise _refused(words.NO_GRANT, words.NOTHING_TO_DO)
        facts = {"grant": grant, "reason": reason}
        event = AuditEvent.RIGHT_TAKEN_BACK
        work.memberships.change(replace(now, grants=left), event, by=actor.name, facts=facts, saw=seen)


def remove(store: Storage, actor: Actor, project: str, person: str, *, reason: str, seen: int) -> None:
    """Out of this project, from the next click on; what they did stays under their name."""
    authorise(actor, Action.GRANT, project)
    _check_reason(reason)
    with store.begin() as work:
        now, everybody = _to_change(work, project, person)
        _check_owner_left(now, everybody)
        work.memberships.leave(now, by=actor.name, reason=reason, saw=seen)


def sign_out_everywhere(store: Storage, actor: Actor, project: str, person: str) -> int:
    """How many sessions were ended: of somebody of this project, wherever else they are too."""
    authorise(actor, Action.GRANT, project)
    with store.begin() as work:
        _to_change(work, project, person)
        return sessions.end_all(work, work.people.get(person), by=actor.name)


def start_project(store: Storage, person: Person, name: str) -> str:
    """The id of a new project, whose owner this person is. Raises Forbidden."""
    with store.begin() as work:
        if not may_start(work, person.id):
            raise Forbidden(Actor(person.name, Role.AUDITOR), Action.START_PROJECT)
        project = work.projects.create(name, by=person.name).id
        member = Membership(project, person.id, person.name, Role.OWNER.value)
        work.memberships.join(member, by=person.name, facts={})
        return project


def may_start(work: Work, person: str) -> bool:
    """The first person of this installation, and whoever owns a project."""
    owns = (each.role == Role.OWNER for each in work.memberships.of_person(person))
    return any(owns) or work.people.is_founder(person)


def _invited(work: Work, what: Invited, lasting: timedelta) -> str:
    now = work.invitations.now()
    for each in work.invitations.of_project(what.project):
        if each.is_open(now) and each.what.email == folded(what.email):
            work.invitations.withdraw(each, by=what.by)
    token = secrets.token_urlsafe(32)
    work.invitations.make(what, token=token, until=now + lasting)
    return token


def _to_change(work: Work, project: str, person: str) -> tuple[Membership, Sequence[Membership]]:
    everybody = work.memberships.to_change(project)
    found = [each for each in everybody if each.person == person]
    if not found:
        raise _refused(words.NO_SUCH, words.LOOK)
    return found[0], everybody


def _check_owner_left(now: Membership, everybody: Sequence[Membership]) -> None:
    owners = [each for each in everybody if each.role == Role.OWNER]
    if now.role == Role.OWNER and len(owners) == 1:
        raise _refused(words.LAST_OWNER, words.LAST_OWNER_DO)


def _check_email(email: str) -> None:
    name, _, place = email.strip().rpartition("@")
    spaced = any(letter.isspace() for letter in email.strip())
    if not name or "." not in place or "@" in name or spaced or len(email) > _LONGEST:
        raise _refused(words.NO_EMAIL, words.LOOK_AT_IT)


def _check_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise _refused(words.NO_REASON, words.NO_REASON_DO)


def _refused(found: str, do: str) -> PeopleRefused:
    return PeopleRefused(place=words.PLACE, found=found, do=do)
