"""What a perfect migration makes of the example, table by table, from its objects alone."""

from __future__ import annotations

from core.demonstration.expected import care, files, money, people
from core.demonstration.expected.model import Expected, Source
from core.demonstration.group import Group


def expectations(group: Group) -> dict[Source, list[Expected]]:
    """(file, table) -> what becomes of its rows, in their order."""
    by_csv = {
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
    return {
        **{(f"{name}.csv", name): rows for name, rows in by_csv.items()},
        ("front_desk.xlsx", "Recall list"): people.recalls(group),
        ("front_desk.xlsx", "Fees"): money.fees(),
    }


__all__ = ["Expected", "Source", "expectations"]
