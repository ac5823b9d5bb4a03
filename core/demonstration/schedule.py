"""When they came and when they will: the appointment book of the example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people
from core.demonstration.draw import Draw
from core.demonstration.people import Clinic, Operatory, Patient, Provider

FIRST_APPOINTMENT = 500_001
BOOK_ENDS = people.AS_OF + timedelta(days=120)
"""Before the clocks go back: in the autumn of 2026 the two clinics may part ways about that."""
_ROOMS = {
    (clinic.number, hygiene): tuple(
        room for room in people.OPERATORIES if room.clinic is clinic and room.hygiene == hygiene
    )
    for clinic in people.CLINICS
    for hygiene in (True, False)
}


@dataclass(frozen=True, slots=True)
class Appointment:
    """One booking. day, minute: the clinic's own wall clock, minute counted from midnight."""

    number: int
    patient: int
    clinic: Clinic
    day: date
    minute: int
    length: int
    provider: Provider
    room: Operatory
    status: str
    note: str
    struck_out: bool = False


def appointments(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Appointment, ...]:
    """`count` bookings in calendar order, the last ones after the day of the export."""
    regulars = people.coming(everybody)
    chosen = [draw.one(regulars) for _ in range(count)]
    dated = sorted(
        ((draw.workday(person.first_visit, BOOK_ENDS), person) for person in chosen),
        key=lambda visit: (visit[0], visit[1].number),
    )
    return tuple(
        _booking(draw, FIRST_APPOINTMENT + place, person, day) for place, (day, person) in enumerate(dated)
    )


def _booking(draw: Draw, number: int, person: Patient, day: date) -> Appointment:
    hygiene = draw.chance(0.5)
    who = people.hygienists(person.clinic) if hygiene else people.dentists(person.clinic)
    return Appointment(
        number=number,
        patient=person.number,
        clinic=person.clinic,
        day=day,
        minute=8 * 60 + 15 * draw.whole(0, 35),
        length=draw.one((30, 45, 60, 60, 90)),
        provider=draw.one(who),
        room=draw.one(_ROOMS[person.clinic.number, hygiene]),
        status=_status(draw, day),
        note=draw.one(("", "", "", "Recall", "Bring X-rays", "Moved once by patient")),
    )


def _status(draw: Draw, day: date) -> str:
    if day > people.AS_OF:
        return draw.one(("Scheduled", "Scheduled", "Confirmed"))
    return draw.one(("Complete",) * 9 + ("Broken", "Cancelled"))


def held(visits: tuple[Appointment, ...]) -> tuple[Appointment, ...]:
    """Those that took place."""
    return tuple(visit for visit in visits if visit.status == "Complete" and not visit.struck_out)


@dataclass(frozen=True, slots=True)
class Recall:
    """Who is due again and when. months: the interval."""

    patient: Patient
    due: date
    months: int


def recalls(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[Recall, ...]:
    """Three in four of those who still come."""
    due = [person for person in people.coming(everybody) if draw.chance(0.75)]
    return tuple(Recall(p, draw.workday(people.AS_OF, BOOK_ENDS), draw.one((6, 6, 4, 3))) for p in due)
