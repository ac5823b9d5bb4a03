"""What people said about how files are read: versions that are only added, and passwords sealed beside them.

A version taken back is a new one that equals the one before; `earlier` leads from version to version on that
way back, so that taking back again goes further and never round in a circle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.canonical import from_json_bytes, to_bytes, to_json_bytes, to_text
from storage.errors import StaleVersion
from storage.models import ChoicesRecord
from storage.unit import Unit, absent, field_bound


@dataclass(frozen=True)
class ChoicesRow:
    """text: the choices as canonical JSON. passwords: by path. earlier: what taking back leads to."""

    version: int
    earlier: int
    text: str = field(repr=False)
    passwords: Mapping[str, str] = field(repr=False)
    saved_at: datetime
    by: str = field(repr=False)


@dataclass(frozen=True)
class Saying:
    """One change. passwords: None where they stay. about: what the audit trail is told; never a cell."""

    text: str = field(repr=False)
    by: str = field(repr=False)
    about: Mapping[str, str] = field(repr=False)
    passwords: Mapping[str, str] | None = field(default=None, repr=False)


class KeptChoices:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def version(self, project: str) -> int:
        """Of the newest; 0 while nobody said anything."""
        statement = select(ChoicesRecord.version).where(ChoicesRecord.project_id == project)
        return self._unit.session.scalar(statement.order_by(ChoicesRecord.version.desc()).limit(1)) or 0

    def get(self, project: str, version: int) -> ChoicesRow | None:
        """None for version 0. Raises NotStored for one that there is not."""
        if not version:
            return None
        record = self._unit.session.get(ChoicesRecord, (project, version))
        if record is None:
            raise absent("version of what was said")
        return self._row(record)

    def say(self, project: str, said: Saying, *, saw: int) -> int:
        """Saves a new version and gives its number; what changes nothing saves nothing.

        saw: the version that the person had before them; raises StaleVersion if another was saved since.
        """
        latest = self._locked(project)
        before = latest.passwords if latest else {}
        passwords = before if said.passwords is None else dict(said.passwords)
        if latest and (latest.text, dict(latest.passwords)) == (said.text, dict(passwords)):
            return latest.version
        number = latest.version if latest else 0
        if saw != number:
            raise _stale()
        row = _New(number + 1, number, said.text, passwords, said.by)
        return self._add(project, row, AuditEvent.READING_SAID, said.about)

    def undo(self, project: str, by: str, *, saw: int) -> int:
        """A new version equal to the one before the last change. Raises StaleVersion, NotStored."""
        latest = self._locked(project)
        if saw != (latest.version if latest else 0):
            raise _stale()
        if latest is None or not (latest.text or latest.passwords):
            raise absent("version of what was said")
        back = self.get(project, latest.earlier)
        text, passwords = (back.text, back.passwords) if back else ("", {})
        row = _New(latest.version + 1, back.earlier if back else 0, text, passwords, by)
        return self._add(project, row, AuditEvent.READING_TAKEN_BACK, {"to": str(latest.earlier)})

    def _locked(self, project: str) -> ChoicesRow | None:
        self._unit.lock(project)
        return self.get(project, self.version(project))

    def _add(self, project: str, new: _New, event: AuditEvent, about: Mapping[str, str]) -> int:
        unit, row = self._unit, str(new.version)
        unit.session.add(
            ChoicesRecord(
                project_id=project,
                version=new.version,
                earlier=new.earlier,
                text=unit.seal(new.text, field_bound(project, "choices.text", row)),
                passwords=unit.seal(_told(new.passwords), field_bound(project, "choices.passwords", row)),
                saved_at=unit.clock(),
                by=unit.seal(new.by, field_bound(project, "choices.by", row)),
            )
        )
        unit.session.flush()
        self._audit.append(project, event, new.by, {"version": new.version, **about})
        return new.version

    def _row(self, record: ChoicesRecord) -> ChoicesRow:
        project, row = record.project_id, str(record.version)
        text = self._unit.open(record.text, field_bound(project, "choices.text", row))
        told = self._unit.open(record.passwords, field_bound(project, "choices.passwords", row))
        by = self._unit.open(record.by, field_bound(project, "choices.by", row))
        passwords = from_json_bytes(to_bytes(told))
        return ChoicesRow(record.version, record.earlier, text, passwords, record.saved_at, by)


@dataclass(frozen=True)
class _New:
    version: int
    earlier: int
    text: str = field(repr=False)
    passwords: Mapping[str, str] = field(repr=False)
    by: str = field(repr=False)


def _told(passwords: Mapping[str, str]) -> str:
    return to_text(to_json_bytes(dict(passwords)))


def _stale() -> StaleVersion:
    return StaleVersion(
        place="reading",
        found="Somebody said something else about these files in the meantime.",
        do="Look at the page as it is now and say it there.",
    )
