"""The example as objects: everything that the export and the truth are both written from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from core.demonstration import chart, insurance, money, papers, people, schedule, treatment
from core.demonstration.draw import Draw
from core.demonstration.faults import Fault, Line, placed, sound
from core.demonstration.money import Entry
from core.demonstration.people import Patient
from core.demonstration.schedule import Appointment

NAME = "Tandvale Dental Group"


@dataclass(frozen=True)
class Size:
    """How many of each the example has; what is not named here follows from these."""

    patients: int = 1_200
    appointments: int = 25_000
    procedures: int = 45_000
    notes: int = 8_000
    scripts: int = 900
    vitals: int = 1_500
    images: int = 240
    photographs: int = 90
    letters: int = 60
    consents: int = 150


WHOLE = Size()
SMALL = Size(
    patients=60, appointments=250, procedures=500, notes=90, scripts=25, vitals=30, images=12, photographs=6,
    letters=20, consents=12,
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """One person under two numbers. by: what tells so, "" where nothing in the export does."""

    first: int | str
    second: int | str
    by: str


@dataclass(frozen=True)
class Group:
    """A dental group with all its records. Lines bear what is wrong with single rows."""

    seed: int
    size: Size
    patients: tuple[Line[Patient], ...]
    pairs: tuple[Pair, ...]
    appointments: tuple[Line[Appointment], ...]
    procedures: tuple[treatment.Procedure, ...]
    recalls: tuple[schedule.Recall, ...]
    notes: tuple[chart.Note, ...]
    allergies: tuple[chart.AllergyLine, ...]
    medicines: tuple[chart.Medicine, ...]
    prescriptions: tuple[chart.Prescription, ...]
    problems: tuple[chart.Problem, ...]
    vitals: tuple[chart.Vitals, ...]
    plans: tuple[insurance.Plan, ...]
    coverages: tuple[insurance.Coverage, ...]
    claims: tuple[insurance.Claim, ...]
    ledger: tuple[Line[Entry], ...]
    payment_plans: tuple[money.PaymentPlan, ...]
    instalments: tuple[money.Instalment, ...]
    images: tuple[papers.Image, ...]
    photographs: tuple[papers.Photograph, ...]
    letters: tuple[papers.Letter, ...]
    consents: tuple[papers.Consent, ...]


def dental_group(seed: int = 7, size: Size = WHOLE) -> Group:
    """The group of this seed and size: the same arguments give the same group, whatever day it is (law 3)."""

    def draw(part: str) -> Draw:
        return Draw(seed, part)

    base = people.patients(draw("patients"), size.patients)
    twins, pairs = _under_two_numbers(base)
    everybody = (*base, *twins)
    booked = _with_struck_out(schedule.appointments(draw("appointments"), everybody, size.appointments), 90)
    appointments = placed(booked, _FAULTS_OF_APPOINTMENTS)
    visits = schedule.held(sound(appointments))
    done = treatment.procedures(draw("procedures"), visits, size.procedures)
    plans = insurance.plans(draw("plans"))
    covered = insurance.coverages(draw("coverage"), base, plans)
    by_patient = {each.patient: each.plan for each in covered}
    entries = money.ledger(draw("ledger"), done, frozenset(by_patient))
    agreed = money.payment_plans(draw("payment plans"), base)
    return Group(
        seed=seed,
        size=size,
        patients=placed(everybody, {9: Fault.ZERO_DATE}, {4: Fault.DIFFERING}),
        pairs=pairs,
        appointments=appointments,
        procedures=done,
        recalls=schedule.recalls(draw("recalls"), base),
        notes=chart.notes(draw("notes"), visits, size.notes),
        allergies=chart.allergies(draw("allergies"), base),
        medicines=chart.medicines(draw("medicines"), base),
        prescriptions=chart.prescriptions(draw("prescriptions"), visits, size.scripts),
        problems=chart.problems(draw("problems"), base),
        vitals=chart.vitals(draw("vitals"), visits, size.vitals),
        plans=plans,
        coverages=covered,
        claims=insurance.claims(draw("claims"), visits, by_patient, _charged(done)),
        ledger=_ledger_lines(entries),
        payment_plans=agreed,
        instalments=money.instalments(agreed),
        images=papers.images(draw("images"), base, size.images),
        photographs=papers.photographs(draw("photographs"), base, size.photographs),
        letters=papers.letters(draw("letters"), base, size.letters),
        consents=papers.consents(draw("consents"), base, size.consents),
    )


_FAULTS_OF_APPOINTMENTS = {40: Fault.NOBODY, 55: Fault.UNKNOWN_STATUS, 70: Fault.UNREADABLE_DATE}


def _under_two_numbers(base: tuple[Patient, ...]) -> tuple[tuple[Patient, ...], tuple[Pair, ...]]:
    """Three who were entered twice, and one who married; none of them stands in the list twice otherwise."""
    adults = [p for p in people.coming(base[9:]) if p.mobile is not None and p.born < date(1990, 1, 1)][:4]
    number = base[-1].number
    twins = tuple(
        people.under_another_number(p, number + place) for place, p in enumerate(adults[:3], start=1)
    )
    married = people.by_old_chart(adults[3], number + 4)
    same = "same name, birth date and telephone"
    pairs = tuple(Pair(p.number, t.number, same) for p, t in zip(adults, twins, strict=False))
    return (*twins, married), (*pairs, Pair(adults[3].number, married.number, "OldChartNum"))


def _with_struck_out(visits: tuple[Appointment, ...], every: int) -> tuple[Appointment, ...]:
    return tuple(
        replace(visit, struck_out=True) if place % every == 0 else visit
        for place, visit in enumerate(visits, start=1)
    )


def _charged(done: Iterable[treatment.Procedure]) -> dict[int, int]:
    """Appointment number -> what its completed treatments cost."""
    fees: dict[int, int] = defaultdict(int)
    for item in done:
        if item.status == "C":
            fees[item.visit.number] += item.fee
    return fees


def _ledger_lines(entries: tuple[Entry, ...]) -> tuple[Line[Entry], ...]:
    """One payment is of nobody; one row has a cell too many, one no known currency; one comes twice."""
    struck = tuple(
        replace(entry, struck_out=True) if place % 150 == 0 else entry
        for place, entry in enumerate(entries, start=1)
    )
    payment = next(place for place, entry in enumerate(struck, start=1) if place > 45 and entry.kind == "PMT")
    at = {30: Fault.CELL_TOO_MANY, payment: Fault.NOBODY}
    currency = next(place for place in range(80, 90) if place not in at)
    return placed(struck, {**at, currency: Fault.UNKNOWN_CURRENCY}, {20: Fault.ALIKE})
