"""What becomes of insurance, claims, the ledger and payment plans: minor units, each row in its currency."""

from __future__ import annotations

from core.demonstration.expected.model import (
    SKIPPED,
    WAITING,
    Expected,
    flagged,
    instant,
    made,
    to,
    without,
)
from core.demonstration.faults import Fault, Line, written
from core.demonstration.group import Group
from core.demonstration.insurance import CARRIERS, Claim
from core.demonstration.money import Entry
from core.demonstration.treatment import FEES

TYPES = {
    "CHG": "charge", "PMT": "payment", "INS PMT": "insurance_payment", "ADJ": "adjustment",
    "WO": "write_off", "REF": "refund", "CR": "credit",
}  # fmt: skip
METHODS = {
    "": None, "Cash": "cash", "Check": "cheque", "Visa": "credit_card", "MC": "credit_card",
    "Debit": "debit_card", "EFT": "bank_transfer",
}  # fmt: skip


def fees() -> list[Expected]:
    """The workbook has no numbers for them: a row is known by its place."""
    offered = [treatment for each in FEES.values() for treatment in each]
    return [
        made(
            "fee", f"front_desk.xlsx[Fees]#{place}", clinic=to("clinic", t.clinic.number), code=t.code,
            amount=t.fee, currency=t.clinic.currency,
        )
        for place, t in enumerate(offered, start=1)
    ]  # fmt: skip


def carriers() -> list[Expected]:
    return [made("payer", c.number, name=c.name, electronic_id=c.electronic) for c in CARRIERS]


def plans(group: Group) -> list[Expected]:
    return [
        made(
            "plan", p.number, payer=to("payer", p.carrier.number), group_name=p.group,
            group_number=p.group_number, annual_maximum=p.yearly, deductible=p.deductible,
            currency=p.carrier.clinic.currency,
        )
        for p in group.plans
    ]  # fmt: skip


def coverages(group: Group) -> list[Expected]:
    """The day of verification could be a month as well: it waits, and its row is flagged."""
    rows = []
    for place, c in enumerate(group.coverages, start=1):
        row = made(
            "coverage", f"coverage.csv#{place}", patient=to("patient", c.patient),
            plan=to("plan", c.plan.number), subscriber=to("patient", c.subscriber), member_id=c.member,
            relationship=c.relationship.lower(), order="primary", start=c.since.isoformat(),
        )  # fmt: skip
        rows.append(flagged(row, "date_order_unsettled") if c.verified else row)
    return rows


def claims(group: Group) -> list[Expected]:
    return [_claim(each) for each in group.claims]


def _claim(each: Claim) -> Expected:
    visit = each.visit
    return made(
        "claim", each.number, patient=to("patient", visit.patient), plan=to("plan", each.plan.number),
        clinic=to("clinic", visit.clinic.number), service_date=instant(visit.day), sent_on=each.sent,
        received_on=each.received, status=each.status.lower(), total=each.fee, paid=each.paid,
        write_off=-each.written_off, currency=visit.clinic.currency,
    )  # fmt: skip


def ledger(group: Group) -> list[Expected]:
    return [_entry(line) for line in written(group.ledger)]


def _entry(line: Line[Entry]) -> Expected:
    entry, fault = line.item, line.fault
    unknown = fault is Fault.UNKNOWN_CURRENCY
    row = made(
        "ledger_entry", entry.number, patient=to("patient", entry.patient),
        procedure=to("procedure", entry.procedure) if entry.procedure else None,
        clinic=to("clinic", entry.clinic.number), date=entry.day, type=TYPES[entry.kind],
        amount=None if unknown else entry.amount, currency=None if unknown else entry.clinic.currency,
        method=METHODS[entry.method], note=entry.note, voided=entry.struck_out,
    )  # fmt: skip
    match fault:
        case Fault.NOBODY:
            return without(row, WAITING, "orphan_record")
        case Fault.ALIKE:
            return without(row, SKIPPED, "identical_row")
        case Fault.UNKNOWN_CURRENCY:
            return flagged(row, "currency_unknown", "amount_without_currency")
        case _:
            return row


def payment_plans(group: Group) -> list[Expected]:
    return [
        made(
            "payment_plan", p.number, patient=to("patient", p.patient.number),
            guarantor=to("patient", p.patient.guarantor), clinic=to("clinic", p.patient.clinic.number),
            start=p.day, total=p.total, down_payment=p.down, instalment=p.each, instalment_count=p.count,
            interval="Monthly", currency=p.patient.clinic.currency,
        )
        for p in group.payment_plans
    ]  # fmt: skip


def instalments(group: Group) -> list[Expected]:
    return [
        made(
            "instalment", i.number, payment_plan=to("payment_plan", i.plan.number),
            patient=to("patient", i.plan.patient.number), number=i.place, due_on=i.due, amount=i.amount,
            paid=i.paid, currency=i.plan.patient.clinic.currency,
        )
        for i in group.instalments
    ]  # fmt: skip
