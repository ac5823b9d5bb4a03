"""Whether a clinic is ready: gates, waivers, the date, and who may sign what (laws 5 and 9).

Everything here is a pure function over frozen facts. Nothing forces a go-live and nothing hides a gate.
"""

from core.readiness.evidence import Evidence
from core.readiness.gates import GATES, Gate, GateResult, evaluate
from core.readiness.journey import (
    Document,
    Journey,
    Move,
    Refusal,
    Signed,
    Snapshot,
    change_evidence,
    issue,
    may_be_issued,
    may_be_signed,
    move_date,
    revoke,
    sign,
    waive,
)
from core.readiness.levels import Area, Signer, Verdict
from core.readiness.statements import Part, Statement
from core.readiness.waivers import Waiver, standing_blocks, who_may_waive

__all__ = [
    "GATES",
    "Area",
    "Document",
    "Evidence",
    "Gate",
    "GateResult",
    "Journey",
    "Move",
    "Part",
    "Refusal",
    "Signed",
    "Signer",
    "Snapshot",
    "Statement",
    "Verdict",
    "Waiver",
    "change_evidence",
    "evaluate",
    "issue",
    "may_be_issued",
    "may_be_signed",
    "move_date",
    "revoke",
    "sign",
    "standing_blocks",
    "waive",
    "who_may_waive",
]
