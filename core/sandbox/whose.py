"""Whose each record is: the number of its patient among all patients, so that a patient is loaded whole.

A record names its patient itself, or points to a record that does (a benefit its coverage, a telephone its
guarantor). What leads to no patient is the practice's own: providers, fees, payers.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from core.record.model import ClinicRecord, Field
from core.shape.entities import ID

PATIENT = "patient"
NUMBER = "number"


def patients_of(records: Mapping[str, pl.DataFrame], record: ClinicRecord) -> dict[str, pl.Series]:
    """For each row of each entity the number of its patient (the row, from 0, among the patients), or null.

    records: entity -> frame with `id` and its references. Int64, in the order of the rows.
    """
    numbers = _numbered(records)
    direct = {name: _named(name, frame, numbers, record) for name, frame in records.items()}
    return {name: _followed(frame, direct, records, record, name) for name, frame in records.items()}


def _numbered(records: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    known = records[PATIENT][ID] if PATIENT in records else pl.Series(ID, [], dtype=pl.String)
    return pl.DataFrame({ID: known, NUMBER: pl.Series(range(len(known)), dtype=pl.Int64)})


def _named(name: str, frame: pl.DataFrame, numbers: pl.DataFrame, record: ClinicRecord) -> pl.Series:
    """By a reference to a patient in the record itself, the first that leads to one."""
    if name == PATIENT:
        return numbers[NUMBER]
    fields = [field for field in _references(frame, record, name) if PATIENT in field.reference]
    return _first([_looked_up(frame[field.name], numbers) for field in fields], frame.height)


def _followed(
    frame: pl.DataFrame,
    direct: Mapping[str, pl.Series],
    records: Mapping[str, pl.DataFrame],
    record: ClinicRecord,
    name: str,
) -> pl.Series:
    """By a record that this one points to, where it names no patient itself."""
    found = [direct[name]]
    for field in _references(frame, record, name):
        for other in field.reference:
            if found[0].null_count() and other != PATIENT and other in records:
                known = pl.DataFrame({ID: records[other][ID], NUMBER: direct[other]}).drop_nulls()
                found.append(_looked_up(frame[field.name], known.unique(ID)))
    return _first(found, frame.height)


def _references(frame: pl.DataFrame, record: ClinicRecord, name: str) -> list[Field]:
    """As declared: `patient` stands before whoever else may be one (the guarantor of an invoice)."""
    return [field for field in record.entity(name).fields if field.reference and field.name in frame.columns]


def _looked_up(ids: pl.Series, known: pl.DataFrame) -> pl.Series:
    asked = pl.DataFrame({ID: ids.cast(pl.String)})
    return asked.join(known, on=ID, how="left", maintain_order="left")[NUMBER]


def _first(found: list[pl.Series], height: int) -> pl.Series:
    none = pl.repeat(None, height, dtype=pl.Int64, eager=True)
    series = [each.alias(str(position)) for position, each in enumerate([*found, none])]
    return pl.DataFrame(series).select(pl.coalesce(pl.all()).alias(NUMBER))[NUMBER]
