"""Which records of a patient stand in which section of the chart: every kind of record in exactly one."""

from __future__ import annotations

from core.charts.model import Section
from core.record import RECORD

_OF = {
    Section.ALERTS: ("allergy", "allergy_statement", "alert"),
    Section.WHO: (
        *("patient", "contact_point", "address", "guarantor", "guardian", "family_member"),
        "emergency_contact",
    ),
    Section.PROBLEMS: ("condition",),
    Section.MEDICINES: ("medication", "prescription", "dispense"),
    Section.IMMUNISATIONS: ("immunisation",),
    Section.TIMELINE: (
        *("encounter", "appointment", "procedure", "treatment_plan", "lab_case", "recall", "referral"),
    ),
    Section.TEETH: ("tooth_chart_entry", "perio_exam", "perio_measurement"),
    Section.NOTES: ("clinical_note",),
    Section.HISTORY: (
        *("vital_sign", "lab_result", "surgery", "family_history", "social_history", "device"),
        *("supply_use", "care_plan"),
    ),
    Section.FILES: ("image", "photograph", "scan", "document", "consent_form", "consent_form_version"),
    Section.INSURANCE: ("coverage", "preauthorisation", "claim", "claim_line"),
}

SECTION_OF: dict[str, Section] = {
    **{entity: section for section, entities in _OF.items() for entity in entities},
    **{each.name: Section.LEDGER for each in RECORD.entities if each.area == "money" and each.has("patient")},
}
"""Entity -> its section, for every entity that belongs to a patient."""

WARNINGS = ("medical_alert", "premedication")
"""Fields of the patient that stand with the warnings and not with who it is."""

PATIENT = "patient"
