"""The same thing under two numbers, and two bookings in one room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from core.checks.repeated import ASKED
from tests.core.checks.plainly.rows import AllRows, Named, Row, fields, newest_work, numbered

BESIDE = {"entered_at", "entered_by", "modified_at", "voided", "currency"}
OFF = {"cancelled", "no_show", "rescheduled", "unscheduled", "planned", "note", "completed"}
MINUTES = re.compile(r"\s*(\d{1,3})([.,]0+)?\s*(m|min|mins|minutes)?\s*")


def stands_twice(records: AllRows) -> Iterator[Named]:
    for entity in ASKED:
        seen: set[tuple[object, ...]] = set()
        for n, row in numbered(records, entity):
            cells = tuple(_cell(row.get(name)) for name in fields(entity) if name not in BESIDE)
            if cells in seen and sum(cell is not None for cell in cells) >= 3:
                yield entity, n
            seen.add(cells)


def _cell(value: object) -> object:
    return "\n".join(value) if isinstance(value, list) else value


Booking = tuple[str, datetime, int, datetime]
"""room, start, number, end."""


def double_booked(records: AllRows) -> Iterator[Named]:
    """Held against every earlier booking of the room, one by one."""
    bookings = sorted(_bookings(records))
    for place, (room, start, n, _) in enumerate(bookings):
        if any(other == room and until > start for other, _, _, until in bookings[:place]):
            yield "appointment", n


def _bookings(records: AllRows) -> Iterator[Booking]:
    today = newest_work(records)
    for n, row in numbered(records, "appointment"):
        room, start, end = row.get("operatory"), row.get("start"), _end(row)
        ahead = isinstance(start, datetime) and today is not None and start.date() >= today
        if ahead and room and end and end > start and row.get("status") not in OFF:
            yield str(room), start, n, end


def _end(row: Row) -> datetime | None:
    start, end, said = row.get("start"), row.get("end"), MINUTES.fullmatch(str(row.get("duration") or ""))
    if isinstance(end, datetime):
        return end
    return start + timedelta(minutes=int(said[1])) if said and isinstance(start, datetime) else None
