"""Every check once more, record by record in plain Python, to which the expressions are held."""

from __future__ import annotations

from tests.core.checks.plainly import chronology, mouths, payments, plausible, repeated
from tests.core.checks.plainly.rows import Reference

PLAINLY: dict[str, Reference] = {
    "ends_before_start": chronology.ends_before_start,
    "before_birth": chronology.before_birth,
    "after_death": chronology.after_death,
    "born_in_future": chronology.born_in_future,
    "figure_implausible": plausible.figure_implausible,
    "pressures_turned": plausible.pressures_turned,
    "date_implausible": plausible.date_implausible,
    "amount_implausible": plausible.amount_implausible,
    "tooth_gone": mouths.tooth_gone,
    "adult_tooth_on_child": mouths.adult_tooth_on_child,
    "payment_before_invoice": payments.payment_before_invoice,
    "refund_above_payment": payments.refund_above_payment,
    "stands_twice": repeated.stands_twice,
    "double_booked": repeated.double_booked,
}
"""Finding -> which records have it, in the order in which they are named; one may be named repeatedly."""
