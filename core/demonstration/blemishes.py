"""What is wrong with the example, on purpose and in small doses. Everything is listed here and only here.

An export without a fault teaches nothing. Each entry says where it is, in words for whoever is shown the
example, and counts itself from the group's objects; a test finds each as often in the export.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from core.demonstration import words
from core.demonstration.faults import Fault, Line, written
from core.demonstration.group import Group
from core.demonstration.treatment import on_drawn_teeth

T = TypeVar("T")


@dataclass(frozen=True)
class Blemish:
    """name: short, for tests and files. where: the file. what: one sentence for people. count: of a group."""

    name: str
    where: str
    what: str
    count: Callable[[Group], int]


def _with(lines: Sequence[Line[T]], fault: Fault) -> int:
    return sum(line.fault is fault for line in lines)


BLEMISHES: tuple[Blemish, ...] = (
    Blemish(
        "day_first", "documents.csv", "Dates put the day first, in this table and in no other.",
        lambda g: len(g.letters),
    ),
    Blemish(
        "fits_both_ways", "coverage.csv",
        "Days of verification fit both orders of day and month, and nothing says which it is.",
        lambda g: sum(c.verified is not None for c in g.coverages),
    ),
    Blemish(
        "in_parentheses", "ledger.csv", "What lowers a debt stands in parentheses.",
        lambda g: sum(line.item.amount < 0 for line in written(g.ledger)),
    ),
    Blemish(
        "thousands", "ledger.csv", "Large amounts have commas between their thousands.",
        lambda g: sum(abs(line.item.amount) >= 100_000 for line in written(g.ledger)),
    ),
    Blemish(
        "minus_behind", "claims.csv", "What was written off has its minus sign behind.",
        lambda g: sum(c.written_off > 0 for c in g.claims),
    ),
    Blemish(
        "two_currencies", "ledger.csv", "Amounts of the second clinic are in another currency.",
        lambda g: sum(
            line.item.clinic.number == 2 and line.fault is not Fault.UNKNOWN_CURRENCY
            for line in written(g.ledger)
        ),
    ),
    Blemish(
        "no_currency", "ledger.csv", "One row names a currency that is none.",
        lambda g: _with(g.ledger, Fault.UNKNOWN_CURRENCY),
    ),
    Blemish(
        "appointment_of_nobody", "appointments.csv", "One appointment belongs to nobody in the list.",
        lambda g: _with(g.appointments, Fault.NOBODY),
    ),
    Blemish(
        "payment_of_nobody", "ledger.csv", "One payment belongs to nobody in the list.",
        lambda g: _with(g.ledger, Fault.NOBODY),
    ),
    Blemish(
        "same_row_twice", "ledger.csv", "One row stands there twice, alike in every cell.",
        lambda g: _with(g.ledger, Fault.ALIKE),
    ),
    Blemish(
        "same_number_twice", "patients.csv", "One number stands there twice, the second time in capitals.",
        lambda g: _with(g.patients, Fault.DIFFERING),
    ),
    Blemish(
        "two_numbers", "patients.csv",
        "One person under two numbers: same name, birth date and telephone, or a note of the older number.",
        lambda g: len(g.pairs),
    ),
    Blemish(
        "denial", "allergies.csv", "A row that denies allergies is no allergy.",
        lambda g: sum(a.denies for a in g.allergies),
    ),
    Blemish(
        "denial_and_allergy", "allergies.csv", f'One row does both: "{words.BOTH_WAYS}".',
        lambda g: sum(a.said == words.BOTH_WAYS for a in g.allergies),
    ),
    Blemish(
        "zero_date", "patients.csv", "One first visit was never filled in: a date of zeros.",
        lambda g: _with(g.patients, Fault.ZERO_DATE),
    ),
    Blemish(
        "no_such_status", "appointments.csv", "One appointment has a status that nobody knows.",
        lambda g: _with(g.appointments, Fault.UNKNOWN_STATUS),
    ),
    Blemish(
        "no_such_day", "appointments.csv", "One appointment is on a day that there never was.",
        lambda g: _with(g.appointments, Fault.UNREADABLE_DATE),
    ),
    Blemish(
        "cell_too_many", "ledger.csv", "One row has a cell beyond its last column.",
        lambda g: _with(g.ledger, Fault.CELL_TOO_MANY),
    ),
    Blemish(
        "tooth_gone", "procedures.csv", "One treatment is on a tooth that was extracted before.",
        lambda g: len(on_drawn_teeth(g.procedures)),
    ),
    Blemish(
        "struck_out_appointments", "appointments.csv", "Deleted appointments stand there, with a flag.",
        lambda g: sum(line.item.struck_out for line in g.appointments),
    ),
    Blemish(
        "struck_out_entries", "ledger.csv", "Deleted entries stand there, with a flag.",
        lambda g: sum(line.item.struck_out for line in written(g.ledger)),
    ),
    Blemish(
        "controlled", "prescriptions.csv", "Prescriptions of a controlled drug stand there as active.",
        lambda g: sum(p.controlled and p.active for p in g.prescriptions),
    ),
    Blemish(
        "rich_text", "clinical_notes.csv", "One note comes from a word processor, with its marks (RTF).",
        lambda g: sum(n.text == words.RTF for n in g.notes),
    ),
    Blemish("image_of_nobody", "images.zip", "One X-ray is of nobody in the list.", lambda g: 1),
    Blemish(
        "image_of_another", "images.zip", "One X-ray names another patient than the list of images.",
        lambda g: sum(i.of.number != i.tagged.number for i in g.images),
    ),
    Blemish("photograph_unlisted", "images.zip", "One photograph is in no list.", lambda g: 1),
)  # fmt: skip


def counted(group: Group) -> dict[str, int]:
    """Name -> how often it is in the export of `group`."""
    return {blemish.name: blemish.count(group) for blemish in BLEMISHES}
