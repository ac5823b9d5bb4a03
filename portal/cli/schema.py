"""`chartbridge schema`: the clinic record as it is declared, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.record import RECORD
from core.record.model import Entity, Field
from portal.cli.options import Form
from portal.cli.saying import Voice


def schema(form: Form) -> int:
    """Prints every entity and field, with meaning, sensitivity and FHIR home; 0."""
    voice = Voice()
    if form is Form.JSON:
        voice.result({"schema": 1, "entities": [_entity_record(entity) for entity in RECORD.entities]})
    elif form is Form.MARKDOWN:
        for line in markdown():
            voice.say(line)
    else:
        _say(voice)
    return 0


def _entity_record(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "area": entity.area,
        "meaning": entity.meaning,
        "fhir": entity.fhir,
        "words": list(entity.words),
        "satellite": entity.satellite,
        "fields": [_field_record(each) for each in entity.fields],
    }


def _field_record(each: Field) -> dict[str, Any]:
    return {
        "name": each.name,
        "kind": each.kind.value,
        "sensitivity": each.sensitivity.value,
        "meaning": each.meaning,
        "fhir": each.fhir,
        "words": list(each.words),
        "required": each.required,
        "reference": list(each.reference),
        "codes": list(each.domain.names()) if each.domain else [],
        "many": each.many,
    }


def _type(each: Field) -> str:
    """A field's type in one word or two: "reference to patient", "code: active, inactive"."""
    if each.reference:
        return f"reference to {' or '.join(each.reference)}"
    codes = f": {', '.join(each.domain.names())}" if each.domain else ""
    return f"{'several ' if each.many else ''}{each.kind.value}{codes}"


def markdown() -> Iterator[str]:
    """The record as a Markdown document, line by line."""
    yield "# The clinic record"
    area = ""
    for entity in RECORD.entities:
        if entity.area != area:
            area = entity.area
            yield f"\n## {area}"
        yield f"\n### {entity.name}\n\n{entity.meaning} FHIR R4: {entity.fhir}.\n"
        yield "| field | type | sensitivity | meaning | FHIR R4 |"
        yield "| --- | --- | --- | --- | --- |"
        for each in entity.fields:
            name = f"**{each.name}**" if each.required else each.name
            cells = (name, _type(each), each.sensitivity.value, each.meaning, each.fhir)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield "\nA field in bold must be there: a record without it waits."


def _say(voice: Voice) -> None:
    for entity in RECORD.entities:
        rows = [
            (
                f"{each.name}{' (required)' if each.required else ''}",
                _type(each),
                each.sensitivity.value,
                each.meaning,
            )
            for each in entity.fields
        ]
        title = f"{entity.name} ({entity.area}): {entity.meaning}"
        voice.table(title, ("Field", "Type", "Sensitivity", "Meaning"), rows)
    fields = sum(len(entity.fields) for entity in RECORD.entities)
    voice.say(f"{len(RECORD.entities)} entities, {fields} fields.")
