"""Certificates of training, as the steps of the journal make them, each of one person in one role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.readiness_steps import Step, StepKind


@dataclass(frozen=True)
class CertificateRow:
    """A certificate as it lies in the store. pdf: digest of its file. says: digest of what it says."""

    id: str
    person: str = field(repr=False)
    role: str
    says: str
    pdf: str


def certificates_in(steps: Sequence[Step]) -> tuple[CertificateRow, ...]:
    """Oldest first."""
    return tuple(_row(step) for step in steps if step.kind is StepKind.TRAINING_CERTIFY)


def _row(step: Step) -> CertificateRow:
    facts = step.facts
    return CertificateRow(facts["document"], step.by, step.role, facts["says"], facts["sha256"])
