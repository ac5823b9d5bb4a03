"""Signing by people, each with a passphrase that only they know, entered for each signature (law 9, ADR 16).

A wrong passphrase is counted and told in the trail before anything else happens, in the same transaction
that looked at the key: two windows cannot try at once.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.readiness import Signer
from portal.permissions import Action, Actor, authorise
from portal.services import key_doubts
from portal.services.confirming import METHOD, SigningRefused, Unconfirmed, opened_key
from portal.services.installation_keys import root, roots
from portal.services.key_doubts import How
from portal.services.overview import newest_run
from portal.services.passphrases import problem, secret_of
from portal.services.readiness_papers import whole_seconds
from portal.services.turns import refused_to_sign, signer_of
from portal.wording import signing as words
from reports.signing import (
    CannotSign,
    SealedKey,
    issue_person,
    to_stored,
)
from reports.signing import sign as signature_on
from storage import (
    Asked,
    AuditEvent,
    FinancesRow,
    IssuedRow,
    Readiness,
    Replacing,
    StepKind,
    Storage,
    Work,
)
from storage import readiness_steps as steps


def make_key(store: Storage, actor: Actor, project: str, *, passphrase: str, again: str) -> None:
    """The key of this person in this role, once. Raises Forbidden, SigningRefused.

    Where somebody else could be behind it, it waits a day, and everybody is told.
    """
    authorise(actor, Action.SIGN_DOCUMENT, project)
    if amiss := problem(passphrase, again):
        raise SigningRefused(place="passphrase", found=amiss, do=words.PHRASE_DO)
    role = Signer(actor.role.value)
    with store.begin() as work:
        at = whole_seconds(store.clock(), ZoneInfo("UTC"))
        proof = key_doubts.of_first(work, project, actor.name, role)
        holds_from = at + key_doubts.WAIT if proof.doubt else at
        above = root(work, project, by=actor.name, at=at)
        key = issue_person(
            above.key,
            root_secret=above.secret,
            name=actor.name,
            role=role,
            secret=secret_of(passphrase),
            at=holds_from,
        )
        told = Replacing(actor.name, role.value, b"", holds_from, How.FIRST, proof.doubt, proof.by)
        kept = work.signing_keys.keep_of_person(
            project, actor.name, role.value, content=to_stored(key), doubted=told if proof.doubt else None
        )
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
        if isinstance(done, Unconfirmed):
            facts = {"document": document, "why": done.why}
            work.audit.append(project, AuditEvent.SIGNING_REFUSED, actor.name, facts)
    if isinstance(done, Unconfirmed):
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
) -> int | Unconfirmed:
    if refusal := refused_to_sign(state, row, actor, newest=newest_run(work, state.project)):
        return Unconfirmed("turn", refusal.reason, words.NOT_SIGNED)
    opened = opened_key(work, state.project, actor, passphrase, store.clock())
    if isinstance(opened, Unconfirmed):
        return opened
    at = whole_seconds(store.clock(), zone)
    signed = on_paper(work, row, opened, passphrase, at=at, project=state.project)
    if isinstance(signed, Unconfirmed):
        return signed
    asked = Asked(StepKind.SIGN, actor.name, actor.role.value, steps.signed(row.id, METHOD))
    return work.readiness.take(state.project, asked, pdf=signed)


def on_paper(
    work: Work, row: IssuedRow | FinancesRow, key: SealedKey, passphrase: str, *, at: datetime, project: str
) -> bytes | Unconfirmed:
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
        return Unconfirmed("document", refused.found, refused.do)
