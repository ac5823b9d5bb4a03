"""`chartbridge schema`: the clinic record as it is declared, for people and for programs."""

from __future__ import annotations

import json

from core.record import RECORD
from core.record.model import Field
from core.record.rendering import as_json, as_markdown, described_kind
from portal.cli.options import Form
from portal.cli.saying import Voice

_COLUMNS = ("Field", "Type", "Sensitivity", "Meaning")


def schema(form: Form) -> int:
    """Prints every entity and field, with meaning, sensitivity and FHIR home; 0."""
    voice = Voice()
    if form is Form.JSON:
        voice.result(json.loads(as_json(RECORD)))
    elif form is Form.MARKDOWN:
        for line in as_markdown(RECORD).splitlines():
            voice.say(line)
    else:
        _say(voice)
    return 0


def _say(voice: Voice) -> None:
    for entity in RECORD.entities:
        title = f"{entity.name} ({entity.area}): {entity.meaning}"
        voice.table(title, _COLUMNS, [_row(each) for each in entity.fields])
    fields = sum(len(entity.fields) for entity in RECORD.entities)
    voice.say(f"{len(RECORD.entities)} entities, {fields} fields.")


def _row(each: Field) -> tuple[str, ...]:
    name = f"{each.name} (required)" if each.required else each.name
    return (name, described_kind(each), each.sensitivity.value, each.meaning)
