"""What was done and planned at visits of the example, and what it cost. Amounts are whole cents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.demonstration import words
from core.demonstration.draw import Draw
from core.demonstration.people import CLINICS, SEATTLE, Clinic, Provider
from core.demonstration.schedule import Appointment

FIRST_PROCEDURE = 2_000_001
TEETH = tuple(str(tooth) for tooth in range(1, 33))
EXTRACTION = "D7140"
EXTRACTIONS = (EXTRACTION, "71101")
"""In the codes of both clinics."""
PLANNED = "TP"
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
    return _one_slip(
        _on_teeth_that_are_there(
            [_procedure(draw, FIRST_PROCEDURE + place, visit) for place, visit in enumerate(chosen)]
        )
    )


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


def _on_teeth_that_are_there(done: Sequence[Procedure]) -> tuple[Procedure, ...]:
    """What would be on a tooth that was drawn before is on the next one that was not."""
    drawn: dict[int, set[str]] = {}
    found = {}
    for p in sorted(done, key=_when):
        gone = drawn.setdefault(p.patient, set())
        after = TEETH.index(p.tooth) if p.tooth else 0
        there = next((tooth for tooth in (*TEETH[after:], *TEETH[:after]) if tooth not in gone), "")
        found[p.number] = replace(p, tooth=there if p.tooth else "")
        if p.treatment.code in EXTRACTIONS and p.status != PLANNED:
            gone.add(found[p.number].tooth)
    return tuple(found[p.number] for p in done)


def _one_slip(done: tuple[Procedure, ...]) -> tuple[Procedure, ...]:
    """Except once: somebody typed the number of a tooth that the patient no longer had."""
    drawn = [p for p in done if p.treatment.code == EXTRACTION and p.status == "C"]
    for p in drawn:
        for place, later in enumerate(done):
            if (
                later.patient == p.patient
                and _needs_its_tooth(later)
                and later.day > p.day + timedelta(days=1)
            ):
                return (*done[:place], replace(later, tooth=p.tooth), *done[place + 1 :])
    return done


def on_drawn_teeth(done: Iterable[Procedure]) -> frozenset[int]:
    """Numbers of the fillings, crowns, root canals and extractions on a tooth that was drawn before."""
    first: dict[tuple[int, str], date] = {}
    done = sorted(done, key=_when)
    for p in done:
        if p.treatment.code == EXTRACTION and p.status != PLANNED:
            first.setdefault((p.patient, p.tooth), p.day)
    return frozenset(
        p.number
        for p in done
        if _needs_its_tooth(p) and p.day > first.get((p.patient, p.tooth), p.day) + timedelta(days=1)
    )


def _needs_its_tooth(p: Procedure) -> bool:
    """By CDT, which the first clinic writes; done or planned here."""
    needs = p.treatment.code.startswith(("D2", "D3")) or p.treatment.code == EXTRACTION
    return bool(p.tooth) and needs and p.status in {"C", PLANNED}


def _when(p: Procedure) -> tuple[date, int]:
    return (p.day, p.number)
