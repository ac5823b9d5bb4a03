"""Time runs forward: what is noticed where it does not, and nothing where it does."""

from __future__ import annotations

from datetime import UTC, date, datetime

import polars as pl

from core.checks import CHECKS, checked
from core.record import RECORD
from core.shape.entities import PROVENANCE, field_type


def _records(entity: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """An entity's frame as the engine makes it: every field, null where a row names none."""
    declared = {field.name: field_type(field) for field in RECORD.entity(entity).fields}
    whence = dict.fromkeys(PROVENANCE, pl.String) | {"source_record": pl.UInt32}
    filled = [
        {"id": f"{entity}:main:{i}", "source_file": "f.csv", "source_table": "f", "source_record": i, **row}
        for i, row in enumerate(rows, start=1)
    ]
    return pl.DataFrame(filled, schema={"id": pl.String, **declared, **whence})


def _kinds(**records: pl.DataFrame) -> list[tuple[int, str]]:
    found = checked(records, RECORD)
    return sorted(found.select("record", "kind").rows())


def _at(year: int) -> datetime:
    return datetime(year, 5, 1, 9, tzinfo=UTC)


PATIENT = {"birth_date": date(2000, 5, 1)}


def test_a_visit_before_birth_is_noticed() -> None:
    patients = _records("patient", [PATIENT])
    visits = [{"patient": "patient:main:1", "start": _at(year)} for year in (1999, 2001)]
    assert _kinds(patient=patients, encounter=_records("encounter", visits)) == [(1, "before_birth")]


def test_an_end_before_its_beginning_is_noticed() -> None:
    rows = [
        {"start": _at(2001), "end": _at(2000)},
        {"start": _at(2000), "end": _at(2000)},
        {"start": _at(2000)},
    ]
    assert _kinds(encounter=_records("encounter", rows)) == [(1, "ends_before_start")]


def test_a_birth_after_the_newest_visit_is_noticed() -> None:
    patients = _records("patient", [PATIENT, {"birth_date": date(2090, 1, 1)}])
    visits = _records("encounter", [{"patient": "patient:main:1", "start": _at(2020)}])
    assert _kinds(patient=patients, encounter=visits) == [(2, "born_in_future")]


def test_a_project_without_visits_has_no_newest_day_to_compare_with() -> None:
    assert _kinds(patient=_records("patient", [{"birth_date": date(2090, 1, 1)}])) == []


def test_every_check_has_a_kind_of_its_own_with_advice() -> None:
    names = [check.kind.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(check.kind.advice.endswith(".") for check in CHECKS)
