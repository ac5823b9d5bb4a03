"""Time runs forward: nobody is seen before birth or after death, nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from core.checks.model import DAY, Check, Records, dated, gathered, standing
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord, Entity, Kind

PAIRS = (
    ("start", "end"),
    ("birth_date", "death_date"),
    ("onset", "abatement"),
    ("onset", "end"),
    ("period_start", "period_end"),
    ("service_date", "service_end"),
    ("valid_from", "valid_to"),
    ("hired_on", "left_on"),
    ("sent_on", "answered_on"),
    ("sent_on", "received_on"),
    ("arrived_at", "dismissed_at"),
)
"""Fields of one record of which the second cannot lie before the first."""
_STARTS = ("start", "service_date", "date")
_NOT_HELD = ("cancelled", "no_show", "rescheduled", "unscheduled", "declined", "deleted", "condition", "void")
"""Statuses of what did not happen, or was noted without being done."""
_OF_THE_LIVING = ("encounter", "appointment", "procedure", "vital_sign", "immunisation")
_MARGIN = "1d"
"""An instant in UTC may fall on the day before or after its local date."""


def _ends_before_start(records: Records, record: ClinicRecord) -> pl.DataFrame:
    found = []
    for name in records:
        frame = standing(records, name)
        if frame is not None:
            found += [frame.filter(backward) for backward in _backward(record.entity(name))]
    return gathered(found)


def _backward(entity: Entity) -> Iterator[pl.Expr]:
    for start, end in PAIRS:
        if dated(entity, start) and dated(entity, end):
            yield pl.col(end) < pl.col(start)
        elif _partial(entity, start) and _partial(entity, end):
            yield _earlier(end, start)


def _partial(entity: Entity, name: str) -> bool:
    return entity.has(name) and entity.field(name).kind is Kind.PARTIAL_DATE and not entity.field(name).many


def _earlier(one: str, other: str) -> pl.Expr:
    """Of dates that may be a year or a month: as far as both say."""
    letters = pl.min_horizontal(pl.col(one).str.len_chars(), pl.col(other).str.len_chars(), pl.lit(10))
    return pl.col(one).str.head(letters) < pl.col(other).str.head(letters)


def _before_birth(records: Records, record: ClinicRecord) -> pl.DataFrame:
    born = _of_patients(records, "birth_date")
    if born is None:
        return gathered([])
    found = []
    for name in records:
        entity = record.entity(name)
        frame, starts = standing(records, name), [start for start in _STARTS if dated(entity, start)]
        if frame is not None and entity.area in {"care", "clinical"} and entity.has("patient") and starts:
            day = pl.col(starts[0]).cast(pl.Date)
            later = born.filter(pl.col(DAY) > pl.lit(records[name].select(day.min()).item(), dtype=pl.Date))
            early = day < pl.col(DAY).dt.offset_by(f"-{_MARGIN}")
            found.append(frame.join(later, on="patient", how="inner", maintain_order="left").filter(early))
    return gathered(found)


def _after_death(records: Records, record: ClinicRecord) -> pl.DataFrame:
    died = _of_patients(records, "death_date")
    if died is None or records["patient"]["death_date"].count() == 0:
        return gathered([])
    found = []
    for name in _OF_THE_LIVING:
        frame = standing(records, name)
        if frame is not None:
            joined = frame.join(died, on="patient", how="inner", maintain_order="left")
            found.append(joined.filter(_held_late(record.entity(name))))
    return gathered(found)


def _held_late(entity: Entity) -> pl.Expr:
    starts = [start for start in (*_STARTS, "taken_at", "given_at") if dated(entity, start)]
    late = pl.coalesce(pl.col(start).cast(pl.Date) for start in starts) > pl.col(DAY).dt.offset_by(_MARGIN)
    return late & ~pl.col("status").is_in(_NOT_HELD).fill_null(value=False) if entity.has("status") else late


def _of_patients(records: Records, name: str) -> pl.LazyFrame | None:
    """patient, and a day of theirs."""
    if "patient" not in records or name not in records["patient"]:
        return None
    return records["patient"].lazy().select(pl.col("id").alias("patient"), pl.col(name).alias(DAY))


def _born_in_future(records: Records, record: ClinicRecord) -> pl.DataFrame:
    newest = newest_work(records, record)
    if "patient" not in records or newest is None:
        return gathered([])
    return gathered([records["patient"].lazy().filter(pl.col("birth_date") > newest)])


def newest_work(records: Records, record: ClinicRecord) -> date | None:
    """The export's own newest day of work: it stands for the day of the extract, which no clock may tell."""
    days = [
        records[name]["start"].cast(pl.Date).max()
        for name in ("encounter", "procedure")
        if name in records and dated(record.entity(name), "start")
    ]
    return max((day for day in days if isinstance(day, date)), default=None)


ENDS_BEFORE_START = Check(
    FindingKind(
        "ends_before_start",
        Severity.WARNING,
        "The end lies before the beginning.",
        "Compare with the old system; one of the two dates is wrong there.",
    ),
    "Beginning and end of one record, birth and death, onset and end, sent and answered, arrived and "
    "left. Of a year or a month as much is compared as both say.",
    _ends_before_start,
)
BEFORE_BIRTH = Check(
    FindingKind(
        "before_birth",
        Severity.WARNING,
        "This happened before the patient was born.",
        "Check the date and whether the record belongs to this patient.",
    ),
    "The day of whatever is care or clinical, and the patient's date of birth; one day is let pass.",
    _before_birth,
    looked_up=frozenset({("patient", "birth_date")}),
)
AFTER_DEATH = Check(
    FindingKind(
        "after_death",
        Severity.WARNING,
        "This is dated after the day on which the patient died.",
        "Check both dates and whether the record belongs to this patient. Cancel what is still booked.",
    ),
    "Visits, bookings, procedures, vital signs and vaccinations, and the patient's day of death; one day "
    "is let pass, and so is what was cancelled or missed. Bills and letters may well come later and are "
    "not asked.",
    _after_death,
    looked_up=frozenset({("patient", "death_date")}),
)
BORN_IN_FUTURE = Check(
    FindingKind(
        "born_in_future",
        Severity.WARNING,
        "The date of birth lies after the newest visit in the export.",
        "Check the date, and how years with two digits were read.",
    ),
    "The date of birth, and the newest day of a visit or procedure, which stands for today.",
    _born_in_future,
)
CHECKS = (ENDS_BEFORE_START, BEFORE_BIRTH, AFTER_DEATH, BORN_IN_FUTURE)
