"""The journal of a project's scope: steps are added, sealed, and never changed (laws 7, 8, 9).

What stands is never kept: it is the scope that all steps make, taken again by `core.scope`. So an approval
can be of nothing but what lay there when it was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from core.readiness import Refusal
from core.scope import Scope
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import JournalBroken, StaleVersion, StepRefused
from storage.models import ScopeStepRecord
from storage.scope_steps import ScopeAsked, ScopeStep, ScopeStepKind, replayed, taken
from storage.sealing import Bound
from storage.unit import Unit, field_bound

_PLACE = "scope"


@dataclass(frozen=True)
class ScopeNow:
    """What stands after all steps. version: how many there are."""

    project: str
    steps: tuple[ScopeStep, ...] = field(repr=False)
    scope: Scope = field(repr=False)

    @property
    def version(self) -> int:
        return len(self.steps)


class ScopeJournal:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of(self, project: str) -> ScopeNow:
        """Raises JournalBroken where the steps that lie there do not follow from one another."""
        statement = select(ScopeStepRecord).where(ScopeStepRecord.project_id == project)
        found = self._unit.session.scalars(statement.order_by(ScopeStepRecord.number)).all()
        if [record.number for record in found] != list(range(1, len(found) + 1)):
            raise _broken("a step is missing")
        steps = tuple(self._step(record) for record in found)
        scope = replayed(steps)
        if isinstance(scope, Refusal):
            raise _broken(scope.reason)
        return ScopeNow(project, steps, scope)

    def is_declared(self, project: str) -> bool:
        """Whether there is any step, without opening one."""
        statement = select(ScopeStepRecord.number).where(ScopeStepRecord.project_id == project).limit(1)
        return self._unit.session.scalar(statement) is not None

    def take(self, project: str, asked: ScopeAsked, *, saw: int) -> int:
        """Takes one step and gives the version after it; one that changes nothing, or the last one again,
        adds nothing.

        saw: the version that the person had before them; raises StaleVersion where others came in between,
        and StepRefused with the one sentence of the engine.
        """
        self._unit.lock(project)
        now = self.of(project)
        step = asked.step(self._unit.clock())
        if _said_last(now, step):
            return now.version
        if saw != now.version:
            raise _stale()
        after = taken(now.scope, step)
        if isinstance(after, Refusal):
            raise StepRefused(place=_PLACE, found=after.reason, do="Nothing was changed.")
        if after == now.scope:
            return now.version
        self._add(project, now.version + 1, step)
        return now.version + 1

    def _add(self, project: str, number: int, step: ScopeStep) -> None:
        unit = self._unit
        content = {"by": step.by, "role": step.role, "facts": dict(step.facts)}
        unit.session.add(
            ScopeStepRecord(
                project_id=project,
                number=number,
                at=step.at,
                kind=step.kind.value,
                content=unit.seal(to_text(to_json_bytes(content)), _place(project, number, step.kind)),
            )
        )
        unit.session.flush()
        told = {"step": number, "role": step.role}
        if step.kind in _CONFIRMED:
            told["method"] = step.facts["method"]
        self._audit.append(project, _EVENTS[step.kind], step.by, told)

    def _step(self, record: ScopeStepRecord) -> ScopeStep:
        place = _place(record.project_id, record.number, record.kind)
        content = from_json_bytes(to_bytes(self._unit.open(record.content, place)))
        kind = ScopeStepKind(record.kind)
        return ScopeStep(kind, content["by"], content["role"], content["facts"], record.at)


def _said_last(now: ScopeNow, step: ScopeStep) -> bool:
    """Whether the last step said just this: a double click, or an answer that got lost on its way."""
    last = now.steps[-1] if now.steps else None
    return last is not None and _plain(last) == _plain(step)


def _plain(step: ScopeStep) -> tuple[object, ...]:
    """Two signatures of the same differ."""
    facts = {name: fact for name, fact in step.facts.items() if name != "signature"}
    return step.kind, step.by, step.role, facts


_CONFIRMED = (ScopeStepKind.APPROVED, ScopeStepKind.AMENDMENT_APPROVED)
_EVENTS: dict[ScopeStepKind, AuditEvent] = {
    ScopeStepKind.DECLARED: AuditEvent.SCOPE_DECLARED,
    ScopeStepKind.CHANGED: AuditEvent.SCOPE_CHANGED,
    ScopeStepKind.APPROVED: AuditEvent.SCOPE_APPROVED,
    ScopeStepKind.AMENDED: AuditEvent.SCOPE_AMENDED,
    ScopeStepKind.AMENDMENT_APPROVED: AuditEvent.AMENDMENT_APPROVED,
    ScopeStepKind.TERMS: AuditEvent.TERMS_WRITTEN,
}
"""What the trail is told: never a reason, a name or a price, which somebody typed."""


def _place(project: str, number: int, kind: str) -> Bound:
    """A step belongs to its number and kind: none can be moved or taken for another."""
    return field_bound(project, f"scope.{kind}", str(number))


def _stale() -> StaleVersion:
    return StaleVersion(
        place=_PLACE,
        found="Somebody else changed something here in the meantime, so nothing was changed.",
        do="Look at how it stands now and do it again if it still fits.",
    )


def _broken(why: str) -> JournalBroken:
    return JournalBroken(
        place=_PLACE,
        found=f"The steps that were kept do not follow from one another: {why}",
        do="Please tell your project team, and approve nothing until it is settled.",
    )
