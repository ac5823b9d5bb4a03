"""What was charged, paid and adjusted, and who insures whom, in the example. Amounts are whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.demonstration import people, words
from core.demonstration.clinical import Procedure
from core.demonstration.draw import Draw
from core.demonstration.people import Patient

FIRST_ENTRY = 5_000_001


@dataclass(frozen=True)
class Plan:
    """An insurance plan. yearly: the most that it pays in a year, in cents."""

    number: int
    carrier: str
    group: str
    group_number: str
    yearly: int


@dataclass(frozen=True)
class Coverage:
    """Who is covered by which plan, through whom. order: 1 primary, 2 secondary."""

    patient: int
    plan: int
    subscriber: int
    subscriber_id: str
    relationship: str
    order: int
    since: date


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. amount: cents, charges above zero and everything that lowers a debt below.

    procedure: what was charged for, 0 for none.
    """

    patient: int
    procedure: int
    day: date
    kind: str
    amount: int
    method: str
    note: str


def plans(draw: Draw) -> tuple[Plan, ...]:
    """One or two plans of each carrier."""
    offered = [carrier for carrier in words.CARRIERS for _ in range(draw.whole(1, 2))]
    return tuple(
        Plan(300 + place, carrier, f"{carrier.split()[0]} Group {place}", f"G{4100 + 7 * place}", 150_000)
        for place, carrier in enumerate(offered, start=1)
    )


def coverages(draw: Draw, everybody: tuple[Patient, ...], offered: tuple[Plan, ...]) -> tuple[Coverage, ...]:
    """Two families in three are insured, every member through the head."""
    insured = {
        head: (draw.one(offered), f"XZ{draw.whole(10**8, 10**9 - 1)}")
        for head in sorted({person.guarantor for person in everybody})
        if draw.chance(0.67)
    }
    return tuple(
        _coverage(person, *insured[person.guarantor]) for person in everybody if person.guarantor in insured
    )


def _coverage(person: Patient, plan: Plan, member: str) -> Coverage:
    place = person.number - person.guarantor
    relationship = ("Self", "Spouse", "Child", "Child")[place]
    return Coverage(person.number, plan.number, person.guarantor, member, relationship, 1, person.first_visit)


def ledger(draw: Draw, done: tuple[Procedure, ...], insured: frozenset[int]) -> tuple[Entry, ...]:
    """A charge for every completed treatment, then what came in for it, in calendar order."""
    entries = [entry for item in done if item.status == "C" for entry in _story(draw, item, insured)]
    return tuple(sorted(entries, key=lambda entry: entry.day))


def _story(draw: Draw, item: Procedure, insured: frozenset[int]) -> list[Entry]:
    charge = Entry(item.patient, item.number, item.day, "CHG", item.fee, "", item.words)
    if draw.chance(0.55):
        return [charge]
    if draw.chance(0.1):
        return [charge, _credit(item, "ADJ", item.fee // 10, "", days=0)]
    if item.patient in insured:
        return [charge, _credit(item, "INS PMT", item.fee * 8 // 10, "EFT", days=draw.whole(14, 45))]
    return [charge, _credit(item, "PMT", item.fee, draw.one(("Cash", "Check", "Visa", "MC")), days=0)]


def _credit(item: Procedure, kind: str, cents: int, method: str, *, days: int) -> Entry:
    day = min(item.day + timedelta(days=days), people.AS_OF)
    return Entry(item.patient, item.number, day, kind, -cents, method, "")
