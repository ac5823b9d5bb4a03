"""Whose each record is: the number of its patient among all patients, so that a patient is loaded whole.

A record names its patient itself, or points to a record that does (a benefit its coverage, a telephone its
guarantor). What leads to no patient is the practice's own: providers, fees, payers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from core.packed import Packed
from core.record.model import ClinicRecord, Field
from core.shape.entities import ID

PATIENT = "patient"
NUMBER = "number"

Records = Mapping[str, Packed]
"""Entity -> its rows, with `id` and its references."""


def leading(names: Sequence[str], record: ClinicRecord, entity: str) -> list[str]:
    """Of the columns of an entity those that `patients_of` asks for."""
    return [ID, *(field.name for field in record.entity(entity).fields if _leads(field, names))]


def patients_of(records: Records, record: ClinicRecord) -> dict[str, pl.Series]:
    """For each row of each entity the number of its patient (the row, from 0, among the patients), or null.

    Int64, in the order of the rows.
    """
    numbers = _numbered(records)
    direct = {name: _named(name, rows, numbers, record) for name, rows in records.items()}
    return {name: _followed(name, direct, records, record) for name in records}


def _numbered(records: Records) -> pl.DataFrame:
    known = records[PATIENT].column(ID) if PATIENT in records else pl.Series(ID, [], dtype=pl.String)
    return pl.DataFrame({ID: known, NUMBER: pl.Series(range(len(known)), dtype=pl.Int64)})


def _named(name: str, rows: Packed, numbers: pl.DataFrame, record: ClinicRecord) -> pl.Series:
    """By a reference to a patient in the record itself, the first that leads to one."""
    if name == PATIENT:
        return numbers[NUMBER]
    fields = [field.name for field in _references(rows, record, name) if PATIENT in field.reference]
    if not fields:
        return pl.repeat(None, rows.height, dtype=pl.Int64, eager=True)
    return pl.concat(
        [pl.Series([], dtype=pl.Int64), *(_first(each, numbers) for each in rows.frames(fields))]
    )


def _first(frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.Series:
    found = [_looked_up(ids, numbers).alias(ids.name) for ids in frame.get_columns()]
    return pl.DataFrame(found).select(pl.coalesce(pl.all()).alias(NUMBER))[NUMBER]


def _followed(
    name: str, direct: Mapping[str, pl.Series], records: Records, record: ClinicRecord
) -> pl.Series:
    """By a record that this one points to, where it names no patient itself."""
    found = direct[name].clone()
    for field in _references(records[name], record, name):
        for other in field.reference:
            if found.null_count() and other != PATIENT and other in records:
                open_yet = found.is_null().arg_true()
                ids = records[name].column(field.name).gather(open_yet)
                found = found.scatter(open_yet, _looked_up(ids, _known(records[other], direct[other])))
    return found


def _known(rows: Packed, whose: pl.Series) -> pl.DataFrame:
    if whose.null_count() == len(whose):
        return pl.DataFrame(schema={ID: pl.String, NUMBER: pl.Int64})
    known = pl.DataFrame({ID: rows.column(ID), NUMBER: whose})
    return known.drop_nulls().unique(ID, keep="first")


def _references(rows: Packed, record: ClinicRecord, name: str) -> list[Field]:
    """As declared: `patient` stands before whoever else may be one (the guarantor of an invoice)."""
    return [field for field in record.entity(name).fields if _leads(field, rows.columns)]


def _leads(field: Field, names: Sequence[str]) -> bool:
    return bool(field.reference) and field.name in names


def _looked_up(ids: pl.Series, known: pl.DataFrame) -> pl.Series:
    asked = pl.DataFrame({ID: ids.cast(pl.String)})
    return asked.join(known, on=ID, how="left", maintain_order="left")[NUMBER]
