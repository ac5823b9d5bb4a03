"""Local accounts: an address, a password and a code, asked for together and refused together.

What was wrong is never told, and an address that nobody has is looked at in the same way as one that somebody
has: the same hash is computed, the same codes, the same tries are counted (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from core.errors import ChartbridgeError
from portal.services import passwords, second_factor, sessions, tries
from portal.services.sessions import Rules
from portal.services.tries import By, SignInRefused
from portal.wording import sign_in as words
from storage import AuditEvent, Credential, Person, Storage, Work

METHOD = "local"
_NOBODY = Credential(passwords.DECOY, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
_UNKNOWN = "somebody unknown"


@dataclass(frozen=True)
class Tried:
    """What somebody typed. came_from: their network address. replaces: the session that the browser had."""

    email: str = field(repr=False)
    password: str = field(repr=False)
    code: str = field(repr=False)
    came_from: str = field(repr=False, default="")
    replaces: str = field(repr=False, default="")


@dataclass(frozen=True)
class _Found:
    """Who has the address, None for nobody, and what their tries are compared with."""

    person: Person | None
    credential: Credential


def sign_in(store: Storage, tried: Tried, *, rules: Rules) -> str:
    """What the cookie of a new session has to hold. Raises SignInRefused."""
    proven = prove(store, tried)
    sessions.sign_out(store, tried.replaces)
    with store.begin() as work:
        return sessions.begin(work, proven.person, method=METHOD, rules=rules, wrong=proven.wrong)


@dataclass(frozen=True)
class Proven:
    person: Person
    wrong: int


def prove(store: Storage, tried: Tried) -> Proven:
    """Who they are, proven by both factors; every code counts once. Raises SignInRefused."""
    with store.read() as work:
        there = work.installation.is_there()
        shut = tries.closed_for(work, _by(tried), store.clock()) if there else 0
        found = _find(work, tried.email) if there else _Found(None, _NOBODY)
    if shut:
        raise tries.locked(shut)
    fitted = passwords.fits(found.credential.password, tried.password)
    with store.begin() as work:
        answer = _judged(work, tried, found, fitted=fitted, now=store.clock())
    if isinstance(answer, ChartbridgeError):
        raise answer
    return answer


def _judged(
    work: Work, tried: Tried, found: _Found, *, fitted: bool, now: datetime
) -> Proven | SignInRefused:
    """In one transaction, so that of many who try at once only as many are heard as may be."""
    work.installation.make()
    now_kept = work.credentials.to_try(found.person.id if found.person else "") or _NOBODY
    if shut := tries.closed_for(work, _by(tried), now):
        return tries.locked(shut)
    after = _code_taken(work, now_kept, tried.code, now)
    same = now_kept.password == found.credential.password
    wrong = tries.wrong_so_far(work, _by(tried), now)
    if found.person is None or not fitted or not same or after is None:
        return _refused(work, tried, found.person, now)
    tries.forgive(work, _by(tried))
    work.credentials.keep(found.person.id, _stronger(after, tried.password))
    if after.recovery != now_kept.recovery:
        sessions.tell(work, found.person, AuditEvent.RECOVERY_USED, {"left": len(after.recovery)})
    return Proven(found.person, wrong)


def _find(work: Work, email: str) -> _Found:
    person = work.people.by_email(email)
    kept = work.credentials.of(person.id if person else "")
    return _Found(person, kept or _NOBODY)


def _code_taken(work: Work, kept: Credential, code: str, now: datetime) -> Credential | None:
    """The account after this code was taken, of the app or of recovery; None where it is neither."""
    typed = second_factor.plain(code)
    step = second_factor.step_of(kept.totp, typed, now=now, used=kept.totp_used)
    keyed = work.credentials.keyed(typed)
    left = tuple(each for each in kept.recovery if each != keyed)
    if step:
        return replace(kept, totp_used=step)
    return replace(kept, recovery=left) if len(left) < len(kept.recovery) else None


def _refused(work: Work, tried: Tried, person: Person | None, now: datetime) -> SignInRefused:
    who = person.name if person else _UNKNOWN
    tries.count(work, _by(tried), now, event=AuditEvent.SIGN_IN_REFUSED, who=who)
    return SignInRefused(place=words.PLACE, found=words.WRONG, do=words.WRONG_DO)


def _stronger(kept: Credential, password: str) -> Credential:
    """Hashed anew where the library has become stronger since."""
    outdated = passwords.is_outdated(kept.password)
    return replace(kept, password=passwords.hashed(password)) if outdated else kept


def _by(tried: Tried) -> By:
    return By(tried.email, tried.came_from)
