"""Parts of readiness that a page of their own measures: there, nothing that people stated counts (ADR 17).

A statement stays in the journal; what is measured takes its place from the moment that there is anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from core.readiness import Part, Statement
from portal.services import learners, scope_figures
from portal.services.spot_check_state import is_drawn
from storage import Work

MEASURES: Mapping[Part, Callable[[Work, str], bool]] = {
    Part.CHARTS: is_drawn,
    Part.TRAINING: learners.is_begun,
    Part.SCOPE: scope_figures.is_measured,
}
"""Part -> whether there is anything to measure it by in a project."""


def measured_parts(work: Work, project: str) -> frozenset[Part]:
    return frozenset(part for part, there in MEASURES.items() if there(work, project))


def still_stated(work: Work, project: str, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those about parts that nothing measures."""
    measured = measured_parts(work, project)
    return tuple(each for each in statements if each.part not in measured)
