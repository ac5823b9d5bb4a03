"""Money that moved before its reason, or more of it back than came in.

Amounts are compared without their signs, which old systems set as they like, and in one currency only
(law 6).
"""

from __future__ import annotations

import polars as pl

from core.checks.model import DAY, Check, Records, gathered, standing
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord

_MARGIN = "1d"
"""An instant in UTC may fall on the day before its local date."""
_PAID, _IN = "#paid", "#in"


def _before_invoice(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    payments = standing(records, "payment")
    if payments is None or "invoice" not in records:
        return gathered([])
    invoices = records["invoice"].lazy().select(pl.col("id").alias("invoice"), pl.col("date").alias(DAY))
    joined = payments.join(invoices, on="invoice", how="inner", maintain_order="left")
    early = pl.col("date").cast(pl.Date) < pl.col(DAY).dt.offset_by(f"-{_MARGIN}")
    return gathered([joined.filter(early)])


def _above_payment(records: Records, record: ClinicRecord) -> pl.DataFrame:
    del record
    refunds = standing(records, "refund")
    if refunds is None or "payment" not in records:
        return gathered([])
    payments = (
        records["payment"]
        .lazy()
        .select(
            pl.col("id").alias("payment"), pl.col("amount").abs().alias(_PAID), pl.col("currency").alias(_IN)
        )
    )
    joined = refunds.join(payments, on="payment", how="inner", maintain_order="left")
    more = (pl.col("amount").abs() > pl.col(_PAID)) & (pl.col("currency") == pl.col(_IN))
    return gathered([joined.filter(more)])


PAYMENT_BEFORE_INVOICE = Check(
    FindingKind(
        "payment_before_invoice",
        Severity.WARNING,
        "This payment is dated before the invoice that it pays.",
        "It may have been paid ahead. Else one of the two dates is wrong, or it pays another invoice.",
    ),
    "The day of a payment, and the date of the invoice that it names; one day is let pass.",
    _before_invoice,
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
    looked_up=frozenset({("payment", "amount"), ("payment", "currency")}),
)
CHECKS = (PAYMENT_BEFORE_INVOICE, REFUND_ABOVE_PAYMENT)
