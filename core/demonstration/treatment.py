"""What was done and planned at visits of the example, and what it cost. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.demonstration import words
from core.demonstration.draw import Draw
from core.demonstration.people import CLINICS, SEATTLE, Clinic, Provider
from core.demonstration.schedule import Appointment

FIRST_PROCEDURE = 2_000_001
TEETH = tuple(str(tooth) for tooth in range(1, 33))
SURFACES = {"one": ("O", "B", "L"), "two": ("MO", "DO", "OB")}


@dataclass(frozen=True, slots=True)
class Treatment:
    """A line of a clinic's fee schedule. place: what it is done to, "" for the whole mouth."""

    clinic: Clinic
    code: str
    words: str
    fee: int
    place: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """One treatment. status: C completed, TP planned, EO done elsewhere before, EC done here before."""

    number: int
    visit: Appointment
    treatment: Treatment
    tooth: str
    surfaces: str
    status: str

    @property
    def patient(self) -> int:
        return self.visit.patient

    @property
    def clinic(self) -> Clinic:
        return self.visit.clinic

    @property
    def day(self) -> date:
        return self.visit.day

    @property
    def fee(self) -> int:
        return self.treatment.fee

    @property
    def provider(self) -> Provider:
        return self.visit.provider


def _offered(clinic: Clinic) -> tuple[Treatment, ...]:
    return tuple(
        Treatment(clinic, here if clinic is SEATTLE else there, said, fee * clinic.rate // 100, place)
        for here, there, said, fee, place in words.PROCEDURES
    )


FEES = {clinic.number: _offered(clinic) for clinic in CLINICS}
"""What each clinic offers, in its own currency."""


def procedures(draw: Draw, visits: tuple[Appointment, ...], count: int) -> tuple[Procedure, ...]:
    """`count` treatments at visits that took place, in calendar order."""
    chosen = sorted((draw.one(visits) for _ in range(count)), key=lambda visit: visit.number)
    return tuple(_procedure(draw, FIRST_PROCEDURE + place, visit) for place, visit in enumerate(chosen))


def _procedure(draw: Draw, number: int, visit: Appointment) -> Procedure:
    treatment = draw.one(FEES[visit.clinic.number])
    return Procedure(
        number=number,
        visit=visit,
        treatment=treatment,
        tooth=draw.one(TEETH) if treatment.place else "",
        surfaces=draw.one(SURFACES[treatment.place]) if treatment.place in SURFACES else "",
        status=draw.one(("C",) * 16 + ("TP", "TP", "EO", "EC")),
    )
