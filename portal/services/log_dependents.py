"""What hangs on each cell of an entry, told when somebody asks (law 3).

The plan of the run says it of each column (core/dependents.py). Whom it is about is counted over all rows as
they stand now, which needs every table of the run in memory: of a large project the sentences have no number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from core.decisions.settling import settled
from core.dependents import Plan, plan_of
from core.mapping.lookups import with_lookups
from core.mapping.model import Mapping
from core.record import RECORD as CLINIC_RECORD
from core.tables import SourceTable
from core.ties import Ties, said_same, ties_of
from portal.opened_classes import as_everybody
from portal.permissions import Action, Actor, authorise
from portal.services.decision_attaching import mapping_of
from portal.services.decision_groups import DECISIONS
from portal.services.log_entries import entries
from portal.services.originals import pinned
from portal.services.read_alike import as_read_by
from portal.services.remembered import remembered
from portal.services.source_rows import row_of
from portal.viewmodels.log import CellReach, EntryRef
from portal.visit import ProjectChoice
from storage import RunRow, Storage

MOST = 50_000
"""Records of a run over which dependents are counted."""
_STANDING = ["imported", "flagged"]


@dataclass(frozen=True, eq=False)
class _Whole:
    """A run's plan, and the ties of all its rows."""

    plan: Plan
    ties: Ties = field(repr=False)


def reaches(store: Storage, actor: Actor, project: ProjectChoice, ref: EntryRef) -> tuple[CellReach, ...]:
    """Of the filled cells of an entry, in the order of their columns; none of a line that is no record."""
    authorise(actor, Action.SEE_LOG, project.id)
    authorise(actor, Action.SEE_ORIGINALS, project.id)
    log = entries(store, project.id, ref.run)
    file, table, record = log.select("file", "table", "record").row(ref.position)
    if record is None:
        return ()
    row = row_of(store, project.id, ref.run, (file, table), record)
    if row is None:
        return ()
    if log.height > MOST:
        return tuple(_uncounted(store, project.id, ref.run, row))
    return tuple(_counted(_whole(as_everybody(store), project.id, ref.run), row, record))


def _filled(row: SourceTable) -> Iterator[str]:
    cells = row.frame.row(0, named=True)
    yield from (name for name in row.columns if (cells[name] or "").strip())


def _counted(whole: _Whole, row: SourceTable, record: int) -> Iterator[CellReach]:
    for name in _filled(row):
        found = whole.plan.dependents((*row.key, record), name, whole.ties, whole.ties)
        yield CellReach(name, whole.plan.columns[*row.key, name], len(found) - 1)


def _uncounted(store: Storage, project: str, run: str, row: SourceTable) -> Iterator[CellReach]:
    """By the mapping alone; a lookup from elsewhere is told by it too."""
    plan = plan_of(_followed(store, project, run, [row]), [row], CLINIC_RECORD)
    yield from (CellReach(name, plan.columns[*row.key, name]) for name in _filled(row))


@remembered(most=1)
def _whole(store: Storage, project: str, run: str) -> _Whole:
    about = _run(store, project, run)
    read = as_read_by(store, project, about.summary).read(pinned(store, project, about.summary["uploads"]))
    tables = [each.table for each in read.tables]
    with store.read() as work:
        decisions = work.decisions.at_version(project, about.summary.get(DECISIONS, 0))
    mapping = with_lookups(_followed(store, project, run, tables), tables)
    log = entries(store, project, run).filter(pl.col("disposition").is_in(_STANDING))
    standing = frozenset(log.select("file", "table", "record").drop_nulls().rows())
    tied = [ties_of(table, mapping, CLINIC_RECORD, decisions) for table in tables]
    ties = Ties(tied, standing, said_same(decisions))
    return _Whole(plan_of(mapping, tables, CLINIC_RECORD), ties)


def _followed(store: Storage, project: str, run: str, tables: list[SourceTable]) -> Mapping:
    """As the run followed it, with what was decided."""
    about = _run(store, project, run)
    with store.read() as work:
        decisions = work.decisions.at_version(project, about.summary.get(DECISIONS, 0))
    return settled(mapping_of(store, project, about) or Mapping(()), decisions, tables)


def _run(store: Storage, project: str, run: str) -> RunRow:
    with store.read() as work:
        return work.runs.get(project, run)
