"""The clinic record is printed whole, in each form."""

from __future__ import annotations

import pytest

from core.record import RECORD
from tests.portal.cli.terminal import ROOT


def test_as_json_it_has_every_entity_and_field(chartbridge):
    said = chartbridge("schema", "--format", "json").json
    printed = {entity["name"]: [f["name"] for f in entity["fields"]] for entity in said["entities"]}
    assert printed == {entity.name: [f.name for f in entity.fields] for entity in RECORD.entities}


def test_json_by_either_option_is_the_same(chartbridge):
    assert chartbridge("schema", "--json").out == chartbridge("schema", "--format", "json").out


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_for_people_every_entity_and_field_is_named(chartbridge, form):
    text = chartbridge("schema", "--format", form).out
    for entity in RECORD.entities:
        assert entity.name in text
        assert all(each.name in text for each in entity.fields), entity.name


def test_as_markdown_it_is_the_page_in_the_documentation(chartbridge):
    page = (ROOT / "docs" / "clinic-record.md").read_text(encoding="utf-8")
    assert chartbridge("schema", "--format", "markdown").out.splitlines() == page.splitlines()
