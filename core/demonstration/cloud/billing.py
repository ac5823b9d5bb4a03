"""The ledger as a cloud system keeps it: invoices with their lines, payments, and what else moved a debt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from core.demonstration.faults import written
from core.demonstration.group import Group
from core.demonstration.money import Entry
from core.demonstration.people import Clinic

PAID = ("PMT", "INS PMT")
ADJUSTED = {"ADJ": "adjustment", "CR": "credit", "WO": "write-off", "REF": "refund"}


@dataclass(frozen=True)
class Invoice:
    """What a patient was charged on one day. number: of its first line."""

    number: int
    patient: int
    clinic: Clinic
    day: date
    lines: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """Minor units; struck-out lines do not count."""
        return sum(line.amount for line in self.lines if not line.struck_out)


def entries(group: Group) -> list[Entry]:
    """Those that stand in the export."""
    return [line.item for line in written(group.ledger)]


def invoices(group: Group) -> list[Invoice]:
    """In the order of their first lines."""
    charged: dict[tuple[int, date], list[Entry]] = defaultdict(list)
    for entry in entries(group):
        if entry.kind == "CHG":
            charged[entry.patient, entry.day].append(entry)
    return [
        Invoice(lines[0].number, patient, lines[0].clinic, day, tuple(lines))
        for (patient, day), lines in charged.items()
    ]


def invoice_of(group: Group) -> dict[int, int]:
    """Procedure number -> number of the invoice on which it was charged."""
    return {line.procedure: each.number for each in invoices(group) for line in each.lines}


def payments(group: Group) -> list[Entry]:
    return [entry for entry in entries(group) if entry.kind in PAID]


def adjustments(group: Group) -> list[Entry]:
    return [entry for entry in entries(group) if entry.kind in ADJUSTED]
