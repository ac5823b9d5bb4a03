"""What going live leaves to the person reading, for the Overview: a signature, and gates that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from core.readiness import standing_blocks
from portal.permissions import Action, Actor, allowed
from portal.services.turns import newer_than_figures, refused_to_sign
from storage import RunRow, Work


@dataclass(frozen=True)
class LeftOfGoingLive:
    """signature: whether the newest document waits for this person. gates: how many stand in the way and are
    theirs to see to, once the figures were taken. figures: whether this person is one of those who see to
    it that they are, and nobody has taken those of the newest run.
    """

    signature: bool = False
    gates: int = 0
    figures: bool = False


NOTHING_LEFT = LeftOfGoingLive()


def left_of_going_live(work: Work, project: str, actor: Actor, *, run: RunRow | None) -> LeftOfGoingLive:
    """run: the newest one."""
    state = work.readiness.of(project)
    newest = state.documents[-1] if state.documents else None
    waits = newest is not None and refused_to_sign(state, newest, actor, newest=run) is None
    taken_of = state.journey.evidence.run
    figures = run is not None and newer_than_figures(state, run) and allowed(actor, Action.SIGN_READINESS)
    if not taken_of:
        return LeftOfGoingLive(waits, figures=figures)
    blocks = standing_blocks(state.journey.results, state.journey.waivers)
    return LeftOfGoingLive(waits, sum(each.gate.owner == actor.role.value for each in blocks), figures)
