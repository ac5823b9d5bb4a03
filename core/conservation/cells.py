"""Where each cell of a window of a table is found again in what is published of it (law 1).

A mask says yes or no of every row; those that need a text taken apart are asked only of the rows that a
cheaper question leaves open.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from operator import eq, or_

import polars as pl

from core.conservation.beside import Beside
from core.conservation.declining import Declined
from core.conservation.masks import among, certain, everywhere, filled, nowhere, same_text, where
from core.conservation.notes import Attached
from core.conservation.published import Window
from core.conservation.shared_cells import in_parts, stands_in
from core.mapping.model import Fate, Rule, TableMapping
from core.mapping.parts import is_join, part_of
from core.record.model import ClinicRecord
from core.tables import RECORD, SourceTable
from core.transforms.blanks import words_for_nothing
from core.transforms.folding import folded, folded_words
from core.transforms.text import ZERO_DATES

_ABSENT = ("read_as_absent", "zero_date")
_VERBATIM = frozenset({"text", "code", "email"})
"""Transforms that change nothing but surrounding white space: their value must be the cell's own text."""


@dataclass(frozen=True)
class CellSums:
    """Cells of a table, a column or a run. `lost` are the non-empty ones that were found nowhere."""

    non_empty: int = 0
    waiting: int = 0
    declined: int = 0
    mapped: int = 0
    archived: int = 0

    @property
    def lost(self) -> int:
        return self.non_empty - self.waiting - self.declined - self.mapped - self.archived

    def __add__(self, other: CellSums) -> CellSums:
        return CellSums(
            self.non_empty + other.non_empty,
            self.waiting + other.waiting,
            self.declined + other.declined,
            self.mapped + other.mapped,
            self.archived + other.archived,
        )


class Cells:
    """The cells of one table, searched for in everything published of it."""

    def __init__(
        self,
        source: SourceTable,
        rules: TableMapping,
        window: Window,
        own: Mapping[str, pl.DataFrame],
        record: ClinicRecord,
        declining: Declined,
        notes: Attached,
    ) -> None:
        self.source, self.rules, self.own, self.record = source, rules, own, record
        self.records = source.frame[RECORD]
        nothing = source.frame.select(RECORD).clear()
        both = (nothing if kept is None else kept for kept in (window.waiting, window.archive))
        self.kept = [Beside.of(kept, RECORD, self.records) for kept in both]
        self.absent = self._absent(window.findings)
        self.declined = {kept.column for kept in rules.kept if kept.fate is Fate.DECLINED}
        self.declining, self.notes = declining, notes
        self.values = {name: Beside.of(each, "source_record", self.records) for name, each in own.items()}
        stands = [values.has("id") for values in self.values.values()]
        self.stands = reduce(or_, stands, nowhere(self.height))
        gone = declining.records(source.key)
        self.gone = nowhere(self.height) if gone.is_empty() else among(self.records, gone)

    @property
    def height(self) -> int:
        return self.records.len()

    def sums(self) -> dict[str, CellSums]:
        return {column: self._column(column) for column in self.source.columns}

    def _absent(self, findings: pl.DataFrame) -> dict[str, pl.Series]:
        """Column -> records whose cell was read as absent."""
        rows = findings.filter(pl.col("kind").is_in(list(_ABSENT)))
        return {
            str(key[0]): part["record"] for key, part in rows.partition_by("column", as_dict=True).items()
        }

    def _column(self, column: str) -> CellSums:
        text = self.source.frame[column]
        given = filled(text)
        waiting, archived = (given & self._kept_as_it_stood(kept, column) for kept in self.kept)
        declined = given & self._declined(column)
        mapped = given & self._mapped(column, waiting | archived)
        left = given & ~(declined & self._attached_all_the_same(column))
        counts = {}
        for fate, mask in (
            ("waiting", waiting),
            ("declined", declined),
            ("mapped", mapped),
            ("archived", archived),
        ):
            counts[fate] = int((left & mask).sum())
            left = left & ~mask
        return CellSums(non_empty=int(given.sum()), **counts)

    def _attached_all_the_same(self, column: str) -> pl.Series:
        """Cells that stand in a note; a declined one among them was not left behind, and counts as lost.

        Of several rules that read a column it is not said whose value was declined, so that none is accused.
        """
        several = sum(column in rule.columns for rule in self.rules.rules) > 1
        return self.notes.holds(column) & (not several)

    def _kept_as_it_stood(self, kept: Beside, column: str) -> pl.Series:
        if column not in kept.frame.columns or column == RECORD:
            return nowhere(self.height)
        return kept.where(column, self.source.frame[column], eq)

    def _declined(self, column: str) -> pl.Series:
        """Cells of a declined column, of a declined record, or of a declined group of values."""
        if column in self.declined:
            return everywhere(self.height)
        whole = self.gone
        reading = [rule for rule in self.rules.rules if column in rule.columns]
        # What is decided of several columns together is said of the first of them.
        for first in dict.fromkeys([column, *(rule.columns[0] for rule in reading)]):
            whole = whole | self.declining.cells(self.source, first, rules=len(reading))
        return whole

    def _mapped(self, column: str, kept: pl.Series) -> pl.Series:
        found = self._is_absent(column) | self.notes.holds(column)
        found = found | in_parts(self.source.frame[column], column, self.rules.rules, self.values)
        for rule in self.rules.rules:
            if column in rule.columns and rule.entity in self.values and part_of(rule) is None:
                found = found | (self._has_value(rule, column, kept) & self._reads(rule))
        if column in self.rules.key:
            for values in self.values.values():
                found = found | values.has("source_id")
        return found

    def _is_absent(self, column: str) -> pl.Series:
        """Cells with a finding that they mean nothing, which a record stands for and which do say so."""
        if column not in self.absent or not self.values:
            return nowhere(self.height)
        noticed = among(self.records, self.absent[column])
        reading = [rule for rule in self.rules.rules if column in rule.columns]
        told = {word for rule in reading for word in words_for_nothing(step.options for step in rule.steps)}
        return where(self.stands & noticed, lambda at: self._says(column, at, {*told, *ZERO_DATES}))

    def _says(self, column: str, at: pl.Series, words: AbstractSet[str]) -> pl.Series:
        """Of the rows at these places, whether the cell is one of the words, folded."""
        cells = self.source.frame.select(folded(pl.col(column).gather(at))).to_series()
        return certain(cells.is_in(sorted(words)))

    def _has_value(self, rule: Rule, column: str, kept: pl.Series) -> pl.Series:
        values, name, text = self.values[rule.entity], rule.field, self.source.frame[column]
        if self.record.entity(rule.entity).field(name).many:
            # A list does not say which of its columns gave which value: it must hold as many as were given.
            return ~kept & (values[name].list.len().fill_null(0) == self._given(rule.entity, name))
        if is_join(rule):
            return stands_in(text, values[name])
        if len(rule.steps) == 1 and rule.steps[0].transform in _VERBATIM:
            return values.where(name, text, same_text)
        if [step.transform for step in rule.steps] == ["currency"]:
            return values.where(
                name, text, lambda own, told: own == told.str.strip_chars().str.to_uppercase()
            )
        return values.has(name)

    def _reads(self, rule: Rule) -> pl.Series:
        """Rows that the rule is for: a value of another row's rule stands in the same field."""
        if rule.only is None:
            return everywhere(self.height)
        words = set(folded_words(rule.only.values))
        cells = self.source.frame.select(folded(pl.col(rule.only.column)).fill_null("")).to_series()
        return cells.is_in(sorted(words))

    def _given(self, entity: str, name: str) -> pl.Series:
        """How many cells a list field ought to have taken, row by row."""
        total = pl.repeat(0, self.height, eager=True, dtype=pl.UInt32)
        for rule in self.rules.rules:
            if (rule.entity, rule.field) == (entity, name):
                for column in rule.columns:
                    kept = reduce(or_, (self._kept_as_it_stood(each, column) for each in self.kept))
                    given = filled(self.source.frame[column])
                    total = total + (given & ~kept & ~self._is_absent(column)).cast(pl.UInt32)
        return total
