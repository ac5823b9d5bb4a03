"""Sentences of the audit trail about going live: the day, conditions and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.wording.figures import day
from storage import AuditEvent

Facts = Mapping[str, Any]


def _stated(facts: Facts) -> str:
    if facts["part"] == "run":
        return "Counted anew how ready the clinic is."
    verb = "Took back what was stated about" if facts.get("back") else "Stated figures about"
    return f"{verb} the {facts['part']}."


def _moved(facts: Facts) -> str:
    to = facts["to"]
    return f"Moved the go-live to {day(date.fromisoformat(to))}." if to else "Took the go-live day out."


def _proposed(facts: Facts) -> str:
    to = facts["to"]
    return f"Proposed to go live on {day(date.fromisoformat(to))}." if to else "Proposed to have no day."


def _gate(facts: Facts) -> str:
    return str(facts["gate"]).replace("_", " ")


GO_LIVE_EVENTS: dict[str, tuple[str, Callable[[Facts], str]]] = {
    AuditEvent.READINESS_DATE_MOVED: ("Go-live moved", _moved),
    AuditEvent.READINESS_DATE_PROPOSED: ("Go-live proposed", _proposed),
    AuditEvent.READINESS_DATE_DECLINED: ("Day left as it was", lambda _: "Answered a proposed day with no."),
    AuditEvent.GATE_WAIVED: ("Condition waived", lambda f: f"Waived the condition {_gate(f)}."),
    AuditEvent.GATE_UNWAIVED: (
        "Waiver taken back",
        lambda f: f"Took back the waiver of the condition {_gate(f)}.",
    ),
    AuditEvent.EVIDENCE_STATED: ("Figures stated", _stated),
}
