"""The lines of one file that could not be read, as a workbook to fill in, for whoever may see originals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.permissions import Action, Actor, authorise
from portal.services.reading_opened import batch_of, reject_sheets
from portal.viewmodels.taking import Form
from reports.rejects_workbook import workbook
from storage import AuditEvent, Storage


@dataclass(frozen=True)
class RejectsOf:
    """path: of the file."""

    path: str


def write(store: Storage, actor: Actor, project: str, of: RejectsOf) -> Iterator[bytes]:
    """The workbook whole; refused or audited before its first byte."""
    authorise(actor, Action.SEE_ORIGINALS, project)
    sheets = reject_sheets(store, project, batch_of(store, project), of.path)
    with store.begin() as work:
        entries = sum(len(sheet.rows) for sheet in sheets)
        facts = {"file": of.path, "form": Form.WORKBOOK.value, "entries": entries}
        work.audit.append(project, AuditEvent.REJECTS_TAKEN, actor.name, facts)
    return iter((workbook(sheets),))
