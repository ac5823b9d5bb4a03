"""A table of which a changed mapping touches some columns: those made again, all else as it was.

The columns that are touched go the way of every table (shaped, kept, found, grouped), as if the table had no
others; what they give takes the place of what they gave before, in the order in which a whole run has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

import polars as pl

from core.catalogue import SEVERITIES
from core.decisions import Decisions, GroupKind
from core.earlier import TableBefore
from core.hands import ToShape, shape
from core.kept_instead import cells_instead
from core.known import CannotReuse
from core.made_of import Ground
from core.made_table import MadeTable, Standing
from core.making import KEPT, Ways
from core.mapping.model import Fate, TableMapping
from core.packed import Packed, Piece
from core.shape.compiling import DECIDED, HOLD, MERGED, SKIP, WHY, Worked
from core.shape.entities import fields_of
from core.shape.fates import kept_cells
from core.shape.groups import Found, Told, groups_of_columns, groups_of_table, groups_of_values, with_unread
from core.shape.laid import Laid, Window
from core.shape.noticed import Counts, cell_findings, counted, found_in_cells, places
from core.side_by_side import side_by_side
from core.tables import LINE, RECORD, ReadTable, SourceTable
from core.touched import Touched

_STATE = (HOLD, SKIP, MERGED, WHY, DECIDED)
_OF_CELLS = (GroupKind.VALUE, GroupKind.COLUMN)


@dataclass(frozen=True)
class _Some:
    """What a window gives of the columns that are touched. last: its last record."""

    last: int
    fields: Mapping[str, Packed]
    kept: Mapping[Fate, Packed]
    found: Sequence[pl.DataFrame] = field(repr=False)
    counts: Counts = field(repr=False)
    groups: Sequence[Told] = field(repr=False)


def made_again(
    before: TableBefore, some: Touched, *, ways: Ways, ground: Ground, decisions: Decisions
) -> MadeTable:
    """Raises CannotReuse where what is needed of the earlier run is gone, or where rows were repaired."""
    table = before.restored(ground, decisions)
    if "repairs" in table.beside:
        raise CannotReuse
    laid = _laid(before, some, table, ways)
    wide = before.cells(some.columns, some.with_worth)
    both = zip(laid.windows(), wide.windows(), strict=True)
    windows = list(side_by_side(lambda each: _made(*each, some, table.mapping, ways), both))
    found = list(_found(before, table, some, windows))
    return replace(
        table,
        records={name: _records(table, name, windows, some, ground) for name in table.records},
        kept={fate: _kept(table, fate, windows, some) for fate in table.kept},
        findings=pl.concat([table.findings.clear(), *found]),
        found_at=tuple(frame.height for frame in found),
        counts=_counts(table.counts, some, windows),
        groups=(*_other_groups(table.groups, some), *_own_groups(laid, windows)),
        looked_at=laid.source,
        standing=Standing.TOUCHED,
    )


def _laid(before: TableBefore, some: Touched, table: MadeTable, ways: Ways) -> Laid:
    source = before.cells(some.columns, some.along)
    read = ReadTable(source, (), table.read.counted, {}, {})
    mapping = some.of(table.mapping, some.rules)
    wanted = (ToShape(window, mapping, number) for number, window in enumerate(source.windows()))
    shaped = tuple(Piece.of(frame) for frame in side_by_side(shape, wanted))
    laid = Laid(read, mapping, table.decisions, shaped)
    known = before.frame("linked").select(_STATE)
    return laid.with_known_links(known, ways.record, ways.given).with_words()


def _made(window: Window, wide: SourceTable, some: Touched, mapping: TableMapping, ways: Ways) -> _Some:
    """wide: the same rows with what tells money as well."""
    table, system = window.opened(), ways.mapping.system
    records = table.source.frame[RECORD]
    fields = {
        name: fields_of(table, ways.record, ways.record.entity(name), names, system=system)
        for name, names in some.fields.items()
    }
    saved = ways.saved(table.source.key)
    return _Some(
        last=0 if records.is_empty() else int(records[-1]),
        fields={name: Packed.one(frame) for name, frame in fields.items()},
        kept={fate: Packed.one(cells) for fate, (_, cells) in kept_cells(table, KEPT).items()},
        found=found_in_cells(table, SEVERITIES),
        counts=counted(table, ways.record, SEVERITIES, ways.given),
        groups=[*groups_of_columns(table, saved), *_of_values(table, wide, some, mapping, ways)],
    )


def _of_values(
    table: Worked, wide: SourceTable, some: Touched, mapping: TableMapping, ways: Ways
) -> list[Told]:
    """What money stands behind a record is told of few rows, so that it is read of those alone."""
    unread = with_unread(table)
    if not unread.any():
        return []
    rules = some.of(mapping, some.worth)
    source = replace(wide, rows=wide.opened().frame.filter(unread))
    state = table.frame.filter(unread).select(_STATE).get_columns()
    words = {some.worth.index(some.rules[own]): said for own, said in table.words.items()}
    rows = Worked(source, rules, shape(ToShape(source, rules)).with_columns(state), table.decisions, words)
    groups = groups_of_values(rows, ways.record, currency=ways.mapping.currency)
    own = ((some.worth[at], group, waits) for at, group, waits in groups)
    return [(some.rules.index(at), group, waits) for at, group, waits in own if at in some.rules]


def _records(table: MadeTable, name: str, windows: Sequence[_Some], some: Touched, ground: Ground) -> Packed:
    """With the fields that were made again beside what stays where it is."""
    rows, key = table.records[name], table.key
    if name not in some.fields:
        return rows
    own = Packed.joined([window.fields[name] for window in windows])
    if own.height != rows.height:
        raise CannotReuse
    starts = accumulate((piece.height for piece in rows.pieces), initial=0)
    pieces = (
        Piece.of(own.rows(start, piece.height)).beside(piece)
        for start, piece in zip(starts, rows.pieces, strict=False)
    )
    made_of = {column: ground.column(key, name, column) for column in rows.columns}
    return Packed(rows.schema, tuple(pieces)).named(made_of).given_by(key)


def _kept(table: MadeTable, fate: Fate, windows: Sequence[_Some], some: Touched) -> Packed:
    """The earlier ones as they are where none of their cells is of a column that is touched, now or then."""
    earlier = table.kept[fate]
    used = {name for window in windows for name in window.kept[fate].columns} - {RECORD, LINE}
    if not used and not {*some.columns} & {*earlier.columns}:
        return earlier
    names = [
        name
        for name in table.read.table.columns
        if name in used or name in {*earlier.columns} - {*some.columns}
    ]
    own = [(window.last, window.kept[fate]) for window in windows]
    now = cells_instead(earlier, own, names, instead=some.columns)
    stay = [name for name in earlier.columns if name not in (RECORD, LINE, *some.columns)]
    if _filled(now.select(stay)) != _filled(earlier.select(stay)):
        raise CannotReuse
    return now.named(dict.fromkeys(now.columns, f"{table.made_of} {fate}")).given_by(table.key)


def _filled(rows: Packed) -> list[int]:
    """How many cells of each column are there: of those that nobody touched as many as before."""
    found = [0] * len(rows.columns)
    for frame in rows.frames():
        found = [so_far + each.count() for so_far, each in zip(found, frame.iter_columns(), strict=True)]
    return found


def _found(
    before: TableBefore, table: MadeTable, some: Touched, windows: Sequence[_Some]
) -> Iterator[pl.DataFrame]:
    """What was found, place by place: now, where the place is of a rule that was asked again."""
    now = places([len(rule.columns) for rule in table.mapping.rules])
    old = places([len(rule["columns"]) for rule in before.ledger["followed"]["rules"]])
    own = places([len(table.mapping.rules[index].columns) for index in some.rules])
    starts = dict(zip(old, accumulate(table.found_at, initial=0), strict=False))
    counts = dict(zip(old, table.found_at, strict=True))
    for index, column in now:
        if index in some.rules:
            at = own.index((some.rules.index(index), column))
            yield cell_findings(table.key, [[window.found[at]] for window in windows], SEVERITIES)
        else:
            place = (some.stayed[index], column)
            yield table.findings.slice(starts[place], counts[place])


def _counts(before: Counts, some: Touched, windows: Sequence[_Some]) -> Counts:
    now = {was: index for index, was in some.stayed.items()}
    stay = {(at, now[index], kind): n for (at, index, kind), n in before.items() if index in now}
    own = sum((window.counts for window in windows), Counts())
    return Counts(stay | {(at, some.rules[index], kind): n for (at, index, kind), n in own.items()})


def _other_groups(groups: Sequence[Found], some: Touched) -> list[Found]:
    return [
        each
        for each in groups
        if each[0].group.kind not in _OF_CELLS or each[0].group.column not in some.columns
    ]


def _own_groups(laid: Laid, windows: Sequence[_Some]) -> list[Found]:
    return groups_of_table(laid.read, [window.groups for window in windows])
