"""What people call the well-known paths of FHIR resources (R4): the first that a resource has bears the name.

A path without a name here stays a path. Nothing but the name of the column changes.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.sources.drafts import Row

Names = Mapping[str, tuple[str, ...]]


def _concept(path: str, name: str, code: str, system: str = "code_system") -> Names:
    """A code with its words: the text, else what the code is displayed as."""
    return {
        name: (f"{path}.text", f"{path}.coding.display"),
        code: (f"{path}.coding.code",),
        system: (f"{path}.coding.system",),
    }


_PERSON: Names = {
    "last_name": ("name.family",),
    "first_name": ("name.given",),
    "middle_name": ("name.given.2",),
    "title": ("name.prefix",),
    "suffix": ("name.suffix",),
    "full_name": ("name.text",),
    "home_phone": ("telecom.phone.value",),
    "mobile_phone": ("telecom.phone.2.value",),
    "email": ("telecom.email.value",),
    "address_line_1": ("address.line",),
    "address_line_2": ("address.line.2",),
    "city": ("address.city",),
    "state": ("address.state",),
    "postal_code": ("address.postalCode",),
    "country": ("address.country",),
}
_STATES: Names = {
    "status": ("clinicalStatus.coding.code", "clinicalStatus.text"),
    "verification": ("verificationStatus.coding.code", "verificationStatus.text"),
}
BY_TYPE: Mapping[str, Names] = {
    "Patient": {
        **_PERSON,
        "birth_date": ("birthDate",),
        "chart_number": ("identifier.MR.value",),
        "ssn": ("identifier.SS.value",),
        "drivers_licence": ("identifier.DL.value",),
        "passport": ("identifier.PPN.value",),
        "marital_status": ("maritalStatus.text", "maritalStatus.coding.code"),
        "language": ("communication.language.text", "communication.language.coding.code"),
        "death_date": ("deceasedDateTime",),
        "deceased": ("deceasedBoolean",),
    },
    "Practitioner": {**_PERSON, "npi": ("identifier.NPI.value",)},
    "Organization": {**{k: v for k, v in _PERSON.items() if "name" not in k}},
    "AllergyIntolerance": {
        **_concept("code", "substance", "substance_code"),
        **_STATES,
        "onset": ("onsetDateTime", "recordedDate"),
        "reaction": ("reaction.manifestation.text", "reaction.manifestation.coding.display"),
        "reaction_code": ("reaction.manifestation.coding.code",),
        "severity": ("reaction.severity", "criticality"),
        "category": ("category",),
    },
    "Condition": {
        **_concept("code", "name", "code"),
        **_STATES,
        "onset": ("onsetDateTime", "recordedDate"),
        "abatement": ("abatementDateTime",),
    },
    "MedicationRequest": {
        **_concept("medicationCodeableConcept", "name", "code"),
        "start": ("authoredOn",),
        "instructions": ("dosageInstruction.text",),
    },
    "MedicationStatement": {
        **_concept("medicationCodeableConcept", "name", "code"),
        "start": ("effectivePeriod.start", "effectiveDateTime"),
        "end": ("effectivePeriod.end",),
        "instructions": ("dosage.text",),
    },
    "Observation": {
        **_concept("code", "name", "code"),
        "value": ("valueQuantity.value", "valueString", "valueCodeableConcept.text"),
        "unit": ("valueQuantity.unit", "valueQuantity.code"),
        "taken_at": ("effectiveDateTime", "effectivePeriod.start"),
    },
    "Immunization": {
        **_concept("vaccineCode", "vaccine", "vaccine_code"),
        "given_at": ("occurrenceDateTime",),
        "lot_number": ("lotNumber",),
        "expires_date": ("expirationDate",),
    },
    "Procedure": {
        **_concept("code", "description", "code"),
        "start": ("performedDateTime", "performedPeriod.start"),
        "end": ("performedPeriod.end",),
    },
    "Encounter": {
        **_concept("type", "type", "type_code"),
        "start": ("period.start",),
        "end": ("period.end",),
        "encounter_class": ("class.code",),
    },
    "Appointment": {
        **_concept("serviceType", "appointment_type", "type_code"),
        "patient_id": ("participant.actor_id",),
        "duration": ("minutesDuration",),
        "note": ("comment",),
    },
    "Bundle": {"kind_of_bundle": ("type",), "stated_number": ("total",), "written": ("timestamp",)},
}


def as_people_say(kind: str, row: Row) -> Row:
    """The row with its well-known columns renamed, in the same order."""
    names = {}
    for name, paths in BY_TYPE.get(kind, {}).items():
        held = next((path for path in paths if row.get(path)), None)
        if held is not None and (name not in row or name == held):
            names[held] = name
    return {names.get(column, column): cell for column, cell in row.items()}
