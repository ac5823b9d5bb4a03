"""Who may do what: the whole table of contracts section 5 as data, and the one page that decides by it.

Services call `authorise` first, on every call; pages only reflect it with `allowed`. RIGHTS is the table
cell by cell. ACTIONS says which row each action stands under, and which of its half-open cells open it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from core.errors import ChartbridgeError


class Role(StrEnum):
    """The columns of the table. The three of the vendor's side share one; `Post` tells them apart."""

    OWNER = "owner"
    CHAMPION = "champion"
    PRACTITIONER = "practitioner"
    ASSISTANT = "assistant"
    RECEPTIONIST = "receptionist"
    ACCOUNTANT = "accountant"
    VENDOR = "vendor team"
    AUDITOR = "auditor"


class Post(StrEnum):
    """Who of the vendor team somebody is (design, section 6)."""

    SOLUTIONS_ENGINEER = "solutions engineer"
    DATA_SHAPING_SPECIALIST = "data shaping specialist"
    SUCCESS_ENGINEER = "success engineer"


class Grant(StrEnum):
    """What the owner may give a person beyond the role; there are no others."""

    CHARTS = "charts"
    MONEY = "money"
    IMAGES = "images"
    DECIDE_OPERATIONAL = "decide:operational"
    DECIDE_IDENTITY = "decide:identity"
    DECIDE_CLINICAL = "decide:clinical"
    DECIDE_FINANCIAL = "decide:financial"
    DECIDE_UNCLASSED = "decide:unclassed"


class Cell(StrEnum):
    """What a cell of the table can say. All but NO, YES, GRANT and NEVER open a part of their row."""

    NO = ""
    YES = "yes"
    GRANT = "grant"
    PROPOSES = "proposes"
    INVITE = "invite"
    IDENTITY_AND_APPOINTMENTS = "identity and appointments"
    IMAGES = "images"
    APPOINTMENTS = "appointments"
    SUCCESS_ENGINEER = "success engineer"
    CLINICAL = "clinical"
    FINANCIAL = "financial"
    SCOPE_AND_READINESS = "scope, readiness"
    READINESS = "readiness"
    CLINICAL_ACCURACY = "clinical accuracy"
    FINANCES = "finances"
    NEVER = "never for the clinic"
    OWN_EVENTS = "own events"
    FINANCES_ONLY = "finances only"


class Right(StrEnum):
    """The rows of the table, as the contract words them."""

    INVITE = "invite, grant, revoke"
    APPROVE = "approve scope and terms"
    UPLOAD = "upload, re-upload"
    MAP = "map, start a run"
    DECIDE_OPERATIONAL = "decide: operational"
    DECIDE_IDENTITY = "decide: identity data, merge persons"
    DECIDE_CLINICAL = "decide: clinical"
    DECIDE_FINANCIAL = "decide: financial"
    DECIDE_UNCLASSED = "decide: data not yet classed (unmapped)"
    CHART = "see a chart"
    MONEY = "see money by patient"
    ORIGINALS = "see rejects, originals, unmapped cells"
    SPOT_CHECK = "spot-check, raise a concern"
    TIE_OUT = "control totals, variances, A/R strategy"
    OWN_TRAINING = "own training"
    ALL_TRAINING = "everyone's training"
    SCHEDULE = "schedule or move go-live"
    WAIVE = "waive a gate"
    SIGN = "sign"
    LOG = "log (masked by class), documents"
    AUDIT = "audit trail"
    HANDOVER = "handover, purge"


_N, _Y, _G, _P, _SCOPE = Cell.NO, Cell.YES, Cell.GRANT, Cell.PROPOSES, Cell.SCOPE_AND_READINESS

RIGHTS: dict[Right, tuple[Cell, ...]] = {
    Right.INVITE: (_Y, Cell.INVITE, _N, _N, _N, _N, _N, _N),
    Right.APPROVE: (_Y, _N, _N, _N, _N, _N, _N, _N),
    Right.UPLOAD: (_Y, _Y, _N, _N, _N, _N, _Y, _N),
    Right.MAP: (_Y, _Y, _N, _N, _N, _N, _Y, _N),
    Right.DECIDE_OPERATIONAL: (_Y, _Y, _N, _N, _Y, _N, _P, _N),
    Right.DECIDE_IDENTITY: (_Y, _Y, _N, _N, _Y, _N, _P, _N),
    Right.DECIDE_CLINICAL: (_G, _G, _Y, _N, _N, _N, _P, _N),
    Right.DECIDE_FINANCIAL: (_Y, _G, _N, _N, _N, _Y, _P, _N),
    Right.DECIDE_UNCLASSED: (_Y, _Y, _Y, _N, _N, _N, _P, _N),
    Right.CHART: (_G, _G, _Y, _Y, Cell.IDENTITY_AND_APPOINTMENTS, _N, _G, _N),
    Right.MONEY: (_Y, _G, _N, _N, _N, _Y, _G, _N),
    Right.ORIGINALS: (_Y, _Y, _Y, _N, _N, _N, _G, _N),
    Right.SPOT_CHECK: (_N, _N, _Y, Cell.IMAGES, Cell.APPOINTMENTS, _N, _N, _N),
    Right.TIE_OUT: (_Y, _N, _N, _N, _N, _Y, _N, _N),
    Right.OWN_TRAINING: (_Y, _Y, _Y, _Y, _Y, _Y, _N, _N),
    Right.ALL_TRAINING: (_Y, _Y, _N, _N, _N, _N, Cell.SUCCESS_ENGINEER, _N),
    Right.SCHEDULE: (_Y, _P, _N, _N, _N, _N, _N, _N),
    Right.WAIVE: (_Y, _N, Cell.CLINICAL, _N, _N, Cell.FINANCIAL, _N, _N),
    Right.SIGN: (_SCOPE, Cell.READINESS, Cell.CLINICAL_ACCURACY, _N, _N, Cell.FINANCES, Cell.NEVER, _N),
    Right.LOG: (_Y, _Y, _Y, _Y, _Y, _Y, _Y, _Y),
    Right.AUDIT: (_Y, _Y, _N, _N, _N, _N, Cell.OWN_EVENTS, _Y),
    Right.HANDOVER: (_Y, _N, _N, _N, _N, Cell.FINANCES_ONLY, _N, _N),
}
"""One cell a role, in the order of `Role`."""

NEEDED: dict[Right, frozenset[Grant]] = {
    Right.DECIDE_CLINICAL: frozenset({Grant.DECIDE_CLINICAL}),
    Right.DECIDE_FINANCIAL: frozenset({Grant.DECIDE_FINANCIAL}),
    Right.CHART: frozenset({Grant.CHARTS}),
    Right.MONEY: frozenset({Grant.MONEY}),
    Right.ORIGINALS: frozenset({Grant.CHARTS, Grant.MONEY, Grant.IMAGES}),
}
"""What opens a cell that says "grant". An original may hold anything, so it wants everything."""


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
    DECIDE_OPERATIONAL = "decide about operational data"
    DECIDE_IDENTITY = "decide about who is who"
    DECIDE_CLINICAL = "decide about clinical data"
    DECIDE_FINANCIAL = "decide about money"
    DECIDE_UNCLASSED = "decide about data that nobody has classed yet"
    SEE_CHART = "see a chart"
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
    STATE_PRACTICE = "state how the team's practice went"
    SEE_LOG = "see the migration log"
    SEE_IDENTITY = "see whose record an entry is about"
    SEE_AUDIT = "see the audit trail"
    SEE_ALL_EVENTS = "see what others did"
    HANDOVER = "take everything along"
    HANDOVER_FINANCES = "take the finances along"
    PURGE = "remove everything"


@dataclass(frozen=True)
class Asks:
    """The row that an action stands under. halves: the cells besides "yes" that open it."""

    right: Right
    halves: tuple[Cell, ...] = ()


ACTIONS: dict[Action, Asks] = {
    Action.START_PROJECT: Asks(Right.UPLOAD),
    Action.INVITE: Asks(Right.INVITE, (Cell.INVITE,)),
    Action.GRANT: Asks(Right.INVITE),
    Action.APPROVE: Asks(Right.APPROVE),
    Action.PREPARE_SCOPE: Asks(Right.MAP),
    Action.UPLOAD: Asks(Right.UPLOAD),
    Action.MAP: Asks(Right.MAP),
    Action.START_RUN: Asks(Right.MAP),
    Action.DECIDE_OPERATIONAL: Asks(Right.DECIDE_OPERATIONAL),
    Action.DECIDE_IDENTITY: Asks(Right.DECIDE_IDENTITY),
    Action.DECIDE_CLINICAL: Asks(Right.DECIDE_CLINICAL),
    Action.DECIDE_FINANCIAL: Asks(Right.DECIDE_FINANCIAL),
    Action.DECIDE_UNCLASSED: Asks(Right.DECIDE_UNCLASSED),
    Action.SEE_CHART: Asks(Right.CHART),
    Action.SEE_APPOINTMENTS: Asks(Right.CHART, (Cell.IDENTITY_AND_APPOINTMENTS,)),
    Action.SEE_MONEY: Asks(Right.MONEY),
    Action.SEE_ORIGINALS: Asks(Right.ORIGINALS),
    Action.SPOT_CHECK: Asks(Right.SPOT_CHECK),
    Action.CHECK_IMAGES: Asks(Right.SPOT_CHECK, (Cell.IMAGES,)),
    Action.CHECK_APPOINTMENTS: Asks(Right.SPOT_CHECK, (Cell.APPOINTMENTS,)),
    Action.CHECK_PART: Asks(Right.SPOT_CHECK, (Cell.IMAGES, Cell.APPOINTMENTS)),
    Action.TIE_OUT: Asks(Right.TIE_OUT),
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
    Action.STATE_TOTALS: frozenset({Role.ACCOUNTANT}),
    Action.STATE_PRACTICE: frozenset({Role.CHAMPION}),
    Action.SEE_IDENTITY: frozenset(Role) - {Role.VENDOR, Role.AUDITOR},
}
"""Left to be said elsewhere: the example's people, the log's mask, and who states what (ADR 17)."""


@dataclass(frozen=True)
class Actor:
    """The person on whose word something is done; the name goes into the audit trail."""

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


def cell(role: Role, right: Right) -> Cell:
    return RIGHTS[right][list(Role).index(role)]


def allowed(actor: Actor, action: Action) -> bool:
    """Whether `actor` may do `action` on their own word; proposing is not doing."""
    if action in BESIDE:
        return actor.role in BESIDE[action]
    asks = ACTIONS[action]
    said = cell(actor.role, asks.right)
    if said is Cell.GRANT:
        return actor.grants >= NEEDED[asks.right]
    if said is Cell.SUCCESS_ENGINEER:
        return actor.post is Post.SUCCESS_ENGINEER
    return said is Cell.YES or said in asks.halves


def proposes(actor: Actor, action: Action) -> bool:
    """Whether `actor` may put `action` before somebody who may do it."""
    return action in ACTIONS and cell(actor.role, ACTIONS[action].right) is Cell.PROPOSES


def authorise(actor: Actor, action: Action, project: str | None) -> None:
    """Return quietly where `actor` may do `action` in `project`, None for none yet; else raise Forbidden."""
    del project  # Roles hold in every project: it is the seam for less.
    if not allowed(actor, action):
        raise Forbidden(actor, action)


def whom_to_ask(action: Action) -> str:
    """ "the owner or the champion of your clinic": the first two roles of the clinic that may."""
    asked = [r for r in Role if r not in (Role.VENDOR, Role.AUDITOR) and allowed(Actor("", r), action)]
    return f"the {' or the '.join(asked[:2])} of your clinic"
