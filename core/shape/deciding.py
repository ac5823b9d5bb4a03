"""What decisions make of whole records: those that wait are left out or merged, persons become one (law 2).

Nothing here decides: a record leaves the waiting only where a named person's decision is about the group
that it is in, and the position of that decision stays beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from core.decisions import Choice, Decision, GroupKind
from core.decisions.settling import is_settled_by
from core.identity.aliases import Aliases, resolved, survivors
from core.mapping.model import Rule
from core.record.model import ClinicRecord
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
)
from core.shape.ids import target_id

ORPHAN, DUPLICATE, TABLE = "orphan_record", "duplicate_id", "table_without_entity"
SAME_PERSON = "same_person"
UNSETTLED = "no_home"
_LEFT_OUT = (Choice.ARCHIVE, Choice.DECLINE)
_HELD = {ORPHAN: GroupKind.ORPHAN, DUPLICATE: GroupKind.DUPLICATE, TABLE: GroupKind.TABLE}


def kind_of_hold(reason: str) -> GroupKind:
    """Which kind of group a record is in that waits for `reason`."""
    return _HELD.get(reason, GroupKind.INCOMPLETE)


def orphaned_by(table: Worked, record: ClinicRecord) -> pl.Expr:
    """The first column whose number leads nowhere though the record cannot do without; "" for others."""
    found = [
        pl.when((pl.col(finding_column(i)) == ORPHAN) & table.applies(rule.entity)).then(
            pl.lit(rule.columns[0])
        )
        for i, rule in enumerate(table.mapping.rules)
        if rule.columns and table.is_route(rule.entity) and _needed(record, rule)
    ]
    return pl.coalesce(*found, pl.lit("")) if found else pl.lit("")


def _needed(record: ClinicRecord, rule: Rule) -> bool:
    return record.entity(rule.entity).field(rule.field).required


def with_persons_merged(tables: Sequence[Worked], *, system: str) -> tuple[list[Worked], Aliases]:
    """Records that a person said are the same, merged into the one that survives; and which became which."""
    if not tables:
        return [], {}
    said = survivors(tables[0].decisions)
    if not said:
        return [*tables], {}
    aliases = resolved(said, _standing_people(tables))
    return [_merged_people(table, aliases, system=system) for table in tables], aliases


def _standing_people(tables: Sequence[Worked]) -> dict[str, set[str]]:
    """Entity -> source ids of the records that may survive."""
    found: dict[str, set[str]] = {}
    for table in tables:
        for entity in dict.fromkeys(route.entity for route in table.mapping.routes):
            own = table.frame.filter(table.published() & (pl.col(ROUTE) == entity))[SOURCE_ID]
            found.setdefault(entity, set()).update(own)
    return found


def _merged_people(table: Worked, aliases: Aliases, *, system: str) -> Worked:
    frame = table.frame
    for entity, names in aliases.items():
        if not table.is_route(entity) or not names:
            continue
        own = table.published() & (pl.col(ROUTE) == entity) & pl.col(SOURCE_ID).is_in(list(names))
        into = {name: alias.into for name, alias in names.items()}
        said = {name: alias.position for name, alias in names.items()}
        survivor = pl.col(SOURCE_ID).replace_strict(into, default=None, return_dtype=pl.String)
        position = pl.col(SOURCE_ID).replace_strict(said, default=None, return_dtype=pl.UInt32)
        frame = frame.with_columns(
            pl.when(own).then(target_id(entity, system, survivor)).otherwise(MERGED).alias(MERGED),
            pl.when(own).then(pl.lit(SAME_PERSON)).otherwise(WHY).alias(WHY),
            pl.when(own).then(position).otherwise(DECIDED).alias(DECIDED),
        )
    return table.with_frame(frame)


def with_waiting_decided(
    tables: Sequence[Worked], record: ClinicRecord, ids: Mapping[str, pl.Series], *, system: str
) -> list[Worked]:
    """Records that wait and that somebody decided about: left out, or merged. ids: of what stands."""
    return [_decided(table, record, ids, system=system) for table in tables]


def _decided(table: Worked, record: ClinicRecord, ids: Mapping[str, pl.Series], *, system: str) -> Worked:
    kinds = (GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE, GroupKind.TABLE)
    column = pl.when(pl.col(HOLD) == ORPHAN).then(orphaned_by(table, record)).otherwise(pl.lit(""))
    frame = table.frame.with_columns(column.alias("#column"))
    for position, decision in table.decisions.of_table(table.source.key, *kinds):
        if decision.group.kind is GroupKind.TABLE and not is_settled_by(table.mapping, decision):
            continue
        about = _in_group(decision)
        if decision.choice in _LEFT_OUT:
            frame = _left_out(frame, about, position)
        elif decision.choice is Choice.MERGE:
            frame = _merged(frame, about & _survives(table, ids), position, system=system)
    return table.with_frame(frame.drop("#column"))


def _in_group(decision: Decision) -> pl.Expr:
    """Records of the decision's group; a table that was settled whole is no longer held, but skipped."""
    group = decision.group
    if group.kind is GroupKind.TABLE:
        return pl.col(SKIP) == UNSETTLED
    held = (pl.col(HOLD) == group.finding) & (pl.col("#column") == group.column)
    return held & (pl.col(ROUTE).fill_null("") == group.entity)


def _left_out(frame: pl.DataFrame, about: pl.Expr, position: int) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(about).then(pl.coalesce(SKIP, HOLD)).otherwise(SKIP).alias(SKIP),
        pl.when(about).then(None).otherwise(HOLD).alias(HOLD),
        pl.when(about).then(pl.lit(position, dtype=pl.UInt32)).otherwise(DECIDED).alias(DECIDED),
    )


def _survives(table: Worked, ids: Mapping[str, pl.Series]) -> pl.Expr:
    """Whether the record that has the number stands, so that there is something to merge into."""
    routes = dict.fromkeys(route.entity for route in table.mapping.routes)
    there = [
        (pl.col(ROUTE) == entity) & pl.col(SOURCE_ID).is_in(ids[entity].implode())
        for entity in routes
        if entity in ids
    ]
    return pl.any_horizontal(there) if there else pl.lit(False)


def _merged(frame: pl.DataFrame, about: pl.Expr, position: int, *, system: str) -> pl.DataFrame:
    into = pl.concat_str(ROUTE, pl.lit(f":{system}:"), SOURCE_ID)
    return frame.with_columns(
        pl.when(about).then(into).otherwise(MERGED).alias(MERGED),
        pl.when(about).then(HOLD).otherwise(WHY).alias(WHY),
        pl.when(about).then(None).otherwise(HOLD).alias(HOLD),
        pl.when(about).then(pl.lit(position, dtype=pl.UInt32)).otherwise(DECIDED).alias(DECIDED),
    )


def positions(table: Worked, choice: Choice) -> list[int]:
    """Where among the decisions those about this table's records stand that chose `choice`."""
    records = (GroupKind.TABLE, GroupKind.DUPLICATE, GroupKind.ORPHAN, GroupKind.INCOMPLETE)
    return [at for at, made in table.decisions.of_table(table.source.key, *records) if made.choice is choice]
