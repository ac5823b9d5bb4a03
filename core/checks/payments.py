"""Money that moved before its reason, or more of it back than came in.

Amounts are compared without their signs, which old systems set as they like, and in one currency only
(law 6).
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from core.checks import referring
from core.checks.model import DAY, Check, Failing
from core.checks.seen import Place, Seen, fields_of, standing_fields_of
from core.findings import FindingKind, Severity
from core.record.model import ID, ClinicRecord

_MARGIN = "1d"
"""An instant in UTC may fall on the day before its local date."""
_PAID, _IN = "#paid", "#in"


def _before_invoice(seen: Seen) -> Iterator[Failing]:
    if not {"payment", "invoice"} <= set(seen.records):
        return
    eve = pl.col("date").dt.offset_by(f"-{_MARGIN}").alias(DAY)
    invoices = seen.of_all("invoice", ID, "date").select(pl.col(ID).alias("invoice"), eve)
    early = pl.col("date").cast(pl.Date) < pl.col(DAY)
    yield "payment", referring.where(seen.standing("payment"), invoices, ["invoice"], early)


def _reads_invoices(record: ClinicRecord) -> frozenset[Place]:
    return standing_fields_of(record, "payment", "invoice", "date") | fields_of(record, "invoice", "date")


def _above_payment(seen: Seen) -> Iterator[Failing]:
    if not {"refund", "payment"} <= set(seen.records):
        return
    paid = (pl.col(ID).alias("payment"), pl.col("amount").abs().alias(_PAID), pl.col("currency").alias(_IN))
    payments = seen.of_all("payment", ID, "amount", "currency").select(paid)
    more = (pl.col("amount").abs() > pl.col(_PAID)) & (pl.col("currency") == pl.col(_IN))
    yield "refund", referring.where(seen.standing("refund"), payments, ["payment"], more)


def _reads_refunds(record: ClinicRecord) -> frozenset[Place]:
    refunds = standing_fields_of(record, "refund", "payment", "amount", "currency")
    return refunds | fields_of(record, "payment", "amount", "currency")


PAYMENT_BEFORE_INVOICE = Check(
    FindingKind(
        "payment_before_invoice",
        Severity.WARNING,
        "This payment is dated before the invoice that it pays.",
        "It may have been paid ahead. Else one of the two dates is wrong, or it pays another invoice.",
    ),
    "The day of a payment, and the date of the invoice that it names; one day is let pass.",
    _before_invoice,
    _reads_invoices,
    looked_up=frozenset({("invoice", "date")}),
)
REFUND_ABOVE_PAYMENT = Check(
    FindingKind(
        "refund_above_payment",
        Severity.WARNING,
        "More was paid back than the payment that it comes from.",
        "Ask your accountant to see whether it covers several payments, or whether an amount is wrong.",
    ),
    "The amount of a refund, and that of the payment that it names, where both are in one currency.",
    _above_payment,
    _reads_refunds,
    looked_up=frozenset({("payment", "amount"), ("payment", "currency")}),
)
CHECKS = (PAYMENT_BEFORE_INVOICE, REFUND_ABOVE_PAYMENT)
