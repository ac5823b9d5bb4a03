"""Clinics, providers, rooms, patients and recalls as the old system writes them."""

from __future__ import annotations

from core.demonstration.faults import ZERO_DATE, Fault, Line
from core.demonstration.group import Group
from core.demonstration.people import CLINICS, OPERATORIES, PROVIDERS, Patient
from core.demonstration.sheets.forms import written_day
from core.demonstration.sheets.model import Row, Sheet, flag, letter, sheet


def clinics() -> Sheet:
    return sheet(
        "ClinicNum Description Abbr Currency TimeZone Phone Address City State Zip Country",
        (
            (str(c.number), c.name, c.short, c.currency, c.zone, c.phone, c.street, *c.town, c.country)
            for c in CLINICS
        ),
    )


def providers() -> Sheet:
    return sheet(
        "ProvNum Abbr LName FName Specialty ClinicNum IsHidden",
        (
            (str(p.number), p.code, p.last, p.first, p.specialty, str(p.clinic.number), flag(not p.active))
            for p in PROVIDERS
        ),
    )


def operatories() -> Sheet:
    return sheet(
        "OperatoryNum OpName Abbrev ClinicNum IsHygiene",
        ((str(o.number), o.name, o.short, str(o.clinic.number), flag(o.hygiene)) for o in OPERATORIES),
    )


def patients(group: Group) -> Sheet:
    places = {line.item.number: place for place, line in reversed([*enumerate(group.patients)])}
    return sheet(
        "PatNum OldChartNum ClinicNum LName FName MiddleI Gender Birthdate SSN HmPhone WirelessPhone Email "
        "TxtMsgOk Address City State Zip Country Guarantor PatStatus PriProv DateFirstVisit IsDeleted "
        "AddrNote",
        (_patient(line, places[line.item.number]) for line in group.patients),
    )


def _patient(line: Line[Patient], place: int) -> Row:
    who = line.item
    visit = ZERO_DATE if line.fault is Fault.ZERO_DATE else written_day(who.first_visit, place)
    row = (
        str(who.number), who.chart, str(who.clinic.number), who.last, who.first, who.middle, who.sex,
        written_day(who.born, place), who.ssn, who.home_phone.written(),
        who.mobile.written() if who.mobile else "", who.email, letter(who.texts), who.street,
        *who.clinic.town, who.clinic.country, str(who.guarantor), who.status, str(who.provider.number),
        visit, flag(who.struck_out), who.remark,
    )  # fmt: skip
    return tuple(cell.upper() for cell in row) if line.fault is Fault.DIFFERING else row


def recalls(group: Group) -> Sheet:
    return Sheet(
        ("Patient No", "Patient Name", "Recall Type", "Due Date", "Interval (months)"),
        tuple(
            (
                str(r.patient.number), f"{r.patient.last}, {r.patient.first}", "Prophy",
                f"{r.due.month:02d}/{r.due.day:02d}/{r.due.year}", str(r.months),
            )
            for r in group.recalls
        ),
    )  # fmt: skip
