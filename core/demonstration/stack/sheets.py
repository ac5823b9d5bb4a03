"""The four tools' tables, each with its own columns and its own way to write a day.

The EMR writes month/day/year, billing ISO 8601, the scheduler day/month/year, and the lab names its months.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration.chart import AllergyLine
from core.demonstration.faults import written
from core.demonstration.group import Group
from core.demonstration.people import AS_OF, PROVIDERS
from core.demonstration.sheets.care import clock
from core.demonstration.sheets.forms import MONTHS, day_first, written_day, written_money
from core.demonstration.sheets.model import Row, Sheet, flag, sheet
from core.demonstration.stack.roster import CROWN, Entered, Roster
from core.demonstration.treatment import Procedure

SHADE = "Shade A2, glaze; patient grinds at night."


@dataclass(frozen=True)
class LabCase:
    """A crown that a laboratory made. back: when it came, None while it has not."""

    number: int
    patient: int
    sent: date
    due: date
    back: date | None


def lab_cases(group: Group) -> list[LabCase]:
    return [_case(item) for item in group.procedures if item.treatment.code == CROWN]


def _case(item: Procedure) -> LabCase:
    back = item.day + timedelta(days=12)
    return LabCase(
        item.number, item.patient, item.day + timedelta(days=1), item.day + timedelta(days=14),
        back if back <= AS_OF else None,
    )  # fmt: skip


def named(day: date) -> str:
    """As the laboratory writes a day: 12-Mar-2026."""
    return f"{day.day:02d}-{MONTHS[day.month - 1]}-{day.year}"


def tables(group: Group, known: Roster) -> dict[str, Sheet]:
    """Path without its ending -> table."""
    return {
        "emr/patients": _patients(known),
        "emr/providers": _providers(),
        "emr/allergies": _allergies(group, known.numbers("emr")),
        "emr/medications": _medicines(group, known.numbers("emr")),
        "emr/problems": _problems(group, known.numbers("emr")),
        "emr/notes": _notes(group, known.numbers("emr")),
        "billing/accounts": _accounts(known),
        "billing/transactions": _transactions(group, known.numbers("billing")),
        "scheduler/clients": _clients(known),
        "scheduler/staff": _staff(),
        "scheduler/bookings": _bookings(group, known.numbers("scheduler")),
        "lab/persons": _persons(known),
        "lab/cases": _cases(group, known.numbers("lab")),
    }


def _patients(known: Roster) -> Sheet:
    return sheet(
        "PatientID LastName FirstName MiddleName Sex DOB HomePhone CellPhone Email Street City State Zip "
        "PatientStatus",
        (_patient(each, place) for place, each in enumerate(known.emr)),
    )


def _patient(each: Entered, place: int) -> Row:
    who = each.who
    return (
        each.number, who.last, who.first, who.middle, who.sex, written_day(who.born, place), each.phone,
        who.mobile.written() if who.mobile else "", who.email, who.street, *who.clinic.town, who.status,
    )  # fmt: skip


def _providers() -> Sheet:
    rows = ((str(p.number), p.last, p.first, p.specialty) for p in PROVIDERS)
    return sheet("ProviderID LastName FirstName Specialty", rows)


def _allergies(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "AllergyID PatientID Allergen Reaction Severity Status Verification Recorded",
        (_allergy(line, own, place) for place, line in enumerate(group.allergies)),
    )


def _allergy(line: AllergyLine, own: dict[int, str], place: int) -> Row:
    status, verified = "Active" if line.active else "Inactive", "Refuted" if line.refuted else "Confirmed"
    words = (status, verified) if line.severity else ("", "")
    return (
        str(line.number), own[line.patient], line.said, line.reaction, line.severity, *words,
        written_day(line.recorded, place),
    )  # fmt: skip


def _medicines(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "MedID PatientID Medication Sig Status StartDate",
        (
            (
                str(m.number), own[m.patient], m.name, m.how, "Discontinued" if m.stopped else "Active",
                written_day(m.since, place),
            )
            for place, m in enumerate(group.medicines)
        ),
    )  # fmt: skip


def _problems(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "ProblemID PatientID Problem ICD10 OnsetDate Status",
        (
            (
                str(p.number), own[p.patient], p.name, p.code, written_day(p.since, place),
                "Resolved" if p.resolved else "Active",
            )
            for place, p in enumerate(group.problems)
        ),
    )  # fmt: skip


def _notes(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "NoteID PatientID NoteDate ProviderID NoteText SignedDate",
        (
            (
                str(n.number), own[n.patient], written_day(n.day, place), str(n.author.number), n.text,
                written_day(n.signed, place) if n.signed else "",
            )
            for place, n in enumerate(group.notes)
        ),
    )  # fmt: skip


def _accounts(known: Roster) -> Sheet:
    return sheet(
        "AcctNo EMRNo LastName FirstName BirthDate Phone",
        (
            (e.number, e.crosswalk, e.who.last, e.who.first, e.who.born.isoformat(), e.phone)
            for e in known.billing
        ),
    )


def _transactions(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "TransNo AcctNo TransDate TransType Amount Method Remark Voided",
        (
            (
                str(e.number), own[e.patient], e.day.isoformat(), e.kind, written_money(e.amount), e.method,
                e.note, flag(e.struck_out),
            )
            for e in (line.item for line in written(group.ledger))
        ),
    )  # fmt: skip


def _clients(known: Roster) -> Sheet:
    return sheet(
        "ClientID FirstName LastName Birthday Phone",
        ((e.number, e.who.first, e.who.last, day_first(e.who.born), e.phone) for e in known.scheduler),
    )


def _staff() -> Sheet:
    return sheet("StaffCode DisplayName", ((p.code, f"{p.first} {p.last}") for p in PROVIDERS))


def _bookings(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "BookingID ClientID Starts Minutes StaffCode BookingStatus Remark Deleted",
        (
            (
                str(v.number), own[v.patient], f"{day_first(v.day)} {clock(v.minute)}", str(v.length),
                v.provider.code, v.status, v.note, flag(v.struck_out),
            )
            for v in (line.item for line in group.appointments)
        ),
    )  # fmt: skip


def _persons(known: Roster) -> Sheet:
    return sheet(
        "LabID MRN Surname GivenName Born",
        ((e.number, e.crosswalk, e.who.last, e.who.first, named(e.who.born)) for e in known.lab),
    )


def _cases(group: Group, own: dict[int, str]) -> Sheet:
    return sheet(
        "CaseNo LabID SentOn DueOn ReceivedOn Instructions",
        (
            (
                str(c.number), own[c.patient], named(c.sent), named(c.due), named(c.back) if c.back else "",
                SHADE,
            )
            for c in lab_cases(group)
        ),
    )  # fmt: skip
