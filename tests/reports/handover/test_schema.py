"""The schemas say what the declaration says: meanings, codes, amounts with a currency, references."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from core.record import RECORD
from core.record.model import Entity, Kind
from reports.handover import EVERYTHING, FINANCES
from reports.handover.schema import schema_of

SOURCE = {"system": "s", "file": "f.csv", "table": "f", "record": 1, "line": 2, "id": "1"}


@pytest.mark.parametrize("entity", RECORD.entities, ids=lambda e: e.name)
def test_every_entity_has_a_schema_that_is_one(entity: Entity) -> None:
    schema = schema_of(entity, EVERYTHING.fields(entity))
    Draft202012Validator.check_schema(schema)
    told = schema["properties"]["fields"]["properties"]
    assert {name: field["description"] for name, field in told.items()} == {
        field.name: field.meaning for field in entity.fields
    }


def valid(entity: str, **fields: object) -> bool:
    found = RECORD.entity(entity)
    schema = schema_of(found, EVERYTHING.fields(found))
    record = {"id": "x:s:1", "fields": fields, "source": SOURCE}
    return Draft202012Validator(schema).is_valid(record)


def test_an_amount_is_whole_minor_units_with_a_currency_and_never_a_float() -> None:
    assert valid("payment", amount={"minor_units": -450, "currency": "USD"})
    assert not valid("payment", amount={"minor_units": -4.5, "currency": "USD"})
    assert not valid("payment", amount={"minor_units": -450})
    assert not valid("payment", amount=-450)


def test_a_code_that_is_not_in_its_set_a_date_that_is_none_and_a_strange_field_do_not_pass() -> None:
    closed = next(f for f in RECORD.entity("patient").fields if f.domain and not f.many)
    assert closed.domain is not None
    assert valid("patient", **{closed.name: closed.domain.names()[0]})
    assert not valid("patient", **{closed.name: "no such code"})
    assert not valid("patient", nonsense="x")


def test_a_reference_says_what_it_may_lead_to() -> None:
    assert valid("payment", patient="patient:s:1")
    assert not valid("payment", patient="provider:s:1")


def test_the_finances_are_records_with_money_and_nothing_clinical() -> None:
    taken = [entity for entity in RECORD.entities if FINANCES.takes(entity)]
    assert all(any(field.kind is Kind.MONEY for field in entity.fields) for entity in taken)
    assert {entity.area for entity in taken} >= {"money", "coverage"}
    assert "clinical" not in {entity.area for entity in taken}
    classes = {field.sensitivity.value for entity in taken for field in FINANCES.fields(entity)}
    assert classes == {"financial", "operational"}
