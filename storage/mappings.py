"""Mapping versions: saved whole, sealed, never edited in place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.errors import StaleVersion
from storage.models import MappingRecord
from storage.unit import Unit, absent, field_bound


@dataclass(frozen=True)
class MappingRow:
    """text: the mapping as canonical JSON, as it was saved. reason: "" where its person gave none."""

    version: int
    text: str = field(repr=False)
    saved_at: datetime
    by: str = field(repr=False)
    reason: str = field(default="", repr=False)


class Mappings:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def save(self, project: str, text: str, by: str, *, saw: int | None = None, reason: str = "") -> int:
        """Saves a new version (1, 2, ...) and gives its number; text equal to the latest saves nothing.

        saw: the version that the person had before them; raises StaleVersion if another was saved since.
        """
        self._unit.lock(project)
        latest = self.latest(project)
        number = latest.version if latest else 0
        if latest and latest.text == text:
            return number
        if saw is not None and saw != number:
            raise _stale()
        self._add(project, number + 1, text=text, by=by, reason=reason)
        return number + 1

    def latest(self, project: str) -> MappingRow | None:
        statement = select(MappingRecord).where(MappingRecord.project_id == project)
        record = self._unit.session.scalars(statement.order_by(MappingRecord.version.desc()).limit(1)).first()
        return None if record is None else self._row(record)

    def get(self, project: str, version: int) -> MappingRow:
        """Raises NotStored."""
        record = self._unit.session.get(MappingRecord, (project, version))
        if record is None:
            raise absent("mapping version")
        return self._row(record)

    def _add(self, project: str, version: int, *, text: str, by: str, reason: str) -> None:
        unit, row = self._unit, str(version)
        unit.session.add(
            MappingRecord(
                project_id=project,
                version=version,
                text=unit.seal(text, field_bound(project, "mapping.text", row)),
                saved_at=unit.clock(),
                by=unit.seal(by, field_bound(project, "mapping.by", row)),
                reason=unit.seal(reason, field_bound(project, "mapping.reason", row)) if reason else None,
            )
        )
        unit.session.flush()
        self._audit.append(project, AuditEvent.MAPPING_SAVED, by, {"version": version})

    def _row(self, record: MappingRecord) -> MappingRow:
        project, row = record.project_id, str(record.version)
        text = self._unit.open(record.text, field_bound(project, "mapping.text", row))
        by = self._unit.open(record.by, field_bound(project, "mapping.by", row))
        why = record.reason
        reason = self._unit.open(why, field_bound(project, "mapping.reason", row)) if why else ""
        return MappingRow(record.version, text, record.saved_at, by, reason)


def _stale() -> StaleVersion:
    return StaleVersion(
        place="mapping",
        found="Somebody saved another version of the mapping in the meantime.",
        do="Look at the newest version and make your change there.",
    )
