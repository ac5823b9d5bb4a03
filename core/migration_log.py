"""The migration log: one entry for every source record of a run, rejects included, and why (law 2).

Its Merkle tree is `core.log_tree`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import polars as pl

from core.decisions import NO_DECISIONS, Decisions, GroupKind
from core.log_patients import patients_of
from core.mapping.model import TableMapping
from core.row_digests import digest_of, row_digests
from core.shape.compiling import DECIDED, HOLD, MERGED, SKIP, SOURCE_ID, WHY, Worked
from core.sources.noticing import ROW_CORRECTED, ROW_REPAIRED
from core.tables import LINE, RECORD, ReadTable


class Disposition(StrEnum):
    """What became of one source record: the first that holds, in this order (contracts, section 1)."""

    WAITING = "waiting"
    SKIPPED = "skipped"
    MERGED = "merged"
    FLAGGED = "flagged"
    IMPORTED = "imported"


LOG_SCHEMA = {
    "file": pl.String,
    "table": pl.String,
    "record": pl.UInt32,
    "line": pl.UInt32,
    "source_id": pl.String,
    "disposition": pl.String,
    "reasons": pl.String,
    "by": pl.String,
    "targets": pl.String,
    "decision": pl.UInt32,
    "patient": pl.String,
    "row": pl.String,
}
"""`record` is null for a reject. `reasons` and `targets` hold several, joined by ", ". `decision`: position
in the run's decisions of the one that settled the record, null where a rule did. `patient`: whom the record
is about, null where it names nobody. `row`: digest of the record as it was read (core.row_digests)."""


def log_of(
    read: ReadTable,
    table: Worked,
    findings: pl.DataFrame,
    records: Mapping[str, pl.DataFrame],
    *,
    system: str,
) -> pl.DataFrame:
    """The entries of one table (LOG_SCHEMA): its records in order, then its rejects.

    findings: the table's rows of the run's findings that flag a record. records: entity -> this table's
    published records. system: the source system's slug in ids.
    """
    flags = findings.group_by("record").agg(
        pl.col("kind").unique(maintain_order=True).str.join(", ").alias("flags")
    )
    entries = (
        table.frame.lazy()
        .select(RECORD, LINE, SOURCE_ID, HOLD, SKIP, MERGED, WHY, DECIDED)
        .join(flags.lazy(), left_on=RECORD, right_on="record", how="left", maintain_order="left")
        .join(_targets(records).lazy(), on=RECORD, how="left", maintain_order="left")
        .select(
            pl.lit(read.table.file).alias("file"),
            pl.lit(read.table.name).alias("table"),
            pl.col(RECORD).alias("record"),
            pl.col(LINE).alias("line"),
            pl.col(SOURCE_ID).alias("source_id"),
            _disposition().alias("disposition"),
            _reasons().alias("reasons"),
            pl.coalesce(
                _decided_by(table.decisions), _mended_by(read), pl.lit(on_whose_word(table.mapping))
            ).alias("by"),
            pl.coalesce(MERGED, "targets", pl.lit("")).alias("targets"),
            pl.col(DECIDED).alias("decision"),
        )
        .collect()
        .with_columns(
            patients_of(table, system=system).alias("patient"),
            row_digests(table.source.frame, table.source.columns).alias("row"),
        )
    )
    return pl.concat([entries.cast(pl.Schema(LOG_SCHEMA)), _rejects(read, table.decisions)])


def _reasons() -> pl.Expr:
    """Why, the most pressing alone; but that a row was repaired is said of every record (law 2)."""
    own = pl.coalesce(HOLD, SKIP, WHY)
    both = [
        pl.when(pl.col("flags").str.contains(kind, literal=True)).then(
            pl.concat_str([own, pl.lit(kind)], separator=", ")
        )
        for kind in (ROW_CORRECTED, ROW_REPAIRED)
    ]
    return pl.coalesce(*both, own, "flags", pl.lit("mapped"))


def _mended_by(read: ReadTable) -> pl.Expr:
    """Who accepted the repair of a record, or corrected it; null where nobody did."""
    accepted = {one.record: one.by for one in read.proposals if one.applied and one.by and one.record}
    corrected = {one.record: one.by for one in read.corrections if one.by}
    names = {**accepted, **corrected}
    if not names:
        return pl.lit(None, dtype=pl.String)
    return pl.col(RECORD).replace_strict(names, default=None, return_dtype=pl.String)


def _decided_by(decisions: Decisions) -> pl.Expr:
    """Who made the decision that settled the record; null where none did."""
    names = {position: decision.by for position, decision in enumerate(decisions)}
    return pl.col(DECIDED).replace_strict(names, default=None, return_dtype=pl.String)


def _disposition() -> pl.Expr:
    return (
        pl.when(pl.col(HOLD).is_not_null())
        .then(pl.lit(Disposition.WAITING.value))
        .when(pl.col(SKIP).is_not_null())
        .then(pl.lit(Disposition.SKIPPED.value))
        .when(pl.col(MERGED).is_not_null())
        .then(pl.lit(Disposition.MERGED.value))
        .when(pl.col("flags").is_not_null())
        .then(pl.lit(Disposition.FLAGGED.value))
        .otherwise(pl.lit(Disposition.IMPORTED.value))
    )


def _targets(records: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """RECORD and `targets`: the ids of every record made of the row."""
    named = [
        frame.select(pl.col("source_record").alias(RECORD), pl.col("id"))
        for frame in records.values()
        if frame.height
    ]
    if not named:
        return pl.DataFrame(schema={RECORD: pl.UInt32, "targets": pl.String})
    if len(named) == 1 and named[0][RECORD].is_unique().all():
        return named[0].rename({"id": "targets"})
    grouped = pl.concat(named).group_by(RECORD, maintain_order=True)
    return grouped.agg(pl.col("id").str.join(", ").alias("targets"))


def _rejects(read: ReadTable, decisions: Decisions = NO_DECISIONS) -> pl.DataFrame:
    file, table = read.table.key
    made = {
        decision.group.finding: (position, decision.by)
        for position, decision in decisions.of_table(read.table.key, GroupKind.REJECT)
    }
    rows = []
    for reject in read.rejects:
        position, by = made.get(reject.reason, (None, "the reader"))
        fate = Disposition.WAITING if position is None else Disposition.SKIPPED
        known = (file, table, None, reject.line, None, fate.value, reject.reason, by, "", position)
        rows.append((*known, None, digest_of(reject.raw)))
    return pl.DataFrame(rows, schema=LOG_SCHEMA, orient="row")


def on_whose_word(mapping: TableMapping) -> str:
    """Who settled how the table is read: the first rule's or kept column's author."""
    authors = [rule.by for rule in mapping.rules] + [kept.by for kept in mapping.kept]
    return next((author for author in authors if author), "default")


def whole_log(logs: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(logs) if logs else pl.DataFrame(schema=LOG_SCHEMA)
