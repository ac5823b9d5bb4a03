"""What people said about two uploads that look like one: which of them counts (law 2).

Nothing is removed: an upload that is set aside stays stored and in the history of uploads, and no longer
counts. The same file brought in again counts again, since that is a new receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.models_words import UploadWordRecord
from storage.set_aside import UploadWord
from storage.unit import Unit, field_bound
from storage.uploads import UploadRow

EVENTS: Mapping[UploadWord, AuditEvent] = {
    UploadWord.NEWER: AuditEvent.UPLOAD_REPLACED,
    UploadWord.ANOTHER: AuditEvent.UPLOADS_TOLD_APART,
    UploadWord.COPY: AuditEvent.UPLOAD_LEFT_OUT,
    UploadWord.BOTH: AuditEvent.UPLOADS_TOLD_APART,
}


@dataclass(frozen=True)
class Worded:
    """earlier, later: ids of receipts."""

    earlier: str
    later: str
    word: UploadWord
    at: datetime
    by: str = field(repr=False)

    @property
    def aside(self) -> str | None:
        """The receipt that no longer counts, if one does not."""
        return {UploadWord.NEWER: self.earlier, UploadWord.COPY: self.later}.get(self.word)


class UploadWords:
    def __init__(self, unit: Unit, audit: Audit) -> None:
        self._unit = unit
        self._audit = audit

    def say(self, earlier: UploadRow, later: UploadRow, *, word: UploadWord, by: str) -> None:
        """Keeps one word about two receipts of a project. Said again, it adds nothing."""
        project = later.project
        self._unit.lock(project)
        if self.said(earlier, later, word):
            return
        unit = self._unit
        number = unit.next(UploadWordRecord.number, UploadWordRecord.project_id == project)
        unit.session.add(
            UploadWordRecord(
                project_id=project,
                number=number,
                earlier=earlier.id,
                later=later.id,
                word=word.value,
                at=unit.clock(),
                by=unit.seal(by, field_bound(project, "upload_word.by", str(number))),
            )
        )
        unit.session.flush()
        facts = {"earlier": earlier.path, "later": later.path}
        self._audit.append(project, EVENTS[word], by, {**facts, "uploads": [earlier.id, later.id]})

    def said(self, earlier: UploadRow, later: UploadRow, word: UploadWord) -> bool:
        told = {(each.earlier, each.later, each.word) for each in self.of(later.project)}
        return (earlier.id, later.id, word) in told

    def of(self, project: str) -> list[Worded]:
        """Oldest first."""
        statement = select(UploadWordRecord).where(UploadWordRecord.project_id == project)
        return [
            self._row(each)
            for each in self._unit.session.scalars(statement.order_by(UploadWordRecord.number))
        ]

    def _row(self, record: UploadWordRecord) -> Worded:
        bound = field_bound(record.project_id, "upload_word.by", str(record.number))
        word = UploadWord(record.word)
        return Worded(record.earlier, record.later, word, record.at, self._unit.open(record.by, bound))
