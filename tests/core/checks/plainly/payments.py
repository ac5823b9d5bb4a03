"""Money before its reason, or more of it back than came in."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core.checks.plainly.rows import DAY, AllRows, Named, Row, by_id, day, numbered, referred


def payment_before_invoice(records: AllRows) -> Iterator[Named]:
    invoices = by_id(records, "invoice")
    for n, row in numbered(records, "payment"):
        paid = day(row.get("date"))
        billed = [day(each.get("date")) for each in referred(row, "invoice", invoices)]
        if any(paid and each and paid < each - DAY for each in billed):
            yield "payment", n


def refund_above_payment(records: AllRows) -> Iterator[Named]:
    payments = by_id(records, "payment")
    for n, row in numbered(records, "refund"):
        if any(_above(row, each) for each in referred(row, "payment", payments)):
            yield "refund", n


def _above(refund: Row, payment: Row) -> bool:
    back, paid, currency = refund.get("amount"), payment.get("amount"), refund.get("currency")
    if not isinstance(back, int) or not isinstance(paid, int) or currency is None:
        return False
    return currency == payment.get("currency") and abs(back) > abs(paid)
