"""What a stencil tells of its values, told one stencil after another.

Where they are few, that costs a fraction of a query, which builds each pattern anew. Each is asked the same
as `core.profiles.marks` and `core.profiles.columns` ask all at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from core.profiles import marks
from core.profiles.dates import SLASHED
from core.profiles.latin import built, latin
from core.profiles.marks import CHECKED
from core.profiles.shapes import LONGEST_SHORT, NUMBER_LEAD, PATTERNS, Lead, Pattern, Shape

FEW = 2_000
"""Stencils up to which they are told singly."""
_BY_LEAD = {lead: tuple(each for each in PATTERNS if lead in each.leads) for lead in Lead}
_CHECKED = {lead: tuple(each for each in CHECKED if lead in each.leads) for lead in Lead}


@dataclass(frozen=True)
class Told:
    """shapes: what all values of the stencil have. marks: as beside each value. checked: those among them
    that are patterns.
    """

    shapes: tuple[Shape, ...] = field(repr=False)
    marks: int
    checked: tuple[Pattern, ...] = field(default=(), repr=False)


def told(stencils: pl.Series) -> Mapping[str, Told] | None:
    """By stencil; None where they are many, or not written in Latin letters alone."""
    if len(stencils) > FEW:
        return None
    texts = stencils.to_list()
    if not all(map(latin, texts)):
        return None
    numbers = stencils.cast(pl.Float64, strict=False).is_not_null().to_list()
    return {
        text: _told(text, number=number) for text, number in dict(zip(texts, numbers, strict=True)).items()
    }


def has(pattern: Pattern, text: str) -> bool:
    """Whether a short text in Latin letters has the shape, leads apart."""
    return built(pattern.regex).search(text) is not None


def _told(text: str, *, number: bool) -> Told:
    own = marks.NUMBER * number + sum(mark for regex, mark in _ASKED if built(regex).search(text))
    if len(text) > LONGEST_SHORT:
        return Told((Shape.TEXT,), own)
    lead = Lead.NUMBER if built(NUMBER_LEAD).search(text) else Lead.OTHER
    had = tuple(each.shape for each in _BY_LEAD[lead] if has(each, text))
    open_to = (each for each in _CHECKED[lead] if each.shape not in had)
    checked = tuple(each for each in open_to if built(each.rough or "").search(text))
    return Told(had, own + sum(marks.bit(each) for each in checked), checked)


_ASKED = (
    (SLASHED, marks.DAYS),
    (marks.PLAINLY, marks.PLAIN),
    (marks.LEADING, marks.LEADING_DAY),
    (":", marks.COLON),
)
