"""Decisions of a project: an append-only journal, sealed; what stands follows from reading it (law 2).

A line says what was decided, proposed or taken back, when and by whom; none is ever edited. The version is
the number of the newest line that changes what stands. Proposals bind nobody, so they leave it alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from core.decisions import Decision, Decisions, Group
from core.decisions.file import as_record, from_record
from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import StaleVersion
from storage.models import DecisionRecord
from storage.unit import Unit, field_bound


class JournalState(StrEnum):
    """What a line of the journal says."""

    MADE = "made"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class DecisionRow:
    """One line. group: the id of the group. decision: None where one was taken back; reason says why."""

    number: int
    at: datetime
    state: JournalState
    group: str
    by: str = field(repr=False)
    reason: str = field(repr=False)
    decision: Decision | None = field(default=None, repr=False)


class DecisionJournal:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def made(self, project: str, decisions: Sequence[Decision], *, by: str, saw: int) -> int:
        """Adds what was decided, all of it or nothing, and gives the new version.

        saw: the version that the person had before them. Exactly what stands already adds nothing; anything
        else on top of a version that was not seen raises StaleVersion.
        """
        rows = self._locked(project)
        standing = standing_rows(rows)
        if _all_stand(standing, decisions):
            return _version(rows)
        _refuse_stale(rows, saw)
        contents = [as_record(decision) for decision in decisions]
        number = self._add_all(project, rows, contents, JournalState.MADE, by=by)
        self._audit.append(project, AuditEvent.DECISION_MADE, by, _facts(decisions))
        return number

    def propose(self, project: str, decisions: Sequence[Decision], *, by: str, saw: int) -> int:
        """Adds proposals, which wait until somebody decides about their groups. The version stays."""
        rows = self._locked(project)
        if _all_stand(waiting_proposals(rows), decisions):
            return _version(rows)
        _refuse_stale(rows, saw)
        contents = [as_record(decision) for decision in decisions]
        self._add_all(project, rows, contents, JournalState.PROPOSED, by=by)
        self._audit.append(project, AuditEvent.DECISION_PROPOSED, by, _facts(decisions))
        return _version(rows)

    def withdraw(self, project: str, groups: Sequence[Group], *, by: str, reason: str, saw: int) -> int:
        """Takes back what was decided or proposed about `groups`; where nothing was, adds nothing."""
        rows = self._locked(project)
        known = {*standing_rows(rows), *waiting_proposals(rows)}
        ended = [group for group in groups if group.id in known]
        if not ended:
            return _version(rows)
        _refuse_stale(rows, saw)
        contents = [{"group": group.id, "reason": reason} for group in ended]
        number = self._add_all(project, rows, contents, JournalState.WITHDRAWN, by=by)
        facts = {"kind": _kinds(ended), "groups": len(ended), "group": [group.id for group in ended]}
        self._audit.append(project, AuditEvent.DECISION_WITHDRAWN, by, facts)
        return number

    def standing(self, project: str) -> Decisions:
        """What runs follow from now on."""
        return _decisions(self.history(project))

    def at_version(self, project: str, number: int) -> Decisions:
        """What stood at a version; nothing at version 0."""
        return _decisions([row for row in self.history(project) if row.number <= number])

    def version(self, project: str) -> int:
        """0 while nothing was decided."""
        bound = DecisionRecord.state != JournalState.PROPOSED.value
        return self._unit.next(DecisionRecord.number, DecisionRecord.project_id == project, bound) - 1

    def proposals(self, project: str) -> tuple[DecisionRow, ...]:
        """Those that wait, one a group, in the order they came."""
        return tuple(waiting_proposals(self.history(project)).values())

    def history(self, project: str) -> list[DecisionRow]:
        """The whole journal, oldest first."""
        statement = select(DecisionRecord).where(DecisionRecord.project_id == project)
        return [
            self._row(record)
            for record in self._unit.session.scalars(statement.order_by(DecisionRecord.number))
        ]

    def _locked(self, project: str) -> list[DecisionRow]:
        self._unit.lock(project)
        return self.history(project)

    def _add_all(
        self,
        project: str,
        rows: Sequence[DecisionRow],
        contents: Sequence[dict[str, Any]],
        state: JournalState,
        *,
        by: str,
    ) -> int:
        first = rows[-1].number + 1 if rows else 1
        for number, content in enumerate(contents, start=first):
            self._add(project, number, state, content=content, by=by)
        return first + len(contents) - 1

    def _add(
        self, project: str, number: int, state: JournalState, *, content: dict[str, Any], by: str
    ) -> None:
        unit, row = self._unit, str(number)
        text = to_text(to_json_bytes(content))
        unit.session.add(
            DecisionRecord(
                project_id=project,
                number=number,
                state=state.value,
                text=unit.seal(text, field_bound(project, "decision.text", row)),
                at=unit.clock(),
                by=unit.seal(by, field_bound(project, "decision.by", row)),
            )
        )
        unit.session.flush()

    def _row(self, record: DecisionRecord) -> DecisionRow:
        project, row = record.project_id, str(record.number)
        text = self._unit.open(record.text, field_bound(project, "decision.text", row))
        by = self._unit.open(record.by, field_bound(project, "decision.by", row))
        content, state = from_json_bytes(to_bytes(text)), JournalState(record.state)
        if state is JournalState.WITHDRAWN:
            return DecisionRow(record.number, record.at, state, content["group"], by, content["reason"])
        told = from_record(content, f"decision {record.number}")
        return DecisionRow(record.number, record.at, state, told.group.id, by, told.reason, told)


def standing_rows(rows: Iterable[DecisionRow]) -> dict[str, DecisionRow]:
    """Group id -> the line that counts now."""
    return _last(rows, lambda row: row.state is JournalState.MADE, ends=(JournalState.WITHDRAWN,))


def waiting_proposals(rows: Iterable[DecisionRow]) -> dict[str, DecisionRow]:
    """Group id -> the newest proposal that nobody has answered by deciding or by setting it aside."""
    ends = (JournalState.MADE, JournalState.WITHDRAWN)
    return _last(rows, lambda row: row.state is JournalState.PROPOSED, ends=ends)


def _last(
    rows: Iterable[DecisionRow],
    counts: Callable[[DecisionRow], bool],
    *,
    ends: Sequence[JournalState],
) -> dict[str, DecisionRow]:
    found: dict[str, DecisionRow] = {}
    for row in rows:
        if counts(row):
            found[row.group] = row
        elif row.state in ends:
            found.pop(row.group, None)
    return found


def _decisions(rows: Iterable[DecisionRow]) -> Decisions:
    return Decisions.of(row.decision for row in standing_rows(rows).values() if row.decision)


def _all_stand(rows: dict[str, DecisionRow], decisions: Sequence[Decision]) -> bool:
    there = {group: row.decision for group, row in rows.items()}
    return all(there.get(decision.group.id) == decision for decision in decisions)


def _version(rows: Sequence[DecisionRow]) -> int:
    return max((row.number for row in rows if row.state is not JournalState.PROPOSED), default=0)


def _refuse_stale(rows: Sequence[DecisionRow], saw: int) -> None:
    if saw != _version(rows):
        raise StaleVersion(
            place="decisions",
            found="Somebody decided something in the meantime, so yours was not saved.",
            do="Look at what stands now and decide again.",
        )


def _facts(decisions: Sequence[Decision]) -> dict[str, Any]:
    """Of the audit event: what kind of thing was decided how, never a value or an id from the records."""
    return {
        "kind": _kinds([decision.group for decision in decisions]),
        "choice": ", ".join(sorted({decision.choice.value for decision in decisions})),
        "count": sum(decision.count for decision in decisions),
        "groups": len(decisions),
        "group": [decision.group.id for decision in decisions],
    }


def _kinds(groups: Sequence[Group]) -> str:
    return ", ".join(sorted({group.kind.value for group in groups}))
