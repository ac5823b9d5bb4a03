"""The journal of a project's way to going live: steps are added, sealed, and never changed (laws 5, 8, 9).

What stands is never kept: it is the journey that all steps make, taken again by `core.readiness`. So a
document is void because of what came after it, and no row can say otherwise. PDFs are sealed blobs; each
signature adds one, and the earlier ones stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from sqlalchemy import select

from core.readiness import Journey, Refusal, Signer, Statement
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.blobs import missing
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import JournalBroken, StaleVersion, StepRefused
from storage.finances_rows import FINANCES, FinancesRow, finances_in
from storage.keys import KeyRing, Sensitivity
from storage.models import ReadinessStepRecord
from storage.readiness_steps import Asked, Step, StepKind, replayed, stated_since, statement_of, taken
from storage.sealed_blobs import open_sealed, put_sealed
from storage.sealing import Bound, chunks
from storage.training_papers import CertificateRow, certificates_in
from storage.unit import Unit, absent, field_bound

_PAPERS = (*FINANCES, StepKind.TRAINING_CERTIFY)
_DOCUMENTS = (StepKind.ISSUE, StepKind.SIGN, *_PAPERS)
_ALWAYS_KEPT = (StepKind.STATE, StepKind.PROPOSE, StepKind.DECLINE, *_PAPERS)
"""Steps that change no journey and are steps all the same."""


@dataclass(frozen=True)
class IssuedRow:
    """A document as it lies in the store. pdfs: digests of its files, the newest last. signers: by role."""

    id: str
    step: Step
    signers: dict[Signer, str] = field(repr=False)
    pdfs: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Readiness:
    """What stands after all steps. version: how many there are."""

    project: str
    steps: tuple[Step, ...] = field(repr=False)
    journey: Journey = field(repr=False)

    @property
    def version(self) -> int:
        return len(self.steps)

    @cached_property
    def proposal(self) -> Step | None:
        """The day that somebody proposed last, unless it was answered or the day was moved since."""
        about = (StepKind.DATE, StepKind.PROPOSE, StepKind.DECLINE)
        newest = next((step for step in reversed(self.steps) if step.kind in about), None)
        return newest if newest is not None and newest.kind is StepKind.PROPOSE else None

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All that was ever stated, oldest first."""
        return tuple(statement_of(step) for step in self.steps if step.kind is StepKind.STATE)

    @cached_property
    def measured(self) -> Step | None:
        """When the figures were last taken."""
        return next((step for step in reversed(self.steps) if step.kind is StepKind.EVIDENCE), None)

    @cached_property
    def ours(self) -> dict[str, int]:
        """Control total -> what the run had for it when the figures were last taken, in minor units."""
        return dict(self.measured.facts["ours"]) if self.measured else {}

    @cached_property
    def documents(self) -> tuple[IssuedRow, ...]:
        """Oldest first."""
        return tuple(self._issued(step) for step in self.steps if step.kind is StepKind.ISSUE)

    @cached_property
    def finances(self) -> tuple[FinancesRow, ...]:
        """Statements of finances, oldest first."""
        return finances_in(self.steps)

    @cached_property
    def certificates(self) -> tuple[CertificateRow, ...]:
        """Certificates of training, oldest first."""
        return certificates_in(self.steps)

    def _issued(self, step: Step) -> IssuedRow:
        name = step.facts["document"]
        pdfs = (
            each.facts["sha256"]
            for each in self.steps
            if each.kind in _DOCUMENTS and each.facts["document"] == name
        )
        signers = {role: step.facts["signers"][role.value] for role in Signer}
        return IssuedRow(name, step, signers, tuple(pdfs))


class ReadinessJournal:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of(self, project: str) -> Readiness:
        """Raises JournalBroken where the steps that lie there do not follow from one another."""
        statement = select(ReadinessStepRecord).where(ReadinessStepRecord.project_id == project)
        found = self._unit.session.scalars(statement.order_by(ReadinessStepRecord.number)).all()
        if [record.number for record in found] != list(range(1, len(found) + 1)):
            raise _broken("a step is missing")
        steps = tuple(self._step(record) for record in found)
        journey = replayed(steps)
        if isinstance(journey, Refusal):
            raise _broken(journey.reason)
        return Readiness(project, steps, journey)

    def take(self, project: str, asked: Asked, *, saw: int | None = None, pdf: bytes | None = None) -> int:
        """Takes one step and gives the version after it; one that changes nothing, or the last one again,
        adds nothing.

        saw: the version that the person had before them; raises StaleVersion where others came in between.
        pdf: of a document that is issued or signed. Raises StepRefused with the one sentence of the engine.
        """
        stored = None if pdf is None else self._put(project, pdf)
        self._unit.lock(project)
        now = self.of(project)
        step = _with_pdf(asked, stored).step(self._unit.clock())
        if _said_last(now, step):
            return now.version
        if saw is not None and saw != now.version:
            raise _stale()
        after = taken(now.journey, step)
        if isinstance(after, Refusal):
            raise StepRefused(place="going live", found=after.reason, do="Nothing was changed.")
        if after == now.journey and step.kind not in _ALWAYS_KEPT and not _newly_measured(now, step):
            return now.version
        self._add(project, now.version + 1, step)
        return now.version + 1

    def pdf(self, project: str, sha256: str) -> bytes:
        """One file of a document, proven to be what was stored."""
        ring = self._unit.ring(project)
        return b"".join(
            open_sealed(self._unit.blobs, ring, _blob(ring, sha256), bound=_bound(project), sha256=sha256)
        )

    def document(self, project: str, document: str) -> IssuedRow:
        """Raises NotStored."""
        found = next((each for each in self.of(project).documents if each.id == document), None)
        if found is None:
            raise absent("document")
        return found

    def _put(self, project: str, pdf: bytes) -> str:
        ring = self._unit.ring(project)
        named = partial(_blob, ring)
        sha256, _ = put_sealed(self._unit.blobs, ring, chunks(pdf), bound=_bound(project), name=named)
        return sha256

    def _add(self, project: str, number: int, step: Step) -> None:
        unit = self._unit
        content = {"by": step.by, "role": step.role, "facts": dict(step.facts)}
        unit.session.add(
            ReadinessStepRecord(
                project_id=project,
                number=number,
                at=step.at,
                kind=step.kind.value,
                content=unit.seal(to_text(to_json_bytes(content)), _place(project, number, step.kind)),
                blob=self._named(project, step),
            )
        )
        unit.session.flush()
        event, facts = _EVENTS[step.kind](step)
        self._audit.append(project, event, step.by, {"step": number, "role": step.role, **facts})

    def _named(self, project: str, step: Step) -> str | None:
        """Looked for once more under the lock: the sweeper deletes under the same lock."""
        if "sha256" not in step.facts:
            return None
        blob = _blob(self._unit.ring(project), step.facts["sha256"])
        if self._unit.blobs.find(blob) is None:
            raise missing()
        return blob

    def _step(self, record: ReadinessStepRecord) -> Step:
        place = _place(record.project_id, record.number, record.kind)
        content = from_json_bytes(to_bytes(self._unit.open(record.content, place)))
        return Step(StepKind(record.kind), content["by"], content["role"], content["facts"], record.at)


def _with_pdf(asked: Asked, sha256: str | None) -> Asked:
    """Which file belongs to the step, where one does; a document is never issued or signed without."""
    if (sha256 is not None) != (asked.kind in _DOCUMENTS):
        raise ValueError("a document's steps, and no others, come with a file")
    facts = dict(asked.facts) if sha256 is None else {**asked.facts, "sha256": sha256}
    return Asked(asked.kind, asked.by, asked.role, facts)


def _said_last(now: Readiness, step: Step) -> bool:
    """Whether the last step said just this: a double click, or an answer that got lost on its way."""
    last = now.steps[-1] if now.steps else None
    return last is not None and _plain(last) == _plain(step)


def _plain(step: Step) -> tuple[Any, ...]:
    return step.kind, step.by, step.role, dict(step.facts)


def _newly_measured(now: Readiness, step: Step) -> bool:
    """The same figures, but for control totals that the run has now, or with more that was stated."""
    return step.kind is StepKind.EVIDENCE and (now.ours != step.facts["ours"] or stated_since(now.steps) > 0)


Told = tuple[AuditEvent, dict[str, Any]]


def _told_date(step: Step) -> Told:
    return AuditEvent.READINESS_DATE_MOVED, {"to": step.facts["new"]}


def _told_proposed(step: Step) -> Told:
    return AuditEvent.READINESS_DATE_PROPOSED, {"to": step.facts["new"]}


def _told_evidence(step: Step) -> Told:
    return AuditEvent.EVIDENCE_STATED, {"part": "run", "run": step.facts["figures"]["run"]}


def _told_statement(step: Step) -> Told:
    return AuditEvent.EVIDENCE_STATED, {"part": step.facts["part"], "back": not step.facts["figures"]}


def _told_issued(step: Step) -> Told:
    return AuditEvent.DOCUMENT_ISSUED, _of_file(step)


def _told_signed(step: Step) -> Told:
    return AuditEvent.DOCUMENT_SIGNED, {**_of_file(step), "method": step.facts["method"]}


def _of_file(step: Step) -> dict[str, Any]:
    return {"document": step.facts["document"], "sha256": step.facts["sha256"]}


_EVENTS: dict[StepKind, Callable[[Step], Told]] = {
    StepKind.DATE: _told_date,
    StepKind.PROPOSE: _told_proposed,
    StepKind.DECLINE: lambda _: (AuditEvent.READINESS_DATE_DECLINED, {}),
    StepKind.WAIVE: lambda step: (AuditEvent.GATE_WAIVED, {"gate": step.facts["gate"]}),
    StepKind.UNWAIVE: lambda step: (AuditEvent.GATE_UNWAIVED, {"gate": step.facts["gate"]}),
    StepKind.EVIDENCE: _told_evidence,
    StepKind.STATE: _told_statement,
    StepKind.ISSUE: _told_issued,
    StepKind.SIGN: _told_signed,
    StepKind.FINANCES_ISSUE: _told_issued,
    StepKind.FINANCES_SIGN: _told_signed,
    StepKind.TRAINING_CERTIFY: _told_issued,
}
"""What the trail is told: never a reason or a subject, which somebody typed and which may name a patient."""


def _place(project: str, number: int, kind: str) -> Bound:
    """A step belongs to its number and kind: none can be moved or taken for another."""
    return field_bound(project, f"readiness.{kind}", str(number))


def _bound(project: str) -> Bound:
    return Bound(project, "readiness", Sensitivity.RESTRICTED)


def _blob(ring: KeyRing, sha256: str) -> str:
    return ring.blob_name("readiness", sha256)


def _stale() -> StaleVersion:
    return StaleVersion(
        place="going live",
        found="Somebody else did something here in the meantime, so nothing was changed.",
        do="Look at how it stands now and do it again if it still fits.",
    )


def _broken(why: str) -> JournalBroken:
    return JournalBroken(
        place="going live",
        found=f"The steps that were kept do not follow from one another: {why}",
        do="Please tell your project team, and sign nothing until it is settled.",
    )
