"""What going live leaves to the person reading, for the Overview: a signature, and gates that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from core.readiness import standing_blocks
from portal.permissions import Actor
from portal.services.turns import refused_to_sign
from storage import Work


@dataclass(frozen=True)
class LeftOfGoingLive:
    """signature: whether the newest document waits for this person. gates: how many stand in the way and are
    theirs to see to, once the figures were taken.
    """

    signature: bool = False
    gates: int = 0


NOTHING_LEFT = LeftOfGoingLive()


def left_of_going_live(work: Work, project: str, actor: Actor) -> LeftOfGoingLive:
    state = work.readiness.of(project)
    newest = state.documents[-1] if state.documents else None
    waits = newest is not None and refused_to_sign(state, newest, actor) is None
    if not state.journey.evidence.run:
        return LeftOfGoingLive(waits)
    blocks = standing_blocks(state.journey.results, state.journey.waivers)
    return LeftOfGoingLive(waits, sum(each.gate.owner == actor.role.value for each in blocks))
