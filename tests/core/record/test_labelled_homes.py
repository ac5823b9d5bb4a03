"""Every column that somebody labelled in four real systems has a typed home in the clinic record."""

from __future__ import annotations

import json

import pytest

from core.record import RECORD
from core.record.model import ID
from tests.core.record.labelled_homes import HOMES, NO_HOME, TABLES, homes
from tests.shared_data import shared_data

KNOWN = homes()


def is_there(entity: str, field: str) -> bool:
    return RECORD.has(entity) and (field == ID or RECORD.entity(entity).has(field))


def places(table: str, meaning: str) -> list[tuple[str, str]]:
    """The homes of a meaning that exist, "*" being the entities of the table."""
    found = []
    for home in KNOWN.get(meaning, ()):
        entity, field = home.split(".")
        entities = TABLES[table].split() if entity == "*" else [entity]
        found += [(each, field) for each in entities if is_there(each, field)]
    return found


@pytest.mark.parametrize("system", ["opendental", "openemr", "smart_sample_patients", "synthea"])
def test_every_labelled_column_has_a_home(system: str) -> None:
    truth = json.loads(shared_data(f"headers/{system}.truth.json").read_text(encoding="utf-8"))
    homeless = [
        (table, column, meaning)
        for table, labels in truth["entities"].items()
        for column, meaning in labels["truth"].items()
        if meaning not in NO_HOME and not places(table, meaning)
    ]
    assert homeless == []


def test_every_home_named_outright_exists() -> None:
    for meaning, fields in KNOWN.items():
        for home in fields:
            entity, field = home.split(".")
            assert entity == "*" or is_there(entity, field), (meaning, home)


def test_no_meaning_is_told_twice() -> None:
    assert len(KNOWN) == sum(line.count(" | ") + 1 for line in HOMES.strip().splitlines())
