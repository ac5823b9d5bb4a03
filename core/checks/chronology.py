"""Time runs forward: nobody is seen before birth, nothing ends before it begins."""

from __future__ import annotations

from datetime import date

import polars as pl

from core.checks.model import Check, Records, gathered
from core.findings import FindingKind, Severity
from core.record.model import ClinicRecord, Entity, Kind

_PAIRS = (("start", "end"), ("start_date", "end_date"), ("admitted", "discharged"))
_DATED = (Kind.DATE, Kind.DATETIME)


def _dated(entity: Entity, name: str) -> bool:
    return entity.has(name) and entity.field(name).kind in _DATED and not entity.field(name).many


def _ends_before_start(records: Records, record: ClinicRecord) -> pl.DataFrame:
    found = []
    for name, frame in records.items():
        entity = record.entity(name)
        for start, end in _PAIRS:
            if _dated(entity, start) and _dated(entity, end):
                found.append(frame.lazy().filter(pl.col(end) < pl.col(start)))
    return gathered(found)


def _before_birth(records: Records, record: ClinicRecord) -> pl.DataFrame:
    if "patient" not in records:
        return gathered([])
    born = records["patient"].lazy().select(pl.col("id").alias("patient"), pl.col("birth_date").alias("born"))
    found = []
    for name, frame in records.items():
        entity = record.entity(name)
        starts = [start for start in ("start", "service_date", "date") if _dated(entity, start)]
        if entity.area in {"care", "clinical"} and entity.has("patient") and starts:
            joined = frame.lazy().join(born, on="patient", how="inner", maintain_order="left")
            # An instant in UTC may fall on the day before its local date.
            early = pl.col(starts[0]).cast(pl.Date) < pl.col("born").dt.offset_by("-1d")
            found.append(joined.filter(early))
    return gathered(found)


def _born_in_future(records: Records, record: ClinicRecord) -> pl.DataFrame:
    newest = _newest_visit(records, record)
    if "patient" not in records or newest is None:
        return gathered([])
    return gathered([records["patient"].lazy().filter(pl.col("birth_date") > newest)])


def _newest_visit(records: Records, record: ClinicRecord) -> date | None:
    """The export's own newest day of work: it stands for the day of the extract, which no clock may tell."""
    days = [
        records[name]["start"].cast(pl.Date).max()
        for name in ("encounter", "procedure")
        if name in records and _dated(record.entity(name), "start")
    ]
    return max((day for day in days if isinstance(day, date)), default=None)


ENDS_BEFORE_START = Check(
    FindingKind(
        "ends_before_start",
        Severity.WARNING,
        "The end lies before the beginning.",
        "Compare with the old system; one of the two dates is wrong there.",
    ),
    _ends_before_start,
)
BEFORE_BIRTH = Check(
    FindingKind(
        "before_birth",
        Severity.WARNING,
        "This happened before the patient was born.",
        "Check the date and whether the record belongs to this patient.",
    ),
    _before_birth,
)
BORN_IN_FUTURE = Check(
    FindingKind(
        "born_in_future",
        Severity.WARNING,
        "The date of birth lies after the newest visit in the export.",
        "Check the date, and how years with two digits were read.",
    ),
    _born_in_future,
)
