"""The clinic record as people and programs read it: JSON, Markdown and rows of a terminal table.

All three are drawn from the declaration alone and in its order, so that they cannot say anything else.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

from core.record.model import ClinicRecord, Entity, Field, Kind

SCHEMA = 1
COLUMNS = ("area", "entity", "field", "kind", "class", "required", "meaning", "fhir")

_JSON_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.PARTIAL_DATE: {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2}(T.+)?)?)?$"},
    Kind.DATETIME: {"type": "string", "format": "date-time"},
    Kind.INTEGER: {"type": "integer"},
    Kind.MONEY: {"type": "integer", "description": "minor units of the record's currency"},
    Kind.DECIMAL: {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.EMAIL: {"type": "string"},
}


def as_rows(record: ClinicRecord) -> tuple[tuple[str, ...], ...]:
    """One row of texts per field, under COLUMNS."""
    return tuple(_row(entity, field) for entity in record.entities for field in entity.fields)


def _row(entity: Entity, field: Field) -> tuple[str, ...]:
    required = "yes" if field.required else ""
    name, kind, level = field.name, described_kind(field), field.sensitivity.value
    return (entity.area, entity.name, name, kind, level, required, field.meaning, field.fhir)


def described_kind(field: Field) -> str:
    """The kind with what it points to: "reference to patient", "code, several"."""
    kind = field.kind.value.replace("_", " ")
    if field.reference:
        kind = f"reference to {' or '.join(field.reference)}"
    return f"{kind}, several" if field.many else kind


def as_json(record: ClinicRecord) -> str:
    """Everything declared, in declared order, with a JSON Schema type for each field; ends in a newline."""
    content = {
        "schema": SCHEMA,
        "key_words": list(record.key_words),
        "entities": [_entity_record(entity) for entity in record.entities],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _entity_record(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "area": entity.area,
        "meaning": entity.meaning,
        "fhir": entity.fhir,
        "satellite": entity.satellite,
        "words": list(entity.words),
        "key_words": list(entity.key_words),
        "required": [field.name for field in entity.fields if field.required],
        "fields": [_field_record(field) for field in entity.fields],
    }


def _field_record(field: Field) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": field.name,
        "kind": field.kind.value,
        "json": json_type(field),
        "sensitivity": field.sensitivity.value,
        "meaning": field.meaning,
        "fhir": field.fhir,
        "required": field.required,
        "many": field.many,
        "words": list(field.words),
    }
    if field.reference:
        facts["reference"] = list(field.reference)
    if field.domain:
        facts["domain"] = {code: list(words) for code, words in field.domain.codes}
    return facts


def json_type(field: Field) -> dict[str, Any]:
    """The JSON Schema of the field's value as published; null stands for no value."""
    one = dict(_JSON_TYPES.get(field.kind, {"type": "string"}))
    if field.domain:
        one["enum"] = list(field.domain.names())
    return {"type": "array", "items": one} if field.many else one


def as_markdown(record: ClinicRecord) -> str:
    """A page for people: an overview by area, then a table of fields per entity, then the code sets."""
    parts = [_INTRODUCTION, _overview(record)]
    for area, entities in groupby(record.entities, key=lambda entity: entity.area):
        parts.append(f"## {area.capitalize()}\n")
        parts.extend(_section(entity) for entity in entities)
    return "\n".join(parts)


_INTRODUCTION = """# The clinic record

<!-- Written by core/record/rendering.py; a test fails where it is stale. Do not edit by hand. -->

What every export is shaped into. Each record also keeps its source system, source id, source row, run and
its legacy archive: the cells that have no field of their own. A record's own key is no field; in suggestions
it is called `id`. Dates of clinical history may be known to the year or month only (partial date). Money is
kept in minor units beside its currency.
"""


def _overview(record: ClinicRecord) -> str:
    lines = ["| area | entities | fields |", "|---|---|---:|"]
    for area, entities in groupby(record.entities, key=lambda entity: entity.area):
        listed = tuple(entities)
        names = ", ".join(f"[{e.name}](#{e.name})" for e in listed)
        lines.append(f"| {area} | {names} | {sum(len(e.fields) for e in listed)} |")
    return "\n".join(lines) + "\n"


def _section(entity: Entity) -> str:
    head = f"### {entity.name}\n\n{entity.meaning} FHIR R4: `{entity.fhir}`."
    if entity.satellite:
        head += " It may be formed from a row of another table."
    lines = [head, "", "| field | kind | class | meaning | FHIR R4 |", "|---|---|---|---|---|"]
    return "\n".join([*lines, *(_line(field) for field in entity.fields), *_codes(entity)]) + "\n"


def _line(field: Field) -> str:
    name = f"{field.name} (required)" if field.required else field.name
    cells = (name, described_kind(field), field.sensitivity.value, field.meaning, f"`{field.fhir}`")
    return f"| {' | '.join(cells)} |"


def _codes(entity: Entity) -> tuple[str, ...]:
    closed = [field for field in entity.fields if field.domain]
    lines = (f"- {f.name}: {', '.join(f.domain.names())}" for f in closed if f.domain)
    return ("", "Codes:", "", *lines) if closed else ()
