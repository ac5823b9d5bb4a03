"""A record as one JSON object: what has a value, whence it came, and the cells of the row that it is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from core.record import RECORD
from core.record.model import Kind
from core.shape.entities import field_type
from core.tables import LINE
from core.tables import RECORD as ORDINAL
from reports.handover import EVERYTHING
from reports.handover.archive import ArchiveCells
from reports.handover.records import record_lines

TABLE = ("patients.csv", "patients")


def frame(entity: str, *records: dict[str, Any]) -> pl.DataFrame:
    """Records of one entity as a run publishes them; what is not said is null."""
    found = RECORD.entity(entity)
    schema = {
        "id": pl.String,
        **{field.name: field_type(field) for field in found.fields},
        "source_system": pl.String,
        "source_file": pl.String,
        "source_table": pl.String,
        "source_record": pl.UInt32,
        "source_line": pl.UInt32,
        "source_id": pl.String,
    }
    whence = {"source_system": "s", "source_file": TABLE[0], "source_table": TABLE[1]}
    return pl.DataFrame([{**whence, **record} for record in records], schema=schema, orient="row")


def objects(entity: str, *records: dict[str, Any], archive: pl.DataFrame | None = None) -> list[Any]:
    found = RECORD.entity(entity)
    cells = None if archive is None else ArchiveCells(lambda: iter([archive]))
    lines = record_lines(found, EVERYTHING.fields(found), [frame(entity, *records)], lambda _table: cells)
    return [json.loads(line) for line in b"".join(lines).splitlines()]


def row(number: int, entity: str, own_id: str, **fields: Any) -> dict[str, Any]:
    known = {"source_record": number, "source_line": number + 1, "source_id": str(number)}
    return {"id": f"{entity}:s:{own_id}", **known, **fields}


ARCHIVE = pl.DataFrame(
    {ORDINAL: [1, 3], LINE: [2, 4], "BATCH": ["77", None], "Odd": ["x", "y"]},
    schema_overrides={ORDINAL: pl.UInt32, LINE: pl.UInt32},
)


def test_a_row_gives_its_archived_cells_to_the_record_that_it_is() -> None:
    patients = objects("patient", *(row(n, "patient", str(n)) for n in (1, 2, 3)), archive=ARCHIVE)
    assert [patient.get("archive") for patient in patients] == [
        {"BATCH": "77", "Odd": "x"},
        None,
        {"Odd": "y"},
    ]


def test_a_record_formed_beside_another_has_none_of_its_cells() -> None:
    (address,) = objects("address", row(1, "address", "patient.1"), archive=ARCHIVE)
    assert "archive" not in address


def test_only_fields_with_a_value_are_there_and_empty_text_is_one() -> None:
    text = next(f.name for f in RECORD.entity("patient").fields if f.kind is Kind.TEXT and not f.many)
    (patient,) = objects("patient", row(1, "patient", "1", **{text: ""}))
    assert patient["fields"] == {text: ""}


def test_money_keeps_its_minor_units_and_currency_and_dates_are_iso() -> None:
    entered = datetime(2026, 3, 12, 9, 30, 0, 250_000, tzinfo=UTC)
    paid = {"amount": -450, "currency": "USD", "entered_at": entered}
    (payment,) = objects("payment", row(1, "payment", "1", **paid))
    (patient,) = objects("patient", row(1, "patient", "1", birth_date=date(1961, 3, 12)))
    assert payment["fields"]["currency"] == "USD"
    assert payment["fields"]["amount"] == {"minor_units": -450, "currency": "USD"}
    assert patient["fields"] == {"birth_date": "1961-03-12"}
    assert datetime.fromisoformat(payment["fields"]["entered_at"]) == entered


def test_a_clinic_without_a_currency_of_its_own_says_so_and_guesses_none() -> None:
    (clinic,) = objects("clinic", row(1, "clinic", "1", revenue=100))
    assert clinic["fields"] == {"revenue": {"minor_units": 100, "currency": None}}


def test_letters_of_every_script_stay_as_they_are() -> None:
    text = next(f.name for f in RECORD.entity("patient").fields if f.kind is Kind.TEXT and not f.many)
    (patient,) = objects("patient", row(1, "patient", "1", **{text: 'Zoë "\n" 世界 \u2028'}))
    assert patient["fields"][text] == 'Zoë "\n" 世界 \u2028'
