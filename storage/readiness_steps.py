"""Steps towards going live as they are kept, and the journey that they make when they are taken again.

A step is kept as plain facts. What it does is decided by `core.readiness` alone, the same at the time as
years later, so that nothing can be kept that those pure steps would have refused (laws 5 and 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.readiness import (
    Evidence,
    Journey,
    Part,
    Refusal,
    Signer,
    Statement,
    Waiver,
    change_evidence,
    issue,
    move_date,
    revoke,
    sign,
    waive,
)
from core.readiness.statements import FIGURES, problem


class StepKind(StrEnum):
    """What can be done; that a document became void follows from the steps after it and is never kept."""

    DATE = "date"
    PROPOSE = "propose date"
    DECLINE = "decline date"
    WAIVE = "waive"
    UNWAIVE = "unwaive"
    EVIDENCE = "evidence"
    STATE = "state"
    ISSUE = "issue"
    SIGN = "sign"
    FINANCES_ISSUE = "finances issue"
    FINANCES_SIGN = "finances sign"
    TRAINING_CERTIFY = "training certify"


@dataclass(frozen=True)
class Step:
    """One step. role: that of `by`. facts: JSON-able, as the functions below write them. at: aware."""

    kind: StepKind
    by: str
    role: str
    facts: Mapping[str, Any] = field(repr=False)
    at: datetime


@dataclass(frozen=True)
class Asked:
    """A step that somebody asks for; it gets its time when it is taken."""

    kind: StepKind
    by: str
    role: str
    facts: Mapping[str, Any] = field(repr=False)

    def step(self, at: datetime) -> Step:
        return Step(self.kind, self.by, self.role, self.facts, at)


def dated(new: date | None, reason: str) -> dict[str, Any]:
    return {"new": new.isoformat() if new else None, "reason": reason}


def waived(gate: str, reason: str) -> dict[str, Any]:
    return {"gate": gate, "reason": reason}


def measured(evidence: Evidence, ours: Mapping[str, int]) -> dict[str, Any]:
    """ours: what the run has for each control total, in minor units."""
    figures = asdict(evidence)
    del figures["go_live"]
    return {"figures": figures, "ours": dict(ours)}


def said(statement: Statement) -> dict[str, Any]:
    kept = ("subject", "note", "measure", "currency")
    facts: dict[str, Any] = {name: getattr(statement, name) for name in kept}
    if statement.selection:
        facts["selection"] = dict(statement.selection)
    return {**facts, "part": statement.part.value, "figures": dict(statement.figures)}


def issued(document: str, signers: Mapping[Signer, str]) -> dict[str, Any]:
    return {"document": document, "signers": {role.value: name for role, name in signers.items()}}


def signed(document: str, method: str) -> dict[str, Any]:
    return {"document": document, "method": method}


def finances_issued(document: str, signer: str, *, run: str, result: str) -> dict[str, Any]:
    return {"document": document, "signer": signer, "run": run, "result": result}


def training_certified(document: str, *, says: str) -> dict[str, Any]:
    """says: digest of what the certificate says, so that the same is written once."""
    return {"document": document, "says": says}


def statement_of(step: Step) -> Statement:
    facts = step.facts
    part = Part(facts["part"])
    return Statement(
        part=part,
        subject=facts["subject"],
        figures=_in_order(part, facts["figures"]),
        note=facts["note"],
        by=step.by,
        role=step.role,
        at=step.at,
        measure=facts["measure"],
        currency=facts["currency"],
        selection=tuple(sorted(facts.get("selection", {}).items())),
    )


def _in_order(part: Part, figures: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Kept as JSON, figures come back sorted by name."""
    order = FIGURES[part]
    return tuple(sorted(figures.items(), key=lambda each: order.index(each[0])))


def evidence_of(facts: Mapping[str, Any]) -> Evidence:
    known = {each.name for each in fields(Evidence)}
    return Evidence(**{name: value for name, value in facts["figures"].items() if name in known})


def taken(journey: Journey, step: Step) -> Journey | Refusal:
    """`journey` after `step`, by the pure steps."""
    return _TAKERS[step.kind](journey, step)


def replayed(steps: Iterable[Step]) -> Journey | Refusal:
    """The journey that `steps` make from nothing; the first refusal where they do not follow."""
    journey = Journey()
    for step in steps:
        after = taken(journey, step)
        if isinstance(after, Refusal):
            return after
        journey = after
    return journey


def _date(journey: Journey, step: Step) -> Journey | Refusal:
    new = step.facts["new"]
    day = date.fromisoformat(new) if new else None
    return move_date(journey, day, reason=step.facts["reason"], by=step.by, at=step.at)


def _propose(journey: Journey, step: Step) -> Journey | Refusal:
    """A proposal changes nothing; one that could not be taken is none."""
    moved = _date(journey, step)
    if isinstance(moved, Refusal):
        return moved
    return Refusal("The go-live is on that day already.") if moved == journey else journey


def _unchanged(journey: Journey, step: Step) -> Journey:
    """Neither a proposal that was declined nor a paper about finances or training changes the journey."""
    del step
    return journey


def _waive(journey: Journey, step: Step) -> Journey | Refusal:
    facts = step.facts
    return waive(journey, Waiver(facts["gate"], step.by, step.role, facts["reason"], step.at, None))


def _unwaive(journey: Journey, step: Step) -> Journey | Refusal:
    return revoke(journey, step.facts["gate"], role=step.role)


def _evidence(journey: Journey, step: Step) -> Journey:
    return change_evidence(journey, evidence_of(step.facts))


def _state(journey: Journey, step: Step) -> Journey | Refusal:
    """A statement changes nothing by itself: its figures count from when the evidence is next taken."""
    refused = problem(statement_of(step))
    return Refusal(refused) if refused else journey


def _issue(journey: Journey, step: Step) -> Journey | Refusal:
    return issue(journey, step.facts["document"])


def _sign(journey: Journey, step: Step) -> Journey | Refusal:
    return sign(journey, step.facts["document"], signer=Signer(step.role), name=step.by, at=step.at)


_TAKERS: dict[StepKind, Callable[[Journey, Step], Journey | Refusal]] = {
    StepKind.DATE: _date,
    StepKind.PROPOSE: _propose,
    StepKind.DECLINE: _unchanged,
    StepKind.WAIVE: _waive,
    StepKind.UNWAIVE: _unwaive,
    StepKind.EVIDENCE: _evidence,
    StepKind.STATE: _state,
    StepKind.ISSUE: _issue,
    StepKind.SIGN: _sign,
    StepKind.FINANCES_ISSUE: _unchanged,
    StepKind.FINANCES_SIGN: _unchanged,
    StepKind.TRAINING_CERTIFY: _unchanged,
}


def stated_since(steps: Sequence[Step]) -> int:
    """How many statements were made since the figures were last taken, or a document was written."""
    kinds = [step.kind for step in steps]
    counted = [place for place, kind in enumerate(kinds) if kind in (StepKind.EVIDENCE, StepKind.ISSUE)]
    return kinds[max(counted, default=-1) + 1 :].count(StepKind.STATE)
