"""Statements of finances, as the steps of the journal make them: papers of their own beside its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.readiness_steps import Step, StepKind

FINANCES = (StepKind.FINANCES_ISSUE, StepKind.FINANCES_SIGN)


@dataclass(frozen=True)
class FinancesRow:
    """A statement of finances as it lies in the store. pdfs: digests of its files, the newest last.

    signed: the step that signed it, None where nobody has.
    """

    id: str
    step: Step
    signer: str = field(repr=False)
    pdfs: tuple[str, ...] = field(repr=False)
    signed: Step | None


def finances_in(steps: Sequence[Step]) -> tuple[FinancesRow, ...]:
    """Oldest first."""
    return tuple(_row(steps, step) for step in steps if step.kind is StepKind.FINANCES_ISSUE)


def _row(steps: Sequence[Step], issued: Step) -> FinancesRow:
    name = issued.facts["document"]
    own = [each for each in steps if each.kind in FINANCES and each.facts["document"] == name]
    signed = next((each for each in own if each.kind is StepKind.FINANCES_SIGN), None)
    return FinancesRow(name, issued, issued.facts["signer"], tuple(e.facts["sha256"] for e in own), signed)
