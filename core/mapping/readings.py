"""The ways in which a column may be read into a field that more than one transform could fill."""

from __future__ import annotations

from core.mapping.model import Step
from core.record.model import Field

AS_IT_STANDS = "text"
_BY_FIELD = {"tooth": "tooth", "tooth_range": "tooth", "surface": "surfaces"}
UNIVERSAL_COUNTRIES = frozenset({"US"})
"""Where dentists write Universal numbers; everywhere else they write those of ISO 3950."""


def readings_of(field: Field) -> tuple[str, ...]:
    """Transforms among which a person chooses for the field; one alone leaves nothing to choose."""
    own = _BY_FIELD.get(field.name)
    return (AS_IT_STANDS, own) if own else (AS_IT_STANDS,)


def step_of(reading: str, *, country: str) -> Step:
    """The step by which a column is read so. What only the column can tell is left to be settled."""
    if reading != "tooth":
        return Step(reading)
    return Step(reading, {"into": "universal" if country in UNIVERSAL_COUNTRIES else "fdi"})
