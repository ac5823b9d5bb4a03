"""Every cell of a run traced, row by row, from what the run published and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import polars as pl

from core.decisions.settling import settled
from core.mapping.model import Mapping, TableMapping
from core.row_ties import Row
from core.runs import Outcome
from core.tables import RECORD, ReadTable, SourceTable
from core.tracing import CellTrace, Traced


def traced(
    run: Outcome, reads: Sequence[ReadTable], mapping: Mapping, some: Collection[Row] | None = None
) -> Iterator[tuple[ReadTable, int, tuple[CellTrace, ...]]]:
    """(table, record, its cells' traces) of every record, or of `some`."""
    parts = {part.name: part.frame for part in run.parts}
    followed = settled(mapping, run.decisions, [read.table for read in reads])
    for read in reads:
        file, name = read.table.key
        rules = followed.table(read.table.key) or TableMapping(file, name, (), (), (), ())
        log = of_table(parts["log"], read).filter(pl.col("record").is_not_null())
        findings = of_table(parts["findings"], read)
        waiting, archive = (parts.get(f"{kind}/{file}/{name}") for kind in ("waiting", "archive"))
        for entry in log.iter_rows(named=True):
            record = entry["record"]
            if some is not None and (file, name, record) not in some:
                continue
            noticed = findings.filter(pl.col("record") == record).select("column", "kind").rows()
            row = SourceTable(
                file, name, read.table.columns, read.table.frame.filter(pl.col(RECORD) == record)
            )
            held = (kept(waiting, record), kept(archive, record))
            about = Traced(row, rules, run.decisions, entry, *held, frozenset(noticed))
            yield read, record, about.cells()


def of_table(frame: pl.DataFrame, read: ReadTable) -> pl.DataFrame:
    return frame.filter((pl.col("file") == read.table.file) & (pl.col("table") == read.table.name))


def kept(part: pl.DataFrame | None, record: int) -> frozenset[str]:
    if part is None:
        return frozenset()
    rows = part.filter(pl.col(RECORD) == record)
    return frozenset(name for name in rows.columns if rows.height and rows[name][0] is not None)
