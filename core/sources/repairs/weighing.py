"""One damaged line: every reading of it under every delimiter, weighed against each other and against none.

Something is proposed only where one reading clearly beats all others, the row as it stands included, and
every cell of it fits its column (law 2: no guess is passed off as knowledge).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.repairs import RepairKind
from core.sources.dialect import Dialect, Escape
from core.sources.repairs.columns import Column
from core.sources.repairs.effort import Effort
from core.sources.repairs.fitting import Reading, as_it_stands, confidence, readings
from core.sources.repairs.moves import OPEN_COST, STRAY_COST, Edit, Line
from core.sources.sniffing import DELIMITERS

CLEARLY = 0.8
"""The least confidence with which anything is proposed."""
OTHER_DIALECT_COST = -10.0
LONGEST = 20_000
"""Longer lines are left as they stand."""


@dataclass(frozen=True)
class Weighed:
    """The best reading of a line. others: how many different ones were weighed against it."""

    kind: RepairKind
    cells: tuple[str, ...]
    others: int
    confidence: float


@dataclass(frozen=True)
class _Candidate:
    reading: Reading
    foreign: bool


class Weigher:
    """Weighs lines of one table. usual: cells of a row -> share of rows that have so many."""

    def __init__(self, dialect: Dialect, columns: Sequence[Column], *, usual: dict[int, float]) -> None:
        self._dialect = dialect
        self._columns = columns
        self._usual = usual
        self.effort = Effort()

    @property
    def quote(self) -> str:
        """The table's quotation mark, empty where it has none."""
        return self._dialect.quote or ""

    def best(self, raw: str, before: Sequence[str]) -> Weighed | None:
        """What to propose for the line `raw`, read as `before` so far (empty where it was refused)."""
        if len(raw) > LONGEST or self.effort.is_over:
            return None
        candidates = self._candidates(raw)
        if not candidates:
            return None
        first = candidates[0]
        if self._bare(first.reading.cells) == self._bare(before):
            return None
        scores = [one.reading.score for one in candidates]
        if before:
            scores.append(self._untouched(before))
        sure = confidence(scores)
        if sure < CLEARLY or not self._fits(first.reading):
            return None
        return Weighed(_kind(first), first.reading.cells, len(scores) - 1, round(sure, 4))

    def _untouched(self, before: Sequence[str]) -> float:
        amiss = [cell for cell in before if self.quote and self.quote in cell]
        opened = sum(1 for cell in amiss if cell.startswith(self.quote))
        cost = opened * OPEN_COST + (len(amiss) - opened) * STRAY_COST
        usual = self._usual.get(len(before), 0.0)
        return cost + as_it_stands(self._bare(before), self._columns, usual=usual)

    def _bare(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Cells without quotation marks: how those are settled is the reader's affair, and no repair."""
        return tuple(cell.replace(self._dialect.quote or "\x00", "") for cell in cells)

    def _fits(self, reading: Reading) -> bool:
        return all(column.fits(cell) for column, cell in zip(self._columns, reading.weighed, strict=True))

    def _candidates(self, raw: str) -> list[_Candidate]:
        """Best first, one for each different row of cells."""
        found: dict[tuple[str, ...], _Candidate] = {}
        self.effort.begin_line()
        for line, cost in self._lines(raw):
            for reading in readings(line, self._columns, self.effort):
                priced = Reading(reading.cells, reading.score + cost, reading.edits, reading.weighed)
                known = found.get(priced.cells)
                if known is None or known.reading.score < priced.score:
                    found[priced.cells] = _Candidate(priced, foreign=cost < 0)
        if self.effort.line_is_over:
            return []
        return sorted(found.values(), key=lambda one: -one.reading.score)

    def _lines(self, raw: str) -> Iterator[tuple[Line, float]]:
        """The line under the table's own delimiter, and under every other that may have been meant."""
        dialect, quote = self._dialect, self._dialect.quote or ""
        if quote and dialect.escape is Escape.BACKSLASH:
            raw = raw.replace("\\" + quote, quote * 2)
        yield Line.cut(raw, dialect.delimiter, quote=quote, spaced=dialect.spaced), 0.0
        width = len(self._columns)
        for delimiter in DELIMITERS:
            if raw.count(delimiter) < max(width - 2, 1):
                continue
            if delimiter != dialect.delimiter:
                yield Line.cut(raw, delimiter, quote=quote, spaced=False), OTHER_DIALECT_COST
            elif not dialect.spaced and raw.count(delimiter + " ") >= max(width - 2, 1):
                yield Line.cut(raw, delimiter, quote=quote, spaced=True), OTHER_DIALECT_COST


def _kind(one: _Candidate) -> RepairKind:
    if one.foreign:
        return RepairKind.OTHER_DIALECT
    return NAMED.get(frozenset(one.reading.edits), RepairKind.SEVERAL)


NAMED = {
    frozenset({Edit.SPLIT}): RepairKind.MISSING_DELIMITER,
    frozenset({Edit.DROP}): RepairKind.SURPLUS_DELIMITER,
    frozenset({Edit.BARE}): RepairKind.BARE_DELIMITER,
    frozenset({Edit.OPEN}): RepairKind.OPEN_QUOTE,
}
