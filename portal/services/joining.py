"""From an invitation's link to a person in a project: a new account, or one that is there already.

The link is proof that somebody was invited, and it works once; whoever has an account proves it as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.services import accounts, passwords, second_factor, sessions
from portal.services.accounts import METHOD, Tried
from portal.services.sessions import Rules
from portal.wording import sign_in as words
from storage import INSTALLATION, AuditEvent, Credential, Invitation, Membership, Person, Storage, Work

LONGEST_NAME = 80


class JoiningRefused(ChartbridgeError):
    """An invitation that was not accepted; it stays open unless it never was."""

    kind: ClassVar[str] = "joining_refused"


@dataclass(frozen=True)
class Welcome:
    """What the page of an open invitation says. known: whether its address has an account already.

    project: its name, "" for the first owner. scan: what the authenticator app scans. renews: whether it is
    the way back into an account.
    """

    email: str = field(repr=False)
    role: str
    project: str
    known: bool
    secret: str = field(repr=False, default="")
    scan: str = field(repr=False, default="")
    renews: bool = False


@dataclass(frozen=True)
class Joining:
    """What somebody typed to make their account. browser: as for `welcome`."""

    name: str = field(repr=False)
    password: str = field(repr=False)
    again: str = field(repr=False)
    code: str = field(repr=False)
    browser: str = field(repr=False, default="")


@dataclass(frozen=True)
class Joined:
    """token: of their first session. codes: the recovery codes, shown this once."""

    token: str = field(repr=False)
    codes: tuple[str, ...] = field(repr=False, default=())


def welcome(store: Storage, token: str, *, browser: str = "") -> Welcome:
    """Raises JoiningRefused where the link leads to no open invitation.

    browser: what only this browser holds; the second factor that it is offered is its own.
    """
    with store.read() as work:
        there = work.installation.is_there()
        invitation = _open(work.invitations.find(token) if there else None, store.clock())
        what = invitation.what
        known = not what.renews and work.people.by_email(what.email) is not None
        secret = _secret(work, invitation, browser)
        scan = second_factor.address_of(secret, what.email)
        told = (_clinic(work, what.project), known, secret, scan)
        return Welcome(what.email, what.role, *told, renews=bool(what.renews))


def make_account(store: Storage, token: str, joining: Joining, *, rules: Rules, replaces: str = "") -> Joined:
    """A new person with an account, who is in the project from now on. Raises JoiningRefused.

    Or somebody's account made anew: the old password, phone, codes and sessions are worth nothing then.
    """
    _check_words(store, token, joining)
    kept = passwords.hashed(joining.password)
    sessions.sign_out(store, replaces)
    with store.begin() as work:
        invitation = _open(work.invitations.to_use(token), store.clock())
        what = invitation.what
        secret = _secret(work, invitation, joining.browser)
        step = _proven_step(secret, joining.code, store.clock())
        person = _returning(work, invitation) if what.renews else _newcomer(work, invitation, joining.name)
        codes = second_factor.new_codes()
        recovery = work.credentials.keyed_all(codes)
        work.credentials.keep(person.id, Credential(kept, secret, step, recovery))
        sessions.tell(work, person, AuditEvent.ACCOUNT_MADE, {})
        return Joined(sessions.begin(work, person, method=METHOD, rules=rules), codes)


def _newcomer(work: Work, invitation: Invitation, name: str) -> Person:
    what = invitation.what
    if work.people.by_email(what.email) is not None:
        raise no_invitation()
    person = work.people.add(tidy(name), what.email, founder=what.project == INSTALLATION)
    join(work, invitation, person)
    return person


def leads_back(work: Work, invitation: Invitation) -> bool:
    """Asked when the link is used: whoever is in another project by now was let in by no owner of that one.

    The terminal's leads back whatever somebody is in.
    """
    what = invitation.what
    theirs = {each.project for each in work.memberships.of_person(what.renews)}
    return what.project == INSTALLATION or theirs == {what.project}


def _returning(work: Work, invitation: Invitation) -> Person:
    if not leads_back(work, invitation):
        raise _refused(words.MOVED_ON, words.MOVED_ON_DO)
    person = work.people.get(invitation.what.renews)
    work.invitations.use(invitation)
    sessions.end_all(work, person, by=person.name)
    return person


def join_with_account(store: Storage, token: str, tried: Tried, *, rules: Rules) -> Joined:
    """Somebody who has an account joins one more project with it. Raises JoiningRefused, SignInRefused."""
    invited = welcome(store, token)
    proven = accounts.prove(store, Tried(invited.email, tried.password, tried.code, tried.came_from))
    sessions.sign_out(store, tried.replaces)
    with store.begin() as work:
        join(work, _open(work.invitations.to_use(token), store.clock()), proven.person)
        return Joined(sessions.begin(work, proven.person, method=METHOD, rules=rules))


def join(work: Work, invitation: Invitation, person: Person) -> None:
    """The person is in what they were invited to, and the link is used. For any way of signing in."""
    work.invitations.use(invitation)
    what = invitation.what
    for project in _projects_of(work, invitation):
        facts = {"invited_by": what.by}
        join_project(work, Membership(project, person.id, person.name, what.role, what.post), facts=facts)


def join_project(work: Work, asked: Membership, *, facts: Mapping[str, str]) -> None:
    """Under a name that nobody else has there; nothing for somebody who is in it already."""
    if work.memberships.find(asked.project, asked.person) is None:
        name = _name_in(work, asked)
        work.memberships.join(replace(asked, name=name), by=name, facts=facts)


def _projects_of(work: Work, invitation: Invitation) -> tuple[str, ...]:
    """Of the first owner: every project that nobody is in yet."""
    if invitation.what.project != INSTALLATION:
        return (invitation.what.project,)
    readable = (row.id for row in work.projects.all() if row.readable)
    return tuple(project for project in readable if not work.memberships.of_project(project))


def _name_in(work: Work, asked: Membership) -> str:
    """Names stand for people in a project's papers and journals, so no two are ever called the same there:
    what somebody did who has left is not to become a newcomer's. Whoever comes back has their own name.
    """
    others = (*work.memberships.to_change(asked.project), *work.memberships.who_left(asked.project))
    taken = {each.name.casefold() for each in others if each.person != asked.person}
    number, name = 1, asked.name
    while name.casefold() in taken:
        number += 1
        name = f"{asked.name} {number}"
    return name


def _open(invitation: Invitation | None, now: datetime) -> Invitation:
    if invitation is None or not invitation.is_open(now):
        raise no_invitation()
    return invitation


def _check_words(store: Storage, token: str, joining: Joining) -> None:
    invited = welcome(store, token)
    if not invited.renews and not tidy(joining.name):
        raise _refused(words.NO_NAME, "")
    known = (joining.name, invited.email, invited.project)
    if wrong := passwords.problem(joining.password, joining.again, known=known):
        raise _refused(wrong, words.ANOTHER)


def _secret(work: Work, invitation: Invitation, browser: str) -> str:
    return second_factor.secret_of(work.credentials.second_factor(invitation.id, browser))


def _proven_step(secret: str, code: str, now: datetime) -> int:
    step = second_factor.step_of(secret, second_factor.plain(code), now=now, used=0)
    if not step:
        raise _refused(words.WRONG_CODE, words.TRY_CODE)
    return step


def tidy(name: str) -> str:
    """One form of a name, without marks that cannot be seen and could make it look like another."""
    seen = "".join(each for each in unicodedata.normalize("NFC", name) if each.isprintable())
    return " ".join(seen.split())[:LONGEST_NAME]


def _clinic(work: Work, project: str) -> str:
    return "" if project == INSTALLATION else work.projects.get(project).name


def no_invitation() -> JoiningRefused:
    return _refused(words.NO_INVITATION, words.NO_INVITATION_DO)


def _refused(found: str, do: str) -> JoiningRefused:
    return JoiningRefused(place=words.INVITATION, found=found, do=do)
