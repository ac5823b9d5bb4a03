"""The cases of the practice copy: a few patients, the one that it is about, and what is asked for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from core.money import Money


class Exercise(StrEnum):
    """What can be practised. The values stand in the files of the paths."""

    BOOKING = "booking"
    ALLERGIES = "allergies"
    IMAGE = "image"
    PAYMENT = "payment"


@dataclass(frozen=True)
class Patient:
    """id: the target id of the record. born: None where the record has no date of birth."""

    id: str = field(repr=False)
    name: str = field(repr=False)
    born: date | None = field(repr=False)


@dataclass(frozen=True)
class Visit:
    """start: in the clinic's zone, without one. patient, room: ids; name, room_name: as people read them."""

    patient: str = field(repr=False)
    name: str = field(repr=False)
    room: str
    start: datetime
    minutes: int

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Allergy:
    id: str = field(repr=False)
    patient: str = field(repr=False)
    said: str = field(repr=False)


@dataclass(frozen=True)
class Case:
    """patients: the one wanted and others that could be taken for them, by name. run: whose records they are;
    "" where they are made up.
    """

    run: str
    patients: tuple[Patient, ...] = field(repr=False)
    wanted: str = field(repr=False)

    @property
    def patient(self) -> Patient:
        return next(each for each in self.patients if each.id == self.wanted)


@dataclass(frozen=True)
class Booking(Case):
    """Book a visit of `minutes` on `day`, then move it to a later one. open_days: weekdays, Monday is 0.

    rooms: (id, name). opens, closes: minutes of the day.
    """

    day: date
    minutes: int
    visits: tuple[Visit, ...] = field(repr=False)
    rooms: tuple[tuple[str, str], ...]
    open_days: frozenset[int]
    opens: int
    closes: int


@dataclass(frozen=True)
class ChartReview(Case):
    """Look at every allergy of the patient and only then write a note. allergies: of all its patients."""

    allergies: tuple[Allergy, ...] = field(repr=False)

    def of(self, patient: str) -> tuple[Allergy, ...]:
        return tuple(each for each in self.allergies if each.patient == patient)


@dataclass(frozen=True)
class Filing(Case):
    """File an image, which bears a name and a date of birth, on the right patient.

    file: name or path of the image as the record has it, "" where it says none.
    """

    title: str = field(repr=False)
    taken: date | None
    file: str = field(default="", repr=False)


@dataclass(frozen=True)
class Posting(Case):
    """Post a payment that came in. currencies: those that the clinic's money is in."""

    amount: Money
    currencies: tuple[str, ...]
