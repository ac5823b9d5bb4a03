"""What is wrong with the four tools' exports, on purpose."""

from __future__ import annotations

from core.demonstration import words
from core.demonstration.blemishes import Blemish
from core.demonstration.group import Group
from core.demonstration.stack.roster import BILLING, BY_NOTHING, LAB, SCHEDULER, pairs, roster


def _holes(group: Group) -> int:
    known = roster(group)
    return sum(not each.crosswalk for tool in (BILLING, LAB) for each in known.tool(tool))


def _same_number(group: Group) -> int:
    """Numbers of the scheduler that the EMR has for somebody else."""
    known = roster(group)
    emr = {each.number: each.who.number for each in known.emr}
    return sum(emr.get(each.number) != each.who.number for each in known.tool(SCHEDULER))


BLEMISHES = (
    Blemish(
        "same_number", "scheduler/clients.csv", "A number is somebody else's in the EMR.", _same_number
    ),
    Blemish(
        "holes", "billing/accounts.csv, lab/persons.csv", "The EMR's number was never written down.", _holes
    ),
    Blemish(
        "known_by_nothing", "scheduler/clients.csv, lab/persons.csv",
        "Nothing in the export tells who of the EMR this is.",
        lambda g: sum(pair.by == BY_NOTHING for pair in pairs(g)),
    ),
    Blemish(
        "day_first", "scheduler/bookings.csv", "Days put the day first, which no other tool does.",
        lambda g: len(g.appointments),
    ),
    Blemish(
        "deleted_bookings", "scheduler/bookings.csv", "Deleted bookings stand there, with a flag.",
        lambda g: sum(line.item.struck_out for line in g.appointments),
    ),
    Blemish(
        "no_currency", "billing/transactions.csv", "No amount says its currency.", lambda g: len(g.ledger)
    ),
    Blemish(
        "refuted", "emr/allergies.csv", "Allergies that were refuted stand among the others.",
        lambda g: sum(line.refuted for line in g.allergies),
    ),
    Blemish(
        "denial_and_allergy", "emr/allergies.csv", f'One row does both: "{words.BOTH_WAYS}".',
        lambda g: sum(line.said == words.BOTH_WAYS for line in g.allergies),
    ),
)  # fmt: skip
