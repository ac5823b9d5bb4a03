"""The way to a signed readiness document: issue, waive, move the date, sign, as pure steps over one value.

Laws 5 and 9. A document is written for one snapshot (run, figures, waivers, date) and is void for good as
soon as any of them changes; it is never rewritten. So no order of steps can put a signature on a document
over a blocking gate whose waiver that same document does not print. The date is a plan: no step forces it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from core.readiness import wording
from core.readiness.evidence import Evidence
from core.readiness.gates import GATES, GateResult, evaluate
from core.readiness.levels import Signer, Verdict
from core.readiness.waivers import Waiver, standing_blocks, who_may_waive


@dataclass(frozen=True)
class Refusal:
    """Why a step was not taken, in one clear sentence. Nothing changed."""

    reason: str


@dataclass(frozen=True)
class Move:
    """One entry of the date's history; `old` is None where the date was set for the first time."""

    old: date | None
    new: date | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Snapshot:
    """What one document says. It prints its waivers first, all of them, needed or not."""

    evidence: Evidence
    results: tuple[GateResult, ...]
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True)
class Signed:
    signer: Signer
    name: str
    at: datetime


@dataclass(frozen=True)
class Document:
    """A readiness document and its signatures in order. void: why it no longer counts, or empty."""

    id: str
    snapshot: Snapshot
    signatures: tuple[Signed, ...] = ()
    void: str = ""

    @property
    def complete(self) -> bool:
        return not self.void and len(self.signatures) == len(Signer)


@dataclass(frozen=True)
class Journey:
    """Everything that readiness is about in one project. documents: oldest first, none ever removed."""

    evidence: Evidence = field(default_factory=Evidence)
    waivers: tuple[Waiver, ...] = ()
    moves: tuple[Move, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def results(self) -> tuple[GateResult, ...]:
        return evaluate(self.evidence)

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.evidence, self.results, self.waivers)


def waive(journey: Journey, waiver: Waiver) -> Journey | Refusal:
    """Put a waiver beside its gate, in the place of an earlier one. Documents written before are void.

    The figure in `waiver.value` is replaced by the one that is measured now: what the person saw.
    """
    result = next((each for each in journey.results if each.gate.name == waiver.gate), None)
    if result is None:
        return Refusal(wording.NO_SUCH_GATE)
    if problem := _unwaivable(result, waiver):
        return Refusal(problem)
    kept = tuple(each for each in journey.waivers if each.gate != waiver.gate)
    given = (*kept, replace(waiver, value=result.value))
    return _voiding(replace(journey, waivers=given), wording.WAIVERS_CHANGED)


def _unwaivable(result: GateResult, waiver: Waiver) -> str:
    allowed = who_may_waive(result.gate.area)
    if waiver.role not in allowed:
        return wording.may_not_waive(waiver.role, allowed)
    if result.verdict is Verdict.PASS:
        return wording.NOTHING_TO_WAIVE
    if not waiver.name.strip():
        return wording.NO_NAME
    return "" if waiver.reason.strip() else wording.NO_REASON


def revoke(journey: Journey, gate: str, *, role: str) -> Journey | Refusal:
    """Take a waiver back; whoever may give it may take it back. Documents written with it are void."""
    if gate not in {each.gate for each in journey.waivers}:
        return Refusal(wording.NO_SUCH_WAIVER)
    allowed = next(who_may_waive(each.area) for each in GATES if each.name == gate)
    if role not in allowed:
        return Refusal(wording.may_not_waive(role, allowed))
    kept = tuple(each for each in journey.waivers if each.gate != gate)
    return _voiding(replace(journey, waivers=kept), wording.WAIVERS_CHANGED)


def change_evidence(journey: Journey, evidence: Evidence) -> Journey:
    """New figures, of the same run or of another. The date is moved by `move_date` alone and stays."""
    kept = replace(evidence, go_live=journey.evidence.go_live)
    if kept == journey.evidence:
        return journey
    other_run = (kept.run, kept.result) != (journey.evidence.run, journey.evidence.result)
    reason = wording.RUN_CHANGED if other_run else wording.EVIDENCE_CHANGED
    return _voiding(replace(journey, evidence=kept), reason)


def move_date(journey: Journey, new: date | None, *, reason: str, by: str, at: datetime) -> Journey | Refusal:
    """Schedule, move or unset the date. Costs nothing, keeps its history, voids documents of the old date."""
    old = journey.evidence.go_live
    if new == old:
        return journey
    if not reason.strip():
        return Refusal(wording.NO_MOVE_REASON)
    moved = replace(
        journey,
        evidence=replace(journey.evidence, go_live=new),
        moves=(*journey.moves, Move(old, new, reason, by, at)),
    )
    return _voiding(moved, wording.date_moved(old, new))


def _voiding(journey: Journey, reason: str) -> Journey:
    """Every document that still counts no longer does; a document that is void keeps its first reason."""
    voided = tuple(replace(each, void=each.void or reason) for each in journey.documents)
    return replace(journey, documents=voided)


def may_be_issued(snapshot: Snapshot) -> Refusal | None:
    """None where a document of this snapshot may be put before its signers."""
    if not snapshot.evidence.run:
        return Refusal(wording.NO_RUN)
    standing = standing_blocks(snapshot.results, snapshot.waivers)
    return Refusal(wording.blocked(each.gate.question for each in standing)) if standing else None


def issue(journey: Journey, document: str) -> Journey | Refusal:
    """Write a document named `document` for what is known now. Earlier ones are left as they are."""
    if refusal := may_be_issued(journey.snapshot):
        return refusal
    return replace(journey, documents=(*journey.documents, Document(document, journey.snapshot)))


def may_be_signed(journey: Journey, document: str, signer: Signer) -> Refusal | None:
    """None where `signer` may sign `document` now; else the one sentence that says why not."""
    found = next((each for each in journey.documents if each.id == document), None)
    if found is None:
        return Refusal(wording.NO_SUCH_DOCUMENT)
    if found.void:
        return Refusal(wording.void(found.void))
    return _in_turn(found, signer) or may_be_issued(found.snapshot)


def _in_turn(document: Document, signer: Signer) -> Refusal | None:
    signed = tuple(each.signer for each in document.signatures)
    if document.complete:
        return Refusal(wording.COMPLETE)
    if signer in signed:
        return Refusal(wording.signed_already(signer))
    missing = [each for each in signer.before if each not in signed]
    return Refusal(wording.not_your_turn(missing)) if missing else None


def sign(journey: Journey, document: str, *, signer: Signer, name: str, at: datetime) -> Journey | Refusal:
    """Note that `signer` signed. The signature itself is made on the PDF; this keeps the order."""
    if refusal := may_be_signed(journey, document, signer):
        return refusal
    signed = Signed(signer, name, at)
    documents = tuple(
        replace(each, signatures=(*each.signatures, signed)) if each.id == document else each
        for each in journey.documents
    )
    return replace(journey, documents=documents)
