"""Some checks once more, record by record in plain Python, to which the expressions are held."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from tests.core.checks.made import Rows

DAY = timedelta(days=1)
Row = Mapping[str, object]


def day_of(row: Row, *names: str) -> date | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
    return None


def tooth_gone(procedures: Rows, chart: Rows) -> set[int]:
    gone: dict[tuple[object, str], date] = {}

    def goes(row: Row, day: date | None) -> None:
        at = (row.get("patient"), _tooth(row))
        if day is not None and all(at):
            gone[at] = min(day, gone.get(at, day))

    for row in procedures:
        undone = row.get("status") in {"planned", "declined", "cancelled", "deleted", "condition", "referred"}
        if not row.get("voided") and not undone and _code(row) == "D7140":
            goes(row, day_of(row, "start", "completed_on", "planned_on"))
    for row in chart:
        written = str(row.get("date") or "")
        if not row.get("voided") and str(row.get("kind")).strip().lower() == "missing" and len(written) == 10:
            goes(row, date.fromisoformat(written))
    return {
        n
        for n, row in enumerate(procedures, start=1)
        if not row.get("voided")
        and row.get("status") not in {"declined", "cancelled", "deleted", "condition", "referred"}
        and row.get("status") not in {"existing_ours", "existing_other"}
        and re.fullmatch(r"D[23]\d{3}|D7140", _code(row))
        and (day := day_of(row, "start", "completed_on", "planned_on"))
        and (since := gone.get((row.get("patient"), _tooth(row))))
        and day > since + DAY
    }


def _tooth(row: Row) -> str:
    return str(row.get("tooth") or "").strip().upper()


def _code(row: Row) -> str:
    return str(row.get("code") or "").strip().upper()


def stands_twice(rows: Rows, fields: tuple[str, ...]) -> set[int]:
    seen: set[tuple[object, ...]] = set()
    found = set()
    for n, row in enumerate(rows, start=1):
        cells = tuple(row.get(name) for name in fields)
        if not row.get("voided") and sum(cell is not None for cell in cells) >= 3:
            if cells in seen:
                found.add(n)
            seen.add(cells)
    return found


def double_booked(bookings: Rows, today: date) -> set[int]:
    """Held against every earlier booking of the room, one by one."""
    ahead: list[tuple[str, datetime, int, datetime]] = []
    for n, row in enumerate(bookings, start=1):
        room, start, end = row.get("operatory"), row.get("start"), row.get("end")
        if row.get("status") in {"cancelled", "completed"} or not room:
            continue
        if isinstance(start, datetime) and isinstance(end, datetime):
            ahead.append((str(room), start, n, end))
    ahead = [each for each in ahead if each[3] > each[1] >= _begin(today)]
    ordered = sorted(ahead)
    return {
        n
        for place, (room, start, n, _) in enumerate(ordered)
        if any(other == room and until > start for other, _, _, until in ordered[:place])
    }


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
