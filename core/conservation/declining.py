"""Which records and cells named people declined or merged, seen from the decisions and the published log.

Nothing here looks at how the engine followed a decision: an entry counts as declined only where the
decision that it names is one to decline, about its own table and its own reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from core.conservation.entries import Ids
from core.conservation.masks import nowhere
from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.settling import WITHOUT_CODE
from core.decisions.words import own_words
from core.tables import RECORD, SourceTable
from core.transforms.folding import folded

_OF_RECORDS = (GroupKind.TABLE, GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE)
_TABLE_REASONS = ("no_home", "table_without_entity")


class Declining:
    """What of one table's values was declined with all others of their kind; asked of all of its rows.

    findings: those about the table.
    """

    def __init__(self, decisions: Decisions, source: SourceTable, findings: pl.DataFrame) -> None:
        self._decisions, self._findings = decisions, findings
        self._alone: dict[Group, list[str]] = {}
        for made in (made for _, made in decisions.of_table(source.key, GroupKind.VALUE)):
            if made.choice is Choice.DECLINE and made.group.finding == WITHOUT_CODE and not made.group.value:
                self._alone[made.group] = self._words_alone(source, made.group)

    def among(self, entries: pl.DataFrame) -> Declined:
        """What of a window of its rows was. entries: the window's part of the log."""
        return Declined(self._decisions, entries, self._findings, self._alone)

    def _words_alone(self, source: SourceTable, group: Group) -> list[str]:
        """Words of the group's column that are groups of their own, so that they are not its rest."""
        values = self._decisions.of_table(source.key, GroupKind.VALUE)
        named = {made.group.value for _, made in values if replace(made.group, value="") == group} - {""}
        rows = source.records_at(_noticed(group, self._findings))
        return own_words(rows.select(folded(pl.col(group.column))).to_series(), sorted(named))


class Declined:
    """What of a window was declined. entries: its part of the log. findings: those about the table.

    alone: by group of all others, the words that are not among those.
    """

    def __init__(
        self,
        decisions: Decisions,
        entries: pl.DataFrame,
        findings: pl.DataFrame,
        alone: Mapping[Group, Sequence[str]],
    ) -> None:
        self._decisions, self._findings, self._alone = decisions, findings, alone
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

    def cells(self, source: SourceTable, column: str, *, rules: int) -> pl.Series:
        """For every row of the window, whether its cell of `column` is in a declined group of values.

        rules: how many read the column. Findings do not say of which of several they are.
        """
        declined = nowhere(source.frame.height)
        values = [made for _, made in self._decisions.of_table(source.key, GroupKind.VALUE)]
        about = [made for made in values if made.group.column == column]
        if not any(made.choice is Choice.DECLINE for made in about):
            return declined
        text = source.frame.select(folded(pl.col(column))).to_series()
        for group in dict.fromkeys(replace(made.group, value="") for made in about):
            found = source.frame[RECORD].is_in(_noticed(group, self._findings).implode())
            made = {m.group.value: m.choice for m in about if replace(m.group, value="") == group}
            declined = declined | (found & self._texts(group, made, text, rules=rules))
        return declined

    def _texts(self, group: Group, made: Mapping[str, Choice], text: pl.Series, *, rules: int) -> pl.Series:
        """Whether the text is declined by itself, or is one of all others where those are. made: by text."""
        named = {word: choice for word, choice in made.items() if word}
        declined = [word for word, choice in named.items() if choice is Choice.DECLINE]
        alone = text.is_in(declined).fill_null(False)
        if made.get("") is not Choice.DECLINE:
            return alone
        others = set() if rules > 1 else {*named, *self._alone.get(group, ())}
        return alone | ~text.is_in(list(others)).fill_null(False)


def _noticed(group: Group, findings: pl.DataFrame) -> pl.Series:
    """Records with the finding of a group of values in its column."""
    return findings.filter(
        (pl.col("file") == group.file)
        & (pl.col("table") == group.table)
        & (pl.col("column") == group.column)
        & (pl.col("kind") == group.finding)
    )["record"]


def merges_amiss(entries: pl.DataFrame, ids: Ids, decisions: Decisions) -> Counter[str]:
    """Records of a window called merged that no decision merged, or whose new record does not exist."""
    merged = entries.filter(pl.col("disposition") == "merged")
    if merged.is_empty():
        return Counter()
    said = [position for position, made in enumerate(decisions) if made.choice is Choice.MERGE]
    return Counter(
        merged_by_nobody=merged.filter(~pl.col("decision").is_in(said).fill_null(False)).height,
        merged_into_nothing=int((~ids.holds(merged["targets"])).sum()),
    )
