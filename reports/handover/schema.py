"""The clinic record as JSON Schema 2020-12, one an entity, drawn from the declaration alone.

It describes the lines of `records/<entity>.jsonl` exactly: a field that is not declared, a code that is not
in its set, an amount without a currency do not pass. Words beginning with `x-` are notes for programs.
"""

from __future__ import annotations

from typing import Any

from core.record.model import Entity, Field, Kind
from core.record.rendering import json_type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_MONEY: dict[str, Any] = {
    "type": "object",
    "properties": {"minor_units": {"type": "integer"}, "currency": _TEXT},
    "required": ["minor_units", "currency"],
    "additionalProperties": False,
}
"""Exact: whole minor units of the currency beside them (law 6)."""
_SOURCE: dict[str, dict[str, Any]] = {
    "system": {**_TEXT, "description": "Short name of the system that the record came from."},
    "file": {**_TEXT, "description": "The file that it came from, as received."},
    "table": {**_TEXT, "description": "The table or sheet in that file."},
    "record": {"type": "integer", "description": "Which record of the table, the first being 1."},
    "line": {"type": "integer", "description": "The line or row of the file where the record starts."},
    "id": {"type": ["string", "null"], "description": "What the old system called the record."},
}


def schema_of(entity: Entity, fields: tuple[Field, ...]) -> dict[str, Any]:
    """fields: those that leave. A record formed beside another may lack any, so none has to be there."""
    properties: dict[str, Any] = {
        "id": {**_TEXT, "description": "The record's own id; references of other records are to it."},
        "fields": object_schema(
            {field.name: _field(field) for field in fields},
            required=[],
            description="The fields of the clinic record that have a value.",
        ),
        "source": object_schema(_SOURCE, required=list(_SOURCE), description="Where the record came from."),
        "archive": {
            "type": "object",
            "additionalProperties": _TEXT,
            "description": "Cells of the record's row that have no field of their own, as they stood.",
        },
    }
    return {
        "$schema": DIALECT,
        "title": entity.name,
        **object_schema(properties, required=["id", "fields", "source"], description=entity.meaning),
        "x-fhir": entity.fhir,
    }


def object_schema(properties: dict[str, Any], *, required: list[str], description: str) -> dict[str, Any]:
    """An object of these properties and no others."""
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _field(field: Field) -> dict[str, Any]:
    notes = {
        "description": field.meaning,
        "x-class": field.sensitivity.value,
        "x-fhir": field.fhir,
        **({"x-required": True} if field.required else {}),
    }
    if field.kind is Kind.MONEY:
        return {**_MONEY, **notes}
    if field.reference:
        to = "|".join(field.reference)
        return {**_TEXT, "pattern": f"^({to}):", **notes, "x-reference": list(field.reference)}
    return {**json_type(field), **notes}
