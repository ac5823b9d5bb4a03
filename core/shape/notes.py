"""Clinical notes made of cells that a person attached: the words as they stood, with their row (law 1)."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from core.decisions.attaching import NOTE, PATIENT, TEXT, TITLE, mark_of, noted_columns, title_of
from core.mapping.model import Fate
from core.record.model import ClinicRecord, Entity, Field, Kind
from core.shape.attaching import noted, patient_of, referred
from core.shape.compiling import ROUTE, SOURCE_ID, Worked, nonempty
from core.shape.entities import ID, field_type
from core.shape.fates import CODES, fate_of
from core.shape.ids import satellite_id, target_id
from core.tables import LINE, RECORD


def notes_in(table: Worked, record: ClinicRecord, *, system: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Column -> the notes that people had made of a window's cells in it; they come after those that a table
    gives by itself.
    """
    for column in noted_columns(table.decisions, table.source.key):
        wanted = noted(table, column) if column in table.source.columns and record.has(NOTE) else None
        if wanted is not None:
            yield column, _of_column(table, record.entity(NOTE), column, wanted, system=system)


def _of_column(table: Worked, entity: Entity, column: str, wanted: pl.Expr, *, system: str) -> pl.DataFrame:
    """Of cells that wait or were left behind for another reason there is no note."""
    rows = table.source.frame.hstack(table.frame.drop(RECORD, LINE, strict=False))
    mapped = fate_of(table, column) == CODES[Fate.MAPPED]
    own = satellite_id(NOTE, system, route=pl.col(ROUTE), source_id=pl.col(SOURCE_ID))
    fields = (
        _field(table, entity, field, column, system=system).cast(field_type(field)).alias(field.name)
        for field in entity.fields
    )
    whence = (
        pl.lit(system).alias("source_system"),
        pl.lit(table.source.file).alias("source_file"),
        pl.lit(table.source.name).alias("source_table"),
        pl.col(RECORD).alias("source_record"),
        pl.col(LINE).alias("source_line"),
        pl.col(SOURCE_ID).alias("source_id"),
    )
    there = rows.lazy().filter(table.published() & nonempty(column) & wanted & mapped)
    named = pl.concat_str(own, pl.lit(mark_of(column))).alias(ID)
    return there.select(named, *fields, *whence).collect()


def _field(table: Worked, entity: Entity, field: Field, column: str, *, system: str) -> pl.Expr:
    """The words, what they are called, whose they are and to which visit or treatment they belong."""
    if field.name == TITLE:
        return pl.lit(title_of(column))
    if field.name == TEXT:
        return pl.concat_list(pl.col(column)) if field.many else pl.col(column)
    if field.name == PATIENT:
        return patient_of(table, system=system)
    if field.kind is Kind.REFERENCE and field.reference == (field.name,) and field.name in _BELONGS:
        own = pl.when(pl.col(ROUTE) == field.name).then(target_id(field.name, system, pl.col(SOURCE_ID)))
        return pl.coalesce(own, *referred(table, field.name))
    return pl.lit(None)


_BELONGS = ("encounter", "procedure")
"""To what a note belongs beside its patient. Who wrote it nobody knows: never the provider of its row."""
