"""The same records under other numbers: how a system with keys of its own is expected to name them.

What becomes of a row does not depend on how its system counts, so that the truth of one export is made from
that of another by giving every record and reference its other number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from core.demonstration.expected.model import Expected, Made, Value
from core.record import RECORD
from core.record.model import Kind

Numbered = Callable[[str, str], str]
"""(entity, its number) -> the number that the other system has for it."""


def rekeyed(rows: Iterable[Expected], numbered: Numbered) -> list[Expected]:
    """The rows under the numbers of another system."""
    return [_row(row, numbered) for row in rows]


def _row(row: Expected, numbered: Numbered) -> Expected:
    own = row.records[0].entity if row.records else row.entity
    made = tuple(_record(each, numbered) for each in row.records)
    return replace(row, key=numbered(own, row.key), records=made)


def _record(record: Made, numbered: Numbered) -> Made:
    route, dot, key = record.key.partition(".")
    named = f"{route}.{numbered(route, key)}" if dot else numbered(record.entity, record.key)
    fields = {name: _value(record.entity, name, value, numbered) for name, value in record.fields.items()}
    return Made(record.entity, named, fields)


def _value(entity: str, name: str, value: Value, numbered: Numbered) -> Value:
    if not isinstance(value, str):
        return value
    if (entity, name) == ("patient", "other_id"):
        return numbered("patient", value) if value else ""
    if RECORD.entity(entity).field(name).kind is not Kind.REFERENCE:
        return value
    to, _, number = value.partition(":")
    return f"{to}:{numbered(to, number)}"
