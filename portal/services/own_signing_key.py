"""A person replaces their own signing key: whoever holds the session that is handed in, and nobody else.

Both factors are asked for again, by the same count of tries as the sign-in, so neither is a way round the
other. Where a provider keeps them, the door has just had it ask the person anew (ADR 66).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from portal.permissions import Action, Actor, authorise
from portal.services import accounts, key_replacing, people, refusals
from portal.services.accounts import Tried
from portal.services.confirming import SigningRefused
from portal.services.entry import NotHere
from portal.services.key_doubts import How
from portal.services.own_sign_in import Visit, credential_of, person_of
from portal.services.passphrases import secret_of
from portal.services.tries import SignInRefused
from portal.viewmodels.own_sign_in import OwnSigningKey
from portal.wording import sign_in as sign_in_words
from portal.wording import signing as words
from storage import Membership, Storage, Work

PROVEN_FOR = timedelta(minutes=10)
"""How long a provider's word that it has just asked somebody anew is worth something."""


@dataclass(frozen=True)
class Typed:
    """passphrase, again: the new one. password, code: of the account; empty where a provider keeps them."""

    passphrase: str = field(repr=False)
    again: str = field(repr=False)
    password: str = field(repr=False, default="")
    code: str = field(repr=False, default="")


def view(store: Storage, visit: Visit, project: str) -> OwnSigningKey:
    """Raises SignedOut, NotHere, Forbidden, as all of these do."""
    member, actor = _who(store, visit, project)
    with refusals.noted(store, actor.name, project):
        authorise(actor, Action.SIGN_DOCUMENT, project)
    with store.read() as work:
        made = work.signing_keys.of_person(project, member.name, member.role) is not None
        return OwnSigningKey(work.projects.get(project).name, member.name, member.role, made)


def replace_by_account(store: Storage, visit: Visit, project: str, typed: Typed) -> datetime:
    """From when the new key signs. Raises SigningRefused, SignInRefused, OwnSignInRefused too."""
    _, actor = _who(store, visit, project)
    _check(store, actor, project, typed)
    if secret_of(typed.password) == secret_of(typed.passphrase):
        raise SigningRefused(place="passphrase", found=words.SAME_AS_SIGN_IN, do=words.PHRASE_DO)
    with store.read() as work:
        person = person_of(store, work, visit)
        credential_of(work, person)
    try:
        accounts.prove(store, Tried(person.email, typed.password, typed.code, visit.came_from))
    except SignInRefused as refused:
        if refused.found == sign_in_words.WRONG:
            key_replacing.tell_refused(store, actor, project)
        raise
    return _replaced(store, visit, project, typed, How.ACCOUNT)


def replace_by_provider(store: Storage, visit: Visit, project: str, typed: Typed) -> datetime:
    """For a session that the provider has just vouched for anew, which the door has made sure of.

    Each such session replaces one key, whatever a browser still carries after it.
    """
    _, actor = _who(store, visit, project)
    _check(store, actor, project, typed)
    return _replaced(store, visit, project, typed, How.PROVIDER)


def _check(store: Storage, actor: Actor, project: str, typed: Typed) -> None:
    """Before a code is used up."""
    with refusals.noted(store, actor.name, project):
        key_replacing.check(store, actor, project, passphrase=typed.passphrase, again=typed.again)


def _replaced(store: Storage, visit: Visit, project: str, typed: Typed, how: How) -> datetime:
    """Who they are is looked at again in the transaction that replaces the key."""
    with store.begin() as work:
        member, actor = _who_in(store, work, visit, project)
        authorise(actor, Action.SIGN_DOCUMENT, project)
        now = store.clock()
        if how is How.PROVIDER and not work.errands.spend(f"anew {visit.token}", until=now + PROVEN_FOR):
            raise SigningRefused(place="passphrase", found=words.PROOF_USED, do=words.PROOF_USED_DO)
        proof = key_replacing.proof_of(work, member, how=how, now=now)
        return key_replacing.replaced(work, actor, project, passphrase=typed.passphrase, proof=proof, now=now)


def _who(store: Storage, visit: Visit, project: str) -> tuple[Membership, Actor]:
    with store.read() as work:
        return _who_in(store, work, visit, project)


def _who_in(store: Storage, work: Work, visit: Visit, project: str) -> tuple[Membership, Actor]:
    person = person_of(store, work, visit)
    member = work.memberships.find(project, person.id)
    actor = people.actor_in(work, person.id, project)
    if member is None or actor is None:
        raise NotHere
    return member, actor
