"""The same thing under two numbers, and two bookings in one room: worth a look, and often meant so.

Real days have two payments of one amount, and chairs that are booked twice on purpose: nothing is
flagged, each is counted and listed.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from core.checks.alike import alike
from core.checks.chronology import newest_work, reads_work
from core.checks.model import Check, Failing
from core.checks.seen import WHENCE, Place, Seen, standing_fields_of
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord, Entity, Field

ASKED = (
    "encounter", "appointment", "procedure", "prescription", "clinical_note", "allergy", "condition",
    "medication", "immunisation", "vital_sign", "payment", "ledger_entry",
    "refund", "adjustment", "write_off", "invoice",
)  # fmt: skip
"""Kinds of record of which one that stands twice does harm: in a chart or in an account."""
_BESIDE = ("entered_at", "entered_by", "modified_at", "voided", "currency")
_FEWEST = 3
"""Filled fields from which two records may be said to be alike."""
_OFF = ("cancelled", "no_show", "rescheduled", "unscheduled", "planned", "note", "completed")
_BOOKED = ("operatory", "start", "end", "duration", "status")
_UNTIL, _TAKEN = "#until", "#taken"


def _stands_twice(seen: Seen) -> Iterator[Failing]:
    for name in ASKED:
        if name in seen.records:
            fields, rows = _compared(seen.record.entity(name)), seen.standing_rows(name)
            yield name, alike(seen.records[name], rows, fields, fewest=_FEWEST)


def _compared(entity: Entity) -> list[Field]:
    return [field for field in entity.fields if field.name not in _BESIDE]


def _reads_compared(record: ClinicRecord) -> frozenset[Place]:
    asked = (record.entity(name) for name in ASKED if record.has(name))
    each = (standing_fields_of(record, e.name, *(f.name for f in _compared(e))) for e in asked)
    return frozenset[Place]().union(*each)


def _double_booked(seen: Seen) -> Iterator[Failing]:
    today = newest_work(seen)
    if today is None or "appointment" not in seen.records:
        return
    held = ~pl.col("status").is_in(_OFF).fill_null(value=False)
    ahead = (pl.col("start").cast(pl.Date) >= today) & held & pl.col("operatory").is_not_null()
    asked = seen.standing("appointment", *_BOOKED, *WHENCE).filter(ahead).collect().lazy()
    booked = asked.with_columns(_until()).filter(pl.col(_UNTIL) > pl.col("start"))
    ordered = booked.sort("operatory", "start", *WHENCE)
    taken = pl.col(_UNTIL).cum_max().shift(1).over("operatory").alias(_TAKEN)
    yield "appointment", ordered.with_columns(taken).filter(pl.col("start") < pl.col(_TAKEN))


def _until() -> pl.Expr:
    minutes = pl.col("duration").str.extract(r"^\s*(\d{1,3})(?:[.,]0+)?\s*(?:m|min|mins|minutes)?\s*$", 1)
    return pl.coalesce("end", pl.col("start") + pl.duration(minutes=minutes.cast(pl.Int64))).alias(_UNTIL)


def _reads_bookings(record: ClinicRecord) -> frozenset[Place]:
    return reads_work(record) | standing_fields_of(record, "appointment", *_BOOKED)


STANDS_TWICE = Check(
    FindingKind(
        "stands_twice",
        Severity.INFO,
        "A record is like an earlier one in every field but stands under another number.",
        "Both come over. See whether it was typed twice, above all where it is money.",
    ),
    "Every field of visits, bookings, procedures, prescriptions, notes, allergies, conditions, "
    "medication, vaccinations, vital signs, invoices and whatever moves money, except when and by whom it "
    "was typed. Records with fewer than three filled fields are not asked, and the first of several is "
    "not named.",
    _stands_twice,
    _reads_compared,
    apart=ASKED,
)
DOUBLE_BOOKED = Check(
    FindingKind(
        "double_booked",
        Severity.INFO,
        "A booking to come begins in a room before another one there has ended.",
        "Many clinics do this on purpose. Look at it once before the first day in the new system.",
    ),
    "Bookings of one room from the newest day of work on, by their end or their minutes; cancelled, "
    "missed and finished ones, and those without a room, are not asked.",
    _double_booked,
    _reads_bookings,
)
CHECKS = (STANDS_TWICE, DOUBLE_BOOKED)
