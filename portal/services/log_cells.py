"""What became of each cell of an opened entry, for who may see its row; and where its chart stands.

Told from what the run published (core/tracing.py). For one row only its own rows of the sealed parts are
opened: where they stand is read once and kept in memory, without a word of what is in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from core.decisions import Decisions
from core.decisions.settling import settled
from core.mapping import from_json
from core.mapping.model import Fate, TableMapping
from core.parts import RESTRICTED
from core.record import RECORD as CLINIC_RECORD
from core.tables import LINE, RECORD, SourceTable
from core.tracing import CellTrace, Traced
from core.transforms import TRANSFORM_NAMES
from portal.services.chart_lenses import Lens
from portal.services.decision_groups import DECISIONS
from portal.services.remembered import remembered
from portal.viewmodels.log import CellFate, ChartPlace
from storage import RunRow, Storage
from storage.errors import NotStored

FINDINGS = "findings"
Entry = Mapping[str, Any]


def cells_of(store: Storage, project: str, run: str, entry: Entry, row: SourceTable) -> tuple[CellFate, ...]:
    """entry: of the log, unmasked. row: the table with this one row."""
    with store.read() as work:
        about = work.runs.get(project, run)
    decisions = _decisions(store, project, about)
    told = Traced(
        row,
        _mapping(store, project, about, decisions, row),
        decisions,
        entry,
        waiting=_kept(store, project, run, Fate.WAITING, row),
        archive=_kept(store, project, run, Fate.ARCHIVED, row),
        findings=_noticed(store, project, run, row),
    )
    return tuple(_fate(cell) for cell in told.cells())


def chart_of(store: Storage, project: str, patient: str | None, *, lens: Lens | None) -> ChartPlace | None:
    """Where the patient's chart stands among those drawn; None where it does not, or is not to be seen."""
    if not patient or lens is None:
        return None
    with store.read() as work:
        checking = work.spot_checks.of(project).checking
    patients = checking.patients if checking.current is not None else ()
    return ChartPlace(len(checking.draws), patients.index(patient) + 1) if patient in patients else None


def _fate(cell: CellTrace) -> CellFate:
    homes = tuple((home.entity, home.field) for home in cell.homes)
    noted = cell.fate is Fate.MAPPED and cell.decision is not None
    fate = cell.fate.value
    return CellFate(cell.column, fate, homes, cell.by, cell.reason, cell.key, cell.absent, noted)


def _decisions(store: Storage, project: str, run: RunRow) -> Decisions:
    with store.read() as work:
        return work.decisions.at_version(project, run.summary.get(DECISIONS, 0))


def _mapping(
    store: Storage, project: str, run: RunRow, decisions: Decisions, row: SourceTable
) -> TableMapping:
    """How the run read the table, with what was decided about it."""
    nothing = TableMapping(*row.key, key=(), routes=(), rules=(), kept=())
    if run.mapping_version is None:
        return nothing
    with store.read() as work:
        text = work.mappings.get(project, run.mapping_version).text
    whole = settled(from_json(text, CLINIC_RECORD, TRANSFORM_NAMES), decisions, [row])
    return whole.table(row.key) or nothing


_PARTS = {Fate.WAITING: "waiting", Fate.ARCHIVED: "archive"}


def _kept(store: Storage, project: str, run: str, fate: Fate, row: SourceTable) -> frozenset[str]:
    """Columns of which the run kept the row's cell so."""
    name = f"{_PARTS[fate]}/{row.file}/{row.name}"
    records, record = _records_in(store, project, run, name), row.frame[RECORD][0]
    place = records.search_sorted(record) if records.len() else 0
    if place >= records.len() or records[place] != record:
        return frozenset()
    with store.read() as work:
        cells = work.runs.open_rows(project, run, name, RESTRICTED, start=place, count=1)
    return frozenset(c for c in cells.columns if c not in (RECORD, LINE) and cells[c][0] is not None)


@remembered(most=64)
def _records_in(store: Storage, project: str, run: str, part: str) -> pl.Series:
    """The records that a part of a table holds something of, in order; none where there is no such part."""
    with store.read() as work:
        try:
            found = [block[RECORD] for block in work.runs.blocks(project, run, part, RESTRICTED)]
        except NotStored:
            found = []
    return pl.concat(found) if found else pl.Series(RECORD, [], dtype=pl.UInt32)


def _noticed(store: Storage, project: str, run: str, row: SourceTable) -> frozenset[tuple[str, str]]:
    """(column, kind) of the findings about the row's cells."""
    found = _findings(store, project, run, row.key)
    own = found.filter(pl.col("record") == row.frame[RECORD][0])
    return frozenset(own.select("column", "kind").drop_nulls().rows())


@remembered(most=8)
def _findings(store: Storage, project: str, run: str, table: tuple[str, str]) -> pl.DataFrame:
    about = (pl.col("file") == table[0]) & (pl.col("table") == table[1])
    with store.read() as work:
        if not any(part.name == FINDINGS for part in work.runs.parts(project, run)):
            return pl.DataFrame(schema={"record": pl.UInt32, "column": pl.String, "kind": pl.String})
        blocks = work.runs.blocks(project, run, FINDINGS, RESTRICTED)
        return pl.concat([block.filter(about).select("record", "column", "kind") for block in blocks])
