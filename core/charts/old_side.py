"""The old side of a chart: the rows that fed it, and those that name the patient and did not come over.

By the migration log and the provenance of each record. What did not come over is what a person who compares
has to see first, so rows that wait, were skipped or were merged are looked for by the columns that name a
patient, and not only by what was made of them (law 2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from core.charts.model import Chart, SourceRow
from core.charts.sections import PATIENT
from core.mapping.model import TableMapping
from core.tables import LINE, RECORD, SourceTable

Key = tuple[str, str]
NOT_OVER = ("waiting", "skipped", "merged")


@dataclass(frozen=True)
class OldRow:
    """A row as it stood: its filled cells, in the order of their columns."""

    source: SourceRow
    line: int
    cells: tuple[tuple[str, str], ...] = field(repr=False)

    def cell(self, column: str) -> str:
        return dict(self.cells).get(column, "")


@dataclass(frozen=True)
class Left:
    """A row that names the patient and gave no record of its own, and why, as logged."""

    row: OldRow
    disposition: str
    reasons: str
    by: str


def old_rows(
    tables: Mapping[Key, SourceTable], charts: Collection[Chart], extra: Collection[SourceRow] = ()
) -> dict[SourceRow, OldRow]:
    """The rows that fed the entries of `charts`, and `extra` ones."""
    wanted: dict[Key, set[int]] = {}
    fed = (entry.source for chart in charts for entry in chart.everything if entry.source)
    for source in (*fed, *extra):
        wanted.setdefault((source.file, source.table), set()).add(source.record)
    found: dict[SourceRow, OldRow] = {}
    for key, numbers in wanted.items():
        if key in tables:
            found |= {row.source: row for row in _read(tables[key], numbers)}
    return found


def _read(table: SourceTable, numbers: Collection[int]) -> Iterator[OldRow]:
    rows = table.frame.filter(pl.col(RECORD).is_in(list(numbers)))
    for row in rows.iter_rows(named=True):
        cells = ((column, str(row[column] or "")) for column in table.columns)
        source = SourceRow(table.file, table.name, int(row[RECORD]))
        yield OldRow(source, int(row[LINE]), tuple(cell for cell in cells if cell[1].strip()))


def left_out(
    log: pl.DataFrame,
    tables: Mapping[Key, SourceTable],
    mappings: Mapping[Key, TableMapping],
    patients: Collection[str],
) -> dict[str, tuple[Left, ...]]:
    """Patient -> rows that did not become records of their chart, in the order of the log."""
    fates = log.filter(pl.col("disposition").is_in(NOT_OVER) & pl.col("record").is_not_null())
    numbers = _numbers(fates, patients)
    found: dict[str, list[Left]] = {}
    for key, table in tables.items():
        own = fates.filter((pl.col("file") == key[0]) & (pl.col("table") == key[1]))
        logged = {int(row["record"]): row for row in own.iter_rows(named=True)}
        for row in _read(table, logged.keys()) if logged else ():
            entry = logged[row.source.record]
            for patient in _named(row, mappings.get(key), entry, numbers):
                left = Left(row, entry["disposition"], entry["reasons"] or "", entry["by"] or "")
                found.setdefault(patient, []).append(left)
    return {patient: tuple(rows) for patient, rows in found.items()}


def _numbers(fates: pl.DataFrame, patients: Collection[str]) -> dict[str, str]:
    """Number in the old system -> patient: their own and those of the persons merged into them."""
    own = {patient.split(":", 2)[2]: patient for patient in patients}
    merged = fates.filter((pl.col("disposition") == "merged") & pl.col("targets").is_in(list(patients)))
    return {**dict(merged.select("source_id", "targets").drop_nulls().iter_rows()), **own}


def _named(
    row: OldRow, mapping: TableMapping | None, entry: Mapping[str, object], numbers: Mapping[str, str]
) -> list[str]:
    """The patients that a row is about: by the columns that name one, else by its own number."""
    if mapping is None:
        return []
    columns = {r.columns[0] for r in mapping.rules if r.field == PATIENT and len(r.columns) == 1}
    if any(route.entity == PATIENT for route in mapping.routes):
        said = {str(entry["source_id"] or "")}
    else:
        said = {row.cell(column).strip() for column in columns}
    return sorted({numbers[each] for each in said if each in numbers})
