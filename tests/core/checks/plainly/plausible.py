"""Figures, days and amounts that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

from core.checks.plausible import FIGURES, UNITS, Range
from core.record.model import Kind
from tests.core.checks.plainly.rows import AllRows, Named, Row, fields, numbered

SPELLED = {
    "cms": "cm", "inch": "in", "inches": "in", "[in_i]": "in", "kgs": "kg", "lbs": "lb", "[lb_av]": "lb",
}  # fmt: skip
OPEN_ENDED = {"end", "valid_to", "expires", "expires_on", "abatement", "left_on"}


def figure_implausible(records: AllRows) -> Iterator[Named]:
    for n, row in numbered(records, "vital_sign"):
        plain = (_amiss(row.get(name), ranges) for name, ranges in FIGURES.items())
        if any(plain) or any(_amiss(row.get(name), _in_unit(row, name)) for name in UNITS):
            yield "vital_sign", n


def _in_unit(row: Row, name: str) -> tuple[Range, ...]:
    said = str(row.get(f"{name}_unit") or "").strip().lower()
    unit = SPELLED.get(said, said)
    return (UNITS[name][unit],) if unit in UNITS[name] else tuple(UNITS[name].values())


def _amiss(value: object, ranges: tuple[Range, ...]) -> bool:
    try:
        number = float(str(value))
    except ValueError:
        return False
    return number != 0 and not any(low <= number <= high for low, high in ranges)


def pressures_turned(records: AllRows) -> Iterator[Named]:
    for n, row in numbered(records, "vital_sign"):
        lower, upper = row.get("diastolic"), row.get("systolic")
        if isinstance(lower, int) and isinstance(upper, int) and lower >= upper > 0:
            yield "vital_sign", n


def date_implausible(records: AllRows) -> Iterator[Named]:
    for entity in records:
        if entity != "family_history":
            asked = [name for name, field in fields(entity).items() if not field.many]
            for n, row in numbered(records, entity):
                if any(_never(name, fields(entity)[name].kind, row.get(name)) for name in asked):
                    yield entity, n


def _never(name: str, kind: Kind, value: object) -> bool:
    early, late = _beyond(kind, value) if name not in {"entered_at", "modified_at"} else (False, False)
    return early or (late and name not in OPEN_ENDED)


def _beyond(kind: Kind, value: object) -> tuple[bool, bool]:
    if kind is Kind.DATE and isinstance(value, date):
        return value <= date(1900, 1, 1), value > date(2100, 1, 1)
    if kind is Kind.DATETIME and isinstance(value, datetime):
        return value < datetime(1900, 1, 2, tzinfo=UTC), value > datetime(2100, 1, 1, tzinfo=UTC)
    if kind is Kind.PARTIAL_DATE and str(value)[:4].isdigit():
        return int(str(value)[:4]) < 1900, int(str(value)[:4]) > 2100
    return False, False


def amount_implausible(records: AllRows) -> Iterator[Named]:
    for entity in records:
        money = [name for name, field in fields(entity).items() if field.kind is Kind.MONEY]
        for n, row in numbered(records, entity):
            amounts = [said for name in money if isinstance(said := row.get(name), int)]
            if any(abs(amount) >= 100_000_000 for amount in amounts):
                yield entity, n
