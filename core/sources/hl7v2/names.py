"""What the fields of HL7 v2 segments are called here (HL7 2.5.1, chapters 3 to 10), and their tables.

"field.component" -> column. A name that ends in `_date` or `_at` is a point in time. What stands here under
no name is called as HL7 calls it: "PID-35", "PID-35.2".
"""

from __future__ import annotations

TABLES = {
    "MSH": "message_headers",
    "FHS": "batches", "BHS": "batches", "BTS": "batches", "FTS": "batches",
    "EVN": "events",
    "PID": "patients",
    "MRG": "merges",
    "NK1": "emergency_contacts",
    "GT1": "guarantors",
    "IN1": "insurance",
    "PV1": "visits",
    "AL1": "allergies",
    "IAM": "allergies",
    "DG1": "diagnoses",
    "PR1": "procedures",
    "SCH": "appointments",
    "AIS": "booked_services",
    "AIL": "booked_rooms",
    "AIP": "booked_people",
    "AIG": "booked_resources",
    "ORC": "orders",
    "OBR": "result_headers",
    "OBX": "lab_results",
    "NTE": "comments",
    "RXA": "immunizations",
    "RXE": "prescriptions",
    "RXO": "prescriptions",
    "FT1": "charges",
}  # fmt: skip

_PERSON = {1: "last_name", 2: "first_name", 3: "middle_name", 4: "suffix", 5: "title"}
_ADDRESS = {1: "address_line_1", 2: "address_line_2", 3: "city", 4: "state", 5: "postal_code", 6: "country"}


def _parts(number: int, names: dict[int, str], before: str = "") -> dict[str, str]:
    return {f"{number}.{component}": before + name for component, name in names.items()}


def _coded(number: int, words: str, code: str, system: str = "code_system") -> dict[str, str]:
    return {f"{number}.1": code, f"{number}.2": words, f"{number}.3": system}


NAMES: dict[str, dict[str, str]] = {
    "MSH": {
        "3.1": "sending_system", "4.1": "sending_site", "5.1": "receiving_system", "6.1": "receiving_site",
        "7.1": "sent_at", "9.1": "message_type", "9.2": "trigger", "9.3": "structure", "12.1": "hl7_version",
        "18.1": "character_set",
    },
    "EVN": {"1.1": "trigger", "2.1": "recorded_at"},
    "PID": {
        "1.1": "set_id", "2.1": "other_id", "3.1": "patient_id", "3.4": "id_authority", "3.5": "id_type",
        "4.1": "alternate_id", **_parts(5, _PERSON), "6.1": "mother_name", "7.1": "birth_date", "8.1": "sex",
        "10.1": "race_code", "10.2": "race", **_parts(11, _ADDRESS), "13.1": "home_phone", "13.4": "email",
        "14.1": "work_phone", "15.1": "language", "16.1": "marital_status", "17.1": "religion",
        "19.1": "ssn", "20.1": "drivers_licence", "22.1": "ethnicity_code",
        "22.2": "ethnicity", "29.1": "death_date", "30.1": "deceased",
    },
    "MRG": {"1.1": "merged_number", "1.4": "merged_authority", "7.1": "merged_name", "7.2": "MRG-7.2"},
    "NK1": {
        "1.1": "set_id", "2.1": "emergency_contact_last_name", "2.2": "emergency_contact_first_name",
        "3.1": "relationship_code", "3.2": "relationship", "4.1": "emergency_contact_address",
        "5.1": "emergency_contact_phone",
    },
    "GT1": {
        "1.1": "set_id", "2.1": "guarantor_id", "3.1": "guarantor_last_name", "3.2": "guarantor_first_name",
        "5.1": "guarantor_address", "6.1": "guarantor_phone", "8.1": "guarantor_birth_date",
        "11.1": "relationship", "12.1": "guarantor_ssn",
    },
    "IN1": {
        "1.1": "set_id", "2.1": "plan_id", "2.2": "plan_name", "3.1": "payer_id", "4.1": "payer_name",
        "8.1": "group_number", "9.1": "group_name", "12.1": "start_date", "13.1": "end_date",
        "16.1": "subscriber_last_name", "16.2": "subscriber_first_name", "17.1": "relationship",
        "18.1": "subscriber_birth_date", "36.1": "policy_number", "49.1": "member_id",
    },
    "PV1": {
        "1.1": "set_id", "2.1": "encounter_class", "3.1": "location", "4.1": "admission_type",
        "7.1": "provider_id", "7.2": "provider_last_name", "7.3": "provider_first_name",
        "8.1": "referring_id", "8.2": "referring_last_name", "8.3": "referring_first_name",
        "19.1": "visit_number", "44.1": "start_at", "45.1": "end_at",
    },
    "AL1": {
        "1.1": "set_id", "2.1": "category", "2.2": "category_name",
        **_coded(3, "substance", "substance_code"), "4.1": "severity", "5.1": "reaction", "6.1": "onset_date",
    },
    "IAM": {
        "1.1": "set_id", "2.1": "category", **_coded(3, "substance", "substance_code"), "4.1": "severity",
        "5.1": "reaction", "6.1": "action", "11.1": "onset_date", "17.1": "status",
    },
    "DG1": {
        "1.1": "set_id", **_coded(3, "diagnosis", "diagnosis_code"), "4.1": "description",
        "5.1": "diagnosis_date", "6.1": "category", "16.1": "provider_id",
    },
    "PR1": {
        "1.1": "set_id", **_coded(3, "procedure_name", "procedure_code"), "4.1": "description",
        "5.1": "procedure_date", "7.1": "minutes", "11.1": "provider_id",
    },
    "SCH": {
        "1.1": "placer_appointment_id", "2.1": "appointment_id", "6.1": "event_reason_code",
        "6.2": "event_reason", "7.1": "reason_code", "7.2": "description", "8.1": "type_code",
        "8.2": "appointment_type", "9.1": "duration", "10.1": "duration_unit", "11.4": "start_at",
        "11.5": "end_at", "16.1": "entered_by_id", "25.1": "status", "25.2": "status_name",
    },
    "AIS": {"1.1": "set_id", "2.1": "action", **_coded(3, "booked_service", "booked_code", "booked_system"),
            "4.1": "booked_at", "7.1": "booked_for", "8.1": "booked_unit"},
    "AIL": {"1.1": "set_id", "2.1": "action", "3.1": "booked_place", "3.2": "booked_chair",
            "6.1": "booked_at", "9.1": "booked_for", "10.1": "booked_unit"},
    "AIP": {"1.1": "set_id", "2.1": "action", "3.1": "booked_person", "3.2": "booked_last_name",
            "3.3": "booked_first_name", "4.1": "booked_role", "6.1": "booked_at", "9.1": "booked_for",
            "10.1": "booked_unit"},
    "AIG": {"1.1": "set_id", "2.1": "action", "3.1": "booked_thing", "3.2": "booked_thing_name",
            "8.1": "booked_at"},
    "ORC": {"1.1": "order_control", "2.1": "placer_order_number", "3.1": "filler_order_number",
            "5.1": "order_status", "9.1": "ordered_at", "12.1": "provider_id"},
    "OBR": {
        "1.1": "set_id", "2.1": "placer_order_number", "3.1": "filler_order_number",
        **_coded(4, "panel", "panel_code", "panel_code_system"), "7.1": "panel_taken_at",
        "16.1": "ordered_by_number", "16.2": "ordered_by_last_name", "22.1": "reported_at",
        "25.1": "panel_status",
    },
    "OBX": {
        "1.1": "set_id", "2.1": "value_type", **_coded(3, "name", "code"), "4.1": "sub_id", "6.1": "unit",
        "7.1": "reference_range", "8.1": "abnormal", "11.1": "status", "14.1": "taken_at",
        "16.1": "provider_id",
    },
    "NTE": {"1.1": "set_id", "2.1": "source", "3.1": "note", "4.1": "note_type"},
    "RXA": {
        "1.1": "set_id", "3.1": "given_at", **_coded(5, "vaccine", "vaccine_code"), "6.1": "dose",
        "7.1": "dose_unit", "10.1": "provider_id", "15.1": "lot_number", "16.1": "expires_date",
        "17.2": "manufacturer", "18.2": "refusal_reason", "20.1": "status",
    },
    "RXE": {**_coded(2, "drug_name", "drug_code"), "3.1": "dose", "5.1": "dose_unit", "10.1": "quantity",
            "12.1": "refills", "15.1": "prescription_number"},
    "RXO": {**_coded(1, "drug_name", "drug_code"), "2.1": "dose", "4.1": "dose_unit", "11.1": "quantity",
            "13.1": "refills"},
    "FT1": {
        "1.1": "set_id", "2.1": "transaction_id", "4.1": "transaction_date", "6.1": "transaction_type",
        **_coded(7, "description", "procedure_code"), "10.1": "quantity", "11.1": "amount",
        "20.1": "provider_id",
    },
}  # fmt: skip
OF_PATIENTS = frozenset(
    {"AL1", "IAM", "DG1", "PR1", "SCH", "PV1", "OBX", "NTE", "RXA", "RXE", "RXO", "FT1", "IN1", "GT1", "NK1"}
)
"""Kinds that are records of a patient; others only say whom their message is about."""
TIMES = ("_date", "_at")


def table_of(segment: str) -> str:
    """The table of a kind of segment; one of the old system's own is called as it is."""
    return TABLES.get(segment, segment)


def column_of(segment: str, number: int, component: int) -> str:
    """The column of a component of a field."""
    name = NAMES.get(segment, {}).get(f"{number}.{component}")
    return name or (f"{segment}-{number}" if component == 1 else f"{segment}-{number}.{component}")


def is_time(column: str) -> bool:
    """Whether a column holds points in time."""
    return column.endswith(TIMES)
