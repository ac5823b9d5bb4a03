"""An earlier run of the same files, as far as a later one asks for it: what it kept and what it published.

Rows stay where they are until somebody asks, and then only the columns that are asked for are opened.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from io import BytesIO
from typing import Any, Protocol

import polars as pl

from core.conservation import CellSums, TableSums
from core.decisions import Decisions
from core.decisions.attaching import NOTE
from core.decisions.found import from_frame
from core.keeping import LEDGER, SCHEMA, finding_of
from core.known import CannotReuse, Known
from core.made_of import Ground
from core.made_table import MadeTable, Standing
from core.mapping.model import Fate
from core.migration_log import ENTRIES, LOG_SCHEMA
from core.packed import Packed, Piece
from core.parts import RESTRICTED, classes_of
from core.range_digests import RANGE
from core.record.model import ClinicRecord
from core.runs import unmapped
from core.shape.compiling import DECIDED, HOLD, MERGED, SKIP, WHY
from core.shape.entities import ID, record_type
from core.tables import LINE, RECORD, ReadTable, SourceTable

Stretch = Callable[[Sequence[str], int, int], pl.DataFrame]
"""Gives of these columns the rows from one on, and so many."""
_PARTS = {Fate.ARCHIVED: "archive", Fate.WAITING: "waiting"}
"""What the parts are called that hold such cells (core.parts)."""
_STATE = (HOLD, SKIP, MERGED, WHY)
_NUMBERS = (RECORD, LINE)
_STRETCH = 8 * RANGE
"""Rows of a part that are opened at once: as many as lie in one block of it, and from where one begins."""


class Earlier(Protocol):
    """An earlier run as it is stored."""

    def kept(self, name: str) -> bytes | None:
        """What it left under that name (core.keeping); None where it is gone. Called from several threads."""
        ...

    def rows(
        self, name: str, sensitivity: str, columns: Sequence[str], start: int, count: int
    ) -> pl.DataFrame:
        """Rows of one of its parts. Called from several threads."""
        ...


class Before:
    """An earlier run. Raises CannotReuse where it is not known, or gone, what it was."""

    def __init__(self, earlier: Earlier) -> None:
        content = earlier.kept(LEDGER)
        self.ledger: dict[str, Any] = json.loads(content) if content else {}
        if self.ledger.get("schema") != SCHEMA:
            raise CannotReuse
        self._earlier = earlier
        logs = self.ledger["logs"]
        self.tables = [
            TableBefore(earlier, at, table, log=log)
            for at, (table, log) in enumerate(zip(self.ledger["tables"], logs, strict=True))
        ]

    def known(self) -> Known:
        logs = {table.log["key"]: table.logged() for table in self.tables}
        checks = {key: opened(self._earlier, f"check {at}") for at, key in enumerate(self.ledger["checks"])}
        sums = {table.key: table.sums() for table in self.tables}
        return Known(checks, logs, sums, self.ledger["digests"], frozenset(self.ledger["unique"]))


class TableBefore:
    """One of its tables. ledger: what core.keeping says of it. log: and of its entries."""

    def __init__(
        self, earlier: Earlier, at: int, ledger: Mapping[str, Any], *, log: Mapping[str, Any]
    ) -> None:
        self._earlier, self._at, self.ledger, self.log = earlier, at, ledger, log
        self.key = (str(ledger["file"]), str(ledger["name"]))

    def source(self) -> SourceTable:
        """Its columns, without its rows."""
        names = tuple(self.ledger["columns"])
        return SourceTable(*self.key, names, Packed(_read_schema(names), ()))

    def cells(self, columns: Sequence[str], along: Sequence[str] = ()) -> SourceTable:
        """These columns with their cells as they were read. along: others whose cells are there as well."""
        pieces = tuple(self._read(number, height) for number, height in enumerate(self.ledger["windows"]))
        return SourceTable(*self.key, tuple(columns), Packed(_read_schema((*columns, *along)), pieces))

    def _read(self, number: int, height: int) -> Piece:
        def rows(names: Sequence[str]) -> pl.DataFrame:
            content = self._kept(f"source {self._at} {number}")
            return Piece.from_bytes(height, content, names).frame(names)

        return Piece(height, rows)

    def _kept(self, name: str) -> bytes:
        content = self._earlier.kept(name)
        if content is None:
            raise CannotReuse
        return content

    def frame(self, what: str) -> pl.DataFrame:
        return opened(self._earlier, f"{what} {self._at}")

    def is_as_it_was(self, read: ReadTable) -> bool:
        said = (tuple(self.ledger["columns"]), self.ledger["rows"], self.ledger["counted"])
        return (read.table.columns, read.table.height, read.counted) == said

    def restored(self, ground: Ground, decisions: Decisions) -> MadeTable:
        """What it gave."""
        ledger, record, made = self.ledger, ground.record, ground.table(self.key)
        findings = tuple(map(finding_of, ledger["read"]))
        read = ReadTable(self.source(), (), ledger["counted"], {}, {}, findings)
        groups = self.frame("groups")
        return MadeTable(
            read=read,
            mapping=ground.followed.table(self.key) or unmapped(read),
            decisions=decisions,
            records={
                name: self._records(record, name, each).named(
                    {column: ground.column(self.key, name, column) for column in each["columns"]}
                )
                for name, each in ledger["records"].items()
            },
            notes={
                column: _alike(self._records(record, NOTE, each), each["made_of"])
                for column, each in ledger["notes"].items()
            },
            kept={
                Fate(fate): _alike(self._of_fate(fate, each), each["made_of"])
                for fate, each in ledger["kept"].items()
            },
            entries=self._entries(),
            windows=tuple(ledger["windows"]),
            logged=self.logged(),
            looked_at=self.cells(()),
            findings=self.frame("findings"),
            found_at=tuple(ledger["found_at"]),
            counts=Counter({(at, index, kind): n for at, index, kind, n in ledger["counts"]}),
            groups=tuple(zip(from_frame(groups.drop("waits")), groups["waits"], strict=True)),
            people=tuple(
                opened(self._earlier, f"people {self._at} {number}") for number in range(ledger["people"])
            ),
            linked=(self._linked(),),
            beside={kind: self.frame(kind) for kind in ledger["beside"]},
            made_of=made,
            entered_of=ground.entries(self.key, decisions),
            standing=Standing.KNOWN,
        )

    def logged(self) -> Packed:
        """Its part of the log."""
        cuts = _cuts(self.log["start"], self.log["rows"], RANGE)
        pieces = tuple(_piece(self._of_log, *each) for each in cuts)
        return Packed(pl.Schema(LOG_SCHEMA), pieces).given_by(self.key)

    def _of_log(self, names: Sequence[str], start: int, count: int) -> pl.DataFrame:
        return self._earlier.rows("log", RESTRICTED, names, self.log["start"] + start, count)

    def _entries(self) -> Packed:
        """Of its records, as core.migration_log.entries_of gave them."""

        def piece(start: int, count: int) -> Piece:
            def state(names: Sequence[str]) -> pl.DataFrame:
                return self._state.slice(start, count).select(names)

            def said(names: Sequence[str]) -> pl.DataFrame:
                return self._of_log(names, start, count)

            return Piece(count, state, elsewhere=(*_STATE, "decision")).beside(Piece(count, said))

        cuts = _cuts(self.log["start"], self.ledger["rows"], RANGE)
        return Packed(ENTRIES, tuple(piece(start, count) for start, count in cuts))

    @cached_property
    def _state(self) -> pl.DataFrame:
        return opened(self._earlier, f"linked {self._at}", (*_STATE, DECIDED)).rename({DECIDED: "decision"})

    def _linked(self) -> Piece:
        return Piece(self.ledger["rows"], self._kept(f"linked {self._at}"))

    def sums(self) -> TableSums:
        told = self.ledger["sums"]
        return TableSums(
            file=self.key[0],
            table=self.key[1],
            records_in_file=told["records_in_file"],
            dispositions=told["dispositions"],
            columns={name: CellSums(**cells) for name, cells in told["columns"].items()},
            amiss=tuple((column, kind, count) for column, kind, count in told["amiss"]),
        )

    def _records(self, record: ClinicRecord, name: str, stretch: Mapping[str, Any]) -> Packed:
        entity = record.entity(name)
        held = classes_of(entity, stretch["columns"])

        def rows(names: Sequence[str], start: int, count: int) -> pl.DataFrame:
            begin = stretch["start"] + start
            frames = [
                self._earlier.rows(f"entity/{name}", each, own, begin, count)
                for each, own in _each_once(held, names).items()
            ]
            columns = {column.name: column for frame in frames for column in frame.iter_columns()}
            return pl.DataFrame([columns[name] for name in names])

        types = {column: record_type(entity, column) for column in stretch["columns"]}
        return self._elsewhere(pl.Schema(types), stretch, rows)

    def _of_fate(self, fate: str, stretch: Mapping[str, Any]) -> Packed:
        part = f"{_PARTS[Fate(fate)]}/{self.key[0]}/{self.key[1]}"

        def rows(names: Sequence[str], start: int, count: int) -> pl.DataFrame:
            return self._earlier.rows(part, RESTRICTED, names, start, count)

        return self._elsewhere(
            _read_schema([n for n in stretch["columns"] if n not in _NUMBERS]), stretch, rows
        )

    def _elsewhere(self, schema: pl.Schema, stretch: Mapping[str, Any], rows: Stretch) -> Packed:
        """Rows that stay where they are. stretch: from where in their part, and how many."""
        cuts = _cuts(stretch["start"], stretch["rows"], _STRETCH)
        return Packed(schema, tuple(_piece(rows, *each) for each in cuts)).given_by(self.key)


def opened(earlier: Earlier, name: str, columns: Sequence[str] | None = None) -> pl.DataFrame:
    """Raises CannotReuse where it is gone."""
    content = earlier.kept(name)
    if content is None:
        raise CannotReuse
    found = pl.read_parquet(BytesIO(content), columns=None if columns is None else list(columns))
    return found if columns is None else found.select(columns)


def _each_once(held: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, list[str]]:
    """Class -> which of these columns are opened there. Ids stand in all, and are opened in one."""
    wanted = {each: [n for n in own if n in names and n != ID] for each, own in held.items()}
    opened = {each: own for each, own in wanted.items() if own}
    if ID in names:
        where = next(iter(opened), None) or min(held, key=lambda each: len(held[each]))
        opened[where] = [ID, *opened.get(where, [])]
    return opened


def _cuts(start: int, height: int, size: int) -> Iterator[tuple[int, int]]:
    """From where and how many, so that each lies within one block of `size` of the part. start: there."""
    at = 0
    while at < height:
        count = min(size - (start + at) % size, height - at)
        yield at, count
        at += count


def _piece(rows: Stretch, start: int, count: int) -> Piece:
    return Piece(count, lambda names: rows(names, start, count))


def _read_schema(columns: Sequence[str]) -> pl.Schema:
    return pl.Schema({**dict.fromkeys(_NUMBERS, pl.UInt32()), **dict.fromkeys(columns, pl.String())})


def _alike(rows: Packed, made: str) -> Packed:
    return rows.named(dict.fromkeys(rows.columns, made))
