"""Parts that the portal has come to measure itself: for these no statement counts, and none is asked for.

A page of its own for a part takes the place of its statements (ADR 17); earlier ones stay in the journal.
"""

from __future__ import annotations

from core.readiness import Part, Statement
from core.readiness.statements import standing
from storage import Readiness, Work


def measured_parts(work: Work, project: str) -> frozenset[Part]:
    """Charts are measured from the first draw on."""
    drawn = work.spot_checks.of(project).checking.current is not None
    return frozenset({Part.CHARTS}) if drawn else frozenset()


def still_stated(work: Work, state: Readiness) -> tuple[Statement, ...]:
    """The statements that figures come from."""
    measured = measured_parts(work, state.project)
    return tuple(each for each in standing(state.statements) if each.part not in measured)
