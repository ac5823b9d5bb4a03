"""What a perfect migration makes of the four tools' exports, with nobody merged yet.

Each tool's people stand as records of their own until a person says that they are one; what belongs to them
belongs to the record of the same tool.
"""

from __future__ import annotations

from core.demonstration.cloud.expected import allergies
from core.demonstration.expected import care, money
from core.demonstration.expected.model import Expected, Made, Source, made, to, with_fields
from core.demonstration.expected.people import SEXES, dialled
from core.demonstration.group import Group
from core.demonstration.people import PROVIDERS
from core.demonstration.rekeying import Numbered, rekeyed
from core.demonstration.stack.roster import BILLING, EMR, LAB, SCHEDULER, Entered, Roster, roster
from core.demonstration.stack.sheets import SHADE, lab_cases


def expected(group: Group) -> dict[Source, list[Expected]]:
    """(file, table) -> what becomes of its rows, in their order."""
    known = roster(group)
    rows = {
        "emr/patients": [_patient(each) for each in known.emr],
        "emr/providers": _providers(),
        "emr/allergies": allergies(group),
        "emr/medications": care.medicines(group),
        "emr/problems": care.problems(group),
        "emr/notes": [with_fields(row, status=None) for row in care.notes(group)],
        "billing/accounts": [_person(each, BILLING) for each in known.billing],
        "billing/transactions": [
            with_fields(row, clinic=None, procedure=None) for row in money.ledger(group)
        ],
        "scheduler/clients": [_person(each, SCHEDULER) for each in known.scheduler],
        "scheduler/staff": _staff(),
        "scheduler/bookings": _bookings(group),
        "lab/persons": [_person(each, LAB) for each in known.lab],
        "lab/cases": _cases(group),
    }
    return {
        (f"{path}.csv", path.partition("/")[2]): rekeyed(made_of, _numbered(path.partition("/")[0], known))
        for path, made_of in rows.items()
    }


def _numbered(tool: str, known: Roster) -> Numbered:
    """A patient's number in the group is that of the tool; of all else the tool has the group's numbers."""
    own = known.numbers(tool)

    def number(entity: str, key: str) -> str:
        if entity == "patient" and key.startswith(f"{EMR}:"):
            return key
        return f"{tool}:{own[int(key)] if entity == 'patient' else key}"

    return number


def _patient(each: Entered) -> Expected:
    who, own = each.who, to("patient", each.who.number)
    city, state, postal = who.clinic.town
    row = _person(each, EMR)
    with_names = with_fields(row, middle_name=who.middle, sex=SEXES[who.sex], status=who.status.lower())
    reached = {
        "patient": own, "home_phone": dialled(who.home_phone), "mobile_phone": dialled(who.mobile),
        "email": who.email,
    }  # fmt: skip
    lives = {"patient": own, "line1": who.street, "city": city, "state": state, "postal_code": postal}
    key = f"patient.{who.number}"
    person = with_names.records[0]
    records = (person, Made("contact_point", key, reached), Made("address", key, lives))
    return Expected(row.key, records)


def _person(each: Entered, tool: str) -> Expected:
    """What every tool knows of somebody: a name, a birth date, and for some a telephone and a number."""
    who = each.who
    row = made(
        "patient", who.number, last_name=who.last, first_name=who.first, birth_date=who.born,
        other_id=f"{EMR}:{each.crosswalk}" if each.crosswalk else None,
    )  # fmt: skip
    if not each.phone or tool == LAB:
        return row
    reached = {"patient": to("patient", who.number), "home_phone": dialled(who.home_phone)}
    return Expected(row.key, (*row.records, Made("contact_point", f"patient.{who.number}", reached)))


def _providers() -> list[Expected]:
    return [
        made("provider", p.number, last_name=p.last, first_name=p.first, specialty=p.specialty)
        for p in PROVIDERS
    ]


def _staff() -> list[Expected]:
    return [made("provider", p.code, full_name=f"{p.first} {p.last}") for p in PROVIDERS]


def _bookings(group: Group) -> list[Expected]:
    visits = [line.item for line in group.appointments]
    return [
        with_fields(row, clinic=None, operatory=None, provider=to("provider", visit.provider.code))
        for row, visit in zip(care.appointments(group), visits, strict=True)
    ]


def _cases(group: Group) -> list[Expected]:
    return [
        made(
            "lab_case", c.number, patient=to("patient", c.patient), sent_on=c.sent, due_on=c.due,
            received_on=c.back, instructions=SHADE,
        )
        for c in lab_cases(group)
    ]  # fmt: skip
