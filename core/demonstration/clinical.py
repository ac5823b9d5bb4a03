"""What was found and done: procedures, notes, allergies and medicines of the example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people, words
from core.demonstration.draw import Draw
from core.demonstration.people import Patient
from core.demonstration.schedule import Appointment

FIRST_PROCEDURE = 2_000_001
TEETH = tuple(str(tooth) for tooth in range(1, 33))


@dataclass(frozen=True)
class Procedure:
    """One treatment. fee: cents. status: C completed, TP planned, EO done elsewhere before."""

    number: int
    patient: int
    appointment: int
    day: date
    code: str
    words: str
    tooth: str
    surfaces: str
    fee: int
    provider: str
    status: str


@dataclass(frozen=True)
class Note:
    """One chart note, with line breaks as its author typed them."""

    patient: int
    day: date
    author: str
    text: str
    signed: bool


@dataclass(frozen=True)
class Statement:
    """What is known of one patient's allergies, or medicines: `fact` and its particulars."""

    patient: int
    fact: str
    particulars: tuple[str, ...]
    since: date


def procedures(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Procedure, ...]:
    """`count` treatments, most of them done at visits that took place."""
    held = sorted(
        (draw.one([v for v in visits if v.status == "Complete"]) for _ in range(count)),
        key=lambda visit: visit.number,
    )
    return tuple(_procedure(draw, FIRST_PROCEDURE + place, visit) for place, visit in enumerate(held))


def _procedure(draw: Draw, number: int, visit: Appointment) -> Procedure:
    code, meaning, fee, place = draw.one(words.PROCEDURES)
    return Procedure(
        number=number,
        patient=visit.patient,
        appointment=visit.number,
        day=visit.day,
        code=code,
        words=meaning,
        tooth=draw.one(TEETH) if place else "",
        surfaces=draw.one(words.SURFACES) if code.startswith("D239") else "",
        fee=fee,
        provider=visit.provider,
        status=draw.one(("C",) * 8 + ("TP", "EO")),
    )


def notes(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Note, ...]:
    """`count` notes written at visits that took place, in calendar order."""
    held = [visit for visit in visits if visit.status == "Complete"]
    chosen = sorted((draw.one(held) for _ in range(count)), key=lambda visit: visit.number)
    return tuple(
        Note(visit.patient, visit.day, visit.provider, draw.one(words.NOTES), draw.chance(0.9))
        for visit in chosen
    )


def allergies(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[Statement, ...]:
    """A third have one, half were asked and have none, the others were never asked."""
    asked = [(person, draw.whole(1, 6)) for person in everybody]
    return tuple(_allergy(draw, person, has=roll <= 2) for person, roll in asked if roll <= 5)


def _allergy(draw: Draw, person: Patient, *, has: bool) -> Statement:
    if not has:
        return Statement(person.number, draw.one(words.NO_ALLERGIES), ("", ""), person.first_visit)
    name, reaction, severity = draw.one(words.ALLERGENS)
    return Statement(person.number, name, (reaction, severity), person.first_visit)


def medicines(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[Statement, ...]:
    """What about half of them take."""
    taking = [person for person in everybody if draw.chance(0.5)]
    return tuple(_medicine(draw, person) for person in taking)


def _medicine(draw: Draw, person: Patient) -> Statement:
    name, how = draw.one(words.MEDICINES)
    stopped = draw.chance(0.25)
    since = draw.workday(person.first_visit, people.AS_OF - timedelta(days=30))
    return Statement(person.number, name, (how, "Discontinued" if stopped else "Active"), since)
