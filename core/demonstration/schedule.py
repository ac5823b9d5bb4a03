"""When they came and when they will: the appointment book of the example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people
from core.demonstration.draw import Draw
from core.demonstration.people import Patient

FIRST_APPOINTMENT = 500_001
BOOK_ENDS = people.AS_OF + timedelta(days=150)


@dataclass(frozen=True)
class Appointment:
    """One booking. day, minute: the clinic's own wall clock, minute counted from midnight."""

    number: int
    patient: int
    day: date
    minute: int
    length: int
    provider: str
    room: str
    status: str
    note: str


def appointments(draw: Draw, everybody: tuple[Patient, ...], count: int) -> tuple[Appointment, ...]:
    """`count` bookings in calendar order, the last ones after the day of the export."""
    coming = people.active(everybody)
    days = draw.sorted(count, date(2023, 1, 9), BOOK_ENDS)
    return tuple(
        _booking(draw, FIRST_APPOINTMENT + place, draw.one(coming).number, day)
        for place, day in enumerate(days)
    )


def _booking(draw: Draw, number: int, patient: int, day: date) -> Appointment:
    hygiene = draw.chance(0.5)
    return Appointment(
        number=number,
        patient=patient,
        day=day,
        minute=8 * 60 + 15 * draw.whole(0, 35),
        length=draw.one((30, 45, 60, 60, 90)),
        provider=draw.one(people.HYGIENISTS if hygiene else people.DENTISTS).number,
        room="HYG-A" if hygiene else draw.one(("OP1", "OP2")),
        status=_status(draw, day),
        note=draw.one(("", "", "", "Recall", "Bring X-rays", "Moved once by patient")),
    )


def _status(draw: Draw, day: date) -> str:
    if day > people.AS_OF:
        return draw.one(("Scheduled", "Scheduled", "Confirmed"))
    return draw.one(("Complete",) * 8 + ("Broken", "Cancelled"))
