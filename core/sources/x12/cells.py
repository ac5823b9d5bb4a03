"""One X12 segment as cells of the record that it belongs to; what has no name of its own is "OI-3"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.sources.drafts import Row
from core.sources.hl7_time import iso
from core.sources.x12.names import DIAGNOSES, ELEMENTS, TIMES, amount_name, date_name, reference_name
from core.sources.x12.tokens import Segment


def put(row: Row, cells: Row) -> None:
    """Adds the filled cells; a name that is taken gets a number."""
    for name, cell in cells.items():
        if cell:
            number, free = 2, name
            while row.get(free):
                free, number = f"{name}.{number}", number + 1
            row[free] = cell


def cells_of(segment: Segment) -> Row:
    """Column -> cell."""
    return SHAPED.get(segment.name, _plain)(segment)


def named(segment: Segment, names: Mapping[int, str]) -> Row:
    """Elements by name; the others by number."""
    row: Row = {}
    for number in range(1, len(segment.elements) + 1):
        name = names.get(number, f"{segment.name}-{number}")
        cell = segment.at(number)
        row[name] = iso(cell) if cell and name in TIMES else cell
    return row


def _plain(segment: Segment) -> Row:
    return named(segment, ELEMENTS.get(segment.name, {}))


def _reference(segment: Segment) -> Row:
    code = segment.at(1) or "-"
    more = {f"REF-{code}-{n}": segment.at(n) for n in range(3, len(segment.elements) + 1)}
    return {reference_name(code): segment.at(2), **more}


def _date(segment: Segment) -> Row:
    """DTP says its format in the second element, DTM writes the date there; RD8 is from and to."""
    name = date_name(segment.at(1) or "-")
    if segment.name == "DTM":
        return {f"{name}_date": iso(segment.at(2) or ""), **_beyond(segment, 2)}
    written = segment.at(3) or ""
    if segment.at(2) == "RD8" and written.count("-") == 1:
        start, end = written.split("-")
        return {f"{name}_date": iso(start), f"{name}_end_date": iso(end)}
    return {f"{name}_date": iso(written), **_beyond(segment, 3)}


def _amount(segment: Segment) -> Row:
    return {amount_name(segment.at(1) or "-"): segment.at(2), **_beyond(segment, 2)}


def _beyond(segment: Segment, last: int) -> Row:
    return {f"{segment.name}-{n}": segment.at(n) for n in range(last + 1, len(segment.elements) + 1)}


def _health(segment: Segment) -> Row:
    """Codes of diagnoses one after the other; of other kinds under their own qualifier."""
    row: Row = {}
    for number in range(1, len(segment.elements) + 1):
        kind, *rest = segment.parts(number)
        code = rest[0] if rest else ""
        name = "diagnosis_code" if kind in DIAGNOSES else f"HI-{kind}"
        put(row, {name: segment.signs.component.join(rest) if len(rest) > 1 and any(rest[1:]) else code})
        if not rest:
            put(row, {f"HI-{number}": kind})
    return row


def _contact(segment: Segment) -> Row:
    """A name, then pairs of kind and number."""
    row: Row = {"contact_kind": segment.at(1), "contact_name": segment.at(2)}
    kinds = {"TE": "phone", "EM": "email", "FX": "fax", "EX": "phone_extension", "UR": "website"}
    for number in (3, 5, 7):
        kind = segment.at(number)
        put(row, {kinds.get(kind or "", f"PER-{kind}"): segment.at(number + 1)})
    return row


def procedure(parts: list[str]) -> Row:
    """A composite medical procedure: kind of code, code, modifiers, description."""
    kind, code = [*parts, "", ""][:2]
    rest = parts[2:]
    row: Row = {"code_kind": kind or None, "procedure_code": code or None}
    for modifier in rest[:4]:
        put(row, {"modifier": modifier})
    put(row, {"procedure_description": rest[4] if len(rest) > 4 else None})
    put(row, {"procedure_more": ":".join(rest[5:]).strip(":") or None})
    return row


SHAPED: Mapping[str, Callable[[Segment], Row]] = {
    "REF": _reference,
    "DTP": _date,
    "DTM": _date,
    "AMT": _amount,
    "HI": _health,
    "PER": _contact,
}
