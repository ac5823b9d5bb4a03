"""Who insures whom in the example, and what was claimed. Amounts are whole cents of the clinic's currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people, words
from core.demonstration.draw import Draw
from core.demonstration.people import Clinic, Patient
from core.demonstration.schedule import Appointment

FIRST_CLAIM = 700_001


@dataclass(frozen=True, slots=True)
class Carrier:
    number: int
    name: str
    electronic: str
    clinic: Clinic


CARRIERS = tuple(
    Carrier(place, name, code, people.CLINICS[clinic - 1])
    for place, (name, code, clinic) in enumerate(words.CARRIERS, start=1)
)


@dataclass(frozen=True, slots=True)
class Plan:
    """An insurance plan. yearly: the most that it pays in a year."""

    number: int
    carrier: Carrier
    group: str
    group_number: str
    yearly: int
    deductible: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Who is covered by which plan, through whom. verified: when the insurer was asked, None for never."""

    patient: int
    plan: Plan
    subscriber: int
    member: str
    relationship: str
    since: date
    verified: date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What was asked of an insurer for one visit. received: None while nothing came."""

    number: int
    visit: Appointment
    plan: Plan
    sent: date
    received: date | None
    fee: int
    paid: int
    written_off: int
    status: str


def plans(draw: Draw) -> tuple[Plan, ...]:
    """One or two plans of each carrier."""
    offered = [carrier for carrier in CARRIERS for _ in range(draw.whole(1, 2))]
    return tuple(
        Plan(
            300 + place, carrier, f"{carrier.name.split()[0]} Group {place}", f"G{4100 + 7 * place}",
            draw.one((100_000, 150_000, 200_000)), draw.one((0, 5_000, 10_000)),
        )
        for place, carrier in enumerate(offered, start=1)
    )  # fmt: skip


def coverages(draw: Draw, everybody: tuple[Patient, ...], offered: tuple[Plan, ...]) -> tuple[Coverage, ...]:
    """Two families in three are insured, every member through the head; one in twenty was verified."""
    heads = {person.guarantor: person.clinic for person in everybody}
    insured = {
        head: (
            draw.one([plan for plan in offered if plan.carrier.clinic is clinic]),
            f"XZ{draw.whole(10**8, 10**9 - 1)}",
        )
        for head, clinic in heads.items()
        if draw.chance(0.67)
    }
    having = [person for person in everybody if person.guarantor in insured]
    return tuple(
        _coverage(draw, place, person, *insured[person.guarantor]) for place, person in enumerate(having)
    )


def _coverage(draw: Draw, place: int, person: Patient, plan: Plan, member: str) -> Coverage:
    """A day of verification could always be a month too: nothing in its column says which is which."""
    said = ("Self", "Spouse", "Child", "Child")[person.number - person.guarantor]
    verified = date(2026, draw.whole(1, 5), draw.whole(6, 12)) if place % 20 == 5 else None
    return Coverage(person.number, plan, person.guarantor, member, said, person.first_visit, verified)


def claims(
    draw: Draw, visits: tuple[Appointment, ...], covered: dict[int, Plan], fees: dict[int, int]
) -> tuple[Claim, ...]:
    """Of half of the insured visits that cost something. fees: appointment number -> what was charged."""
    claimed = [v for v in visits if v.patient in covered and fees.get(v.number) and draw.chance(0.5)]
    return tuple(
        _claim(draw, FIRST_CLAIM + place, visit, covered[visit.patient], fees[visit.number])
        for place, visit in enumerate(claimed)
    )


def _claim(draw: Draw, number: int, visit: Appointment, plan: Plan, fee: int) -> Claim:
    sent = visit.day + timedelta(days=draw.whole(0, 3))
    received = sent + timedelta(days=draw.whole(10, 40))
    if received > people.AS_OF or draw.chance(0.04):
        return Claim(number, visit, plan, min(sent, people.AS_OF), None, fee, 0, 0, "Sent")
    off = fee // 20 if draw.chance(0.3) else 0
    return Claim(number, visit, plan, sent, received, fee, fee * 7 // 10, off, "Received")
