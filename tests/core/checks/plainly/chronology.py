"""What lies before its beginning, before birth or after death."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.checks.chronology import PAIRS
from core.record import RECORD
from core.record.model import Kind
from tests.core.checks.plainly.rows import (
    DAY,
    AllRows,
    Named,
    by_id,
    day,
    fields,
    first_day,
    newest_work,
    numbered,
    referred,
)

NOT_HELD = {"cancelled", "no_show", "rescheduled", "unscheduled", "declined", "deleted", "condition", "void"}


def ends_before_start(records: AllRows) -> Iterator[Named]:
    for entity in records:
        has = fields(entity)
        for start, end in PAIRS:
            if start in has and end in has:
                for n, row in numbered(records, entity):
                    if _backward(row.get(start), row.get(end)):
                        yield entity, n


def _backward(start: object, end: object) -> bool:
    if isinstance(start, str) and isinstance(end, str):
        said = min(len(start), len(end), 10)
        return end[:said] < start[:said]
    return isinstance(start, date) and isinstance(end, date) and end < start


def before_birth(records: AllRows) -> Iterator[Named]:
    patients = by_id(records, "patient")
    for entity in records:
        start = _begins(entity)
        for n, row in numbered(records, entity) if start else []:
            begun = day(row.get(start or ""))
            born = [day(each.get("birth_date")) for each in referred(row, "patient", patients)]
            if any(begun and each and begun < each - DAY for each in born):
                yield entity, n


def _begins(entity: str) -> str | None:
    has = fields(entity)
    dated = [name for name in has if has[name].kind in (Kind.DATE, Kind.DATETIME)]
    asked = RECORD.entity(entity).area in {"care", "clinical"} and "patient" in has
    return next((name for name in ("start", "service_date", "date") if asked and name in dated), None)


def after_death(records: AllRows) -> Iterator[Named]:
    patients = by_id(records, "patient")
    for entity in ("encounter", "appointment", "procedure", "vital_sign", "immunisation"):
        for n, row in numbered(records, entity):
            dates = (name for name in ("start", "date", "taken_at", "given_at") if name in fields(entity))
            held = first_day(row, *dates) if row.get("status") not in NOT_HELD else None
            if held and any(
                _dead(each.get("death_date"), held) for each in referred(row, "patient", patients)
            ):
                yield entity, n


def _dead(died: object, held: date) -> bool:
    return isinstance(died, date) and held > died + DAY


def born_in_future(records: AllRows) -> Iterator[Named]:
    newest = newest_work(records)
    for n, row in enumerate(records.get("patient", ()), start=1):
        born = day(row.get("birth_date"))
        if newest and born and born > newest:
            yield "patient", n
