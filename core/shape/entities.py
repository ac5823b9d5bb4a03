"""Records of the clinic record, built from the tables that feed each entity.

Columns of an entity's frame: `id`, its fields in the declared order, `currency` where it holds money, then
whence it came: source_system, source_file, source_table, source_record, source_line, source_id.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from core.record.model import CURRENCY, ClinicRecord, Entity, Field, Kind
from core.shape.compiling import ROUTE, SOURCE_ID, Worked, value_column
from core.shape.currencies import currency_rule, reads_amount
from core.shape.ids import satellite_id, target_id
from core.tables import LINE, RECORD

ID = "id"
PROVENANCE = ("source_system", "source_file", "source_table", "source_record", "source_line", "source_id")

_TYPES: dict[Kind, pl.DataType] = {
    Kind.DATE: pl.Date(),
    Kind.DATETIME: pl.Datetime("us", "UTC"),
    Kind.INTEGER: pl.Int64(),
    Kind.MONEY: pl.Int64(),
    Kind.BOOLEAN: pl.Boolean(),
}


def field_type(field: Field) -> pl.DataType:
    """The Polars type in which a field is published."""
    single = _TYPES.get(field.kind, pl.String())
    return pl.List(single) if field.many else single


def record_type(entity: Entity, column: str) -> pl.DataType:
    """The Polars type of any column of an entity's records."""
    if entity.has(column):
        return field_type(entity.field(column))
    return pl.UInt32() if column in ("source_record", "source_line") else pl.String()


def entity_frames(
    table: Worked, record: ClinicRecord, *, system: str, currency: str
) -> dict[str, pl.DataFrame]:
    """Entity -> its records of a window's rows, in their order; entities without records are left out."""
    frames = {
        name: _records(table, record, record.entity(name), system=system, currency=currency)
        for name in table.entities()
    }
    return {name: frame for name, frame in frames.items() if not frame.is_empty()}


def fields_of(
    table: Worked, record: ClinicRecord, entity: Entity, names: Sequence[str], *, system: str
) -> pl.DataFrame:
    """Of the records of `entity` that `entity_frames` gives only these fields."""
    fields = [entity.field(name) for name in names]
    rows = table.frame.lazy().filter(formed(table, entity))
    values = (_field(table, record, entity, each, system=system).cast(field_type(each)) for each in fields)
    named = [value.alias(name) for name, value in zip(names, values, strict=True)]
    # A field that no rule feeds says nothing of how many rows there are.
    return rows.select(pl.col(RECORD).alias("#rows"), *named).collect().drop("#rows")


def _records(
    table: Worked, record: ClinicRecord, entity: Entity, *, system: str, currency: str
) -> pl.DataFrame:
    source_id = pl.col(SOURCE_ID)
    if table.is_route(entity.name):
        own_id = target_id(entity.name, system, source_id)
    else:
        own_id = satellite_id(entity.name, system, route=pl.col(ROUTE), source_id=source_id)
    fields = {
        field.name: _field(table, record, entity, field, system=system).cast(field_type(field))
        for field in entity.fields
    }
    if entity.holds_money():
        fields[CURRENCY] = _currency(table, entity, currency)
    whence = (
        pl.lit(system).alias("source_system"),
        pl.lit(table.source.file).alias("source_file"),
        pl.lit(table.source.name).alias("source_table"),
        pl.col(RECORD).alias("source_record"),
        pl.col(LINE).alias("source_line"),
        source_id.alias("source_id"),
    )
    rows = table.frame.lazy().filter(formed(table, entity))
    named = [value.alias(name) for name, value in fields.items()]
    return rows.select(own_id.alias(ID), *named, *whence).collect()


def _currency(table: Worked, entity: Entity, currency: str) -> pl.Expr:
    """That which the row says, where a column does; else the source's. Never mixed, never guessed (law 6)."""
    place = currency_rule(table.mapping, entity.name)
    if place is not None:
        return pl.col(value_column(place))
    said = any(rule.field == CURRENCY or reads_amount(rule) for _, rule in table.rules_of(entity.name))
    return pl.lit(currency if said else None, dtype=pl.String)


def formed(table: Worked, entity: Entity) -> pl.Expr:
    """Which rows give a record of `entity`: a satellite only where one of its own cells has a value."""
    rows = table.published() & table.applies(entity.name)
    if table.is_route(entity.name):
        return rows
    own = [i for i, rule in table.rules_of(entity.name) if rule.columns]
    return rows & pl.any_horizontal(pl.col(value_column(i)).is_not_null() for i in own)


def _field(table: Worked, record: ClinicRecord, entity: Entity, field: Field, *, system: str) -> pl.Expr:
    feeding = [pl.col(value_column(i)) for i, rule in table.rules_of(entity.name) if rule.field == field.name]
    if field.many:
        gathered = pl.concat_list(feeding).list.drop_nulls() if feeding else None
        return pl.lit(None) if gathered is None else pl.when(gathered.list.len() > 0).then(gathered)
    if feeding:
        return pl.coalesce(feeding)
    if not table.is_route(entity.name) and field.kind is Kind.REFERENCE:
        return _back_reference(table, record, entity, field, system=system)
    return pl.lit(None)


def _back_reference(
    table: Worked, record: ClinicRecord, entity: Entity, field: Field, *, system: str
) -> pl.Expr:
    """To the record of the same row, or to what that itself points to (a visit's telephone: its patient).

    One field says to what a satellite belongs: a patient's address is not also that of the patient's clinic.
    """
    found = []
    for route in dict.fromkeys(route.entity for route in table.mapping.routes):
        on_route = pl.col(ROUTE) == route
        if field == entity.references_to(route):
            found.append(pl.when(on_route).then(target_id(route, system, pl.col(SOURCE_ID))))
        elif field in _followed(entity, record.entity(route)):
            same = [i for i, rule in table.rules_of(route) if rule.field == field.name]
            found += [pl.when(on_route).then(pl.col(value_column(i))) for i in same]
    return pl.coalesce(found) if found else pl.lit(None, dtype=pl.String)


def _followed(entity: Entity, route: Entity) -> list[Field]:
    """Fields of a satellite that take what the record of its row points to: those it cannot be without, and
    where it points to no such record itself, the first that can."""
    shared = [
        field
        for field in entity.fields
        if field.kind is Kind.REFERENCE and route.name not in field.reference and route.has(field.name)
    ]
    if entity.references_to(route.name) is None:
        return shared[:1]
    return [field for field in shared if field.required]
