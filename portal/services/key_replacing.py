"""Another signing key for a person who forgot the passphrase of theirs (law 9, ADR 66).

Only for the person themselves, who has just proven who they are; what counts as proof is told by who calls.
Nothing that was signed changes. Where somebody else could be behind it, the new key signs from a day later,
so that those who rely on signatures read of it first.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from core.readiness import Signer
from portal.permissions import Action, Actor, authorise
from portal.services import key_doubts
from portal.services.confirming import SigningRefused
from portal.services.installation_keys import root
from portal.services.key_doubts import WAIT, Doubt, How, Proof
from portal.services.passphrases import problem, secret_of
from portal.services.people import names
from portal.services.readiness_papers import whole_seconds
from portal.wording import signing as words
from reports.signing import from_stored, issue_person, to_stored
from storage import AuditEvent, Membership, Replacing, Storage, Work


def replace_alone(
    store: Storage, actor: Actor, project: str, *, passphrase: str, again: str, signs_in: bool = False
) -> datetime:
    """Where nobody signs in: the new key waits. From when it signs. Raises Forbidden, SigningRefused.

    signs_in: whether its people do, and so have to prove who they are.
    """
    check(store, actor, project, passphrase=passphrase, again=again)
    with store.begin() as work:
        if signs_in or names(work, project):
            raise _refused(words.PROVE_FIRST, words.PROVE_FIRST_DO)
        proof = Proof(How.ALONE, Doubt.ALONE)
        return replaced(work, actor, project, passphrase=passphrase, proof=proof, now=store.clock())


def check(store: Storage, actor: Actor, project: str, *, passphrase: str, again: str) -> None:
    """What can be refused before anybody proves anything. Raises Forbidden, SigningRefused."""
    authorise(actor, Action.SIGN_DOCUMENT, project)
    if amiss := problem(passphrase, again):
        raise _refused(amiss, words.PHRASE_DO)
    with store.read() as work:
        if work.signing_keys.of_person(project, actor.name, actor.role.value) is None:
            raise _refused(words.NO_KEY, words.NO_KEY_DO)


def replaced(
    work: Work, actor: Actor, project: str, *, passphrase: str, proof: Proof, now: datetime
) -> datetime:
    """Replaces the key in the transaction that is open; from when the new one signs.

    Raises SigningRefused where there is none to replace.
    """
    role = Signer(actor.role.value)
    held = work.signing_keys.to_try(project, actor.name, role.value)
    if held is None:
        raise _refused(words.NO_KEY, words.NO_KEY_DO)
    at = whole_seconds(now, ZoneInfo("UTC"))
    holds_from = at + WAIT if proof.doubt else at
    above = root(work, project, by=actor.name, at=at)
    key = issue_person(
        above.key,
        root_secret=above.secret,
        name=actor.name,
        role=role,
        secret=secret_of(passphrase),
        at=holds_from,
    )
    old, new = (from_stored(held.content).certified.certificate, key.certified.certificate)
    what = Replacing(actor.name, role.value, old, holds_from, proof.how, proof.doubt, proof.by)
    facts = {"old": digest(old), "new": digest(new)}
    work.signing_keys.replace_of_person(project, what, content=to_stored(key), facts=facts)
    return holds_from


def proof_of(work: Work, member: Membership, *, how: How, now: datetime) -> Proof:
    """For a person who has just proven it: could somebody else be behind it? Raises SigningRefused."""
    held = work.signing_keys.of_person(member.project, member.name, member.role)
    if held is None:
        raise _refused(words.NO_KEY, words.NO_KEY_DO)
    waits = now < from_stored(held.content).certified.holds_from
    return key_doubts.of_next(work, member, how=how, made_at=held.made_at, waits=waits)


def tell_refused(store: Storage, actor: Actor, project: str) -> None:
    """A try that was not proven, where those of the project read it."""
    with store.begin() as work:
        work.audit.append(project, AuditEvent.KEY_REFUSED, actor.name, {"role": actor.role.value})


def digest(certificate: bytes) -> str:
    """SHA-256 of the DER certificate, hex."""
    return hashlib.sha256(certificate).hexdigest()


def _refused(found: str, do: str) -> SigningRefused:
    return SigningRefused(place="passphrase", found=found, do=do)
