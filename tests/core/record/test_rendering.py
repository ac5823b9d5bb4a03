"""The record as printed says what is declared, and the page in docs is not stale."""

from __future__ import annotations

import json
from pathlib import Path

from core.record import RECORD
from core.record.model import Field, Kind, Sensitivity
from core.record.rendering import COLUMNS, as_json, as_markdown, as_rows, described_kind, json_type

PAGE = Path(__file__).resolve().parents[3] / "docs" / "clinic-record.md"


def test_the_page_in_docs_is_what_the_record_says_now() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(RECORD), "write docs/clinic-record.md anew"


def test_json_holds_every_field_with_its_facts() -> None:
    content = json.loads(as_json(RECORD))
    printed = {(e["name"], f["name"]): f for e in content["entities"] for f in e["fields"]}
    for entity in RECORD.entities:
        for field in entity.fields:
            facts = printed.pop((entity.name, field.name))
            assert facts["kind"] == field.kind.value
            assert facts["sensitivity"] == field.sensitivity.value
            assert tuple(facts["words"]) == field.words
            assert tuple(facts.get("reference", ())) == field.reference
    assert printed == {}


def test_json_is_the_same_each_time_and_ends_in_a_newline() -> None:
    assert as_json(RECORD) == as_json(RECORD)
    assert as_json(RECORD).endswith("}\n")


def test_a_row_stands_for_every_field() -> None:
    rows = as_rows(RECORD)
    assert len(rows) == sum(len(entity.fields) for entity in RECORD.entities)
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_markdown_has_a_section_for_every_entity_and_a_line_for_every_field() -> None:
    page = as_markdown(RECORD)
    for entity in RECORD.entities:
        assert page.count(f"\n### {entity.name}\n") == 1
        section = page.split(f"\n### {entity.name}\n")[1].split("\n### ")[0]
        for field in entity.fields:
            assert f"\n| {field.name}" in section, (entity.name, field.name)


def test_markdown_tables_are_not_broken_by_bars_in_texts() -> None:
    for line in as_markdown(RECORD).splitlines():
        if line.startswith("| ") and "`" in line:
            assert line.count("|") == 6, line


def test_json_types_say_lists_codes_and_minor_units() -> None:
    sex = RECORD.entity("patient").field("sex")
    assert json_type(sex)["enum"][:2] == ["male", "female"]
    reaction = RECORD.entity("allergy").field("reaction")
    assert json_type(reaction) == {"type": "array", "items": {"type": "string"}}
    assert json_type(RECORD.entity("payment").field("amount"))["type"] == "integer"


def test_kinds_are_described_in_words() -> None:
    who = ("patient", "provider")
    field = Field("who", Kind.REFERENCE, Sensitivity.OPERATIONAL, "Who.", "X.y", reference=who)
    assert described_kind(field) == "reference to patient or provider"
    assert described_kind(RECORD.entity("claim").field("diagnosis_codes")) == "code, several"
