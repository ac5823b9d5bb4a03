"""Destroying a project's keys on its owner's word, with a signed certificate that outlives them (law 8, 9).

Everything happens in one transaction: the last event, the certificate over what is about to go, the owner's
signature on it, and the destruction. Where anything of it fails, nothing was destroyed.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from core.errors import ChartbridgeError
from portal.permissions import Action, Actor, authorise
from portal.services.confirming import METHOD, Unconfirmed, opened_key
from portal.services.forgetting import forget_everything_read
from portal.services.installation_keys import HeldKey, document_key, roots
from portal.services.passphrases import secret_of
from portal.services.patient_identifiers import refuse_patients_in
from portal.services.readiness_papers import whole_seconds
from portal.viewmodels.go_live import Download
from portal.viewmodels.purge import Asked, Deleted
from portal.wording import purge as words
from reports.deletion import Certificate, KeyLine, laid_out
from reports.signing import SealedKey, certify
from reports.signing import sign as signature_on
from storage import AuditEvent, Deletion, Destroyed, Storage, Work
from storage.sandbox import forget_sandbox


class NotRemoved(ChartbridgeError):
    """A project that was not removed, and why."""

    kind: ClassVar[str] = "not_removed"


def purge(store: Storage, actor: Actor, project: str, asked: Asked, *, zone: ZoneInfo) -> str:
    """Destroys the keys of `project`; gives the name of its certificate. There is no way back.

    Raises Forbidden, NotRemoved, NamesAPatient, and SigningRefused where the passphrase is not the person's,
    which is an event of its own.
    """
    authorise(actor, Action.PURGE, project)
    with store.begin() as work:
        name = work.projects.get(project).name
        _refuse_unsaid(work, project, name, asked)
        at = whole_seconds(store.clock(), zone)
        key = opened_key(work, project, actor, asked.passphrase, store.clock())
        if isinstance(key, Unconfirmed):
            facts = {"document": _id(project, at), "why": key.why}
            work.audit.append(project, AuditEvent.SIGNING_REFUSED, actor.name, facts)
        else:
            _destroy(work, actor, project, name=name, asked=asked, key=key, at=at)
    if isinstance(key, Unconfirmed):
        raise key.error()
    store.forget_log()
    forget_sandbox(store, project)
    forget_everything_read()
    return _id(project, at)


def deleted(store: Storage, actor: Actor, project: str) -> Deleted | None:
    """What is known of a project that was removed; None of one that was not, or without a certificate."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        found = work.deletions.of(project)
    return None if found is None else Deleted(found.id, found.by, found.at, found.reason)


def certificate(store: Storage, actor: Actor, project: str) -> Download:
    """The certificate itself. Raises Forbidden, NotRemoved."""
    authorise(actor, Action.SEE_LOG, project)
    with store.read() as work:
        found: Deletion | None = work.deletions.of(project)
    if found is None:
        raise NotRemoved(place=words.PLACE, found=words.NO_CERTIFICATE, do=words.LOOK)
    return Download(f"{found.id}.pdf", found.pdf)


def _id(project: str, at: datetime) -> str:
    return f"D-{at.year}-{project[:8].upper()}"


def _refuse_unsaid(work: Work, project: str, name: str, asked: Asked) -> None:
    if asked.name.strip() != name.strip():
        raise NotRemoved(place=words.PLACE, found=words.OTHER_NAME, do=words.TYPE_IT)
    if not asked.reason.strip():
        raise NotRemoved(place=words.PLACE, found=words.NO_REASON, do=words.SAY_WHY)
    refuse_patients_in(work, project, asked.reason)


def _destroy(
    work: Work, actor: Actor, project: str, *, name: str, asked: Asked, key: SealedKey, at: datetime
) -> None:
    held = document_key(work, project, by=actor.name, at=at)
    reason = asked.reason.strip()

    def written(gone: Destroyed) -> bytes:
        paper = _paper(gone, project, name=name, by=actor.name, reason=reason, at=at)
        return _signed(work, paper, held, key, asked.passphrase)

    work.deletions.destroy(
        project, id=_id(project, at), name=name, by=actor.name, reason=reason, write=written
    )


def _paper(gone: Destroyed, project: str, *, name: str, by: str, reason: str, at: datetime) -> Certificate:
    return Certificate(
        id=_id(project, at),
        clinic=name,
        project=project,
        at=at,
        by=by,
        reason=reason,
        keys=tuple(KeyLine(key.purpose, key.version, key.sha256) for key in gone.keys),
        files=gone.blobs,
        size=gone.bytes,
        audit_head=gone.head.hash.hex(),
        events=gone.head.seq,
    )


def _signed(work: Work, paper: Certificate, held: HeldKey, key: SealedKey, passphrase: str) -> bytes:
    laid = laid_out(paper)
    sealed = certify(laid.pdf, laid.places, issuer=held.key, secret=held.secret, at=paper.at)
    return signature_on(
        sealed,
        key,
        secret=secret_of(passphrase),
        method=METHOD,
        at=paper.at,
        roots=roots(work),
        document=paper.id,
    )
