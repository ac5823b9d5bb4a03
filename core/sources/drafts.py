"""A source table while it is being read, for formats whose records name their own cells.

Rows are dictionaries, since no two records of a message or of nested text need have the same cells; the
columns are their union, in the order in which they were first seen. What the counter found and the reader
did not is a reject, so that no record goes missing unseen (law 1).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from core.findings import Finding
from core.sources.bounds import BOUNDS
from core.sources.naming import column_names
from core.sources.unread import unread
from core.tables import LINE, RECORD, ReadTable, Reject, SourceTable

Row = dict[str, str | None]
DIFFER = "reader_and_counter_differ"
REST = "further_cells"


@dataclass
class Draft:
    """name: of the table. rows and lines: one each a record, in order. path: what the counter calls it.

    most: columns; the cells of further ones stand together, as JSON, in one more.
    """

    name: str
    path: str = ""
    rows: list[Row] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    columns: dict[str, None] = field(default_factory=dict)
    most: int = BOUNDS.columns

    def take(self, row: Row, line: int = 0) -> int:
        """Adds one record and gives its ordinal. line: 1-based, 0 where it is told later."""
        self.rows.append(self._fitting(row))
        self.lines.append(line)
        return len(self.rows)

    def hold(self, row: Row, line: int) -> None:
        """Adds a record to which more cells will come; `settled` makes them columns in the end."""
        self.rows.append(row)
        self.lines.append(line)

    def settled(self) -> Draft:
        """The same records with the columns that their filled cells make."""
        done = Draft(self.name, self.path, rejects=self.rejects, most=self.most)
        for row, line in zip(self.rows, self.lines, strict=True):
            done.take({name: cell for name, cell in row.items() if cell}, line)
        return done

    def _fitting(self, row: Row) -> Row:
        """The row, with what no column is left for in one cell."""
        new = [name for name in row if name not in self.columns]
        room = self.most - len(self.columns)
        self.columns.update(dict.fromkeys(new[: max(room, 0)]))
        if len(new) <= room:
            return row
        over = dict.fromkeys(new[max(room, 0) :])
        self.columns[REST] = None
        kept = {name: cell for name, cell in row.items() if name not in over}
        return {**kept, REST: json.dumps({name: row[name] for name in over}, ensure_ascii=False)}


def read_table(
    draft: Draft,
    file: str,
    *,
    counted: int,
    evidence: Mapping[str, str],
    findings: Mapping[str, int] | None = None,
) -> ReadTable:
    """The draft as a table. counted: records by the independent counter. findings: kind -> how often."""
    names, renamed = column_names(list(draft.columns), width=len(draft.columns), longest=len(draft.columns))
    cells = {new: [row.get(old) for row in draft.rows] for new, old in zip(names, draft.columns, strict=True)}
    cleaned, zeros, halves = _characters(cells)
    rejects = (*draft.rejects, *unread(counted - len(draft.rows) - len(draft.rejects), DIFFER))
    kinds = {
        "columns_renamed": renamed,
        "columns_together": REST in draft.columns,
        "nul_bytes": zeros,
        "broken_characters": halves,
        **(findings or {}),
        DIFFER: abs(counted - len(draft.rows) - len(draft.rejects)),
    }
    told = tuple(Finding(kind, file, draft.name, count=n) for kind, n in kinds.items() if n)
    table = SourceTable(file, draft.name, names, _frame(draft.lines, cleaned))
    return ReadTable(table, rejects, counted, {}, evidence, told)


def _frame(lines: Sequence[int], cells: Mapping[str, Sequence[str | None]]) -> pl.DataFrame:
    numbers = [
        pl.Series(RECORD, range(1, len(lines) + 1), dtype=pl.UInt32),
        pl.Series(LINE, lines, dtype=pl.UInt32),
    ]
    return pl.DataFrame([*numbers, *(pl.Series(name, row, dtype=pl.String) for name, row in cells.items())])


def _characters(
    cells: Mapping[str, Sequence[str | None]],
) -> tuple[dict[str, Sequence[str | None]], int, int]:
    """(cells that can be written, how many held a zero byte, how many half a character)."""
    cleaned: dict[str, Sequence[str | None]] = {}
    zeros = halves = 0
    for name, column in cells.items():
        texts = [cell for cell in column if cell]
        odd_zeros = sum("\0" in cell for cell in texts)
        odd_halves = sum(not _whole(cell) for cell in texts)
        zeros, halves = zeros + odd_zeros, halves + odd_halves
        cleaned[name] = [_clean(cell) for cell in column] if odd_zeros or odd_halves else column
    return cleaned, zeros, halves


def _whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _clean(text: str | None) -> str | None:
    """Without zero bytes; half a character of UTF-16 stands as the escape that it was written as."""
    if text is None:
        return None
    return text.replace("\0", "").encode("utf-8", "backslashreplace").decode("utf-8")
