"""Records as plain rows, and what every reference asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta

from core.record import RECORD
from core.record.model import Field
from tests.core.checks.made import Rows

Row = Mapping[str, object]
AllRows = Mapping[str, Rows]
Named = tuple[str, int]
"""An entity, and the number of one of its records."""
Reference = Callable[[AllRows], Iterator[Named]]

DAY = timedelta(days=1)


def numbered(records: AllRows, entity: str) -> list[tuple[int, Row]]:
    """Those that are not void, where a record of this entity can be."""
    rows, may_be_void = enumerate(records.get(entity, ()), start=1), "voided" in fields(entity)
    return [(n, row) for n, row in rows if not (may_be_void and row.get("voided"))]


def by_id(records: AllRows, entity: str) -> dict[str, list[Row]]:
    """All of them, void or not; two may bear one id."""
    found: dict[str, list[Row]] = {}
    for n, row in enumerate(records.get(entity, ()), start=1):
        found.setdefault(str(row.get("id", f"{entity}:main:{n}")), []).append(row)
    return found


def referred(row: Row, name: str, others: Mapping[str, list[Row]]) -> list[Row]:
    return others.get(str(row[name]), []) if row.get(name) is not None else []


def day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def first_day(row: Row, *names: str) -> date | None:
    return next((found for name in names if (found := day(row.get(name))) is not None), None)


def fields(entity: str) -> dict[str, Field]:
    return {field.name: field for field in RECORD.entity(entity).fields}


def newest_work(records: AllRows) -> date | None:
    rows = [row for entity in ("encounter", "procedure") for row in records.get(entity, ())]
    return max((found for row in rows if (found := day(row.get("start")))), default=None)
