"""Whose record each row is about, as the log says it: by the row itself, whatever became of it (law 2).

A row that waits or was left out names its patient too, or nobody could ask the log for all that there is
about one person.
"""

from __future__ import annotations

import polars as pl

from core.shape.compiling import MERGED, ROUTE, SOURCE_ID, Worked, finding_column, value_column
from core.shape.ids import target_id

PATIENT = "patient"
_LOST = ("orphan_record", "orphan_reference")


def patients_of(table: Worked, *, system: str) -> pl.Series:
    """For every row the id of its patient, or of the one whom that was merged into; null where it names none.

    A number that leads to nobody stands there as it would if somebody had it.
    """
    said = [*_itself(table, system), *_named(table), *_lost(table, system), pl.lit(None, dtype=pl.String)]
    rows = table.frame.hstack(_texts(table))
    return rows.with_columns(pl.coalesce(said).alias(PATIENT))[PATIENT]


def _itself(table: Worked, system: str) -> list[pl.Expr]:
    own = pl.coalesce(MERGED, target_id(PATIENT, system, pl.col(SOURCE_ID)))
    return [pl.when(pl.col(ROUTE) == PATIENT).then(own)] if table.is_route(PATIENT) else []


def _named(table: Worked) -> list[pl.Expr]:
    return [pl.col(value_column(index)).cast(pl.String) for index in _naming(table)]


def _lost(table: Worked, system: str) -> list[pl.Expr]:
    return [
        pl.when(pl.col(finding_column(index)).is_in(_LOST)).then(
            target_id(PATIENT, system, pl.col(_text(index)))
        )
        for index in _naming(table)
    ]


def _naming(table: Worked) -> list[int]:
    """The rules whose value is a patient."""
    return [i for i, rule in enumerate(table.mapping.rules) if rule.field == PATIENT and rule.columns]


def _texts(table: Worked) -> pl.DataFrame:
    """The cells that those rules read, as they stood."""
    rules = table.mapping.rules
    named = [pl.col(rules[i].columns[0]).str.strip_chars().alias(_text(i)) for i in _naming(table)]
    return table.source.frame.select(named)


def _text(index: int) -> str:
    return f"#named {index}"
