"""A handover read back as somebody would who has only its files and knows JSON and JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from jsonschema import Draft202012Validator, FormatChecker

from core.record import RECORD
from core.record.model import Entity, Field, Kind
from core.shape.entities import PROVENANCE, field_type


def entities(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / "records").glob("*.jsonl"))


def lines(folder: Path, entity: str) -> Iterator[dict[str, Any]]:
    with (folder / "records" / f"{entity}.jsonl").open(encoding="utf-8") as opened:
        yield from (json.loads(line) for line in opened)


def validator(folder: Path, entity: str) -> Draft202012Validator:
    schema = json.loads((folder / "records" / f"{entity}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def frame(folder: Path, name: str) -> pl.DataFrame:
    """The records of an entity as a run publishes them, from its JSON alone."""
    entity = RECORD.entity(name)
    rows = [_row(entity, line) for line in lines(folder, name)]
    numbers = {"source_record": pl.UInt32, "source_line": pl.UInt32}
    schema = {
        "id": pl.String,
        **{field.name: field_type(field) for field in entity.fields},
        **{column: numbers.get(column, pl.String) for column in PROVENANCE},
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def _row(entity: Entity, line: dict[str, Any]) -> dict[str, Any]:
    fields = {field.name: _value(field, line["fields"].get(field.name)) for field in entity.fields}
    source = {f"source_{name}": value for name, value in line["source"].items()}
    return {"id": line["id"], **fields, **source}


def _value(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind is Kind.MONEY:
        return value["minor_units"]
    if field.kind is Kind.DATE:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if field.kind is Kind.DATETIME else value
