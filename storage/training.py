"""The journal of what people learn: steps by person and role, added, sealed, and never changed (laws 7, 8).

What stands is never kept: it is what all steps make, taken again by `core.training`. The journal knows no
path: whether a step may be taken is asked before, in the same unit of work and under its lock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from core.training import Learned, Proof, StepKind
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import JournalBroken, StaleVersion
from storage.models import TrainingStepRecord
from storage.sealing import Bound
from storage.unit import Unit, field_bound


@dataclass(frozen=True)
class Learner:
    """One person in one role, and all their steps, oldest first. version: how many there are."""

    person: str = field(repr=False)
    role: str
    steps: tuple[Learned, ...] = field(default=(), repr=False)

    @property
    def version(self) -> int:
        return len(self.steps)


class TrainingJournal:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def of(self, project: str) -> tuple[Learner, ...]:
        """Everybody who has begun, by role and name."""
        statement = select(TrainingStepRecord).where(TrainingStepRecord.project_id == project)
        ordered = statement.order_by(TrainingStepRecord.holder, TrainingStepRecord.number)
        holders: dict[bytes, list[TrainingStepRecord]] = {}
        for record in self._unit.session.scalars(ordered):
            holders.setdefault(record.holder, []).append(record)
        return tuple(sorted(map(self._learner, holders.values()), key=lambda each: (each.role, each.person)))

    def begun(self, project: str) -> bool:
        """Whether anybody has begun: from then on, training is measured and no longer stated."""
        statement = select(TrainingStepRecord.number).where(TrainingStepRecord.project_id == project).limit(1)
        return self._unit.session.scalar(statement) is not None

    def of_person(self, project: str, person: str, role: str) -> Learner:
        """Raises JournalBroken where a step is missing."""
        statement = select(TrainingStepRecord).where(
            TrainingStepRecord.project_id == project,
            TrainingStepRecord.holder == self._holder(project, person, role),
        )
        found = self._unit.session.scalars(statement.order_by(TrainingStepRecord.number)).all()
        return self._learner(list(found)) if found else Learner(person, role)

    def to_add(self, project: str, person: str, role: str) -> Learner:
        """The same for adding to it: others who add wait until this unit of work has ended."""
        self._unit.lock(project)
        return self.of_person(project, person, role)

    def add(self, project: str, learner: Learner, step: Learned, *, saw: int) -> Learner:
        """Adds `step` to `learner`, as `to_add` gave it. Raises StaleVersion where it was not what was seen.

        saw: the version that whoever does it had before them.
        """
        if saw != learner.version:
            raise _stale()
        number = learner.version + 1
        holder = self._holder(project, learner.person, learner.role)
        self._unit.session.add(
            TrainingStepRecord(
                project_id=project,
                holder=holder,
                number=number,
                at=step.at,
                content=self._unit.seal(_text_of(learner, step), _place(project, holder, number)),
            )
        )
        self._unit.session.flush()
        event, tell = _TOLD[step.kind]
        whose = {"person": learner.person} if step.by != learner.person else {}
        self._audit.append(project, event, step.by, {"role": learner.role, **whose, **tell(step)})
        return Learner(learner.person, learner.role, (*learner.steps, step))

    def _learner(self, records: list[TrainingStepRecord]) -> Learner:
        if [record.number for record in records] != list(range(1, len(records) + 1)):
            raise _broken()
        contents = [self._content(record) for record in records]
        person, role = contents[0]["person"], contents[0]["role"]
        told = zip(records, contents, strict=True)
        return Learner(person, role, tuple(_step(record, content) for record, content in told))

    def _content(self, record: TrainingStepRecord) -> dict[str, Any]:
        place = _place(record.project_id, record.holder, record.number)
        content: dict[str, Any] = from_json_bytes(to_bytes(self._unit.open(record.content, place)))
        return content

    def _holder(self, project: str, person: str, role: str) -> bytes:
        return self._unit.ring(project).index("training.holder", f"{role}\n{person}")


def _text_of(learner: Learner, step: Learned) -> str:
    content = {
        "person": learner.person,
        "role": learner.role,
        "kind": step.kind.value,
        "by": step.by,
        "item": step.item,
        "proof": step.proof.value if step.proof else None,
        "note": step.note,
        "facts": dict(step.facts),
    }
    return to_text(to_json_bytes(content))


def _step(record: TrainingStepRecord, content: dict[str, Any]) -> Learned:
    return Learned(
        StepKind(content["kind"]),
        content["person"],
        content["by"],
        record.at,
        content["item"],
        Proof(content["proof"]) if content["proof"] else None,
        content["note"],
        content["facts"],
    )


Facts = Callable[[Learned], dict[str, Any]]


def _item(step: Learned) -> dict[str, Any]:
    return {"item": step.item}


def _done(step: Learned) -> dict[str, Any]:
    return {"item": step.item, "proof": step.proof.value if step.proof else ""}


def _nothing(step: Learned) -> dict[str, Any]:
    return {}


_TOLD: dict[StepKind, tuple[AuditEvent, Facts]] = {
    StepKind.READ: (AuditEvent.LESSON_READ, _item),
    StepKind.DONE: (AuditEvent.TASK_DONE, _done),
    StepKind.ASK: (AuditEvent.TASK_ASKED, _item),
    StepKind.PRACTISE: (AuditEvent.TASK_PRACTISED, _item),
    StepKind.REOPEN: (AuditEvent.TASK_REOPENED, _item),
    StepKind.UNSURE: (AuditEvent.TRAINING_SAID, _nothing),
    StepKind.SETTLED: (AuditEvent.TRAINING_SAID, _nothing),
    StepKind.READY: (AuditEvent.TRAINING_SAID, _nothing),
}
"""What the trail is told: never a reason or a word, and not whether somebody feels ready."""


def _place(project: str, holder: bytes, number: int) -> Bound:
    """A step belongs to its person and number: none can be moved or taken for another's."""
    return field_bound(project, "training.content", f"{holder.hex()}/{number}")


def _stale() -> StaleVersion:
    return StaleVersion(
        place="training",
        found="Something was done here in the meantime, so nothing was changed.",
        do="Look at how it stands now and do it again if it still fits.",
    )


def _broken() -> JournalBroken:
    return JournalBroken(
        place="training",
        found="A step that was kept is missing.",
        do="Please tell your project team.",
    )
