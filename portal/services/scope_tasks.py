"""What the scope leaves to the person reading, for the Overview: to begin, to complete, to approve it."""

from __future__ import annotations

from dataclasses import dataclass

from core.scope import may_be_approved
from portal.permissions import Action, Actor, allowed
from storage import Work


@dataclass(frozen=True)
class LeftOfScope:
    """begin: whether nobody has begun it and this person is the one who will approve it. prepare: whether
    something is still open. approve: how many changes wait for this person; a whole scope counts as one.
    """

    begin: bool = False
    prepare: bool = False
    approve: int = 0


NO_SCOPE_LEFT = LeftOfScope()


def left_of_scope(work: Work, project: str, actor: Actor) -> LeftOfScope:
    scope = work.scope.of(project).scope
    if scope.declaration is None:
        return LeftOfScope(begin=allowed(actor, Action.APPROVE))
    if scope.approved:
        return NO_SCOPE_LEFT
    if may_be_approved(scope) is not None:
        return LeftOfScope(prepare=allowed(actor, Action.PREPARE_SCOPE))
    return LeftOfScope(approve=max(len(scope.waiting), 1) if allowed(actor, Action.APPROVE) else 0)
