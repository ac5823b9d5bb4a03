"""The ways in which a column may be read into a field that more than one transform could fill."""

from __future__ import annotations

from core.mapping.model import Step
from core.record.model import Field, Kind

AS_IT_STANDS = "text"
SPLIT = "split"
WIDTHS = "widths"
MARKS = (",", ";", "/", "-", "|", " ")
"""Marks between the pieces of a cell that a person may choose; a mapping file may name any other."""
_BY_FIELD = {"tooth": "tooth", "tooth_range": "tooth", "surface": "surfaces"}
UNIVERSAL_COUNTRIES = frozenset({"US"})
"""Where dentists write Universal numbers; everywhere else they write those of ISO 3950."""


def readings_of(field: Field) -> tuple[str, ...]:
    """Ways among which a person chooses for the field; one alone leaves nothing to choose."""
    own = _BY_FIELD.get(field.name)
    pieces = tuple(f"{SPLIT}{mark}" for mark in MARKS) if field.kind is Kind.TEXT and not field.many else ()
    return (AS_IT_STANDS, *([own] if own else []), *pieces, *([WIDTHS] if pieces else []))


def step_of(reading: str, *, country: str) -> Step:
    """The step by which a column is read so. What only the column can tell is left to be settled."""
    if reading == WIDTHS:
        return Step(SPLIT, {"widths": "1", "number": "1"})
    if reading.startswith(SPLIT):
        return Step(SPLIT, {"separator": reading.removeprefix(SPLIT), "number": "1"})
    if reading != "tooth":
        return Step(reading)
    return Step(reading, {"into": "universal" if country in UNIVERSAL_COUNTRIES else "fdi"})


def reading_of(step: Step) -> str:
    """The way that a step is, as `readings_of` names it."""
    if step.transform != SPLIT:
        return step.transform
    return WIDTHS if "widths" in step.options else f"{SPLIT}{step.options.get('separator', '')}"


def is_pieces(reading: str) -> bool:
    """Whether cells are cut, so that another field may take the next piece."""
    return reading == WIDTHS or reading.startswith(SPLIT)
