"""FHIR resources in a bundle, one a line, and alone."""

from __future__ import annotations

import json

from core.tables import Intake, ReadTable
from tests.core.sources.given import intake, rows

PATIENT = {
    "resourceType": "Patient", "id": "p1", "birthDate": "1970-01",
    "name": [{"family": "Doe", "given": ["Jo", "Kim"]}, {"use": "nickname", "given": ["J"]}],
    "telecom": [{"system": "phone", "value": "1"}, {"system": "email", "value": "a@example.org"}],
    "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "77"}],
}  # fmt: skip
ALLERGY = {
    "resourceType": "AllergyIntolerance", "id": "a1", "patient": {"reference": "urn:uuid:9"},
    "code": {"text": "No known allergies", "coding": [{"code": "716186003"}]},
    "contained": [{"resourceType": "Practitioner", "id": "d1"}],
}  # fmt: skip
BUNDLE = {
    "resourceType": "Bundle", "type": "collection",
    "entry": [{"fullUrl": "urn:uuid:9", "resource": PATIENT}, {"resource": ALLERGY}],
}  # fmt: skip


def named(found: Intake) -> dict[str, ReadTable]:
    for one in found.tables:
        assert one.counted == one.table.frame.height + len(one.rejects), one.table.name
    return {one.table.name: one for one in found.tables}


def cells(table: ReadTable, row: int = 0) -> dict[str, str | None]:
    return dict(zip(table.table.columns, rows(table)[row], strict=True))


def test_every_resource_of_a_bundle_is_a_record_of_its_own_table() -> None:
    read = named(intake(bundle__json=json.dumps(BUNDLE, indent=1).encode()))
    assert {name: table.counted for name, table in read.items()} == {
        "Bundle": 1, "Patient": 1, "AllergyIntolerance": 1, "Practitioner": 1,
    }  # fmt: skip
    assert read["Patient"].evidence["format"] == "FHIR"


def test_columns_are_named_by_path_and_by_what_fhir_tells_things_apart_by() -> None:
    found = cells(named(intake(p__json=json.dumps(PATIENT).encode()))["Patient"])
    assert (found["last_name"], found["first_name"], found["middle_name"]) == ("Doe", "Jo", "Kim")
    assert found["name.2.given"] == "J"
    assert (found["home_phone"], found["email"]) == ("1", "a@example.org")
    assert (found["chart_number"], found["birth_date"]) == ("77", "1970-01")


def test_a_reference_by_address_leads_to_the_id_of_the_patient() -> None:
    found = cells(named(intake(b__json=json.dumps(BUNDLE).encode()))["AllergyIntolerance"])
    assert (found["patient.reference"], found["patient_id"]) == ("urn:uuid:9", "p1")
    assert found["substance"] == "No known allergies"


def test_a_bulk_export_is_read_line_by_line_and_a_damaged_line_is_a_reject() -> None:
    lines = [json.dumps({**PATIENT, "id": f"p{n}"}) for n in range(3)]
    lines[1] = lines[1][:40]
    (table,) = intake(Patient__ndjson="\n".join(lines).encode()).tables
    assert (table.table.frame.height, table.counted) == (2, 3)
    assert [(one.line, one.reason) for one in table.rejects] == [(2, "damaged_record")]
