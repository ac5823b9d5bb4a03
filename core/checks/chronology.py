"""Time runs forward: nobody is seen before birth or after death, nothing ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from core.checks import referring
from core.checks.model import DAY, Check, Failing, dated
from core.checks.seen import ROW, Place, Seen, fields_of, standing_fields_of
from core.findings import FindingKind, Severity
from core.record.model import ID, ClinicRecord, Entity, Kind

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
_TAKEN = ("taken_at", "given_at")
_WORK = ("encounter", "procedure")
_MARGIN = "1d"
"""An instant in UTC may fall on the day before or after its local date."""
_LAST = "#last"


def _ends_before_start(seen: Seen) -> Iterator[Failing]:
    for name in seen.entities():
        rows = seen.standing(name)
        for backward in _backward(seen.record.entity(name)):
            yield name, rows.filter(backward)


def _backward(entity: Entity) -> Iterator[pl.Expr]:
    for start, end in _pairs(entity):
        both_dated = dated(entity, start) and dated(entity, end)
        yield pl.col(end) < pl.col(start) if both_dated else _earlier(end, start)


def _pairs(entity: Entity) -> list[tuple[str, str]]:
    """Those of which it has both, in one way of writing days."""
    return [pair for pair in PAIRS for kind in (dated, _partial) if all(kind(entity, name) for name in pair)]


def _partial(entity: Entity, name: str) -> bool:
    return entity.has(name) and entity.field(name).kind is Kind.PARTIAL_DATE and not entity.field(name).many


def _earlier(one: str, other: str) -> pl.Expr:
    """Of dates that may be a year or a month: as far as both say."""
    letters = pl.min_horizontal(pl.col(one).str.len_chars(), pl.col(other).str.len_chars(), pl.lit(10))
    return pl.col(one).str.head(letters) < pl.col(other).str.head(letters)


def _reads_pairs(record: ClinicRecord) -> frozenset[Place]:
    each = (
        standing_fields_of(record, entity.name, *pair)
        for entity in record.entities
        for pair in _pairs(entity)
    )
    return frozenset[Place]().union(*each)


def _before_birth(seen: Seen) -> Iterator[Failing]:
    born = _of_patients(seen, "birth_date")
    if born is None:
        return
    for name in seen.entities():
        start = _begins(seen.record.entity(name))
        if start is not None:
            rows = seen.standing(name, "patient", start).with_columns(pl.col(start).cast(pl.Date))
            first = rows.select(pl.col(start).min()).collect().item()
            later = born.filter(pl.col(DAY) > pl.lit(first, dtype=pl.Date))
            eve = later.with_columns(pl.col(DAY).dt.offset_by(f"-{_MARGIN}"))
            yield name, referring.where(rows, eve, ["patient"], pl.col(start) < pl.col(DAY))


def _begins(entity: Entity) -> str | None:
    """The field with the day of what is done to a patient; None of what is not."""
    starts = [start for start in _STARTS if dated(entity, start)]
    asked = entity.area in {"care", "clinical"} and entity.has("patient") and starts
    return starts[0] if asked else None


def _reads_beginnings(record: ClinicRecord) -> frozenset[Place]:
    begun = ((entity.name, _begins(entity)) for entity in record.entities)
    each = (standing_fields_of(record, name, "patient", start) for name, start in begun if start)
    return fields_of(record, "patient", "birth_date").union(*each)


def _after_death(seen: Seen) -> Iterator[Failing]:
    died = _of_patients(seen, "death_date")
    if died is None or died.select(pl.len()).collect().item() == 0:
        return
    morrow = died.with_columns(pl.col(DAY).dt.offset_by(_MARGIN))
    for name in _OF_THE_LIVING:
        if name in seen.records:
            rows, entity = seen.standing(name), seen.record.entity(name)
            held = rows.filter(~pl.col("status").is_in(_NOT_HELD).fill_null(value=False))
            asked = (held if entity.has("status") else rows).select(ROW, "patient", _last(entity))
            yield name, referring.where(asked, morrow, ["patient"], pl.col(_LAST) > pl.col(DAY))


def _last(entity: Entity) -> pl.Expr:
    starts = [start for start in (*_STARTS, *_TAKEN) if dated(entity, start)]
    return pl.coalesce(pl.col(start).cast(pl.Date) for start in starts).alias(_LAST)


def _reads_lives(record: ClinicRecord) -> frozenset[Place]:
    asked = (record.entity(name) for name in _OF_THE_LIVING if record.has(name))
    each = (
        standing_fields_of(
            record, entity.name, "patient", "status", *(s for s in (*_STARTS, *_TAKEN) if dated(entity, s))
        )
        for entity in asked
    )
    return fields_of(record, "patient", "death_date").union(*each)


def _of_patients(seen: Seen, name: str) -> pl.LazyFrame | None:
    """patient, and a day of theirs, where it is known; None where there are no patients."""
    if ("patient", name) not in seen.reads or "patient" not in seen.records:
        return None
    days = seen.of_all("patient", ID, name).filter(pl.col(name).is_not_null())
    return days.select(pl.col(ID).alias("patient"), pl.col(name).alias(DAY))


def _born_in_future(seen: Seen) -> Iterator[Failing]:
    newest = newest_work(seen)
    if "patient" in seen.records and newest is not None:
        yield "patient", seen.of_all("patient", "birth_date").filter(pl.col("birth_date") > newest)


def newest_work(seen: Seen) -> date | None:
    """The export's own newest day of work: it stands for the day of the extract, which no clock may tell."""
    newest = pl.col("start").max().cast(pl.Date)
    days = [
        seen.of_all(name, "start").select(newest).collect().item()
        for name in _WORK
        if name in seen.records and dated(seen.record.entity(name), "start")
    ]
    return max((day for day in days if isinstance(day, date)), default=None)


def reads_work(record: ClinicRecord) -> frozenset[Place]:
    """What the newest day of work is taken from."""
    return frozenset[Place]().union(*(fields_of(record, name, "start") for name in _WORK))


def _reads_births(record: ClinicRecord) -> frozenset[Place]:
    return reads_work(record) | fields_of(record, "patient", "birth_date")


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
    _reads_pairs,
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
    _reads_beginnings,
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
    _reads_lives,
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
    _reads_births,
)
CHECKS = (ENDS_BEFORE_START, BEFORE_BIRTH, AFTER_DEATH, BORN_IN_FUTURE)
