"""What was done to teeth that are gone, or not there yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tests.core.checks.plainly.rows import (
    DAY,
    AllRows,
    Named,
    Row,
    by_id,
    day,
    first_day,
    numbered,
    referred,
)

DRAWN = {"D7140", "D7210", "D7220", "D7230", "D7240", "D7241"}
GONE = {"missing", "extracted", "absent", "tooth missing", "missing tooth"}
UNDONE = {"planned", "declined", "cancelled", "deleted", "condition", "referred"}
NOT_MEANT = {"declined", "cancelled", "deleted", "condition", "referred", "existing_ours", "existing_other"}


def tooth_gone(records: AllRows) -> Iterator[Named]:
    goings = [*_drawn(records), *_charted(records)]
    for n, row in numbered(records, "procedure"):
        when, fits = _when(row), re.fullmatch(r"D[23]\d{3}", _code(row)) or _code(row) in DRAWN
        if when and fits and row.get("status") not in NOT_MEANT and row.get("patient") is not None:
            whose = (row["patient"], _tooth(row))
            if whose[1] and any(since == whose and when > gone + DAY for since, gone in goings):
                yield "procedure", n


Going = tuple[tuple[object, str], date]


def _drawn(records: AllRows) -> Iterator[Going]:
    for _, row in numbered(records, "procedure"):
        when = _when(row)
        if when and _code(row) in DRAWN and row.get("status") not in UNDONE:
            yield (row.get("patient"), _tooth(row)), when


def _charted(records: AllRows) -> Iterator[Going]:
    for _, row in numbered(records, "tooth_chart_entry"):
        date_said = str(row.get("date") or "")[:10]
        if len(date_said) == 10 and str(row.get("kind") or "").strip().lower() in GONE:
            yield (row.get("patient"), _tooth(row)), date.fromisoformat(date_said)


def adult_tooth_on_child(records: AllRows) -> Iterator[Named]:
    patients = by_id(records, "patient")
    for n, row in numbered(records, "procedure"):
        when = _when(row)
        if when and _permanent(row) and row.get("status") not in UNDONE:
            born = [day(each.get("birth_date")) for each in referred(row, "patient", patients)]
            if any(each and each <= when < each.replace(year=each.year + 4) for each in born):
                yield "procedure", n


def _permanent(row: Row) -> bool:
    tooth, dentition = _tooth(row), row.get("dentition")
    if dentition is None:
        return tooth.isdigit() and not tooth.startswith("0") and 1 <= int(tooth) <= 48
    return dentition == "permanent" and tooth != ""


def _when(row: Row) -> date | None:
    return first_day(row, "start", "completed_on", "planned_on")


def _tooth(row: Row) -> str:
    return str(row.get("tooth") or "").strip().upper()


def _code(row: Row) -> str:
    return str(row.get("code") or "").strip().upper()
