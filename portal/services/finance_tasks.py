"""What the totals leave to whoever signs for them, for the Overview.

Ours is taken as of the last statement of each, or as the figures were last taken: the Overview opens no
records.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.readiness import Part
from core.readiness.statements import standing
from portal.permissions import Action, Actor, allowed
from portal.services.money_records import has_money
from storage import RunRow, Work


@dataclass(frozen=True)
class LeftOfFinances:
    """untyped: whether there is money to compare and no total yet. unexplained: differences."""

    untyped: bool = False
    unexplained: int = 0


NO_TOTALS_LEFT = LeftOfFinances()


def left_of_finances(work: Work, project: str, actor: Actor, *, run: RunRow | None) -> LeftOfFinances:
    """run: the newest one."""
    if run is None or not allowed(actor, Action.SIGN_FINANCES) or not has_money(work, project, run.run):
        return NO_TOTALS_LEFT
    state = work.readiness.of(project)
    said = [each for each in standing(state.statements) if each.part is Part.TOTALS]
    still = sum(not each.explains(state.ours.get(each.subject, each.figure("ours"))) for each in said)
    return LeftOfFinances(not said, still)
