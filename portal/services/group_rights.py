"""Whose decision a group is, by the class of its data: the one table behind every decision (contracts, 5)."""

from __future__ import annotations

from core.decisions import Group, GroupKind
from core.decisions.found import UNCLASSED
from core.record import RECORD
from core.record.model import Sensitivity
from core.shape.worth import class_of as class_of_kind
from portal.permissions import Action

_ACTIONS = {
    Sensitivity.OPERATIONAL.value: Action.DECIDE_OPERATIONAL,
    Sensitivity.IDENTITY.value: Action.DECIDE_IDENTITY,
    Sensitivity.CLINICAL.value: Action.DECIDE_CLINICAL,
    Sensitivity.FINANCIAL.value: Action.DECIDE_FINANCIAL,
}


def whose(group: Group, sensitivity: str) -> Action:
    """What one has to be allowed to decide about it; who is who is always a matter of identity."""
    if group.kind is GroupKind.PERSON:
        return Action.DECIDE_IDENTITY
    return _ACTIONS.get(sensitivity, Action.DECIDE_UNCLASSED)


def class_of(group: Group) -> str:
    """Of a group that no run finds any more: the class of its field or kind, else of what nobody classed."""
    if RECORD.has(group.entity) and RECORD.entity(group.entity).has(group.field):
        return RECORD.entity(group.entity).field(group.field).sensitivity.value
    return class_of_kind(RECORD.entity(group.entity)).value if RECORD.has(group.entity) else UNCLASSED
