"""Invoices, their lines, payments and adjustments as the cloud system exports them."""

from __future__ import annotations

from core.demonstration.cloud import billing
from core.demonstration.cloud.keys import own_key
from core.demonstration.cloud.sheets import deleted_at, patient_key, plain_money, utc
from core.demonstration.expected.model import instant
from core.demonstration.group import Group
from core.demonstration.money import Entry
from core.demonstration.sheets.model import Row, Sheet, sheet


def invoices(group: Group) -> Sheet:
    return sheet(
        "id patient_id location_id invoice_number issued_on total currency",
        (
            (
                own_key("invoice", i.number), patient_key(i.patient), own_key("clinic", i.clinic.number),
                f"INV-{i.number}", i.day.isoformat(), plain_money(i.total), i.clinic.currency,
            )
            for i in billing.invoices(group)
        ),
    )  # fmt: skip


def invoice_items(group: Group) -> Sheet:
    return sheet(
        "id invoice_id patient_id treatment_id line_no service_at description amount currency",
        (
            (
                own_key("invoice_line", line.number), own_key("invoice", each.number),
                patient_key(line.patient), own_key("procedure", line.procedure), str(place),
                utc(instant(line.day)), line.note, plain_money(line.amount), line.clinic.currency,
            )
            for each in billing.invoices(group)
            for place, line in enumerate(each.lines, start=1)
        ),
    )  # fmt: skip


def payments(group: Group) -> Sheet:
    invoice = billing.invoice_of(group)
    return sheet(
        "id patient_id location_id invoice_id received_at amount currency method deleted_at",
        (_payment(entry, invoice[entry.procedure]) for entry in billing.payments(group)),
    )


def _payment(entry: Entry, invoice: int) -> Row:
    return (
        own_key("payment", entry.number), patient_key(entry.patient), own_key("clinic", entry.clinic.number),
        own_key("invoice", invoice), utc(instant(entry.day)), plain_money(-entry.amount),
        entry.clinic.currency, entry.method, _deleted(entry),
    )  # fmt: skip


def adjustments(group: Group) -> Sheet:
    return sheet(
        "id patient_id location_id treatment_id adjusted_on kind amount currency deleted_at",
        (
            (
                own_key("adjustment", e.number), patient_key(e.patient), own_key("clinic", e.clinic.number),
                own_key("procedure", e.procedure), e.day.isoformat(), billing.ADJUSTED[e.kind],
                plain_money(e.amount), e.clinic.currency, _deleted(e),
            )
            for e in billing.adjustments(group)
        ),
    )  # fmt: skip


def _deleted(entry: Entry) -> str:
    return utc(deleted_at(instant(entry.day))) if entry.struck_out else ""
