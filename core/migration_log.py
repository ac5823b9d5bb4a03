"""The migration log: one entry for every source record of a run, rejects included, and why (law 2).

Its Merkle tree is `core.log_tree`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

import polars as pl

from core.decisions import NO_DECISIONS, Decisions, GroupKind
from core.log_patients import patients_of
from core.mapping.model import TableMapping
from core.packed import Piece
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

_STATE = (HOLD, SKIP, MERGED, WHY)
_SAID = ("record", "line", "source_id", "targets", "decision", "patient", "row")
ENTRIES = pl.Schema({**dict.fromkeys(_STATE, pl.String), **{name: LOG_SCHEMA[name] for name in _SAID}})
"""What an entry says of its record by itself, and what settles what became of it."""


def entries_of(table: Worked, own: Mapping[str, pl.DataFrame], *, system: str) -> pl.DataFrame:
    """What a window's rows say of themselves: an entry each, of which findings do not tell yet.

    own: entity -> the window's published records. system: the source system's slug in ids.
    """
    return (
        table.frame.lazy()
        .join(_targets(own).lazy(), on=RECORD, how="left", maintain_order="left")
        .select(
            *_STATE,
            pl.col(RECORD).alias("record"),
            pl.col(LINE).alias("line"),
            pl.col(SOURCE_ID).alias("source_id"),
            pl.coalesce(MERGED, "targets", pl.lit("")).alias("targets"),
            pl.col(DECIDED).alias("decision"),
        )
        .collect()
        .with_columns(
            patients_of(table, system=system).alias("patient"),
            row_digests(table.source.frame, table.source.columns).alias("row"),
        )
        .cast(ENTRIES)
    )


class Flags:
    """What was found of a table's records, and who settled them. findings: those that flag a record."""

    def __init__(
        self, read: ReadTable, mapping: TableMapping, decisions: Decisions, findings: pl.DataFrame
    ) -> None:
        self._read, self._mapping, self._decisions = read, mapping, decisions
        self._findings = findings

    @cached_property
    def _flags(self) -> pl.DataFrame:
        """By record, in their order, the kinds of what was found of it. Mostly that is one."""
        found = self._findings.select("record", pl.col("kind").alias("flags")).drop_nulls("record")
        several = found["record"].is_duplicated()
        kinds = pl.col("flags").unique(maintain_order=True).str.join(", ")
        joined = found.filter(several).group_by("record").agg(kinds)
        return pl.concat([found.filter(~several), joined]).sort("record")

    def _flags_among(self, records: pl.Series) -> pl.DataFrame:
        """Those from the first to the last of these records: a window asks for few of a table's."""
        ends = pl.Series([records.min(), records.max()], dtype=records.dtype)
        start, end = self._flags["record"].search_sorted(ends, "left")
        return self._flags.slice(start, end - start + 1)

    def told(self, entries: Piece) -> Piece:
        """The entries of a window, with what became of each record and why: LOG_SCHEMA and some more columns.

        What they say already is neither unpacked nor packed anew.
        """
        file, name = self._read.table.key
        rows = entries.frame(["record", "decision", *_STATE])
        return Piece.of(
            rows.lazy()
            .join(self._flags_among(rows["record"]).lazy(), on="record", how="left", maintain_order="left")
            .select(
                pl.lit(file).alias("file"),
                pl.lit(name).alias("table"),
                _disposition().alias("disposition"),
                _reasons().alias("reasons"),
                pl.coalesce(
                    _decided_by(self._decisions),
                    _mended_by(self._read),
                    pl.lit(on_whose_word(self._mapping)),
                ).alias("by"),
            )
            .collect()
        ).beside(entries)

    def rejects(self) -> pl.DataFrame:
        """LOG_SCHEMA: what of the table became no record."""
        return _rejects(self._read, self._decisions)


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
    return pl.col("record").replace_strict(names, default=None, return_dtype=pl.String)


def _decided_by(decisions: Decisions) -> pl.Expr:
    """Who made the decision that settled the record; null where none did."""
    names = {position: decision.by for position, decision in enumerate(decisions)}
    return pl.col("decision").replace_strict(names, default=None, return_dtype=pl.String)


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
