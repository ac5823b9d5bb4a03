"""The example's tables as the old system would export them: its own column names, everything as text."""

from __future__ import annotations

from core.demonstration.group import Group
from core.demonstration.sheets import care, files, money, people
from core.demonstration.sheets.model import Sheet


def csv_sheets(group: Group) -> dict[str, Sheet]:
    """File name without its ending -> table."""
    return {
        "clinics": people.clinics(),
        "providers": people.providers(),
        "operatories": people.operatories(),
        "patients": people.patients(group),
        "appointments": care.appointments(group),
        "procedures": care.procedures(group),
        "clinical_notes": care.notes(group),
        "allergies": care.allergies(group),
        "medications": care.medicines(group),
        "prescriptions": care.prescriptions(group),
        "problems": care.problems(group),
        "vitals": care.vitals(group),
        "insurance_carriers": money.carriers(),
        "insurance_plans": money.plans(group),
        "coverage": money.coverages(group),
        "claims": money.claims(group),
        "ledger": money.ledger(group),
        "payment_plans": money.payment_plans(group),
        "instalments": money.instalments(group),
        "documents": files.documents(group),
        "images": files.images(group),
        "photos": files.photographs(group),
        "consents": files.consents(group),
        "consent_versions": files.consent_versions(group),
    }


def front_desk(group: Group) -> dict[str, Sheet]:
    """What the receptionist keeps in a workbook of her own: who is due, and what things cost."""
    return {"Recall list": people.recalls(group), "Fees": money.fees()}


__all__ = ["Sheet", "csv_sheets", "front_desk"]
