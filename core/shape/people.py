"""The patients of all tables as identity compares them, the ones already merged among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import polars as pl

from core.identity.exact import BORN, ID, NAME, OTHER_ID, PHONES, SCHEMA
from core.shape.compiling import MERGED, ROUTE, SOURCE_ID, WHY, Worked, value_column
from core.shape.deciding import SAME_PERSON

PATIENT, CONTACT = "patient", "contact_point"
_PHONES = ("home_phone", "mobile_phone", "work_phone", "other_phone")
_NAMES = ("first_name", "last_name")
_MERGED = pl.col(MERGED).is_not_null() & (pl.col(WHY) == SAME_PERSON)


def people(tables: Sequence[Worked]) -> pl.DataFrame:
    """core.identity.exact.SCHEMA, one row a patient, in table order, then source order."""
    found = [_of_table(table) for table in tables if table.is_route(PATIENT)]
    return (
        pl.concat(found).unique(ID, keep="first", maintain_order=True)
        if found
        else pl.DataFrame(schema=SCHEMA)
    )


def merged_people(tables: Sequence[Worked]) -> set[str]:
    """Source ids of those who go on as somebody else."""
    rows = (table.frame.filter(_MERGED)[SOURCE_ID] for table in tables if table.is_route(PATIENT))
    return {own for ids in rows for own in ids}


def _of_table(table: Worked) -> pl.DataFrame:
    rows = table.frame.filter((pl.col(ROUTE) == PATIENT) & (table.published() | _MERGED))
    return rows.select(
        pl.col(SOURCE_ID).alias(ID),
        _one(table, PATIENT, ("other_id",)).alias(OTHER_ID),
        _name(table).alias(NAME),
        _one(table, PATIENT, ("birth_date",)).cast(pl.String).alias(BORN),
        _all(table, CONTACT, _PHONES).alias(PHONES),
    ).cast(pl.Schema(SCHEMA))


def _fed(table: Worked, entity: str, fields: Iterable[str]) -> list[pl.Expr]:
    return [pl.col(value_column(i)) for i, rule in table.rules_of(entity) if rule.field in fields]


def _one(table: Worked, entity: str, fields: Iterable[str]) -> pl.Expr:
    fed = _fed(table, entity, fields)
    return pl.coalesce(fed) if fed else pl.lit(None, dtype=pl.String)


def _all(table: Worked, entity: str, fields: Iterable[str]) -> pl.Expr:
    fed = _fed(table, entity, fields)
    return pl.concat_list(fed).list.drop_nulls() if fed else pl.lit(None, dtype=pl.List(pl.String))


def _name(table: Worked) -> pl.Expr:
    """First and last name, or the whole name where a system keeps it in one; null where a part is missing."""
    parts = [_one(table, PATIENT, (name,)) for name in _NAMES]
    whole = pl.coalesce(pl.concat_str(parts, separator=" "), _one(table, PATIENT, ("full_name",)))
    return whole.str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()
