"""Steps towards going live, for tests: a project in order, and what people ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from core.readiness import Evidence, Part, Signer, Statement
from core.readiness.statements import FIGURES, SEES_TO
from storage import Asked, StepKind
from storage import readiness_steps as steps
from tests.core.readiness.samples import READY
from tests.core.readiness.test_journey import AT

NAMES = {role: f"The {role}" for role in Signer}
DAY = date(2026, 3, 30)
NO_DATE = replace(READY, go_live=None)


def dated(new: date | None = DAY, reason: str = "First plan", by: str = "Robin") -> Asked:
    return Asked(StepKind.DATE, by, "owner", steps.dated(new, reason))


def measured(evidence: Evidence = NO_DATE, **ours: int) -> Asked:
    return Asked(StepKind.EVIDENCE, "Robin", "owner", steps.measured(evidence, ours))


def waived(gate: str, *, role: str = "owner", reason: str = "Settled by telephone.") -> Asked:
    return Asked(StepKind.WAIVE, f"The {role}", role, steps.waived(gate, reason))


def unwaived(gate: str, *, role: str = "owner") -> Asked:
    return Asked(StepKind.UNWAIVE, f"The {role}", role, {"gate": gate})


def stated(part: Part, *figures: int, subject: str = "It", **more: Any) -> Asked:
    named = tuple(zip(FIGURES[part], figures, strict=True))
    told = Statement(part, subject, named, more.pop("note", ""), "", "", AT, **more)
    return Asked(StepKind.STATE, "Kim", SEES_TO[part], steps.said(told))


def issued(document: str) -> Asked:
    return Asked(StepKind.ISSUE, "Robin", "owner", steps.issued(document, NAMES))


def signed(document: str, signer: Signer) -> Asked:
    return Asked(StepKind.SIGN, NAMES[signer], signer.value, steps.signed(document, "passphrase"))
