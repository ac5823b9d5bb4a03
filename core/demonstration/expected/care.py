"""What becomes of appointments, treatments and what charts say."""

from __future__ import annotations

from datetime import date

from core.demonstration import words
from core.demonstration.chart import AllergyLine, Prescription
from core.demonstration.expected.model import WAITING, Expected, flagged, instant, made, to, without
from core.demonstration.faults import Fault, Line
from core.demonstration.group import Group
from core.demonstration.schedule import Appointment
from core.demonstration.treatment import PLANNED, Procedure, on_drawn_teeth

APPOINTMENT_STATUSES = {
    "Scheduled": "scheduled", "Confirmed": "confirmed", "Complete": "completed", "Broken": "no_show",
    "Cancelled": "cancelled",
}  # fmt: skip
CHILD = 4
"""Years before which nobody has a permanent tooth."""
PROCEDURE_STATUSES = {"C": "completed", "TP": "planned", "EO": "existing_other", "EC": "existing_ours"}


def appointments(group: Group) -> list[Expected]:
    return [_appointment(line) for line in group.appointments]


def _appointment(line: Line[Appointment]) -> Expected:
    visit, fault = line.item, line.fault
    row = made(
        "appointment", visit.number, patient=to("patient", visit.patient),
        clinic=to("clinic", visit.clinic.number), duration=str(visit.length),
        start=None if fault is Fault.UNREADABLE_DATE else instant(visit.day, visit.minute),
        provider=to("provider", visit.provider.number), operatory=to("operatory", visit.room.number),
        status=None if fault is Fault.UNKNOWN_STATUS else APPOINTMENT_STATUSES[visit.status],
        note=visit.note, voided=visit.struck_out,
    )  # fmt: skip
    match fault:
        case Fault.NOBODY:
            return without(row, WAITING, "orphan_record")
        case Fault.UNKNOWN_STATUS:
            return flagged(row, "value_without_a_code")
        case Fault.UNREADABLE_DATE:
            return flagged(row, "not_a_date")
        case _:
            return row


def procedures(group: Group) -> list[Expected]:
    """A tooth that was drawn is not filled later, and a small child has no permanent teeth yet."""
    born = {line.item.number: line.item.born for line in group.patients}
    slips = on_drawn_teeth(group.procedures)
    doubts = (
        [*_too_young(p, born[p.patient]), *(["tooth_gone"] if p.number in slips else [])]
        for p in group.procedures
    )
    return [
        flagged(row, *reasons) if reasons else row
        for row, reasons in zip(_procedures(group), doubts, strict=True)
    ]


def _too_young(p: Procedure, born: date) -> list[str]:
    young = p.day < born.replace(year=born.year + CHILD)
    return ["adult_tooth_on_child"] if p.tooth and p.status != PLANNED and young else []


def _procedures(group: Group) -> list[Expected]:
    return [
        made(
            "procedure", p.number, patient=to("patient", p.patient), clinic=to("clinic", p.clinic.number),
            appointment=to("appointment", p.visit.number), start=instant(p.day), code=p.treatment.code,
            description=p.treatment.words, tooth=p.tooth, surface=p.surfaces, fee=p.fee,
            currency=p.clinic.currency, provider=to("provider", p.provider.number),
            status=PROCEDURE_STATUSES[p.status],
        )
        for p in group.procedures
    ]  # fmt: skip


def notes(group: Group) -> list[Expected]:
    """Written by who wrote them, and signed or not as they were."""
    return [
        made(
            "clinical_note", n.number, patient=to("patient", n.patient), written_at=instant(n.day),
            provider=to("provider", n.author.number), text=[n.text],
            status="signed" if n.signed else "draft", signed_at=instant(n.signed) if n.signed else None,
        )
        for n in group.notes
    ]  # fmt: skip


def allergies(group: Group) -> list[Expected]:
    return [_allergy(line) for line in group.allergies]


def _allergy(line: AllergyLine) -> Expected:
    """A denial is a statement and no allergy; a line that does both waits for a person."""
    patient, key = to("patient", line.patient), str(line.number)
    if line.denies:
        return made(
            "allergy_statement", key, patient=patient, statement="none_known", text=line.said,
            recorded=line.recorded.isoformat(),
        )  # fmt: skip
    row = made(
        "allergy", key, patient=patient, substance=line.said, reaction=[line.reaction],
        severity=line.severity.lower(), entered_at=instant(line.recorded),
    )  # fmt: skip
    return without(row, WAITING, "no_route_takes_the_row") if line.said == words.BOTH_WAYS else row


def medicines(group: Group) -> list[Expected]:
    return [
        made(
            "medication", m.number, patient=to("patient", m.patient), name=m.name, instructions=m.how,
            status="stopped" if m.stopped else "active", start=m.since.isoformat(),
        )
        for m in group.medicines
    ]  # fmt: skip


def prescriptions(group: Group) -> list[Expected]:
    return [_prescription(each) for each in group.prescriptions]


def _prescription(each: Prescription) -> Expected:
    """One of a controlled drug never becomes active from an import: it is on hold until somebody looks."""
    held = each.controlled and each.active
    row = made(
        "prescription", each.number, patient=to("patient", each.patient), name=each.name,
        provider=to("provider", each.provider.number), instructions=each.how, quantity=each.quantity,
        refills=each.refills, start=each.day.isoformat(), controlled=each.controlled,
        status="on_hold" if held else "active" if each.active else "completed",
    )  # fmt: skip
    return flagged(row, "controlled_not_active") if held else row


def problems(group: Group) -> list[Expected]:
    return [
        made(
            "condition", p.number, patient=to("patient", p.patient), name=p.name, code=p.code,
            onset=p.since.isoformat(), status="resolved" if p.resolved else "active",
        )
        for p in group.problems
    ]  # fmt: skip


def vitals(group: Group) -> list[Expected]:
    return [
        made(
            "vital_sign", v.number, patient=to("patient", v.patient), taken_at=instant(v.day, v.minute),
            systolic=v.systolic, diastolic=v.diastolic, heart_rate=str(v.pulse),
        )
        for v in group.vitals
    ]  # fmt: skip
