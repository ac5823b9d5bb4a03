"""What a person does about their own sign-in: other open sessions, password, second step, recovery codes.

For whoever holds the session that is handed in, and for nobody else. What opens an account asks for the
password again, by the same count of tries as the sign-in, and ends every other session of the person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.services import passwords, second_factor, sessions, tries
from portal.services.sessions import Rules, SignedOut
from portal.services.tries import By, SignInRefused
from portal.viewmodels.own_sign_in import OwnSignIn, SessionLine
from portal.wording import own_sign_in as words
from portal.wording import sign_in as sign_in_words
from storage import AuditEvent, Credential, OwnSession, Person, Storage, Work


class OwnSignInRefused(ChartbridgeError):
    """A change of one's own sign-in that was not made, in one sentence."""

    kind: ClassVar[str] = "own_sign_in_refused"


@dataclass(frozen=True)
class Visit:
    """The session that somebody comes with. browser: what only this browser holds."""

    token: str = field(repr=False)
    rules: Rules
    came_from: str = field(repr=False, default="")
    browser: str = field(repr=False, default="")


@dataclass(frozen=True)
class SecondStep:
    """secret, scan: what an authenticator app is told, by hand or by the picture."""

    secret: str = field(repr=False)
    scan: str = field(repr=False)


Change = Callable[[Work, Person, Credential], OwnSignInRefused | None]
"""What is done in the transaction that the password was found to fit in, or why it is not."""


def view(store: Storage, visit: Visit) -> OwnSignIn:
    """Raises SignedOut, as all of these do."""
    with store.read() as work:
        person = person_of(store, work, visit)
        kept = work.credentials.of(person.id)
        lines = tuple(_line(each, visit) for each in _open(store, work, person, visit))
    ordered = sorted(lines, key=lambda line: not line.this)
    return OwnSignIn(person.name, person.email, tuple(ordered), len(kept.recovery) if kept else None)


def end_one(store: Storage, visit: Visit, session: str) -> None:
    """Nothing where it has ended already, or is somebody else's."""
    with store.begin() as work:
        person = person_of(store, work, visit)
        ended = work.sessions.end_own(person.id, session)
        if ended is not None:
            facts = {"count": 1, "device": ended.device}
            sessions.tell(work, person, AuditEvent.OWN_SESSIONS_ENDED, facts)


def end_others(store: Storage, visit: Visit) -> int:
    """How many were ended; this one goes on."""
    with store.begin() as work:
        person = person_of(store, work, visit)
        return _ended_others(store, work, person, visit)


def end_all(store: Storage, visit: Visit) -> int:
    """This one too."""
    with store.begin() as work:
        person = person_of(store, work, visit)
        return sessions.end_all(work, person, by=person.name)


def change_password(store: Storage, visit: Visit, *, old: str, new: str, again: str) -> None:
    """Raises SignInRefused where the old one does not fit, OwnSignInRefused where the new one will not do."""
    with store.read() as work:
        known = _known(work, person_of(store, work, visit))
    if wrong := passwords.problem(new, again, known=known):
        raise _refused(wrong, sign_in_words.ANOTHER)
    if new == old:
        raise _refused(words.SAME, sign_in_words.ANOTHER)
    hashed = passwords.hashed(new)

    def change(work: Work, person: Person, kept: Credential) -> None:
        work.credentials.keep(person.id, replace(kept, password=hashed))
        sessions.tell(work, person, AuditEvent.PHRASE_CHANGED, {})
        _ended_others(store, work, person, visit)

    _with_password(store, visit, old, change)


def second_step(store: Storage, visit: Visit) -> SecondStep:
    """The new one that this browser is offered; the same until the second step changes."""
    with store.read() as work:
        person = person_of(store, work, visit)
        secret = _offered(work, person, credential_of(work, person), visit)
    return SecondStep(secret, second_factor.address_of(secret, person.email))


def renew_second_step(store: Storage, visit: Visit, *, password: str, code: str) -> tuple[str, ...]:
    """New recovery codes, since the old ones go with the old app. code: of the new app."""
    codes = second_factor.new_codes()

    def renew(work: Work, person: Person, kept: Credential) -> OwnSignInRefused | None:
        secret, now = _offered(work, person, kept, visit), store.clock()
        step = second_factor.step_of(secret, second_factor.plain(code), now=now, used=0)
        if not step:
            return _refused(sign_in_words.WRONG_CODE, sign_in_words.TRY_CODE)
        recovery = work.credentials.keyed_all(codes)
        work.credentials.keep(person.id, Credential(kept.password, secret, step, recovery))
        sessions.tell(work, person, AuditEvent.SECOND_STEP_RENEWED, {})
        _ended_others(store, work, person, visit)
        return None

    _with_password(store, visit, password, renew)
    return codes


def renew_codes(store: Storage, visit: Visit, *, password: str) -> tuple[str, ...]:
    """The old ones are worth nothing from then on."""
    codes = second_factor.new_codes()

    def renew(work: Work, person: Person, kept: Credential) -> None:
        recovery = work.credentials.keyed_all(codes)
        work.credentials.keep(person.id, replace(kept, recovery=recovery))
        sessions.tell(work, person, AuditEvent.RECOVERY_RENEWED, {})

    _with_password(store, visit, password, renew)
    return codes


def _with_password(store: Storage, visit: Visit, password: str, change: Change) -> None:
    """Makes the change once the password fits. Comparing takes a while, and no transaction waits for it."""
    with store.read() as work:
        person = person_of(store, work, visit)
        before = credential_of(work, person)
        if shut := tries.closed_for(work, By(person.email, visit.came_from), store.clock()):
            raise tries.locked(shut)
    fitted = passwords.fits(before.password, password)
    with store.begin() as work:
        person = person_of(store, work, visit)
        kept = work.credentials.to_try(person.id) or before
        same = kept.password == before.password
        refused = _judged(store, work, person, visit, fitted=fitted and same) or change(work, person, kept)
    if refused is not None:
        raise refused


def _judged(
    store: Storage, work: Work, person: Person, visit: Visit, *, fitted: bool
) -> SignInRefused | None:
    """In one transaction with what follows, so that of many tries at once only as many count as may be."""
    by, now = By(person.email, visit.came_from), store.clock()
    if shut := tries.closed_for(work, by, now):
        return tries.locked(shut)
    if fitted:
        tries.forgive(work, by)
        return None
    tries.count(work, by, now, event=AuditEvent.PHRASE_REFUSED, who=person.name)
    return SignInRefused(place=words.PLACE, found=words.WRONG, do=words.WRONG_DO)


def person_of(store: Storage, work: Work, visit: Visit) -> Person:
    """Whose session it is. Raises SignedOut."""
    row = work.sessions.find(visit.token) if visit.token else None
    if row is None or not sessions.is_open(row, store.clock(), visit.rules):
        raise SignedOut
    return work.people.get(row.person)


def credential_of(work: Work, person: Person) -> Credential:
    """Raises OwnSignInRefused for whoever signs in elsewhere."""
    kept = work.credentials.of(person.id)
    if kept is None:
        raise _refused(words.ELSEWHERE, words.ELSEWHERE_DO)
    return kept


def _open(store: Storage, work: Work, person: Person, visit: Visit) -> list[OwnSession]:
    now = store.clock()
    mine = work.sessions.of_person(person.id)
    return [each for each in mine if sessions.is_open(each.row, now, visit.rules)]


def _line(each: OwnSession, visit: Visit) -> SessionLine:
    this = each.is_of(visit.token)
    return SessionLine(each.id, each.device, each.row.made_at, each.row.seen_at, this)


def _ended_others(store: Storage, work: Work, person: Person, visit: Visit) -> int:
    others = [each for each in _open(store, work, person, visit) if not each.is_of(visit.token)]
    work.sessions.end_others(person.id, keeping=visit.token)
    if others:
        sessions.tell(work, person, AuditEvent.OWN_SESSIONS_ENDED, {"count": len(others)})
    return len(others)


def _offered(work: Work, person: Person, kept: Credential, visit: Visit) -> str:
    """Its own for every browser and for every second step that it follows on."""
    material = work.credentials.second_factor(f"{person.id} after {kept.totp}", visit.browser)
    return second_factor.secret_of(material)


def _known(work: Work, person: Person) -> tuple[str, ...]:
    """What others would try first."""
    theirs = work.memberships.of_person(person.id)
    clinics = (work.projects.get(each.project).name for each in theirs)
    return (person.name, person.email, *clinics)


def _refused(found: str, do: str) -> OwnSignInRefused:
    return OwnSignInRefused(place=words.PLACE, found=found, do=do)
