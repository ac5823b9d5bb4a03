"""Signing by people, each with a passphrase that only they know, entered for each signature (law 9, ADR 16).

A wrong passphrase is counted and told in the trail before anything else happens, in the same transaction
that looked at the key: two windows cannot try at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import ClassVar
from zoneinfo import ZoneInfo

from core.errors import ChartbridgeError
from core.readiness import Signer
from portal.permissions import Action, Actor, authorise
from portal.services.installation_keys import root, roots
from portal.services.overview import newest_run
from portal.services.passphrases import closed_for, problem, secret_of, with_another
from portal.services.readiness_papers import whole_seconds
from portal.services.turns import refused_to_sign, signer_of
from portal.wording import signing as words
from reports.signing import (
    CannotSign,
    KeyStaysLocked,
    SealedKey,
    from_stored,
    issue_person,
    to_stored,
)
from reports.signing import sign as signature_on
from storage import Asked, AuditEvent, FinancesRow, IssuedRow, Readiness, StepKind, Storage, Work
from storage import readiness_steps as steps

METHOD = "passphrase"
"""How a person confirms who they are; printed in the document."""


class SigningRefused(ChartbridgeError):
    """A signature or a key that was not made, in one sentence."""

    kind: ClassVar[str] = "signing_refused"


@dataclass(frozen=True)
class No:
    """A signature that was not made. why: the word for the trail. found, do: the sentences."""

    why: str
    found: str
    do: str

    def error(self) -> SigningRefused:
        return SigningRefused(place="signature", found=self.found, do=self.do)


def make_key(store: Storage, actor: Actor, project: str, *, passphrase: str, again: str) -> None:
    """The key of this person in this role, once. Raises Forbidden, SigningRefused."""
    authorise(actor, Action.SIGN_DOCUMENT, project)
    if amiss := problem(passphrase, again):
        raise SigningRefused(place="passphrase", found=amiss, do=words.PHRASE_DO)
    role = Signer(actor.role.value)
    with store.begin() as work:
        at = whole_seconds(store.clock(), ZoneInfo("UTC"))
        above = root(work, project, by=actor.name, at=at)
        key = issue_person(
            above.key,
            root_secret=above.secret,
            name=actor.name,
            role=role,
            secret=secret_of(passphrase),
            at=at,
        )
        kept = work.signing_keys.keep_of_person(project, actor.name, role.value, content=to_stored(key))
    if not kept:
        raise SigningRefused(place="passphrase", found=words.KEY_THERE, do=words.KEY_THERE_DO)


def sign(
    store: Storage, actor: Actor, project: str, document: str, *, passphrase: str, zone: ZoneInfo
) -> int:
    """Sign `document` as the role of `actor`; gives the version after it. Signed already, it is done.

    Raises Forbidden, NotStored, and SigningRefused in one sentence, which is an event of its own.
    """
    authorise(actor, Action.SIGN_DOCUMENT, project)
    with store.begin() as work:
        row, state = work.readiness.document(project, document), work.readiness.of(project)
        if _signed_already(state, document, actor):
            return state.version
        done = _attempt(store, work, state, row, actor, passphrase=passphrase, zone=zone)
        if isinstance(done, No):
            facts = {"document": document, "why": done.why}
            work.audit.append(project, AuditEvent.SIGNING_REFUSED, actor.name, facts)
    if isinstance(done, No):
        raise done.error()
    return done


def _signed_already(state: Readiness, document: str, actor: Actor) -> bool:
    found = next(each for each in state.journey.documents if each.id == document)
    return not found.void and (signer_of(actor), actor.name) in {(s.signer, s.name) for s in found.signatures}


def _attempt(
    store: Storage,
    work: Work,
    state: Readiness,
    row: IssuedRow,
    actor: Actor,
    *,
    passphrase: str,
    zone: ZoneInfo,
) -> int | No:
    if refusal := refused_to_sign(state, row, actor, newest=newest_run(work, state.project)):
        return No("turn", refusal.reason, words.NOT_SIGNED)
    opened = opened_key(work, state.project, actor, passphrase, store.clock())
    if isinstance(opened, No):
        return opened
    at = whole_seconds(store.clock(), zone)
    signed = on_paper(work, row, opened, passphrase, at=at, project=state.project)
    if isinstance(signed, No):
        return signed
    asked = Asked(StepKind.SIGN, actor.name, actor.role.value, steps.signed(row.id, METHOD))
    return work.readiness.take(state.project, asked, pdf=signed)


def opened_key(work: Work, project: str, actor: Actor, passphrase: str, now: datetime) -> SealedKey | No:
    """The person's key, once the passphrase has opened it; every wrong one is counted."""
    who = (project, actor.name, actor.role.value)
    held = work.signing_keys.to_try(*who)
    if held is None:
        return No("no key", words.NO_KEY, words.NO_KEY_DO)
    if closed := closed_for(held.wrong, now):
        return No("closed", words.closed(ceil(closed.total_seconds() / 60)), words.NOT_SIGNED)
    key = from_stored(held.content)
    try:
        key.open(secret_of(passphrase))
    except KeyStaysLocked:
        wrong = with_another(held.wrong, now)
        work.signing_keys.note_wrong(*who, wrong=wrong)
        shut = bool(closed_for(wrong, now))
        return No("passphrase", words.WRONG_PHRASE, words.NOW_CLOSED if shut else words.TRY_AGAIN)
    if held.wrong:
        work.signing_keys.note_wrong(*who, wrong=())
    return key


def on_paper(
    work: Work, row: IssuedRow | FinancesRow, key: SealedKey, passphrase: str, *, at: datetime, project: str
) -> bytes | No:
    try:
        return signature_on(
            work.readiness.pdf(project, row.pdfs[-1]),
            key,
            secret=secret_of(passphrase),
            method=METHOD,
            at=at,
            roots=roots(work),
            document=row.id,
        )
    except CannotSign as refused:
        return No("document", refused.found, refused.do)
