"""Readiness documents: written on request with the figures of that moment, opened and handed out (ADR 11)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from core.errors import ChartbridgeError
from core.readiness import Signer, may_be_issued
from portal.permissions import Action, Actor, authorise
from portal.services.go_live_steps import figures_taken
from portal.services.installation_keys import document_key, root, roots
from portal.services.log_root import newest_with_root
from portal.services.patient_identifiers import identifiers
from portal.services.readiness_document import composed
from portal.viewmodels.go_live import Download
from portal.visit import ProjectChoice
from portal.wording import go_live as words
from reports.readiness import sealed
from reports.signing import trust_file
from storage import Asked, AuditEvent, IssuedRow, Readiness, RunRow, StepKind, Storage, Work
from storage import readiness_steps as steps


class NotWritten(ChartbridgeError):
    """A document that cannot be written as things stand."""

    kind: ClassVar[str] = "not_written"


def issue(
    store: Storage,
    actor: Actor,
    project: ProjectChoice,
    *,
    signers: Mapping[Signer, str],
    seen: int,
    zone: ZoneInfo,
) -> str:
    """Take the figures anew and write a document for them; gives its name. Asked twice, it is one document.

    signers: who is to sign, one name a role. Raises Forbidden, StaleVersion, NotWritten, NamesAPatient. The
    figures that were taken stay taken where no document comes of them.
    """
    authorise(actor, Action.SIGN_READINESS, project.id)
    newest_with_root(store, project.id, by=actor.name)
    with store.begin() as work:
        version = figures_taken(work, work.readiness.of(project.id), actor, seen=seen)
    with store.begin() as work:
        state = work.readiness.of(project.id)
        told = {role: signers.get(role, "").strip() for role in Signer}
        return _same(work, state, told) or _written(store, work, state, actor, project, told, version, zone)


def _same(work: Work, state: Readiness, signers: Mapping[Signer, str]) -> str:
    """The newest document, where it says just what would be said now and nobody has signed it."""
    if not state.documents:
        return ""
    row, document = state.documents[-1], state.journey.documents[-1]
    same = not document.void and not document.signatures and row.signers == signers
    return row.id if same and not _more_was_said(work, state, row) else ""


def _more_was_said(work: Work, state: Readiness, row: IssuedRow) -> bool:
    """Whether anything was stated or decided since, which the document prints and no figure may show."""
    after = state.steps[state.steps.index(row.step) + 1 :]
    stated = any(step.kind is StepKind.STATE for step in after)
    checked = any(step.taken_at > row.step.at for step in work.spot_checks.of(state.project).steps)
    return stated or checked or any(line.at > row.step.at for line in work.decisions.history(state.project))


def _written(
    store: Storage,
    work: Work,
    state: Readiness,
    actor: Actor,
    project: ProjectChoice,
    signers: Mapping[Signer, str],
    seen: int,
    zone: ZoneInfo,
) -> str:
    run, at = _of_the_figures(work, state), whole_seconds(store.clock(), zone)
    refusal = may_be_issued(state.journey.snapshot)
    if refusal or run is None:
        raise NotWritten(place="document", found=refusal.reason if refusal else "", do=words.SETTLE_FIRST)
    if "table_cells" not in run.summary:
        raise NotWritten(place="document", found=words.OLD_RUN, do=words.RUN_AGAIN)
    name = f"R-{at.year}-{len(state.documents) + 1:04d}"
    pdf = _sealed(work, state, run, name=name, project=project.name, signers=signers, by=actor.name, at=at)
    asked = Asked(StepKind.ISSUE, actor.name, actor.role.value, steps.issued(name, signers))
    work.readiness.take(project.id, asked, saw=seen, pdf=pdf)
    return name


def _of_the_figures(work: Work, state: Readiness) -> RunRow | None:
    """The run that the figures are of; a newer one may have finished since they were taken."""
    run = state.journey.evidence.run
    return work.runs.get(state.project, run) if run else None


def _sealed(
    work: Work,
    state: Readiness,
    run: RunRow,
    *,
    name: str,
    project: str,
    signers: Mapping[Signer, str],
    by: str,
    at: datetime,
) -> bytes:
    patients = identifiers(work, state.project, run.run)
    document = composed(
        work, state, run, name=name, project=project, signers=signers, at=at, patients=patients
    )
    held = document_key(work, state.project, by=by, at=at)
    return sealed(document, issuer=held.key, secret=held.secret, at=at, identifiers=patients)


def opened(store: Storage, actor: Actor, project: str, document: str) -> Download:
    """The newest file of a document, as an event of who took it. Raises Forbidden, NotStored."""
    authorise(actor, Action.SEE_LOG, project)
    with store.begin() as work:
        row = work.readiness.document(project, document)
        content = work.readiness.pdf(project, row.pdfs[-1])
        facts = {"document": document, "sha256": row.pdfs[-1]}
        work.audit.append(project, AuditEvent.DOCUMENT_OPENED, actor.name, facts)
    return Download(f"{document}.pdf", content)


def trusted(store: Storage, actor: Actor, project: str) -> Download:
    """The trust file, by which anybody can check the documents later, without this portal."""
    authorise(actor, Action.SEE_LOG, project)
    with store.begin() as work:
        root(work, project, by=actor.name, at=whole_seconds(store.clock(), ZoneInfo("UTC")))
        return Download(words.TRUST_NAME, trust_file(roots(work)))


def whole_seconds(at: datetime, zone: ZoneInfo) -> datetime:
    """Certificates and signatures tell time in whole seconds."""
    return at.astimezone(zone).replace(microsecond=0)
