"""Who may do what: the one page that decides by the table of contracts section 5 (portal/rights.py).

Services call `authorise` first, on every call; pages only reflect it with `allowed`. ACTIONS says which row
of the table each action stands under, and which of its half-open cells open it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from core.errors import ChartbridgeError
from portal.rights import NEEDED, RIGHTS, Cell, Grant, Post, Right, Role, cell
from storage.errors import NotStored
from storage.unit import absent

__all__ = [
    "ACTIONS",
    "BESIDE",
    "DECIDING",
    "NEEDED",
    "RIGHTS",
    "Action",
    "Actor",
    "Asks",
    "Cell",
    "Elsewhere",
    "Forbidden",
    "Grant",
    "Post",
    "Right",
    "Role",
    "allowed",
    "authorise",
    "authorise_any",
    "cell",
    "is_in",
    "proposes",
    "whom_to_ask",
]


class Action(StrEnum):
    """What a person can ask for. The values are how a sentence names them."""

    START_PROJECT = "start a project"
    ACT_AS = "act as a person of the example"
    INVITE = "invite people"
    GRANT = "give or take back rights"
    APPROVE = "approve scope and terms"
    PREPARE_SCOPE = "prepare the scope"
    UPLOAD = "upload files"
    MAP = "change the mapping"
    START_RUN = "start a run"
    LOAD_SANDBOX = "fill the sandbox"
    DECIDE_OPERATIONAL = "decide about operational data"
    DECIDE_IDENTITY = "decide about who is who"
    DECIDE_CLINICAL = "decide about clinical data"
    DECIDE_FINANCIAL = "decide about money"
    DECIDE_UNCLASSED = "decide about data that nobody has classed yet"
    SEE_CHART = "see a chart"
    SEE_FILES = "see images and documents"
    SEE_APPOINTMENTS = "see who a patient is and when they come"
    SEE_MONEY = "see money by patient"
    SEE_ORIGINALS = "see a record as it stood in the old system"
    SPOT_CHECK = "check charts"
    CHECK_IMAGES = "check images"
    CHECK_APPOINTMENTS = "check appointments"
    CHECK_PART = "check what is yours of a chart"
    TIE_OUT = "settle totals and differences"
    TRAIN = "follow a training"
    SEE_TRAINING = "see everyone's training"
    SCHEDULE = "schedule or move the go-live"
    WAIVE = "waive any condition for going live"
    WAIVE_CLINICAL = "waive a clinical condition for going live"
    WAIVE_FINANCIAL = "waive a financial condition for going live"
    SIGN_SCOPE = "sign the scope"
    SIGN_READINESS = "sign readiness"
    SIGN_CLINICAL = "sign clinical accuracy"
    SIGN_FINANCES = "sign the finances"
    SIGN_DOCUMENT = "sign the readiness document"
    STATE_TOTALS = "state control totals"
    STATE_TRAINING = "state how far everyone's training is"
    STATE_PRACTICE = "state how the team's practice went"
    SEE_LOG = "see the migration log"
    SEE_IDENTITY = "see whose record an entry is about"
    SEE_AUDIT = "see the audit trail"
    SEE_ALL_EVENTS = "see what others did"
    HANDOVER = "take everything along"
    HANDOVER_FINANCES = "take the finances along"
    PURGE = "remove everything"


DECIDING = (
    Action.DECIDE_OPERATIONAL,
    Action.DECIDE_IDENTITY,
    Action.DECIDE_CLINICAL,
    Action.DECIDE_FINANCIAL,
    Action.DECIDE_UNCLASSED,
)
"""What a decision can take, by the class of what it is about."""


@dataclass(frozen=True)
class Asks:
    """The row that an action stands under. halves: cells, beside: grants that open it too."""

    right: Right
    halves: tuple[Cell, ...] = ()
    beside: frozenset[Grant] = frozenset()


ACTIONS: dict[Action, Asks] = {
    Action.START_PROJECT: Asks(Right.UPLOAD),
    Action.INVITE: Asks(Right.INVITE, (Cell.INVITE,)),
    Action.GRANT: Asks(Right.INVITE),
    Action.APPROVE: Asks(Right.APPROVE),
    Action.PREPARE_SCOPE: Asks(Right.MAP),
    Action.UPLOAD: Asks(Right.UPLOAD),
    Action.MAP: Asks(Right.MAP),
    Action.START_RUN: Asks(Right.MAP),
    Action.LOAD_SANDBOX: Asks(Right.MAP),
    Action.DECIDE_OPERATIONAL: Asks(Right.DECIDE_OPERATIONAL),
    Action.DECIDE_IDENTITY: Asks(Right.DECIDE_IDENTITY),
    Action.DECIDE_CLINICAL: Asks(Right.DECIDE_CLINICAL),
    Action.DECIDE_FINANCIAL: Asks(Right.DECIDE_FINANCIAL),
    Action.DECIDE_UNCLASSED: Asks(Right.DECIDE_UNCLASSED),
    Action.SEE_CHART: Asks(Right.CHART),
    Action.SEE_FILES: Asks(Right.CHART, beside=frozenset({Grant.IMAGES})),
    Action.SEE_APPOINTMENTS: Asks(Right.CHART, (Cell.IDENTITY_AND_APPOINTMENTS,)),
    Action.SEE_MONEY: Asks(Right.MONEY),
    Action.SEE_ORIGINALS: Asks(Right.ORIGINALS),
    Action.SPOT_CHECK: Asks(Right.SPOT_CHECK),
    Action.CHECK_IMAGES: Asks(Right.SPOT_CHECK, (Cell.IMAGES,)),
    Action.CHECK_APPOINTMENTS: Asks(Right.SPOT_CHECK, (Cell.APPOINTMENTS,)),
    Action.CHECK_PART: Asks(Right.SPOT_CHECK, (Cell.IMAGES, Cell.APPOINTMENTS)),
    Action.TIE_OUT: Asks(Right.TIE_OUT),
    Action.STATE_TOTALS: Asks(Right.TIE_OUT),
    Action.TRAIN: Asks(Right.OWN_TRAINING),
    Action.SEE_TRAINING: Asks(Right.ALL_TRAINING),
    Action.SCHEDULE: Asks(Right.SCHEDULE),
    Action.WAIVE: Asks(Right.WAIVE),
    Action.WAIVE_CLINICAL: Asks(Right.WAIVE, (Cell.CLINICAL,)),
    Action.WAIVE_FINANCIAL: Asks(Right.WAIVE, (Cell.FINANCIAL,)),
    Action.SIGN_SCOPE: Asks(Right.SIGN, (Cell.SCOPE_AND_READINESS,)),
    Action.SIGN_READINESS: Asks(Right.SIGN, (Cell.SCOPE_AND_READINESS, Cell.READINESS)),
    Action.SIGN_CLINICAL: Asks(Right.SIGN, (Cell.CLINICAL_ACCURACY,)),
    Action.SIGN_FINANCES: Asks(Right.SIGN, (Cell.FINANCES,)),
    Action.SEE_LOG: Asks(Right.LOG),
    Action.SEE_AUDIT: Asks(Right.AUDIT, (Cell.OWN_EVENTS,)),
    Action.SEE_ALL_EVENTS: Asks(Right.AUDIT),
    Action.HANDOVER: Asks(Right.HANDOVER),
    Action.HANDOVER_FINANCES: Asks(Right.HANDOVER, (Cell.FINANCES_ONLY,)),
    Action.PURGE: Asks(Right.HANDOVER),
}

BESIDE: dict[Action, frozenset[Role]] = {
    Action.ACT_AS: frozenset(Role),
    Action.SIGN_DOCUMENT: frozenset({Role.OWNER, Role.CHAMPION, Role.PRACTITIONER, Role.ACCOUNTANT}),
    Action.STATE_TRAINING: frozenset({Role.OWNER, Role.CHAMPION}),
    Action.STATE_PRACTICE: frozenset({Role.CHAMPION}),
    Action.SEE_IDENTITY: frozenset(Role) - {Role.VENDOR, Role.AUDITOR},
}
"""Left to be said elsewhere: the example's people, the log's mask, and who states what (ADR 17)."""


@dataclass(frozen=True)
class Actor:
    """The person on whose word something is done; the name goes into the audit trail.

    project: the one that role and grants are of. None: the one person of an installation without sign-in,
    who is in every project.
    """

    name: str
    role: Role
    grants: frozenset[Grant] = frozenset()
    post: Post | None = None
    project: str | None = None


class Forbidden(ChartbridgeError):
    """A person asked for what their role does not do: `action`. Says whom to ask."""

    kind: ClassVar[str] = "forbidden"

    def __init__(self, actor: Actor, action: Action) -> None:
        found = f"Your role here is {actor.role}, and this role cannot {action.value}."
        super().__init__(place=action.value, found=found, do=f"Please ask {whom_to_ask(action)}.")
        self.action = action


class Elsewhere(NotStored):
    """A person asked about a project that they are not in. Told word for word as of one that there is not,
    so that nobody learns which there are. home: the project that they are in.
    """

    def __init__(self, home: str) -> None:
        told = absent("project")
        super().__init__(place=told.place, found=told.found, do=told.do)
        self.home = home


def allowed(actor: Actor, action: Action) -> bool:
    """Whether `actor` may do `action` on their own word; proposing is not doing."""
    if action in BESIDE:
        return actor.role in BESIDE[action]
    asks = ACTIONS[action]
    said = cell(actor.role, asks.right)
    if said is Cell.GRANT:
        return actor.grants >= NEEDED[asks.right] or bool(actor.grants & asks.beside)
    if said is Cell.SUCCESS_ENGINEER:
        return actor.post is Post.SUCCESS_ENGINEER
    return said is Cell.YES or said in asks.halves


def proposes(actor: Actor, action: Action) -> bool:
    """Whether `actor` may put `action` before somebody who may do it."""
    return action in ACTIONS and cell(actor.role, ACTIONS[action].right) is Cell.PROPOSES


def is_in(actor: Actor, project: str) -> bool:
    """Whether the person is in the project at all, whatever they may do there."""
    return actor.project in (None, project)


def authorise(actor: Actor, action: Action, project: str | None) -> None:
    """Return quietly where `actor` may do `action` in `project`, None for none yet; else raise Forbidden.

    Raises Elsewhere before anything else for whoever is not in the project.
    """
    _refuse_elsewhere(actor, project)
    if not allowed(actor, action):
        raise Forbidden(actor, action)


def authorise_any(actor: Actor, actions: Sequence[Action], project: str) -> None:
    """Return quietly where `actor` may do or propose one of `actions`; else raise Forbidden for the first.

    For what is looked up before it is known which of them it takes: `authorise` still has to follow.
    """
    _refuse_elsewhere(actor, project)
    if not any(allowed(actor, action) or proposes(actor, action) for action in actions):
        raise Forbidden(actor, actions[0])


def _refuse_elsewhere(actor: Actor, project: str | None) -> None:
    if actor.project is not None and project is not None and not is_in(actor, project):
        raise Elsewhere(actor.project)


def whom_to_ask(action: Action) -> str:
    """ "the owner or the champion of your clinic": the first two roles of the clinic that may."""
    asked = [r for r in Role if r not in (Role.VENDOR, Role.AUDITOR) and allowed(Actor("", r), action)]
    return f"the {' or the '.join(asked[:2])} of your clinic"
