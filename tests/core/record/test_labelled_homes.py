"""Every column that somebody labelled in four real systems has a typed home in the clinic record."""

from __future__ import annotations

import json

import pytest

from core.record import RECORD
from core.record.model import ID
from tests.core.suggest.meanings import MEANINGS, TABLES
from tests.shared_data import shared_data

# What decides the kind of a row, or what a row says as a whole: routes of the mapping read it.
READ_BY_ROUTES = frozenset(
    {
        "entry kind (allergy, medical_problem, medication, surgery, dental)",
        "statement (ALLERGY / NO KNOWN ALLERGY)",
    }
)


def is_there(entity: str, field: str) -> bool:
    return RECORD.has(entity) and (field == ID or RECORD.entity(entity).has(field))


def places(table: str, meaning: str) -> list[tuple[str, str]]:
    """The homes of a meaning that exist, "*" being the entities of the table."""
    found = []
    for home in MEANINGS.get(meaning, "-").replace("-", "").split("|"):
        entity, _, field = home.partition(".")
        entities = TABLES[table].split("|") if entity == "*" else [entity]
        found += [(each, field) for each in entities if is_there(each, field)]
    return found


@pytest.mark.parametrize("system", ["opendental", "openemr", "smart_sample_patients", "synthea"])
def test_every_labelled_column_has_a_home(system: str) -> None:
    truth = json.loads(shared_data(f"headers/{system}.truth.json").read_text(encoding="utf-8"))
    homeless = [
        (table, column, meaning)
        for table, labels in truth["entities"].items()
        for column, meaning in labels["truth"].items()
        if meaning not in READ_BY_ROUTES and not places(table, meaning)
    ]
    assert homeless == []


def test_every_home_named_outright_is_declared() -> None:
    for meaning, homes in MEANINGS.items():
        for home in homes.split("|"):
            entity, _, field = home.partition(".")
            assert entity in {"*", "-"} or is_there(entity, field), (meaning, home)
