"""Cells that a person attached to a chart, found again as they stood in a note of their own (law 1).

A note counts for a cell only where a decision attaches words of its column, where it is called after the
column, names a patient, and holds the very text.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.conservation.masks import nowhere
from core.decisions import Decisions
from core.decisions.attaching import NOTE, PATIENT, TEXT, TITLE, mark_of, noted_columns, title_of
from core.tables import RECORD, SourceTable

Own = Mapping[str, pl.DataFrame]
OF_NOTES = (TITLE, TEXT, PATIENT)
"""What is asked of a note."""


class Attached:
    """own: entity -> the table's published records."""

    def __init__(self, own: Own, decisions: Decisions, source: SourceTable) -> None:
        self._columns = noted_columns(decisions, source.key)
        self._source = source
        notes = own.get(NOTE) if self._columns else None
        self._notes = None if notes is None else notes.filter(self._is_attached())
        self._others = None if notes is None else notes.filter(~self._is_attached())

    def others(self, own: Own) -> dict[str, pl.DataFrame]:
        """The records that rules of the mapping gave."""
        rest = {**own, **({} if self._others is None else {NOTE: self._others})}
        return {name: frame for name, frame in rest.items() if not frame.is_empty()}

    def holds(self, column: str) -> pl.Series:
        """For every row, whether a note holds its cell of `column` as it stood."""
        records = self._source.frame[RECORD]
        if self._notes is None or column not in self._columns:
            return nowhere(records.len())
        about = pl.col("id").str.ends_with(mark_of(column)) & (pl.col(TITLE) == title_of(column))
        notes = self._notes.filter(about & pl.col(PATIENT).is_not_null())
        texts = notes.explode(TEXT) if isinstance(notes.schema[TEXT], pl.List) else notes
        found = self._source.frame.join(
            texts, left_on=[RECORD, column], right_on=["source_record", TEXT], how="semi"
        )[RECORD]
        return records.is_in(found.implode())

    def _is_attached(self) -> pl.Expr:
        marks = [pl.col("id").str.ends_with(mark_of(column)) for column in self._columns]
        return pl.any_horizontal(pl.lit(False), *marks)
