"""What is wrong with the cloud system's export, on purpose."""

from __future__ import annotations

from core.demonstration import words
from core.demonstration.blemishes import Blemish
from core.demonstration.cloud import billing
from core.demonstration.cloud.sheets import TAGS, TEAMS
from core.demonstration.group import Group


def _deleted(group: Group) -> int:
    moved = (*billing.payments(group), *billing.adjustments(group))
    return sum(entry.struck_out for entry in moved)


BLEMISHES = (
    Blemish(
        "deleted_appointments", "appointments.csv", "Deleted appointments stand there, with when it was.",
        lambda g: sum(line.item.struck_out for line in g.appointments),
    ),
    Blemish(
        "deleted_money", "payments.csv, adjustments.csv", "Deleted payments stand there, with when it was.",
        _deleted,
    ),
    Blemish(
        "utc", "appointments.csv", "Times are in UTC: the same hour at the desk is another one in summer.",
        lambda g: len(g.appointments),
    ),
    Blemish(
        "tags", "patients.csv", "Tags stand in one cell, and have no place in the new record.",
        lambda g: sum(bool(TAGS[line.item.number % len(TAGS)]) for line in g.patients),
    ),
    Blemish(
        "own_fields", "patients.csv", "The clinic made a field of its own.",
        lambda g: sum(bool(TEAMS[line.item.number % len(TEAMS)]) for line in g.patients),
    ),
    Blemish(
        "two_currencies", "payments.csv", "Amounts of the second clinic are in another currency.",
        lambda g: sum(entry.clinic.number == 2 for entry in billing.payments(g)),
    ),
    Blemish(
        "two_keys", "patients.csv", "One person under two keys.", lambda g: len(g.pairs)
    ),
    Blemish(
        "refuted", "allergies.csv", "Allergies that were refuted stand among the others.",
        lambda g: sum(line.refuted for line in g.allergies),
    ),
    Blemish(
        "denial_and_allergy", "allergies.csv", f'One row does both: "{words.BOTH_WAYS}".',
        lambda g: sum(line.said == words.BOTH_WAYS for line in g.allergies),
    ),
    Blemish(
        "manifest", "manifest.json", "What was handed over is listed in JSON, without a record in it.",
        lambda g: 1,
    ),
)  # fmt: skip
