"""The reader of SQL dumps: one source table for each table that has records.

Reading and counting are two passes that share the dialect only; where they differ, each record that was
counted waits as a reject, and a table of which none was counted is not given (law 1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from core.findings import Finding
from core.sources.dumps.counting import counted
from core.sources.dumps.grammar import NAME, Dialect, dialect_of, plain_name, table_name
from core.sources.dumps.schema import columns_of
from core.sources.dumps.settling import DIFFER, settle
from core.sources.dumps.statements import Broken, Created, Row, Unread, Used, statements
from core.sources.dumps.values import copied, value_of
from core.sources.encoding import Text, decode
from core.sources.gathering import Gathering
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.tables import FileKind, ReadTable, Reject, SourceTable

_NAME = re.compile(NAME.decode())
ZERO_DATE = r"^0000-00-00"


class SqlDumps:
    """Dumps of MySQL, PostgreSQL, SQL Server and whatever writes plain INSERT statements."""

    name = "SQL dump"

    def takes(self, seen: Recognised) -> bool:
        """Text that begins as a dump does."""
        return seen.format is Format.SQL_DUMP

    def read(self, given: Given) -> Reading:
        """A table for each that has records; what only a database could carry out is told."""
        text = decode(given.content)
        if text is None:
            return Reading(files=(keep(given, FileKind.OTHER, "unknown_encoding"),))
        dump = _Dump(given.upload.path, text, dialect_of(text.utf8))
        dump.walk()
        tables = tuple(table for one in dump.tables.values() if (table := dump.finished(one)))
        if not tables:
            says = DIFFER if dump.uncounted else "dump_without_records"
            return Reading(files=(keep(given, FileKind.TEXT, says),))
        return Reading(tables=tables, findings=dump.findings(tables))


@dataclass
class _Table:
    """One table of the dump while it is gathered. broken: stretches that could not be read."""

    name: str
    rows: Gathering = field(default_factory=Gathering)
    created: str = ""
    types: tuple[str, ...] = ()
    broken: list[Broken] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    kinds: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)


class _Dump:
    def __init__(self, path: str, text: Text, dialect: Dialect) -> None:
        self._path, self._text, self._dialect = path, text, dialect
        self._line, self._last = 1, 0
        self._unread: Counter[str] = Counter()
        self.tables: dict[str, _Table] = {}
        self._written: dict[tuple[str, str], _Table] = {}
        self._databases: list[str] = []
        self._of_start: dict[int, _Table] = {}
        self.uncounted: list[str] = []

    def walk(self) -> None:
        """Gathers every record, and beside it what the counter found."""
        for piece in statements(self._text.utf8, self._dialect):
            if isinstance(piece, Row):
                self._add(self._of(piece.table), piece)
            elif isinstance(piece, Created):
                self._of(piece.table).created = piece.sql
            elif isinstance(piece, Broken):
                self._of(piece.table).broken.append(piece)
            elif isinstance(piece, Used):
                self._use(plain_name(piece.database))
            else:
                self._unread[self._says(piece)] += 1
        self._databases = self._databases[:1]
        for start, table in counted(self._text.utf8, self._dialect).items():
            (self._of_start.get(start) or self._of(table)).counted.append(start)

    def _use(self, database: str) -> None:
        """The last in the list is the one that tables belong to; those of the first bear no prefix."""
        first = self._databases[:1]
        self._databases = [*first, database] if first != [database] else first

    def _says(self, piece: Unread) -> str:
        return "dump_cut_off" if piece.verb == "cut off" else "statements_not_carried_out"

    def _of(self, written: str) -> _Table:
        database = self._databases[1] if len(self._databases) > 1 else ""
        table = self._written.get((database, written))
        if table is None:
            name = f"{database}.{table_name(written)}" if database else table_name(written)
            table = self.tables.setdefault(name.casefold(), _Table(name))
            self._written[database, written] = table
        return table

    def _declare(self, table: _Table) -> None:
        """Done for the first record only: most tables of a dump have none."""
        columns = columns_of(table.created, self._dialect.flavour)
        table.rows.places([name for name, _ in columns])
        table.types, table.created = tuple(kind for _, kind in columns), ""

    def _add(self, table: _Table, row: Row) -> None:
        if table.created:
            self._declare(table)
        places = self._places(table, row.columns) if row.columns else None
        width = len(table.rows.names) if places is None else len(places)
        cells: list[str | None] = []
        for index, raw in enumerate(row.raw):
            cell, kind = (copied(raw), None) if row.copied else value_of(raw, self._dialect)
            cells.append(cell)
            if kind:
                table.kinds[kind, places[index] if places and index < len(places) else index] += 1
        table.kinds["short_rows", None] += len(cells) < width
        table.kinds["long_rows", None] += 0 < width < len(cells)
        if len(self._databases) > 1:
            self._of_start[row.start] = table
        table.rows.add(cells, self._line_at(row.start), row.start, places)

    def _places(self, table: _Table, columns: str) -> tuple[int, ...]:
        if columns not in table.places:
            names = [plain_name(each) for each in _NAME.findall(columns[1:-1])]
            table.places[columns] = table.rows.places(names)
        return table.places[columns]

    def _line_at(self, start: int) -> int:
        self._line += self._text.utf8.count(b"\n", self._last, start)
        self._last = start
        return self._line

    def finished(self, table: _Table) -> ReadTable | None:
        """The table with its account; None where it holds nothing, or nothing of it could be counted."""
        starts = table.rows.starts().to_list()
        settled = settle(starts, table.counted, table.broken)
        if settled is None:
            if starts or table.broken:
                self.uncounted.append(table.name)
            return None
        withdrawn = sorted(set(starts) - settled.kept)
        source, renamed = table.rows.table(self._path, table.name, without=withdrawn)
        told = tuple(self._reject(start, stop, why) for start, stop, why in settled.rejects)
        table.kinds[DIFFER, None] += settled.alone
        findings = _findings(table, source, told, renamed)
        return ReadTable(source, told, len(table.counted), {}, self._evidence(table), findings)

    def _reject(self, start: int, stop: int, why: str) -> Reject:
        line = self._text.utf8.count(b"\n", 0, start) + 1
        if stop == start:  # nothing is known to begin behind it
            stop = self._text.utf8.find(b"\n", start) + 1 or len(self._text.utf8)
        first, last = self._text.offsets([start, stop])
        return Reject(line, self._text.utf8[start:stop].decode("utf-8", "replace"), why, first, last)

    def _evidence(self, table: _Table) -> Mapping[str, str]:
        return {
            "format": f"{self._dialect.flavour.value} dump",
            "dialect_evidence": self._dialect.why,
            "encoding": self._text.encoding,
            "encoding_evidence": self._text.evidence,
            "header": "yes" if table.rows.names else "no",
            "types": ", ".join(table.types),
        }

    def findings(self, tables: tuple[ReadTable, ...]) -> tuple[Finding, ...]:
        """What concerns the dump as a whole, and the tables that it declares and leaves empty."""
        held = {one.table.name for one in tables}
        odd = self.uncounted
        empty = [one.name for one in self.tables.values() if one.name not in (*held, *odd)]
        told = [Finding("empty_table", self._path, name) for name in empty]
        told += [Finding(DIFFER, self._path, name) for name in odd]
        told += [Finding(kind, self._path, count=number) for kind, number in sorted(self._unread.items())]
        if not self._text.sure:
            told.append(Finding("encoding_weighed", self._path, facts={"encoding": self._text.encoding}))
        return tuple(told)


def _findings(
    table: _Table, source: SourceTable, rejects: tuple[Reject, ...], renamed: int
) -> tuple[Finding, ...]:
    file, name = source.key
    counts = table.kinds
    counts.update((one.reason, None) for one in rejects)
    counts["columns_renamed", None] += renamed
    counts["no_header", None] += not table.rows.names
    told = [
        Finding(kind, file, name, None if column is None else source.columns[column], count=number)
        for (kind, column), number in counts.items()
        if number
    ]
    zeros = source.frame.select(pl.col(list(source.columns)).str.contains(ZERO_DATE).fill_null(False).sum())
    told += [Finding("zero_dates", file, name, one.name, count=one[0]) for one in zeros if one[0]]
    return tuple(told)
