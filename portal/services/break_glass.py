"""Access to charts taken in an emergency: for an hour, with a reason, and the owner is told.

For somebody of the project to whom the table opens charts by a grant that they do not have. It gives that one
grant and nothing else, and it ends by itself.
"""

from __future__ import annotations

from datetime import timedelta

from portal.permissions import Action, Actor, Cell, Forbidden, Right, allowed, authorise, cell
from portal.services.people import PeopleRefused
from portal.wording import people as words
from storage import BrokenGlass, Storage

LASTS = timedelta(minutes=60)
_LONGEST_REASON = 500


def offered(actor: Actor) -> bool:
    """Whether charts are closed to somebody to whom a grant would open them."""
    return cell(actor.role, Right.CHART) is Cell.GRANT and not allowed(actor, Action.SEE_CHART)


def take(store: Storage, actor: Actor, project: str, person: str, *, reason: str) -> BrokenGlass:
    """Charts are open to this person from now on, for LASTS. Raises Forbidden, PeopleRefused."""
    authorise(actor, Action.SEE_LOG, project)
    if not offered(actor):
        if allowed(actor, Action.SEE_CHART):
            raise _refused(words.ALREADY_OPEN, words.NOTHING_TO_DO)
        raise Forbidden(actor, Action.SEE_CHART)
    if not reason.strip() or len(reason) > _LONGEST_REASON:
        raise _refused(words.NO_REASON, words.NO_REASON_DO)
    with store.begin() as work:
        if work.memberships.find(project, person) is None:
            raise _refused(words.NO_SUCH, words.LOOK)
        until = store.clock() + LASTS
        return work.break_glass.take(project, person, name=actor.name, reason=reason.strip(), until=until)


def see(store: Storage, actor: Actor, project: str) -> int:
    """The owner has read what was taken; how many times were new."""
    authorise(actor, Action.GRANT, project)
    with store.begin() as work:
        return work.break_glass.see(project, by=actor.name)


def _refused(found: str, do: str) -> PeopleRefused:
    return PeopleRefused(place=words.PLACE, found=found, do=do)
