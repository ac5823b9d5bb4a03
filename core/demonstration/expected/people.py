"""What becomes of clinics, providers, rooms, patients and recalls."""

from __future__ import annotations

from core.demonstration.expected.model import SKIPPED, WAITING, Expected, Made, Value, made, to, without
from core.demonstration.faults import Fault, Line
from core.demonstration.group import Group
from core.demonstration.people import CLINICS, OPERATORIES, PROVIDERS, Clinic, Patient, Phone

SEXES = {"M": "male", "F": "female", "U": "unknown"}


def dialled(phone: Phone | None) -> str | None:
    """The international form."""
    return f"+1{phone.area}555{phone.line}" if phone else None


def clinics() -> list[Expected]:
    return [_clinic(clinic) for clinic in CLINICS]


def _clinic(clinic: Clinic) -> Expected:
    number, own = str(clinic.number), to("clinic", clinic.number)
    facts = {
        "name": clinic.name, "short_name": clinic.short, "currency": clinic.currency, "zone": clinic.zone
    }  # fmt: skip
    digits = "".join(sign for sign in clinic.phone if sign.isdigit())
    reached = {"clinic": own, "work_phone": f"+1{digits}"}
    return Expected(
        number,
        (
            Made("clinic", number, facts),
            Made("contact_point", f"clinic.{number}", reached),
            Made("address", f"clinic.{number}", {"clinic": own, **_address(clinic, clinic.street)}),
        ),
    )


def _address(clinic: Clinic, street: str) -> dict[str, str]:
    city, state, postal = clinic.town
    return {
        "line1": street, "city": city, "state": state, "postal_code": postal, "country": clinic.country
    }  # fmt: skip


def providers() -> list[Expected]:
    return [
        made(
            "provider", p.number, short_name=p.code, last_name=p.last, first_name=p.first,
            specialty=p.specialty, clinic=to("clinic", p.clinic.number), hidden=not p.active,
        )
        for p in PROVIDERS
    ]  # fmt: skip


def operatories() -> list[Expected]:
    return [
        made(
            "operatory", o.number, name=o.name, short_name=o.short, clinic=to("clinic", o.clinic.number),
            hygiene=o.hygiene,
        )
        for o in OPERATORIES
    ]  # fmt: skip


def patients(group: Group) -> list[Expected]:
    return [_patient(line) for line in group.patients]


def _patient(line: Line[Patient]) -> Expected:
    who = line.item
    own = to("patient", who.number)
    row = Expected(
        str(who.number),
        (
            Made("patient", str(who.number), _person(who, first_visit=line.fault is not Fault.ZERO_DATE)),
            Made("contact_point", f"patient.{who.number}", {"patient": own, **_reached(who)}),
            Made("address", f"patient.{who.number}", {"patient": own, **_address(who.clinic, who.street)}),
            Made(
                "guarantor",
                f"patient.{who.number}",
                {"patient": own, "guarantor": to("patient", who.guarantor)},
            ),
        ),
    )
    if line.fault is Fault.ALIKE:
        return without(row, SKIPPED, "identical_row")
    return without(row, WAITING, "duplicate_id") if line.fault is Fault.DIFFERING else row


def _person(who: Patient, *, first_visit: bool) -> dict[str, Value]:
    return {
        "other_id": who.chart, "clinic": to("clinic", who.clinic.number), "last_name": who.last,
        "first_name": who.first, "middle_name": who.middle, "sex": SEXES[who.sex], "birth_date": who.born,
        "ssn": who.ssn, "status": who.status.lower(), "primary_provider": to("provider", who.provider.number),
        "first_visit": who.first_visit if first_visit else None, "voided": who.struck_out,
        "general_note": who.remark,
    }  # fmt: skip


def _reached(who: Patient) -> dict[str, Value]:
    return {
        "home_phone": dialled(who.home_phone), "mobile_phone": dialled(who.mobile), "email": who.email,
        "sms_consent": who.texts,
    }  # fmt: skip


def recalls(group: Group) -> list[Expected]:
    """The workbook has no numbers for them: a row is known by its place."""
    return [
        made(
            "recall", f"front_desk.xlsx[Recall list]#{place}", patient=to("patient", r.patient.number),
            type="Prophy", due=r.due, interval=str(r.months),
        )
        for place, r in enumerate(group.recalls, start=1)
    ]  # fmt: skip
