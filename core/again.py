"""A run again, where an earlier one of the same files left what it found: only what changed is done (law 3).

A table counts as changed where anything does that it is made of (core.made_of); of the others what was
published holds, and is opened only where somebody asks for it. Where more depends on the change than one
table's own rows (who stands, whom a row refers to, what a check says of another table) everything is done.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

import polars as pl

from core.choices import Choices
from core.conservation import CellSums, TableSums
from core.decisions import Decisions
from core.decisions.attaching import NOTE
from core.decisions.fitting import refuse_decisions_unfitting
from core.decisions.found import from_frame
from core.decisions.settling import settled
from core.finishing import Followed, finished
from core.hands import OWN_HANDS, Hands
from core.identity.aliases import survivors
from core.keeping import LEDGER, SCHEMA, finding_of
from core.known import CannotReuse, Known
from core.made_of import Ground, inputs_of
from core.made_table import MadeTable
from core.making import Ways, made_of
from core.mapping.fitting import refuse_unfitting
from core.mapping.lookups import looks_up
from core.mapping.model import Fate
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import LOG_SCHEMA
from core.outcome import Outcome
from core.packed import Packed, Piece
from core.parts import RESTRICTED, classes_of
from core.range_digests import RANGE
from core.record.model import ClinicRecord
from core.runs import given_by, laid_out, unmapped
from core.shape.entities import record_type
from core.stages import Progress, Stage, silent
from core.tables import LINE, RECORD, Intake, ReadTable, SourceTable

Reading = Callable[[str], Sequence[ReadTable]]
"""The tables of one file, by its path, read again."""


class Earlier(Protocol):
    """An earlier run as it is stored."""

    def kept(self, name: str) -> bytes | None:
        """What it left under that name (core.keeping); None where it is gone."""
        ...

    def rows(self, name: str, sensitivity: str, start: int, count: int) -> pl.DataFrame:
        """Rows of one of its parts. Called from several threads."""
        ...


@dataclass(frozen=True)
class Inputs:
    """What a run is of. digests: of every upload, by path. choices, bounds: as in an intake."""

    digests: Mapping[str, str]
    choices: Choices
    bounds: str

    def intake(self, findings: Sequence[Any]) -> Intake:
        return Intake((), (), tuple(findings), self.digests, self.choices, self.bounds)


def tables_before(earlier: Earlier) -> list[SourceTable]:
    """The tables of an earlier run, without their rows. Raises CannotReuse where that is not known."""
    return [each.source() for each in _Before(earlier).tables]


def migrate_again(
    earlier: Earlier,
    inputs: Inputs,
    mapping: ColumnMapping,
    *,
    record: ClinicRecord,
    decisions: Decisions,
    read: Reading,
    progress: Progress = silent,
    hands: Hands = OWN_HANDS,
) -> Outcome:
    """What `core.runs.migrate` gives, digests and all. read: asked only for files of tables that changed.

    Raises CannotReuse where everything has to be done, and what `migrate` raises.
    """
    before = _Before(earlier)
    said = inputs_of(inputs.digests, inputs.choices, inputs.bounds, decisions)
    if before.ledger["inputs"] != said or survivors(decisions):
        raise CannotReuse
    sources = [each.source() for each in before.tables]
    refuse_unfitting(mapping, sources, record)
    followed = settled(mapping, decisions, sources)
    refuse_decisions_unfitting(mapping, decisions, sources, record)
    given = given_by(followed)
    ground = Ground(said, record, mapping, followed, given)
    if looks_up(followed) or before.ledger["linked"] != ground.linked:
        raise CannotReuse
    changed = [each for each in before.tables if ground.table(each.key) != each.ledger["made_of"]]
    reads = list(_read_again(changed, read))
    laid = laid_out(reads, followed, decisions, progress=progress, hands=hands)
    linked = (
        table.with_known_links(each.frame("linked"), record, given).with_words()
        for each, table in zip(changed, laid, strict=True)
    )
    progress(Stage.CHECK, 0, 1)
    fresh = {table.key: table for table in made_of(list(linked), Ways(record, mapping, given, {}, ground))}
    tables = [
        fresh[each.key] if each.key in fresh else each.restored(ground, decisions) for each in before.tables
    ]
    how = Followed(mapping, followed, decisions, record, {}, ground.linked)
    intake = inputs.intake([finding_of(each) for each in before.ledger["findings"]])
    return finished(intake, tables, how, headers=(), progress=progress, known=before.known())


def _read_again(changed: Sequence[_TableBefore], read: Reading) -> Iterator[ReadTable]:
    """The tables that changed, in their order; they must be what they were."""
    files = {file: list(read(file)) for file in dict.fromkeys(each.key[0] for each in changed)}
    for each in changed:
        found = next((one for one in files[each.key[0]] if one.table.key == each.key), None)
        if found is None or not each.is_as_it_was(found):
            raise CannotReuse
        yield found


class _Before:
    """An earlier run, as far as it is needed."""

    def __init__(self, earlier: Earlier) -> None:
        content = earlier.kept(LEDGER)
        self.ledger: dict[str, Any] = json.loads(content) if content else {}
        if self.ledger.get("schema") != SCHEMA:
            raise CannotReuse
        self._earlier = earlier
        self.tables = [_TableBefore(earlier, at, table) for at, table in enumerate(self.ledger["tables"])]

    def known(self) -> Known:
        logs = {each["key"]: self._log(each) for each in self.ledger["logs"]}
        checks = {key: opened(self._earlier, f"check {at}") for at, key in enumerate(self.ledger["checks"])}
        sums = {log["key"]: table.sums() for log, table in zip(self.ledger["logs"], self.tables, strict=True)}
        return Known(checks, logs, sums, self.ledger["digests"], frozenset(self.ledger["unique"]))

    def _log(self, stretch: Mapping[str, int]) -> Packed:
        def rows(names: Sequence[str], start: int, count: int) -> pl.DataFrame:
            log = self._earlier.rows("log", RESTRICTED, stretch["start"] + start, count)
            return log.select(names)

        return _elsewhere(pl.Schema(LOG_SCHEMA), stretch["rows"], rows)


class _TableBefore:
    """One of its tables. ledger: what core.keeping says of it."""

    def __init__(self, earlier: Earlier, at: int, ledger: Mapping[str, Any]) -> None:
        self._earlier, self._at, self.ledger = earlier, at, ledger
        self.key = (str(ledger["file"]), str(ledger["name"]))

    def source(self) -> SourceTable:
        """Its columns, without its rows."""
        names = tuple(self.ledger["columns"])
        schema = pl.Schema({RECORD: pl.UInt32(), LINE: pl.UInt32(), **dict.fromkeys(names, pl.String())})
        return SourceTable(*self.key, names, Packed(schema, ()))

    def frame(self, what: str) -> pl.DataFrame:
        return opened(self._earlier, f"{what} {self._at}")

    def is_as_it_was(self, read: ReadTable) -> bool:
        said = (tuple(self.ledger["columns"]), self.ledger["rows"], self.ledger["counted"])
        return (read.table.columns, read.table.height, read.counted) == said

    def restored(self, ground: Ground, decisions: Decisions) -> MadeTable:
        """What it gave, with rows that stay where they are until somebody asks."""
        ledger, record, made = self.ledger, ground.record, ground.table(self.key)
        read = ReadTable(self.source(), (), ledger["counted"], {}, {}, tuple(map(finding_of, ledger["read"])))
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
                column: _alike(self._records(record, NOTE, each), f"{made} note {column}")
                for column, each in ledger["notes"].items()
            },
            kept={
                Fate(fate): _alike(self._kept(fate, each), f"{made} {Fate(fate)}")
                for fate, each in ledger["kept"].items()
            },
            entries=None,
            findings=self.frame("findings"),
            about=tuple(map(finding_of, ledger["about"])),
            groups=tuple(zip(from_frame(groups.drop("waits")), groups["waits"], strict=True)),
            people=tuple(
                opened(self._earlier, f"people {self._at} {number}") for number in range(ledger["people"])
            ),
            linked=(self._linked(),),
            beside={kind: self.frame(kind) for kind in ledger["beside"]},
            made_of=made,
        )

    def _linked(self) -> Piece:
        content = self._earlier.kept(f"linked {self._at}")
        if content is None:
            raise CannotReuse
        return Piece(self.ledger["rows"], content)

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
            wanted = {each: [n for n in own if n in names] for each, own in held.items()}
            frames = [
                self._earlier.rows(f"entity/{name}", each, stretch["start"] + start, count).select(own)
                for each, own in wanted.items()
                if own
            ]
            columns = {column.name: column for frame in frames for column in frame.iter_columns()}
            return pl.DataFrame([columns[name] for name in names])

        types = {column: record_type(entity, column) for column in stretch["columns"]}
        return _elsewhere(pl.Schema(types), stretch["rows"], rows)

    def _kept(self, fate: str, stretch: Mapping[str, Any]) -> Packed:
        part = f"{Fate(fate).value}/{self.key[0]}/{self.key[1]}".replace("archived/", "archive/", 1)

        def rows(names: Sequence[str], start: int, count: int) -> pl.DataFrame:
            return self._earlier.rows(part, RESTRICTED, start, count).select(names)

        numbers = {RECORD: pl.UInt32(), LINE: pl.UInt32()}
        types = {column: numbers.get(column, pl.String()) for column in stretch["columns"]}
        return _elsewhere(pl.Schema(types), stretch["rows"], rows)


def opened(earlier: Earlier, name: str) -> pl.DataFrame:
    """Raises CannotReuse where it is gone."""
    content = earlier.kept(name)
    if content is None:
        raise CannotReuse
    return pl.read_parquet(BytesIO(content))


Stretch = Callable[[Sequence[str], int, int], pl.DataFrame]
"""Gives of these columns the rows from one on, and so many."""


def _elsewhere(schema: pl.Schema, height: int, rows: Stretch) -> Packed:
    """Rows that stay where they are, in pieces that are opened one by one."""
    starts = range(0, height, RANGE)
    return Packed(schema, tuple(_piece(rows, start, min(RANGE, height - start)) for start in starts))


def _piece(rows: Stretch, start: int, count: int) -> Piece:
    return Piece(count, lambda names: rows(names, start, count))


def _alike(rows: Packed, made: str) -> Packed:
    return rows.named(dict.fromkeys(rows.columns, made))
