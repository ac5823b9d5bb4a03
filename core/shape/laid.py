"""A table of a run between its stages: its rows packed, and opened one window at a time.

Shaping, keeping and logging ask no row about another, so that they are done window by window. What does ask
(numbers that stand twice, references, words that many cells have) is asked of a few columns of all rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import accumulate

import polars as pl

from core.decisions import Decisions
from core.decisions.settling import WITHOUT_CODE
from core.mapping.model import TableMapping
from core.packed import Piece
from core.record.model import ClinicRecord, Kind
from core.shape.choosing import standing_alone, uncoded
from core.shape.compiling import (
    DECIDED,
    HOLD,
    MERGED,
    ROUTE,
    SKIP,
    SOURCE_ID,
    WHY,
    Worked,
    finding_column,
    value_column,
)
from core.shape.linking import points_column
from core.side_by_side import side_by_side
from core.tables import RECORD, ReadTable, SourceTable

_STATE = (HOLD, SKIP, MERGED, WHY, DECIDED)


@dataclass(frozen=True)
class Laid:
    """shaped: of each window of `read.table` what `core.hands.shape` made of it. linked: of each the columns
    that became others since. words: as `Worked.words`.
    """

    read: ReadTable
    mapping: TableMapping
    decisions: Decisions
    shaped: tuple[Piece, ...] = field(repr=False)
    linked: tuple[Piece, ...] = field(default=(), repr=False)
    words: Mapping[int, Sequence[str]] = field(default_factory=dict, repr=False)

    @property
    def source(self) -> SourceTable:
        return self.read.table

    @property
    def entities(self) -> frozenset[str]:
        """Those that its rows may become by themselves."""
        return frozenset(route.entity for route in self.mapping.routes)

    def windows(self) -> Iterator[Window]:
        each = zip(self.source.windows(), self.shaped, self.linked, strict=True)
        return (Window(self, source, shaped, linked) for source, shaped, linked in each)

    def narrow(self, record: ClinicRecord, given: AbstractSet[str]) -> Worked:
        """All rows with what linking asks about, and nothing else. given: entities that some table gives."""
        names = (RECORD, SOURCE_ID, ROUTE, *_STATE, *needed_to_link(self.mapping, record, given))
        rows = pl.concat(side_by_side(lambda piece: piece.frame(names), self.shaped))
        return Worked(self.source, self.mapping, rows, self.decisions)

    def with_links(self, linked: Worked, record: ClinicRecord, given: AbstractSet[str]) -> Laid:
        """linked: what `narrow` became."""
        names = self._told_by_linking(record, given)
        return replace(self, linked=tuple(_cut(linked.frame.select(names), self.shaped)))

    def with_known_links(self, linked: pl.DataFrame, record: ClinicRecord, given: AbstractSet[str]) -> Laid:
        """linked: what linking made of all rows in an earlier run. The rules that link were the same and in
        the same order there, but others between them may have come or gone.
        """
        names = self._told_by_linking(record, given)
        own = linked.rename(dict(zip(linked.columns, names, strict=True)))
        return replace(self, linked=tuple(_cut(own, self.shaped)))

    def _told_by_linking(self, record: ClinicRecord, given: AbstractSet[str]) -> list[str]:
        answered = _answered(self.mapping, record, given)
        told = (name for i in answered for name in (points_column(i), finding_column(i)))
        return [*_STATE, *told]

    def with_words(self) -> Laid:
        """With the words of all its rows that stand alone, of rules that found no code for some."""
        lost: dict[int, list[pl.Series]] = {}
        for window in side_by_side(Window.uncoded, self.windows()):
            for index, without in window.items():
                lost.setdefault(index, []).append(without)
        words = {
            index: standing_alone(pl.concat(parts), self.decisions, self.source.key, self.mapping, index)
            for index, parts in sorted(lost.items())
        }
        return replace(self, words=words)


@dataclass(frozen=True)
class Window:
    """Some rows of a table, packed until they are opened."""

    table: Laid
    source: SourceTable
    shaped: Piece
    linked: Piece

    def opened(self) -> Worked:
        """The rows with everything that was made of them, references looked up."""
        linked = self.linked.frame()
        frame = self.shaped.frame([n for n in self.shaped.columns if n not in linked.columns]).hstack(linked)
        table = self.table
        return Worked(self.source.opened(), table.mapping, frame, table.decisions, table.words)

    def uncoded(self) -> dict[int, pl.Series]:
        """By rule, the words of these rows that it found no code for."""
        rules = [i for i, rule in enumerate(self.table.mapping.rules) if rule.columns]
        told = self.shaped.frame([finding_column(i) for i in rules]) if rules else pl.DataFrame()
        lost = [i for i in rules if _has(told[finding_column(i)], WITHOUT_CODE)]
        if not lost:
            return {}
        state = self.linked.frame(_STATE).hstack(self.shaped.frame([ROUTE]))
        columns = dict.fromkeys(self.table.mapping.rules[i].columns[0] for i in lost)
        source = replace(self.source, rows=self.source.texts(*columns))
        worked = Worked(source, self.table.mapping, state.hstack(told), self.table.decisions)
        return {i: uncoded(worked, i) for i in lost}


def _has(findings: pl.Series, kind: str) -> bool:
    return findings.null_count() < findings.len() and bool((findings == kind).any())


def needed_to_link(mapping: TableMapping, record: ClinicRecord, given: AbstractSet[str]) -> list[str]:
    """Columns of the rules by which rows refer to records of some table, or without which they wait."""
    return _of_rules(linking_rules(mapping, record, given))


def linking_rules(mapping: TableMapping, record: ClinicRecord, given: AbstractSet[str]) -> list[int]:
    """Places of the rules that `needed_to_link` is about."""
    required = [
        i for i, rule in enumerate(mapping.rules) if record.entity(rule.entity).field(rule.field).required
    ]
    return sorted({*required, *_answered(mapping, record, given)})


def _answered(mapping: TableMapping, record: ClinicRecord, given: AbstractSet[str]) -> list[int]:
    """Rules that point to a kind of record of which there is a table."""
    fields = (record.entity(rule.entity).field(rule.field) for rule in mapping.rules)
    return [i for i, f in enumerate(fields) if f.kind is Kind.REFERENCE and given & set(f.reference)]


def _of_rules(indices: Sequence[int]) -> list[str]:
    return [name for i in indices for name in (value_column(i), finding_column(i))]


def _cut(frame: pl.DataFrame, like: Sequence[Piece]) -> Iterator[Piece]:
    starts = accumulate((piece.height for piece in like), initial=0)
    parts = (frame.slice(start, piece.height) for start, piece in zip(starts, like, strict=False))
    return side_by_side(Piece.of, parts)
