"""Appointments, treatments and what charts say, as the old system writes them."""

from __future__ import annotations

from core.demonstration.faults import NO_SUCH_DAY, NO_SUCH_STATUS, NOBODY, Fault, Line
from core.demonstration.group import Group
from core.demonstration.schedule import Appointment
from core.demonstration.sheets.forms import written_day, written_money
from core.demonstration.sheets.model import Row, Sheet, flag, letter, sheet
from core.demonstration.treatment import Procedure


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def appointments(group: Group) -> Sheet:
    return sheet(
        "AptNum PatNum ClinicNum AptDateTime Minutes ProvNum OperatoryNum AptStatus Note IsDeleted",
        (_visit(line, place) for place, line in enumerate(group.appointments)),
    )


def _visit(line: Line[Appointment], place: int) -> Row:
    visit, fault = line.item, line.fault
    day = NO_SUCH_DAY if fault is Fault.UNREADABLE_DATE else written_day(visit.day, place)
    return (
        str(visit.number), str(NOBODY if fault is Fault.NOBODY else visit.patient), str(visit.clinic.number),
        f"{day} {clock(visit.minute)}", str(visit.length), str(visit.provider.number), str(visit.room.number),
        NO_SUCH_STATUS if fault is Fault.UNKNOWN_STATUS else visit.status, visit.note, flag(visit.struck_out),
    )  # fmt: skip


def procedures(group: Group) -> Sheet:
    return sheet(
        "ProcNum PatNum AptNum ClinicNum ProcDate ProcCode Descript ToothNum Surf ProcFee Currency ProvNum "
        "ProcStatus",
        (_procedure(item, place) for place, item in enumerate(group.procedures)),
    )


def _procedure(item: Procedure, place: int) -> Row:
    return (
        str(item.number), str(item.patient), str(item.visit.number), str(item.clinic.number),
        written_day(item.day, place), item.treatment.code, item.treatment.words, item.tooth, item.surfaces,
        written_money(item.fee), item.clinic.currency, str(item.provider.number), item.status,
    )  # fmt: skip


def notes(group: Group) -> Sheet:
    return sheet(
        "NoteNum PatNum NoteDate ProvNum NoteText Signed DateSigned",
        (
            (
                str(n.number), str(n.patient), written_day(n.day, place), str(n.author.number), n.text,
                letter(n.signed is not None), written_day(n.signed, place) if n.signed else "",
            )
            for place, n in enumerate(group.notes)
        ),
    )  # fmt: skip


def allergies(group: Group) -> Sheet:
    return sheet(
        "AllergyNum PatNum Allergy Reaction Severity DateRecorded",
        (
            (str(a.number), str(a.patient), a.said, a.reaction, a.severity, written_day(a.recorded, place))
            for place, a in enumerate(group.allergies)
        ),
    )


def medicines(group: Group) -> Sheet:
    return sheet(
        "MedNum PatNum MedName Sig Status DateStart",
        (
            (
                str(m.number), str(m.patient), m.name, m.how, "Discontinued" if m.stopped else "Active",
                written_day(m.since, place),
            )
            for place, m in enumerate(group.medicines)
        ),
    )  # fmt: skip


def prescriptions(group: Group) -> Sheet:
    return sheet(
        "RxNum PatNum ProvNum Drug Sig Disp Refills RxDate IsControlled Status",
        (
            (
                str(p.number), str(p.patient), str(p.provider.number), p.name, p.how, p.quantity,
                str(p.refills), written_day(p.day, place), flag(p.controlled),
                "Active" if p.active else "Completed",
            )
            for place, p in enumerate(group.prescriptions)
        ),
    )  # fmt: skip


def problems(group: Group) -> Sheet:
    return sheet(
        "ProblemNum PatNum Problem ICD10 DateStart ProbStatus",
        (
            (
                str(p.number), str(p.patient), p.name, p.code, written_day(p.since, place),
                "Resolved" if p.resolved else "Active",
            )
            for place, p in enumerate(group.problems)
        ),
    )  # fmt: skip


def vitals(group: Group) -> Sheet:
    return sheet(
        "VitalNum PatNum DateTaken BPSystolic BPDiastolic Pulse",
        (
            (
                str(v.number), str(v.patient), f"{written_day(v.day, place)} {clock(v.minute)}",
                str(v.systolic), str(v.diastolic), str(v.pulse),
            )
            for place, v in enumerate(group.vitals)
        ),
    )  # fmt: skip
