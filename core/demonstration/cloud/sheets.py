"""People, care and papers as the cloud system exports them: everything by UUID, instants in UTC.

Dates without a time stand as they are. Free text, tags and the clinic's own fields stand in the patient's
row; a deleted row bears the instant at which it was deleted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from core.demonstration.chart import AllergyLine
from core.demonstration.cloud.keys import own_key
from core.demonstration.expected.model import instant
from core.demonstration.expected.people import dialled
from core.demonstration.group import Group
from core.demonstration.papers import Consent
from core.demonstration.people import CLINICS, OPERATORIES, PROVIDERS, Patient
from core.demonstration.schedule import Appointment
from core.demonstration.sheets.model import Row, Sheet, sheet

STATUSES = {
    "Scheduled": "scheduled", "Confirmed": "confirmed", "Complete": "completed", "Broken": "no_show",
    "Cancelled": "cancelled",
}  # fmt: skip
TAGS = ("", "", "nervous", "vip; nervous", "prefers text")
TEAMS = ("", "Mariners", "Canucks", "")


def utc(when: datetime) -> str:
    """ISO 8601 with milliseconds and Z, as web services write it."""
    return when.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def yes(value: bool) -> str:
    return "true" if value else "false"


def patient_key(number: int) -> str:
    return own_key("patient", number)


def locations() -> Sheet:
    return sheet(
        "id name short_name currency timezone phone street city region postal_code country",
        (
            (
                own_key("clinic", c.number), c.name, c.short, c.currency, c.zone, c.phone, c.street, *c.town,
                c.country,
            )
            for c in CLINICS
        ),
    )  # fmt: skip


def team_members() -> Sheet:
    return sheet(
        "id initials last_name first_name specialty location_id hidden",
        (
            (
                own_key("provider", p.number), p.code, p.last, p.first, p.specialty,
                own_key("clinic", p.clinic.number), yes(not p.active),
            )
            for p in PROVIDERS
        ),
    )  # fmt: skip


def rooms() -> Sheet:
    return sheet(
        "id name short_name location_id hygiene",
        (
            (
                own_key("operatory", o.number), o.name, o.short, own_key("clinic", o.clinic.number),
                yes(o.hygiene),
            )
            for o in OPERATORIES
        ),
    )  # fmt: skip


def patients(group: Group) -> Sheet:
    return sheet(
        "id previous_record_id location_id last_name first_name middle_name sex date_of_birth ssn home_phone "
        "mobile_phone email sms_opt_in street city region postal_code country guarantor_id status "
        "primary_provider_id first_visit tags cf_favourite_team notes deleted_at",
        (_patient(line.item) for line in group.patients),
    )


def _patient(who: Patient) -> Row:
    return (
        patient_key(who.number), patient_key(int(who.chart)) if who.chart else "",
        own_key("clinic", who.clinic.number), who.last, who.first, who.middle, who.sex, who.born.isoformat(),
        who.ssn, dialled(who.home_phone) or "", dialled(who.mobile) or "", who.email, yes(who.texts),
        who.street, *who.clinic.town, who.clinic.country, patient_key(who.guarantor), who.status,
        own_key("provider", who.provider.number), who.first_visit.isoformat(), TAGS[who.number % 5],
        TEAMS[who.number % 4], who.remark, "",
    )  # fmt: skip


def appointments(group: Group) -> Sheet:
    return sheet(
        "id patient_id location_id starts_at duration_minutes provider_id room_id status notes deleted_at",
        (_visit(line.item) for line in group.appointments),
    )


def _visit(visit: Appointment) -> Row:
    starts = instant(visit.day, visit.minute)
    return (
        own_key("appointment", visit.number), patient_key(visit.patient),
        own_key("clinic", visit.clinic.number), utc(starts), str(visit.length),
        own_key("provider", visit.provider.number), own_key("operatory", visit.room.number),
        STATUSES[visit.status], visit.note, utc(deleted_at(starts)) if visit.struck_out else "",
    )  # fmt: skip


def deleted_at(made: datetime) -> datetime:
    """When a row was deleted that was struck out: two days after."""
    return made + timedelta(days=2, hours=3)


def treatments(group: Group) -> Sheet:
    return sheet(
        "id patient_id appointment_id location_id performed_at code description tooth surfaces fee currency "
        "provider_id status",
        (
            (
                own_key("procedure", p.number), patient_key(p.patient),
                own_key("appointment", p.visit.number), own_key("clinic", p.clinic.number),
                utc(instant(p.day)), p.treatment.code, p.treatment.words, p.tooth, p.surfaces,
                plain_money(p.fee), p.clinic.currency, own_key("provider", p.provider.number), p.status,
            )
            for p in group.procedures
        ),
    )  # fmt: skip


def plain_money(cents: int) -> str:
    """With a point and two digits, a minus sign before what is below zero."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def chart_notes(group: Group) -> Sheet:
    return sheet(
        "id patient_id written_at author_id body state signed_at",
        (
            (
                own_key("clinical_note", n.number), patient_key(n.patient), utc(instant(n.day)),
                own_key("provider", n.author.number), n.text, "signed" if n.signed else "draft",
                utc(instant(n.signed)) if n.signed else "",
            )
            for n in group.notes
        ),
    )  # fmt: skip


def allergies(group: Group) -> Sheet:
    return sheet(
        "id patient_id substance reaction severity status verification recorded_on",
        (_allergy(line) for line in group.allergies),
    )


def _allergy(line: AllergyLine) -> Row:
    words = ("", "") if not line.severity else (
        "active" if line.active else "inactive", "refuted" if line.refuted else "confirmed"
    )  # fmt: skip
    return (
        own_key("allergy", line.number), patient_key(line.patient), line.said, line.reaction, line.severity,
        *words, line.recorded.isoformat(),
    )  # fmt: skip


def medications(group: Group) -> Sheet:
    return sheet(
        "id patient_id name instructions status started_on",
        (
            (
                own_key("medication", m.number), patient_key(m.patient), m.name, m.how,
                "stopped" if m.stopped else "active", m.since.isoformat(),
            )
            for m in group.medicines
        ),
    )  # fmt: skip


def x_rays(group: Group) -> Sheet:
    return sheet(
        "id patient_id modality taken_at tooth title file",
        (
            (
                own_key("image", i.number), patient_key(i.of.number), i.modality, utc(instant(i.day)),
                i.tooth, i.title, i.file,
            )
            for i in group.images
        ),
    )  # fmt: skip


def consents(group: Group) -> Sheet:
    return sheet(
        "id patient_id title version status signed_at file",
        (
            (
                own_key("consent_form", c.number), patient_key(c.of.number), c.title, c.version,
                "Signed" if c.signed else "Open", utc(instant(c.days[-1])) if c.signed else "", c.file,
            )
            for c in group.consents
        ),
    )  # fmt: skip


def consent_versions(group: Group) -> Sheet:
    return sheet(
        "id consent_id patient_id version changed_at",
        (row for number, c in _first_numbers(group) for row in _versions(number, c)),
    )


def _versions(first: int, consent: Consent) -> list[Row]:
    return [
        (
            own_key("consent_form_version", first + place), own_key("consent_form", consent.number),
            patient_key(consent.of.number), f"{place + 1}.0", utc(instant(day)),
        )
        for place, day in enumerate(consent.days)
        if place + 1 not in consent.lost
    ]  # fmt: skip


def _first_numbers(group: Group) -> list[tuple[int, Consent]]:
    """Each form with the number of its first version."""
    found, number = [], 1
    for consent in group.consents:
        found.append((number, consent))
        number += len(consent.days)
    return found
