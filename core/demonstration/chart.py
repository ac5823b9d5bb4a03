"""What the charts of the example say: notes, allergies, medicines, prescriptions, problems, measurements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people, words
from core.demonstration.draw import Draw
from core.demonstration.people import Patient, Provider
from core.demonstration.schedule import Appointment


@dataclass(frozen=True, slots=True)
class Note:
    """One chart note, with line breaks as its author typed them. signed: the day on which, None for never."""

    number: int
    patient: int
    day: date
    author: Provider
    text: str
    signed: date | None


@dataclass(frozen=True, slots=True)
class AllergyLine:
    """What a row of the old list says: an allergy, a denial of all of them, or words that do both.

    refuted: somebody found that it is none. active: what its list calls it, where the list has a word for it.
    """

    number: int
    patient: int
    said: str
    reaction: str
    severity: str
    recorded: date
    refuted: bool = False
    active: bool = True

    @property
    def denies(self) -> bool:
        return self.said in words.NO_ALLERGIES


@dataclass(frozen=True, slots=True)
class Medicine:
    number: int
    patient: int
    name: str
    how: str
    stopped: bool
    since: date


@dataclass(frozen=True, slots=True)
class Prescription:
    """controlled: a narcotic, which nobody may ever take up again from an import."""

    number: int
    patient: int
    provider: Provider
    name: str
    how: str
    quantity: str
    refills: int
    day: date
    controlled: bool
    active: bool


@dataclass(frozen=True, slots=True)
class Problem:
    number: int
    patient: int
    name: str
    code: str
    since: date
    resolved: bool


@dataclass(frozen=True, slots=True)
class Vitals:
    number: int
    patient: int
    day: date
    minute: int
    systolic: int
    diastolic: int
    pulse: int


def notes(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Note, ...]:
    """`count` notes written at visits that took place, in calendar order; one comes from a word processor."""
    chosen = sorted((draw.one(visits) for _ in range(count)), key=lambda visit: visit.number)
    return tuple(_note(draw, place, visit) for place, visit in enumerate(chosen, start=1))


def _note(draw: Draw, number: int, visit: Appointment) -> Note:
    text = words.RTF if number == 12 else draw.one(words.NOTES)
    signed = visit.day if draw.chance(0.9) else None
    return Note(number, visit.patient, visit.day, visit.provider, text, signed)


def allergies(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[AllergyLine, ...]:
    """A third have one, half were asked and have none, the others were never asked; one line does both."""
    asked = [(person, draw.whole(1, 6)) for person in everybody]
    lines = [(person, roll) for person, roll in asked if roll <= 5]
    return tuple(_allergy(draw, place, person, roll) for place, (person, roll) in enumerate(lines, start=1))


def _allergy(draw: Draw, number: int, person: Patient, roll: int) -> AllergyLine:
    if number == 9:
        return AllergyLine(number, person.number, words.BOTH_WAYS, "", "", person.first_visit)
    if roll > 2:
        return AllergyLine(number, person.number, draw.one(words.NO_ALLERGIES), "", "", person.first_visit)
    name, reaction, severity = draw.one(words.ALLERGENS)
    return AllergyLine(number, person.number, name, reaction, severity, person.first_visit)


def _since(draw: Draw, person: Patient) -> date:
    return draw.workday(person.first_visit, people.AS_OF - timedelta(days=30))


def medicines(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[Medicine, ...]:
    """What about half of them take or took."""
    taking = [person for person in everybody if draw.chance(0.5)]
    return tuple(_medicine(draw, place, person) for place, person in enumerate(taking, start=1))


def _medicine(draw: Draw, number: int, person: Patient) -> Medicine:
    name, how = draw.one(words.MEDICINES)
    return Medicine(number, person.number, name, how, draw.chance(0.25), _since(draw, person))


def prescriptions(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Prescription, ...]:
    """`count` of them; the third, and from there every fortieth, is of a controlled drug."""
    chosen = sorted((draw.one(visits) for _ in range(count)), key=lambda visit: visit.number)
    return tuple(_prescription(draw, place, visit) for place, visit in enumerate(chosen, start=1))


def _prescription(draw: Draw, number: int, visit: Appointment) -> Prescription:
    controlled = number % 40 == 3
    name, how, quantity, refills = words.CONTROLLED if controlled else draw.one(words.SCRIPTS)
    active = controlled or draw.chance(0.1)
    return Prescription(
        number, visit.patient, visit.provider, name, how, quantity, refills, visit.day, controlled, active
    )


def problems(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[Problem, ...]:
    """What one in three of them has or had."""
    having = [person for person in everybody if draw.chance(0.33)]
    return tuple(
        Problem(place, person.number, *draw.one(words.PROBLEMS), _since(draw, person), draw.chance(0.2))
        for place, person in enumerate(having, start=1)
    )


def vitals(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Vitals, ...]:
    chosen = sorted((draw.one(visits) for _ in range(count)), key=lambda visit: visit.number)
    return tuple(
        Vitals(
            place, visit.patient, visit.day, visit.minute,
            draw.whole(104, 158), draw.whole(62, 96), draw.whole(54, 98),
        )
        for place, visit in enumerate(chosen, start=1)
    )  # fmt: skip
