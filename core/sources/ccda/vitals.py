"""Vital signs of a C-CDA document: one record a reading, its measurements side by side by LOINC code."""

from __future__ import annotations

from collections.abc import Mapping

from core.sources.ccda.elements import attribute, child, children, coded, own_id, raw, span
from core.sources.ccda.statements import Statement, value_of
from core.sources.drafts import Row

MEASURES = {
    "8480-6": "systolic",
    "8462-4": "diastolic",
    "8867-4": "heart_rate",
    "9279-1": "respiratory_rate",
    "8310-5": "temperature",
    "3141-9": "weight",
    "29463-7": "weight",
    "8302-2": "height",
    "8306-3": "height_lying",
    "39156-5": "bmi",
    "2708-6": "oxygen_saturation",
    "59408-5": "oxygen_saturation",
    "8287-5": "head_circumference",
}
WITHOUT_UNIT = frozenset(
    {"systolic", "diastolic", "heart_rate", "respiratory_rate", "bmi", "oxygen_saturation"}
)
"""Measures of one unit only; it stands in the entry as written."""


def vital_row(statement: Statement, narrative: Mapping[str, str]) -> Row:
    """All measurements of one reading."""
    group = statement.wrapper
    parts = list(children(group, "component", "observation")) or [group]
    start, end = span(group)
    row: Row = {"id": own_id(group), "taken_at": start or span(parts[0])[0], "period_end": end}
    for part in parts:
        words, code, _ = coded(child(part, "code"), narrative)
        _measure(row, MEASURES.get(code or "") or words or code or "measurement", value_of(part, narrative))
    flavors = [part.get("nullFlavor") or attribute(part, "nullFlavor", "value") for part in parts]
    return {**row, "null_flavor": next((one for one in flavors if one), None), "entry_as_written": raw(group)}


def _measure(row: Row, name: str, seen: Row) -> None:
    """Puts one value beside the others; a second one of a kind gets a number."""
    free, number = name, 2
    while free in row:
        free, number = f"{name}.{number}", number + 1
    row[free] = seen["value"]
    if name not in WITHOUT_UNIT:
        row[f"{free}_unit"] = seen["unit"]
