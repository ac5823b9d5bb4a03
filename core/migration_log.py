"""The migration log: one entry for every source record of a run, rejects included, and why (law 2).

Its Merkle root (`log_root`) is salted with a key that stays sealed, so that one entry can be proven to
somebody without letting him guess the others (contracts, section 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

import polars as pl

from core.digests import entry_salt, merkle_root, salted_leaf
from core.mapping.model import TableMapping
from core.shape.compiling import HOLD, SKIP, SOURCE_ID, Worked
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
}
"""`record` is null for a reject. `reasons` and `targets` hold several, joined by ", "."""


def log_of(
    read: ReadTable, table: Worked, findings: pl.DataFrame, records: Mapping[str, pl.DataFrame]
) -> pl.DataFrame:
    """The entries of one table (LOG_SCHEMA): its records in order, then its rejects.

    findings: the table's rows of the run's findings that flag a record. records: entity -> this table's
    published records.
    """
    flags = findings.group_by("record").agg(
        pl.col("kind").unique(maintain_order=True).str.join(", ").alias("flags")
    )
    entries = (
        table.frame.lazy()
        .select(RECORD, LINE, SOURCE_ID, HOLD, SKIP)
        .join(flags.lazy(), left_on=RECORD, right_on="record", how="left", maintain_order="left")
        .join(_targets(records).lazy(), on=RECORD, how="left", maintain_order="left")
        .select(
            pl.lit(read.table.file).alias("file"),
            pl.lit(read.table.name).alias("table"),
            pl.col(RECORD).alias("record"),
            pl.col(LINE).alias("line"),
            pl.col(SOURCE_ID).alias("source_id"),
            _disposition().alias("disposition"),
            pl.coalesce(HOLD, SKIP, "flags", pl.lit("mapped")).alias("reasons"),
            pl.lit(on_whose_word(table.mapping)).alias("by"),
            pl.col("targets").fill_null(""),
        )
        .collect()
    )
    return pl.concat([entries.cast(pl.Schema(LOG_SCHEMA)), _rejects(read)])


def _disposition() -> pl.Expr:
    return (
        pl.when(pl.col(HOLD).is_not_null())
        .then(pl.lit(Disposition.WAITING.value))
        .when(pl.col(SKIP).is_not_null())
        .then(pl.lit(Disposition.SKIPPED.value))
        .when(pl.col("flags").is_not_null())
        .then(pl.lit(Disposition.FLAGGED.value))
        .otherwise(pl.lit(Disposition.IMPORTED.value))
    )


def _targets(records: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """RECORD and `targets`: the ids of every record made of the row."""
    named = [frame.select(pl.col("source_record").alias(RECORD), pl.col("id")) for frame in records.values()]
    if not named:
        return pl.DataFrame(schema={RECORD: pl.UInt32, "targets": pl.String})
    grouped = pl.concat(named).group_by(RECORD, maintain_order=True)
    return grouped.agg(pl.col("id").str.join(", ").alias("targets"))


def _rejects(read: ReadTable) -> pl.DataFrame:
    rows = [
        (
            read.table.file,
            read.table.name,
            None,
            reject.line,
            None,
            "waiting",
            reject.reason,
            "the reader",
            "",
        )
        for reject in read.rejects
    ]
    return pl.DataFrame(rows, schema=LOG_SCHEMA, orient="row")


def on_whose_word(mapping: TableMapping) -> str:
    """Who settled how the table is read: the first rule's or kept column's author."""
    authors = [rule.by for rule in mapping.rules] + [kept.by for kept in mapping.kept]
    return next((author for author in authors if author), "default")


def log_root(log: pl.DataFrame, *, key: bytes, run: str) -> str:
    """Hex Merkle root over the entries in log order; `key` is the project's log key (32 bytes)."""
    encoded = log.select(pl.struct(pl.all()).struct.json_encode()).to_series()
    return merkle_root(
        [salted_leaf(entry_salt(key, run, i), entry.encode()) for i, entry in enumerate(encoded)]
    )


def whole_log(logs: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat(logs) if logs else pl.DataFrame(schema=LOG_SCHEMA)
