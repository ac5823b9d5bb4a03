"""Totals, differences and transactions as a workbook, written at the door for whoever may see money."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from portal.permissions import Action, Actor, authorise
from portal.services.finance_lines import total_lines, transactions
from portal.services.finance_names import names_in
from portal.services.finances import totals
from portal.services.money_records import entries_in
from portal.services.overview import newest_run
from portal.viewmodels.taking import Form
from portal.wording import finances as words
from reports.finances import workbook
from storage import AuditEvent, Storage
from storage.errors import NotStored


def write(store: Storage, actor: Actor, project: str, *, zone: ZoneInfo) -> Iterator[bytes]:
    """The workbook whole; refused or audited before its first byte."""
    authorise(actor, Action.TIE_OUT, project)
    authorise(actor, Action.SEE_MONEY, project)
    with store.begin() as work:
        run = newest_run(work, project)
        if run is None:
            raise NotStored(place=words.TITLE, found=f"{words.NO_RUN}.", do=words.NO_RUN_MORE)
        entries, names = entries_in(work, project, run.run), names_in(work, project, run.run)
        said = totals(work, project, run.run, work.readiness.of(project).statements)
        facts = {"run": run.run, "form": Form.WORKBOOK.value, "entries": entries.height}
        work.audit.append(project, AuditEvent.RECORDS_EXPORTED, actor.name, facts)
    lines = total_lines(said, store.clock().astimezone(zone))
    return iter((workbook(lines, transactions(entries, names)),))
