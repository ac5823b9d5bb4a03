"""Which pages stand in a person's menu: all but those that their role can never open (design, 11).

A page that a right beyond the role would open stays, for its forbidden state says whom to ask for that right.
Nothing is guarded here: every page answers at its address, and the services decide what it says (ADR 42).
"""

from __future__ import annotations

from dataclasses import replace

from portal.permissions import Action, Actor, Grant, allowed
from portal.session import Place

OPENED_BY: dict[Place, tuple[Action, ...]] = {
    Place.FILES: (Action.SEE_FILES,),
    Place.FINANCES: (Action.TIE_OUT,),
    Place.TRAINING: (Action.TRAIN, Action.SEE_TRAINING),
    Place.AUDIT: (Action.SEE_AUDIT,),
    Place.PEOPLE: (Action.INVITE,),
}
"""Page -> what one has to be allowed, any of it. Those that do not stand here open for every role."""


def is_in_menu(place: Place, actor: Actor) -> bool:
    """Whether this person's role could open the page, with every right that an owner can give."""
    could = replace(actor, grants=frozenset(Grant))
    asked = OPENED_BY.get(place, ())
    return not asked or any(allowed(could, action) for action in asked)
