"""What named people have decided by now, for the figures of going live and for its document.

The one place that knows where decisions are kept: nowhere yet, so that nothing stands.
"""

from __future__ import annotations

from core.decisions import NO_DECISIONS, Decisions
from reports.readiness import DecisionLine
from storage import Work


def standing_decisions(work: Work, project: str) -> Decisions:
    """Every decision that stands, whether or not a run has followed it yet."""
    del work, project
    return NO_DECISIONS


def decision_lines(work: Work, project: str) -> tuple[DecisionLine, ...]:
    """The same as the document prints them, which says of each on which day it was made."""
    del work, project
    return ()
