"""What was charged, paid and adjusted in the example. Amounts are whole cents of the clinic's currency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from core.demonstration import people
from core.demonstration.draw import Draw
from core.demonstration.people import Clinic, Patient
from core.demonstration.treatment import Procedure

FIRST_ENTRY = 5_000_001
FIRST_PAYMENT_PLAN = 60_001


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger. amount: charges and refunds above zero, everything that lowers a debt below.

    procedure: the number of what was charged for, 0 for none.
    """

    number: int
    patient: int
    procedure: int
    clinic: Clinic
    day: date
    kind: str
    amount: int
    method: str
    note: str
    struck_out: bool = False


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """A debt paid month by month."""

    number: int
    patient: Patient
    day: date
    total: int
    down: int
    each: int
    count: int


@dataclass(frozen=True, slots=True)
class Instalment:
    """place: which of its plan's, from 1. paid: so far."""

    number: int
    plan: PaymentPlan
    place: int
    due: date
    amount: int
    paid: int


def ledger(draw: Draw, done: tuple[Procedure, ...], insured: frozenset[int]) -> tuple[Entry, ...]:
    """A charge for every completed treatment, then what came in for it, numbered in calendar order."""
    entries = [entry for item in done if item.status == "C" for entry in _story(draw, item, insured)]
    entries.sort(key=lambda entry: entry.day)
    return tuple(replace(entry, number=FIRST_ENTRY + place) for place, entry in enumerate(entries))


def _story(draw: Draw, item: Procedure, insured: frozenset[int]) -> list[Entry]:
    charge = Entry(
        0, item.patient, item.number, item.clinic, item.day, "CHG", item.fee, "", item.treatment.words
    )
    if draw.chance(0.48):
        return [charge]
    if draw.chance(0.06):
        return [charge, _credit(item, draw.one(("ADJ", "CR", "WO")), item.fee // 10, "", days=0)]
    if item.patient in insured:
        return [charge, *_insured(draw, item)]
    method = draw.one(("Cash", "Check", "Visa", "MC", "Debit"))
    paid = _credit(item, "PMT", item.fee, method, days=0)
    if draw.chance(0.02):
        back = replace(_credit(item, "REF", item.fee // 4, method, days=9), amount=item.fee // 4)
        return [charge, paid, back]
    return [charge, paid]


def _insured(draw: Draw, item: Procedure) -> list[Entry]:
    came = draw.whole(14, 45)
    paid = [_credit(item, "INS PMT", item.fee * 7 // 10, "EFT", days=came)]
    if draw.chance(0.4):
        paid.append(
            _credit(item, "PMT", item.fee - item.fee * 7 // 10, draw.one(("Visa", "Check")), days=came)
        )
    if draw.chance(0.15):
        paid.append(_credit(item, "WO", item.fee // 20, "", days=came))
    return paid


def _credit(item: Procedure, kind: str, cents: int, method: str, *, days: int) -> Entry:
    day = min(item.day + timedelta(days=days), people.AS_OF)
    return Entry(0, item.patient, item.number, item.clinic, day, kind, -cents, method, "")


def payment_plans(draw: Draw, everybody: tuple[Patient, ...]) -> tuple[PaymentPlan, ...]:
    """One patient in fifteen pays by instalments."""
    owing = [person for person in people.coming(everybody) if draw.chance(1 / 15)]
    return tuple(_plan(draw, FIRST_PAYMENT_PLAN + place, person) for place, person in enumerate(owing))


def _plan(draw: Draw, number: int, person: Patient) -> PaymentPlan:
    each, count = draw.one((10_000, 12_550, 25_000)), draw.one((6, 10, 12))
    down = draw.one((0, 5_000, 20_000))
    day = draw.workday(person.first_visit, date(2026, 3, 2))
    return PaymentPlan(number, person, day, down + each * count, down, each, count)


def instalments(agreed: tuple[PaymentPlan, ...]) -> tuple[Instalment, ...]:
    """One a month from the month after; those that were due when the export was taken are paid."""
    due = [(plan, place) for plan in agreed for place in range(1, plan.count + 1)]
    return tuple(_instalment(number, plan, place) for number, (plan, place) in enumerate(due, start=1))


def _instalment(number: int, plan: PaymentPlan, place: int) -> Instalment:
    due = plan.day + timedelta(days=30 * place)
    return Instalment(number, plan, place, due, plan.each, plan.each if due <= people.AS_OF else 0)
