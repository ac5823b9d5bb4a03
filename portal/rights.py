"""The whole table of contracts section 5 as data, cell by cell; portal/permissions.py decides by it."""

from __future__ import annotations

from enum import StrEnum


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


def cell(role: Role, right: Right) -> Cell:
    return RIGHTS[right][list(Role).index(role)]
