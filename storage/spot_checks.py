"""The journal of a project's spot-checks, of charts and of files: steps are added, sealed, never changed
(laws 7 and 8).

What stands is never kept: it is what all steps come to, taken again by `core.spotchecks`. Whose chart a step
is about is sealed; the audit trail tells the place of the chart among those to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from core.readiness import Refusal
from core.spotchecks import Checking, changes, file_changes
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import JournalBroken, StaleVersion, StepRefused
from storage.models import SpotCheckStepRecord
from storage.sealing import Bound
from storage.spot_check_steps import SpotCheckKind, SpotCheckStep, replayed, taken
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class SpotChecks:
    """What stands after all steps. version: how many there are."""

    project: str
    steps: tuple[SpotCheckStep, ...] = field(repr=False)
    checking: Checking = field(repr=False)

    @property
    def version(self) -> int:
        return len(self.steps)


class SpotCheckJournal:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of(self, project: str) -> SpotChecks:
        """Raises JournalBroken where the steps that lie there do not follow from one another."""
        statement = select(SpotCheckStepRecord).where(SpotCheckStepRecord.project_id == project)
        found = self._unit.session.scalars(statement.order_by(SpotCheckStepRecord.number)).all()
        if [record.number for record in found] != list(range(1, len(found) + 1)):
            raise _broken("a step is missing")
        steps = tuple(self._step(record) for record in found)
        checking = replayed(steps)
        if isinstance(checking, Refusal):
            raise _broken(checking.reason)
        return SpotChecks(project, steps, checking)

    def take(self, project: str, asked: SpotCheckStep, *, saw: int | None = None) -> int:
        """Takes one step and gives the version after it; the last one again adds nothing.

        saw: the version that the person had before them; raises StaleVersion where others came in between.
        Raises StepRefused with the one sentence of the engine.
        """
        self._unit.lock(project)
        now = self.of(project)
        step = replace(asked, at=self._unit.clock())
        if now.steps and _plain(now.steps[-1]) == _plain(step):
            return now.version
        if saw is not None and saw != now.version:
            raise _stale()
        after = taken(now.checking, step)
        if isinstance(after, Refusal):
            raise StepRefused(place="spot-checks", found=after.reason, do="Nothing was changed.")
        self._add(project, now.version + 1, step)
        event, tell = _EVENTS[step.kind]
        self._audit.append(project, event, step.by, {"step": now.version + 1, **tell(after, step)})
        return now.version + 1

    def _add(self, project: str, number: int, step: SpotCheckStep) -> None:
        content = {"by": step.by, "role": step.role, "facts": dict(step.facts)}
        place = _place(project, number, step.kind)
        self._unit.session.add(
            SpotCheckStepRecord(
                project_id=project,
                number=number,
                at=step.taken_at,
                kind=step.kind.value,
                content=self._unit.seal(to_text(to_json_bytes(content)), place),
            )
        )
        self._unit.session.flush()

    def _step(self, record: SpotCheckStepRecord) -> SpotCheckStep:
        place = _place(record.project_id, record.number, record.kind)
        content = from_json_bytes(to_bytes(self._unit.open(record.content, place)))
        kind = SpotCheckKind(record.kind)
        return SpotCheckStep(kind, content["by"], content["role"], content["facts"], record.at)


def _plain(step: SpotCheckStep) -> tuple[Any, ...]:
    return step.kind, step.by, step.role, dict(step.facts)


Tell = Callable[[Checking, SpotCheckStep], dict[str, Any]]


def _told_draw(after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    return {"charts": len(step.facts["patients"]), "seed": step.facts["seed"], "draw": len(after.draws)}


def _told_chart(after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    patient = step.facts["patient"]
    return {"draw": len(after.draws), "chart": after.patients.index(patient) + 1}


def _told_verdict(after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    told = {**_told_chart(after, step), "found": step.facts["found"], "scope": step.facts["scope"]}
    changed = changes(after)
    if changed and changed[-1].now is after.verdicts[-1]:
        return {**told, "was": changed[-1].was.found.value, "was_by": changed[-1].was.by}
    return told


def _told_concern(after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    return {**_told_chart(after, step), "concern": len(after.concerns), "owner": step.facts["owner"]}


def _told_settled(_after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    return {"concern": step.facts["number"]}


def _told_file(after: Checking, step: SpotCheckStep) -> dict[str, Any]:
    """The concern with it where this step raised one, which bears the step's time."""
    told = {"file": step.facts["place"], "said": step.facts["said"]}
    changed = file_changes(after)
    if changed and changed[-1].now is after.files[-1]:
        return {**told, "was": changed[-1].was.said.value, "was_by": changed[-1].was.by}
    raised = after.concerns[-1] if after.concerns else None
    if raised is not None and (raised.file, raised.at) == (step.facts["path"], step.taken_at):
        return {**told, "concern": raised.number, "owner": raised.owner}
    return told


_EVENTS: dict[SpotCheckKind, tuple[AuditEvent, Tell]] = {
    SpotCheckKind.DRAW: (AuditEvent.CHARTS_DRAWN, _told_draw),
    SpotCheckKind.GOLDEN: (AuditEvent.GOLDEN_ADDED, _told_chart),
    SpotCheckKind.JUDGE: (AuditEvent.CHART_JUDGED, _told_verdict),
    SpotCheckKind.RAISE: (AuditEvent.CONCERN_RAISED, _told_concern),
    SpotCheckKind.SETTLE: (AuditEvent.CONCERN_SETTLED, _told_settled),
    SpotCheckKind.FILE: (AuditEvent.FILE_JUDGED, _told_file),
}
"""What the trail is told: never whose chart it is, nor words that somebody typed."""


def _place(project: str, number: int, kind: str) -> Bound:
    """A step belongs to its number and kind: none can be moved or taken for another."""
    return field_bound(project, f"spot_check.{kind}", str(number))


def _stale() -> StaleVersion:
    return StaleVersion(
        place="spot-checks",
        found="Somebody else did something here in the meantime, so nothing was changed.",
        do="Look at how it stands now and do it again if it still fits.",
    )


def _broken(why: str) -> JournalBroken:
    return JournalBroken(
        place="spot-checks",
        found=f"The steps that were kept do not follow from one another: {why}",
        do="Please tell your project team, and rely on no chart that was checked until it is settled.",
    )
