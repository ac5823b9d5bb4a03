"""Which records and cells named people declined or merged, seen from the decisions and the published log.

Nothing here looks at how the engine followed a decision: an entry counts as declined only where the
decision that it names is one to decline, about its own table and its own reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from core.decisions import Choice, Decision, Decisions, GroupKind
from core.decisions.settling import WITHOUT_CODE
from core.decisions.words import own_words
from core.tables import RECORD, SourceTable
from core.transforms.folding import folded

_OF_RECORDS = (GroupKind.TABLE, GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE)
_TABLE_REASONS = ("no_home", "table_without_entity")


class Declining:
    """What of one table was declined. entries: the table's part of the log."""

    def __init__(self, decisions: Decisions, entries: pl.DataFrame) -> None:
        self._decisions = decisions
        self._entries = entries.filter(pl.col("disposition") == "skipped")

    def records(self, source: tuple[str, str]) -> pl.Series:
        """Records (RECORD) that somebody declined whole."""
        found = [self._records(at, made) for at, made in self._decisions.of_table(source, *_OF_RECORDS)]
        return pl.concat(found) if found else pl.Series([], dtype=pl.UInt32)

    def _records(self, position: int, made: Decision) -> pl.Series:
        if made.choice is not Choice.DECLINE:
            return pl.Series([], dtype=pl.UInt32)
        table = made.group.kind is GroupKind.TABLE
        reasons = _TABLE_REASONS if table else (made.group.finding,)
        about = (pl.col("decision") == position) & pl.col("reasons").is_in(list(reasons))
        return self._entries.filter(about)["record"].drop_nulls()

    def cells(self, source: SourceTable, column: str, findings: pl.DataFrame, *, rules: int) -> pl.Series:
        """For every record of the table, whether its cell of `column` is in a declined group of values.

        rules: how many read the column. Findings do not say of which of several they are.
        """
        declined = pl.repeat(False, source.frame.height, eager=True)
        values = [made for _, made in self._decisions.of_table(source.key, GroupKind.VALUE)]
        for made in values:
            if made.choice is Choice.DECLINE and made.group.column == column:
                declined = declined | _in_group(source, made, values, findings, rules=rules)
        return declined


def _in_group(
    source: SourceTable, made: Decision, values: Sequence[Decision], findings: pl.DataFrame, *, rules: int
) -> pl.Series:
    group = made.group
    noticed = findings.filter(
        (pl.col("file") == group.file)
        & (pl.col("table") == group.table)
        & (pl.col("column") == group.column)
        & (pl.col("kind") == group.finding)
    )["record"]
    found = source.frame[RECORD].is_in(noticed.implode())
    text = source.frame.select(folded(pl.col(group.column))).to_series()
    if group.value:
        return found & (text == group.value).fill_null(False)
    if rules > 1:
        return found
    alone = {v.group.value for v in values if v.group.value and replace(v.group, value="") == group}
    if group.finding == WITHOUT_CODE:
        alone |= set(own_words(text.filter(found), sorted(alone)))
    return found & ~text.is_in(list(alone)).fill_null(False)


def merges_amiss(
    entries: pl.DataFrame, records: Mapping[str, pl.DataFrame], decisions: Decisions
) -> Iterator[tuple[str, str, int]]:
    """Records of a table called merged that no decision merged, or whose new record does not exist."""
    merged = entries.filter(pl.col("disposition") == "merged")
    if merged.is_empty():
        return
    said = [position for position, made in enumerate(decisions) if made.choice is Choice.MERGE]
    ids = (
        pl.concat([frame["id"] for frame in records.values()]) if records else pl.Series([], dtype=pl.String)
    )
    found = {
        "merged_by_nobody": merged.filter(~pl.col("decision").is_in(said).fill_null(False)).height,
        "merged_into_nothing": merged.filter(~pl.col("targets").is_in(ids.implode())).height,
    }
    yield from (("", kind, count) for kind, count in found.items() if count)
