"""The old side of charts: the rows that fed them, read again from the uploads of the run, as they stood.

Read once for all charts to look at, and only their rows are kept, in memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.charts import Left, OldRow, SourceRow, left_out, old_rows
from core.decisions.settling import settled
from core.mapping import from_json
from core.mapping.model import Mapping as ColumnMapping
from core.mapping.model import TableMapping
from core.record import RECORD
from core.tables import SourceTable
from core.transforms import TRANSFORM_NAMES
from portal.services.chart_reading import charts_in
from portal.services.decision_groups import DECISIONS
from portal.services.log_entries import entries
from portal.services.originals import pinned
from portal.services.read_alike import as_read_by
from portal.services.remembered import remembered
from portal.viewmodels.log import LogPlace
from storage import RunRow, Storage

Key = tuple[str, str]


@dataclass(frozen=True)
class OldSide:
    """rows: by where they stood. left: patient -> rows that did not come over. mappings: as followed.

    zone: in which the run read times without one, so that old and new show the same clock. places: of each
    table among those of the run.
    """

    rows: Mapping[SourceRow, OldRow] = field(repr=False)
    left: Mapping[str, tuple[Left, ...]] = field(repr=False)
    mappings: Mapping[Key, TableMapping] = field(repr=False)
    zone: str
    places: Mapping[Key, int] = field(default_factory=dict)

    def place_of(self, source: SourceRow | None) -> LogPlace | None:
        """Where the log has the entry of a row."""
        table = self.places.get((source.file, source.table)) if source else None
        return None if source is None or table is None else LogPlace(table, source.record)


@remembered(most=4)
def old_side_of(store: Storage, project: str, run: str, patients: tuple[str, ...]) -> OldSide:
    """For whoever was let in. Empty for tables that are not found again."""
    with store.read() as work:
        row = work.runs.get(project, run)
    tables = _tables(store, project, row)
    mapping = _followed(store, project, row, tables)
    mappings = {table.source: table for table in mapping.tables} if mapping else {}
    charts = charts_in(store, project, run, patients)
    return OldSide(
        rows=old_rows(tables, list(charts.values())),
        left=left_out(entries(store, project, run), tables, mappings, patients),
        mappings=mappings,
        zone=mapping.zone if mapping else "UTC",
        places={(t["file"], t["table"]): at for at, t in enumerate(row.summary["tables"])},
    )


def _tables(store: Storage, project: str, row: RunRow) -> dict[Key, SourceTable]:
    uploads = pinned(store, project, row.summary["uploads"])
    reads = as_read_by(store, project, row.summary).read(uploads).tables
    return {read.table.key: read.table for read in reads}


def _followed(
    store: Storage, project: str, row: RunRow, tables: Mapping[Key, SourceTable]
) -> ColumnMapping | None:
    """The mapping that the run followed, with what was decided about it."""
    if row.mapping_version is None:
        return None
    with store.read() as work:
        text = work.mappings.get(project, row.mapping_version).text
        decisions = work.decisions.at_version(project, row.summary.get(DECISIONS, 0))
    return settled(from_json(text, RECORD, TRANSFORM_NAMES), decisions, list(tables.values()))
