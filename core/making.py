"""What a window of a table's rows becomes: records, kept cells, entries, findings, groups; packed at once.

Everything here asks a row about nothing but itself, so that windows are made side by side and none of what
they became stands in memory beyond its own window (law 3: where a table is cut changes nothing).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import polars as pl

from core.catalogue import SEVERITIES
from core.decisions.attaching import NOTE, noted_columns
from core.findings import Finding
from core.identity.aliases import Aliases
from core.mapping.model import Fate, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import entries_of
from core.packed import Packed, Piece
from core.record.model import ClinicRecord
from core.shape.attaching import note_entities
from core.shape.compiling import Worked
from core.shape.entities import entity_frames
from core.shape.fates import kept_cells
from core.shape.groups import Found, Told, groups_in, groups_of_table
from core.shape.laid import Laid, Window
from core.shape.linking import with_targets
from core.shape.notes import notes_in
from core.shape.noticed import Counts, cell_findings, counted, counted_findings, found_in_cells
from core.shape.people import PATIENT, People, people_in
from core.side_by_side import side_by_side
from core.tables import LINE, RECORD

_KEPT = (Fate.ARCHIVED, Fate.WAITING)


@dataclass(frozen=True)
class Ways:
    """What is the same for every window of a run. mapping: as people saved it. given: entities that some
    table gives. aliases: of records that go on as others.
    """

    record: ClinicRecord
    mapping: ColumnMapping
    given: AbstractSet[str]
    aliases: Aliases = field(default_factory=dict)

    def saved(self, key: tuple[str, str]) -> TableMapping:
        return self.mapping.table(key) or TableMapping(*key, (), (), (), ())


@dataclass(frozen=True)
class Made:
    """Of one window. records: entity -> those of its rows. notes: column -> those that people had made.

    entries: of the log, before anything is found. found: as `noticed.found_in_cells` gives it.
    """

    records: Mapping[str, Packed]
    notes: Mapping[str, Packed]
    kept: Mapping[Fate, Packed]
    entries: Packed
    found: Sequence[pl.DataFrame] = field(repr=False)
    counts: Counts = field(repr=False)
    groups: Sequence[Told] = field(repr=False)
    people: pl.DataFrame | None = field(repr=False)


@dataclass(frozen=True)
class MadeTable:
    """Of a whole table, in windows."""

    laid: Laid
    windows: tuple[Made, ...] = field(repr=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.laid.source.key

    def kept(self, fate: Fate) -> Packed:
        """RECORD, LINE and the columns of which some cell met this fate."""
        parts = [window.kept[fate] for window in self.windows]
        used = {name for part in parts for name in part.columns}
        names = [RECORD, LINE, *(name for name in self.laid.source.columns if name in used)]
        if all(part.columns == names for part in parts):
            return Packed.joined(parts)
        frames = (_widened(part.whole(), names) for part in parts if part.height)
        return Packed.gathered(
            frames, pl.Schema({name: _KEPT_TYPES.get(name, pl.String()) for name in names})
        )

    def entries(self) -> list[Piece]:
        """Of all windows with rows, in order."""
        return [piece for window in self.windows for piece in window.entries.pieces]

    def findings(self) -> pl.DataFrame:
        """FINDINGS_SCHEMA: those about single cells."""
        return cell_findings(self.key, [window.found for window in self.windows], SEVERITIES)

    def about(self) -> list[Finding]:
        """What is said of whole columns."""
        counts = sum((window.counts for window in self.windows), Counts())
        return counted_findings(self.key, self.laid.mapping, counts)

    def groups(self) -> list[Found]:
        return groups_of_table(self.laid.read, [window.groups for window in self.windows])


_KEPT_TYPES: Mapping[str, pl.DataType] = {RECORD: pl.UInt32(), LINE: pl.UInt32()}


def made_of(tables: Sequence[Laid], ways: Ways) -> list[MadeTable]:
    """Every window of every table, two at a time."""
    windows = (window for table in tables for window in table.windows())
    made = side_by_side(lambda window: _made(window, ways), windows)
    return [MadeTable(table, tuple(next(made) for _ in table.shaped)) for table in tables]


def _made(window: Window, ways: Ways) -> Made:
    record, mapping = ways.record, ways.mapping
    system, currency = mapping.system, mapping.currency
    table = with_targets(window.opened(), record, ways.given, system=system, aliases=ways.aliases)
    records = entity_frames(table, record, system=system, currency=currency)
    notes = {name: rows for name, rows in notes_in(table, record, system=system) if not rows.is_empty()}
    kept = kept_cells(table, _KEPT)
    return Made(
        records={name: Packed.one(frame) for name, frame in records.items()},
        notes={name: Packed.one(frame) for name, frame in notes.items()},
        kept={fate: Packed.one(frame) for fate, frame in kept.items()},
        entries=Packed.one(entries_of(table, _own(table, records, notes), system=system)),
        found=found_in_cells(table, SEVERITIES),
        counts=counted(table, record, SEVERITIES, ways.given),
        groups=groups_in(table, ways.saved(table.source.key), record, currency=currency),
        people=people_in(table) if table.is_route(PATIENT) else None,
    )


def _own(
    table: Worked, records: Mapping[str, pl.DataFrame], notes: Mapping[str, pl.DataFrame]
) -> dict[str, pl.DataFrame]:
    """Entity -> all records of the rows, in the order in which a log entry names them."""
    own = {}
    for entity in dict.fromkeys((*table.entities(), *note_entities(table))):
        frames = [records[entity]] if entity in records else []
        frames += notes.values() if entity == NOTE else []
        if frames:
            own[entity] = pl.concat(frames)
    return own


def records_of(tables: Sequence[MadeTable], record: ClinicRecord) -> dict[str, Packed]:
    """Entity -> its records, in table order, then source order; entities without records are left out."""
    parts: dict[str, list[Packed]] = {}
    for window in (window for table in tables for window in table.windows):
        for name, rows in window.records.items():
            parts.setdefault(name, []).append(rows)
    for table in tables:
        for column in noted_columns(table.laid.decisions, table.key):
            made = [window.notes[column] for window in table.windows if column in window.notes]
            if made:
                parts.setdefault(NOTE, []).extend(made)
    return {e.name: Packed.joined(parts[e.name]) for e in record.entities if e.name in parts}


def people_of(tables: Iterable[MadeTable]) -> People:
    return People(
        [
            (table.key, window.people)
            for table in tables
            for window in table.windows
            if window.people is not None
        ]
    )


def _widened(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """With a column of nothing for each that no row of the frame needed."""
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name) for name in names
    )
