"""What people said about two uploads that look like one: which of them counts (law 2).

Nothing is removed: an upload that is set aside stays stored and in the history of uploads, and no longer
counts. The same file brought in again counts again, since that is a new receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from storage.audit import Audit
from storage.audit_events import AuditEvent
from storage.models import UploadWordRecord
from storage.unit import Unit, field_bound


class UploadWord(StrEnum):
    """What was said. Those of ASIDE set an upload aside."""

    NEWER = "newer"
    """The later one is a newer extract of the earlier, which no longer counts."""
    ANOTHER = "another"
    """The two are not versions of one another."""
    COPY = "copy"
    """The later one holds the same as the earlier, and is left out."""
    BOTH = "both"
    """The two hold the same, and both count."""


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

    def say(self, project: str, earlier: str, later: str, *, word: UploadWord, by: str) -> None:
        """Keeps one word about two receipts. Said again, it adds nothing."""
        self._unit.lock(project)
        if (earlier, later, word) in {(each.earlier, each.later, each.word) for each in self.of(project)}:
            return
        unit = self._unit
        number = unit.next(UploadWordRecord.number, UploadWordRecord.project_id == project)
        unit.session.add(
            UploadWordRecord(
                project_id=project,
                number=number,
                earlier=earlier,
                later=later,
                word=word.value,
                at=unit.clock(),
                by=unit.seal(by, field_bound(project, "upload_word.by", str(number))),
            )
        )
        unit.session.flush()
        self._audit.append(project, EVENTS[word], by, {"earlier": earlier, "later": later})

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


def set_aside(unit: Unit, project: str) -> frozenset[str]:
    """The receipts that no longer count; opens nothing."""
    columns = select(UploadWordRecord.word, UploadWordRecord.earlier, UploadWordRecord.later)
    rows = unit.session.execute(columns.where(UploadWordRecord.project_id == project)).all()
    return frozenset(
        {earlier for word, earlier, _ in rows if word == UploadWord.NEWER}
        | {later for word, _, later in rows if word == UploadWord.COPY}
    )
