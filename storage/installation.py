"""What belongs to the installation and to no project: its keys and its own audit chain (ADR 28).

It is kept as a project is, under an id of its own, so that sealing, blind indexes, the chain, its anchors and
the changing of the master key are the same code. It is in no list of projects.
"""

from __future__ import annotations

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.keys import make_keys, open_keys
from storage.models import InstallationRecord, ProjectRecord, WrappedKeyRecord
from storage.projects import ProjectRow
from storage.unit import INSTALLATION, Unit, absent, field_bound

BY = "Chartbridge"


class Installation:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def is_there(self) -> bool:
        """Whether anybody was ever invited here: until then there is nothing to seal."""
        return self._unit.session.get(ProjectRecord, INSTALLATION) is not None

    def row(self, name: str) -> ProjectRow:
        """As a project is told of, for the care of its keys. name: what to call it. Raises NotStored."""
        record = self._unit.session.get(ProjectRecord, INSTALLATION)
        if record is None:
            raise absent("installation")
        return ProjectRow(INSTALLATION, name, record.created_at)

    def make(self) -> None:
        """Its keys and the first event of its chain, once; of two that come at once, one waits."""
        unit = self._unit
        unit.session.execute(select(InstallationRecord.id).with_for_update())
        if self.is_there():
            return
        now, keys = unit.clock(), make_keys(INSTALLATION, unit.master)
        unit.rings[INSTALLATION] = open_keys(INSTALLATION, keys, master=unit.master)
        name = unit.seal("", field_bound(INSTALLATION, "project.name", INSTALLATION))
        unit.session.add(ProjectRecord(id=INSTALLATION, name=name, created_at=now))
        unit.session.flush()
        unit.session.add_all(
            WrappedKeyRecord(
                project_id=INSTALLATION,
                purpose=key.purpose,
                version=key.version,
                wrapped=key.wrapped,
                made_at=now,
            )
            for key in keys
        )
        unit.session.flush()
        self._audit.append(INSTALLATION, AuditEvent.PEOPLE_BEGUN, BY, {})
