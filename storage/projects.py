"""Projects: one migration of one clinic group each, with keys of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.errors import KeyDestroyed
from storage.keys import (
    PROJECT,
    Sensitivity,
    WrappedKey,
    make_class_key,
    make_keys,
    open_keys,
    open_project_key,
    renewed,
)
from storage.models import ProjectRecord, WrappedKeyRecord
from storage.sealing import Bound
from storage.unit import INSTALLATION, Unit, absent, field_bound

SYSTEM = "system"


@dataclass(frozen=True)
class ProjectRow:
    """name: what the clinic calls it; empty where `readable` is False because the keys were destroyed."""

    id: str
    name: str = field(repr=False)
    created_at: datetime
    readable: bool = True


class Projects:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def create(self, name: str, *, by: str = SYSTEM) -> ProjectRow:
        """A new project with fresh keys."""
        unit = self._unit
        unit.recognise()
        project, now = unit.new_id(), unit.clock()
        keys = make_keys(project, unit.master)
        unit.rings[project] = open_keys(project, keys, master=unit.master)
        sealed = unit.seal(name, _name_bound(project))
        unit.session.add(ProjectRecord(id=project, name=sealed, created_at=now))
        unit.session.flush()
        self._store(project, keys)
        self._audit.append(project, AuditEvent.PROJECT_CREATED, by, {"name": name})
        return ProjectRow(project, name, now)

    def all(self) -> list[ProjectRow]:
        """Oldest first; projects whose keys were destroyed are there too, unreadable."""
        return self._rows(ProjectRecord.id != INSTALLATION)

    def of_ids(self, projects: Collection[str]) -> list[ProjectRow]:
        """Those of them that there are, as `all` gives them; no other is opened."""
        return self._rows(ProjectRecord.id.in_(sorted(projects))) if projects else []

    def get(self, project: str) -> ProjectRow:
        """Raises NotStored."""
        record = self._unit.session.get(ProjectRecord, project)
        if record is None or project == INSTALLATION:
            raise absent("project")
        return self._row(record)

    def renew_key(self, project: str, sensitivity: str, *, by: str) -> int:
        """A new version of a class key for everything sealed from now on; the version."""
        held, unit = self._unit.wrapped(project), self._unit
        version = max(key.version for key in held if key.purpose == sensitivity) + 1
        material = open_project_key(project, held, master=unit.master)
        key = make_class_key(project, material, sensitivity=Sensitivity(sensitivity), version=version)
        self._audit.append(
            project, AuditEvent.PROJECT_KEYS_RENEWED, by, {"class": sensitivity, "version": version}
        )
        self._store(project, [key])
        unit.forget_ring(project)
        return version

    def renew_project_key(self, project: str, *, by: str) -> int:
        """A fresh key above the class keys, which stay what they are; the version. The old one is gone."""
        unit = self._unit
        unit.recognise()
        keys = renewed(project, unit.wrapped(project), master=unit.master)
        facts = {"class": PROJECT, "version": keys[0].version}
        self._audit.append(project, AuditEvent.PROJECT_KEYS_RENEWED, by, facts)
        self._replace(project, keys)
        return keys[0].version

    def destroy_keys(self, project: str, *, by: str) -> None:
        """Crypto-shredding: nothing of the project can be opened after the commit. There is no way back.

        Deletes every wrapped key, the project key's above all. The audit chain can still be verified.
        """
        self._audit.append(project, AuditEvent.PROJECT_KEYS_DESTROYED, by, {})
        self._unit.last.add(project)
        self._unit.session.execute(delete(WrappedKeyRecord).where(WrappedKeyRecord.project_id == project))

    def _store(self, project: str, keys: Iterable[WrappedKey]) -> None:
        now = self._unit.clock()
        self._unit.session.add_all(_record(project, key, now) for key in keys)
        self._unit.session.flush()

    def _replace(self, project: str, keys: Iterable[WrappedKey]) -> None:
        """In place of all that are there, each as old as the key that it wraps."""
        session, now = self._unit.session, self._unit.clock()
        of_project = WrappedKeyRecord.project_id == project
        there = {
            (each.purpose, each.version): each
            for each in session.scalars(select(WrappedKeyRecord).where(of_project))
        }
        for key in keys:
            record = there.pop((key.purpose, key.version), None)
            if record is None:
                session.add(_record(project, key, now))
            else:
                record.wrapped = key.wrapped
        for record in there.values():
            session.delete(record)
        session.flush()

    def _rows(self, condition: ColumnElement[bool]) -> list[ProjectRow]:
        ordered = select(ProjectRecord).order_by(ProjectRecord.created_at, ProjectRecord.id)
        return [self._row(record) for record in self._unit.session.scalars(ordered.where(condition))]

    def _row(self, record: ProjectRecord) -> ProjectRow:
        try:
            name = self._unit.open(record.name, _name_bound(record.id))
        except KeyDestroyed:
            return ProjectRow(record.id, "", record.created_at, readable=False)
        return ProjectRow(record.id, name, record.created_at)


def _record(project: str, key: WrappedKey, made_at: datetime) -> WrappedKeyRecord:
    return WrappedKeyRecord(
        project_id=project, purpose=key.purpose, version=key.version, wrapped=key.wrapped, made_at=made_at
    )


def _name_bound(project: str) -> Bound:
    return field_bound(project, "project.name", project, Sensitivity.OPERATIONAL)
