"""What a window of a table's rows becomes: records, kept cells, entries, findings, groups; packed at once.

Everything here asks a row about nothing but itself, so that windows are made side by side and none of what
they became stands in memory beyond its own window (law 3: where a table is cut changes nothing).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import polars as pl

from core.catalogue import SEVERITIES
from core.decisions.attaching import NOTE, noted_columns
from core.identity.aliases import Aliases
from core.kept_once import cells_of, of_entries, of_records, of_rows, source_cells
from core.made_of import Ground
from core.made_table import MadeTable, beside_of, in_pieces
from core.mapping.model import Fate, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.migration_log import entries_of
from core.packed import Packed
from core.record.model import ClinicRecord
from core.shape.attaching import note_entities
from core.shape.compiling import Worked
from core.shape.entities import entity_frames
from core.shape.fates import kept_cells
from core.shape.groups import Told, groups_in, groups_of_table
from core.shape.laid import Laid, Window
from core.shape.linking import with_targets
from core.shape.notes import notes_in
from core.shape.noticed import Counts, cell_findings, counted, found_at, found_in_cells
from core.shape.people import PATIENT, people_in
from core.side_by_side import side_by_side
from core.tables import LINE, RECORD

KEPT = (Fate.ARCHIVED, Fate.WAITING)


@dataclass(frozen=True)
class Ways:
    """What is the same for every window of a run. mapping: as people saved it. given: entities that some
    table gives. aliases: of records that go on as others. ground: what of tables is made of, None where that
    is not told.
    """

    record: ClinicRecord
    mapping: ColumnMapping
    given: AbstractSet[str]
    aliases: Aliases = field(default_factory=dict)
    ground: Ground | None = None

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


_KEPT_TYPES: Mapping[str, pl.DataType] = {RECORD: pl.UInt32(), LINE: pl.UInt32()}


def made_of(tables: Sequence[Laid], ways: Ways) -> list[MadeTable]:
    """Every window of every table, two at a time."""
    windows = (window for table in tables for window in table.windows())
    made = side_by_side(lambda window: _made(window, ways), windows)
    return [_together(table, [next(made) for _ in table.shaped], ways) for table in tables]


def _together(table: Laid, windows: Sequence[Made], ways: Ways) -> MadeTable:
    key, ground = table.source.key, ways.ground
    whole = None if ground is None else ground.table(key)
    counts = sum((window.counts for window in windows), Counts())
    entries = Packed.joined([window.entries for window in windows])
    found = [window.found for window in windows]
    return MadeTable(
        read=table.read,
        mapping=table.mapping,
        decisions=table.decisions,
        records={name: _records(name, rows, key, ground) for name, rows in _by_entity(windows)},
        notes={
            column: _made_alike(rows, whole and f"{whole} note {column}").given_by(key)
            for column, rows in _by_note(windows, noted_columns(table.decisions, key))
        },
        kept={fate: _made_alike(_kept(table, windows, fate), whole and f"{whole} {fate}") for fate in KEPT},
        entries=entries,
        findings=cell_findings(key, found, SEVERITIES),
        found_at=found_at(found),
        counts=counts,
        groups=tuple(groups_of_table(table.read, [window.groups for window in windows])),
        people=tuple(window.people for window in windows if window.people is not None),
        linked=tuple(table.linked),
        beside=beside_of(table.read),
        made_of=whole or "",
        windows=tuple(piece.height for piece in in_pieces(table.source)),
        entered_of="" if ground is None else ground.entries(key, table.decisions),
    )


def _by_entity(windows: Sequence[Made]) -> Iterator[tuple[str, Packed]]:
    for name in dict.fromkeys(name for window in windows for name in window.records):
        yield name, Packed.joined([window.records[name] for window in windows if name in window.records])


def _by_note(windows: Sequence[Made], columns: Sequence[str]) -> Iterator[tuple[str, Packed]]:
    for column in columns:
        made = [window.notes[column] for window in windows if column in window.notes]
        if made:
            yield column, Packed.joined(made)


def _records(entity: str, rows: Packed, key: tuple[str, str], ground: Ground | None) -> Packed:
    if ground is None:
        return rows.given_by(key)
    return rows.named({name: ground.column(key, entity, name) for name in rows.columns}).given_by(key)


def _made_alike(rows: Packed, made_of: str | None) -> Packed:
    """All columns made of the same."""
    return rows.named(dict.fromkeys(rows.columns, made_of)) if made_of else rows


def _kept(table: Laid, windows: Sequence[Made], fate: Fate) -> Packed:
    """RECORD, LINE and the columns of which some cell met this fate."""
    parts = [window.kept[fate] for window in windows]
    used = {name for part in parts for name in part.columns}
    names = [RECORD, LINE, *(name for name in table.source.columns if name in used)]
    if all(part.columns == names for part in parts):
        return Packed.joined(parts)
    frames = (_widened(part.whole(), names) for part in parts if part.height)
    return Packed.gathered(frames, pl.Schema({name: _KEPT_TYPES.get(name, pl.String()) for name in names}))


def _made(window: Window, ways: Ways) -> Made:
    record, mapping = ways.record, ways.mapping
    system, currency = mapping.system, mapping.currency
    table = with_targets(window.opened(), record, ways.given, system=system, aliases=ways.aliases)
    records = entity_frames(table, record, system=system, currency=currency)
    notes = {name: rows for name, rows in notes_in(table, record, system=system) if not rows.is_empty()}
    source = source_cells(window.source, table.source)
    told = entries_of(table, _own(table, records, notes), system=system)
    linked = cells_of(window.linked, table.frame)
    entries = Packed.one(told, of_entries(table, {**source, **linked}))
    said = cells_of(entries.pieces[0], told) if entries.pieces else {}
    return Made(
        records={
            name: Packed.one(frame, of_records(table, record.entity(name), source, said))
            for name, frame in records.items()
        },
        notes={name: Packed.one(frame) for name, frame in notes.items()},
        kept={
            fate: Packed.one(cells, of_rows(source, rows, cells.columns))
            for fate, (rows, cells) in kept_cells(table, KEPT).items()
        },
        entries=entries,
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


def _widened(frame: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """With a column of nothing for each that no row of the frame needed."""
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name) for name in names
    )
