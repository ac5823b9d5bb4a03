"""The patients of all tables as identity compares them, the ones already merged among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from core.identity.exact import BORN, ID, NAME, OTHER_ID, PHONES, SCHEMA
from core.shape.compiling import MERGED, ROUTE, SOURCE_ID, WHY, Worked, value_column
from core.shape.deciding import SAME_PERSON
from core.tables import RECORD

PATIENT, CONTACT = "patient", "contact_point"
_PHONES = ("home_phone", "mobile_phone", "work_phone", "other_phone")
_NAMES = ("first_name", "last_name")
COMPARED = frozenset(
    {
        *((PATIENT, name) for name in ("other_id", "birth_date", "full_name", *_NAMES)),
        *((CONTACT, name) for name in _PHONES),
    }
)
"""Entities and fields by which `people_in` tells who a patient is."""
_MERGED = pl.col(MERGED).is_not_null() & (pl.col(WHY) == SAME_PERSON).fill_null(False)


@dataclass(frozen=True)
class People:
    """The patients of all tables, in table order, then source order; each row with where it stands.

    told: a frame for each window of a table that gives patients (`people_in`), with its file and table.
    """

    told: Sequence[tuple[tuple[str, str], pl.DataFrame]]

    def compared(self) -> pl.DataFrame:
        """core.identity.exact.SCHEMA: those who stand, and those already merged; one row each."""
        found = [rows.filter("#compared").select(list(SCHEMA)) for _, rows in self.told]
        if not found:
            return pl.DataFrame(schema=SCHEMA)
        return pl.concat(found).unique(ID, keep="first", maintain_order=True)

    def merged(self) -> set[str]:
        """Source ids of those who go on as somebody else."""
        return {own for _, rows in self.told for own in rows.filter("#merged")[ID]}

    def homes(self) -> Mapping[str, tuple[str, str, int]]:
        """Source id of every patient -> file, table and record."""
        found: dict[str, tuple[str, str, int]] = {}
        for key, rows in self.told:
            for own, place in rows.filter("#patient").select(ID, RECORD).rows():
                found.setdefault(own, (*key, place))
        return found


def people_in(table: Worked) -> pl.DataFrame:
    """SCHEMA and RECORD of a window's rows that are patients or were merged into one, and which are."""
    patient = (pl.col(ROUTE) == PATIENT).fill_null(False)
    rows = table.frame.filter(patient | _MERGED)
    names = {
        ID: pl.col(SOURCE_ID),
        OTHER_ID: _one(table, PATIENT, ("other_id",)),
        NAME: _name(table),
        BORN: _one(table, PATIENT, ("birth_date",)).cast(pl.String),
        PHONES: _all(table, CONTACT, _PHONES),
    }
    told = rows.select(value.cast(SCHEMA[name]).alias(name) for name, value in names.items())
    return told.hstack(
        rows.select(
            RECORD,
            patient.alias("#patient"),
            _MERGED.alias("#merged"),
            (patient & (table.published() | _MERGED)).alias("#compared"),
        )
    )


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
