"""Which cells become a note of their row's patient on a person's word.

A cell of a row that names no patient cannot: it is kept in the archive, on the same word (laws 1 and 2).
"""

from __future__ import annotations

import polars as pl

from core.decisions import Choice
from core.decisions.attaching import NOTE, PATIENT, names_patients, noted_columns, notes_said
from core.decisions.settling import is_kept_by
from core.shape.choosing import chosen
from core.shape.compiling import ROUTE, SOURCE_ID, Worked, value_column
from core.shape.ids import target_id


def note_entities(table: Worked) -> tuple[str, ...]:
    """What a table may give beside the entities of its mapping."""
    said = noted_columns(table.decisions, table.source.key)
    return (NOTE,) if said and names_patients(table.mapping) else ()


def noted(table: Worked, column: str) -> pl.Expr | None:
    """Whether a cell is attached: its row says whose it is, and a person said so of it. None: of none."""
    if column not in noted_columns(table.decisions, table.source.key) or not names_patients(table.mapping):
        return None
    said = [_by_column(table, column), *_by_value(table, column)]
    return pl.any_horizontal(said).fill_null(False) & patient_of(table).is_not_null()


def patient_of(table: Worked, *, system: str = "") -> pl.Expr:
    """The id of the patient whom the row is of, or belongs to; null where it names nobody who stands."""
    own = pl.when(pl.col(ROUTE) == PATIENT).then(target_id(PATIENT, system, pl.col(SOURCE_ID)))
    return pl.coalesce(own, *referred(table, PATIENT))


def referred(table: Worked, field: str) -> list[pl.Expr]:
    """What the row's own record refers to by `field`."""
    return [
        pl.when(pl.col(ROUTE) == rule.entity).then(pl.col(value_column(index)))
        for index, rule in enumerate(table.mapping.rules)
        if rule.field == field and table.is_route(rule.entity)
    ]


def _by_column(table: Worked, column: str) -> pl.Expr:
    """Where the mapping has not settled the column otherwise since."""
    said = notes_said(table.decisions, table.source.key)
    return pl.lit(any(made.group.column == column and is_kept_by(table.mapping, made) for _, made in said))


def _by_value(table: Worked, column: str) -> list[pl.Expr]:
    found = []
    for index, rule in enumerate(table.mapping.rules):
        choices = chosen(table, index) if rule.columns[:1] == (column,) else []
        if choices:
            unread = table.applies(rule.entity) & pl.col(value_column(index)).is_null()
            found.append(unread & (pl.coalesce(choices) == Choice.NOTE.value))
    return found
