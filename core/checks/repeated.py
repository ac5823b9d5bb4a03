"""The same thing under two numbers, and two bookings in one room: worth a look, and often meant so.

Real days have two payments of one amount, and chairs that are booked twice on purpose: nothing is
flagged, each is counted and listed.
"""

from __future__ import annotations

import polars as pl

from core.checks.chronology import newest_work
from core.checks.model import Check, Records, gathered, standing
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
_UNTIL, _TAKEN, _AT = "#until", "#taken", "#at"


def _stands_twice(records: Records, record: ClinicRecord) -> pl.DataFrame:
    found = []
    for name in ASKED:
        frame = standing(records, name)
        if frame is not None:
            found.append(_alike(frame.collect(), record.entity(name)))
    return gathered(found)


def _alike(frame: pl.DataFrame, entity: Entity) -> pl.LazyFrame:
    """Those that an earlier record is like in every field; hashes are compared first, which is quick."""
    names = [f.name for f in entity.fields if f.name not in _BESIDE and frame.get_column(f.name).count()]
    if frame.is_empty() or len(names) < _FEWEST:
        return frame.clear().lazy()
    cells = frame.select(_cell(entity.field(name)) for name in names)
    hashes = cells.hash_rows()
    again = hashes.sort()
    again = again.filter((again == again.shift(1)).fill_null(value=False)).unique().implode()
    filled = pl.sum_horizontal(pl.col(*names).is_not_null()) >= _FEWEST
    asked = cells.with_row_index(_AT).filter(hashes.is_in(again))
    first = asked.unique(names, keep="first").get_column(_AT)
    alike = asked.filter(filled, ~pl.col(_AT).is_in(first.implode()))
    return frame[alike.get_column(_AT)].lazy()


def _cell(field: Field) -> pl.Expr:
    return pl.col(field.name).list.join("\n") if field.many else pl.col(field.name)


def _double_booked(records: Records, record: ClinicRecord) -> pl.DataFrame:
    bookings, today = standing(records, "appointment"), newest_work(records, record)
    if bookings is None or today is None:
        return gathered([])
    minutes = pl.col("duration").str.extract(r"^\s*(\d{1,3})(?:[.,]0+)?\s*(?:m|min|mins|minutes)?\s*$", 1)
    until = pl.coalesce("end", pl.col("start") + pl.duration(minutes=minutes.cast(pl.Int64))).alias(_UNTIL)
    held = ~pl.col("status").is_in(_OFF).fill_null(value=False)
    ahead = held & (pl.col("start").cast(pl.Date) >= today) & pl.col("operatory").is_not_null()
    asked = bookings.with_columns(until).filter(ahead & (pl.col(_UNTIL) > pl.col("start")))
    ordered = asked.sort("operatory", "start", "source_file", "source_table", "source_record")
    taken = pl.col(_UNTIL).cum_max().shift(1).over("operatory").alias(_TAKEN)
    return gathered([ordered.with_columns(taken).filter(pl.col("start") < pl.col(_TAKEN))])


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
)
CHECKS = (STANDS_TWICE, DOUBLE_BOOKED)
