"""The readiness gates, as frozen policies: what is asked, how it is measured, what counts as too much.

A gate gives a verdict and nothing else. Whether a waiver stands beside it is decided elsewhere, so that
no waiver can turn "not ready" into "ready" on paper (law 9).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from core.readiness.evidence import Evidence
from core.readiness.levels import Area, Verdict

Measure = Callable[[Evidence], int | None]


@dataclass(frozen=True)
class Gate:
    """One condition for going live.

    measure: a count, higher is worse; None where it is not known yet, which gives BLOCK.
    warn_over, block_over: the highest figure that still passes, and that still only warns; a gate without
    `block_over` never blocks once it is known. unit: what is counted, for one and for several.
    owner: the role that has to see to it. evidence: where a person can look the figure up.
    """

    name: str
    question: str
    measure: Measure
    unit: tuple[str, str]
    owner: str
    evidence: str
    area: Area = Area.GENERAL
    warn_over: int = 0
    block_over: int | None = 0

    def verdict(self, value: int | None) -> Verdict:
        if value is None or (self.block_over is not None and value > self.block_over):
            return Verdict.BLOCK
        return Verdict.WARN if value > self.warn_over else Verdict.PASS


@dataclass(frozen=True)
class GateResult:
    """What a gate says about given evidence. value: the measured figure, None where it is not known."""

    gate: Gate
    value: int | None
    verdict: Verdict

    @property
    def figure(self) -> str:
        """ "3 tables that do not close", "no tables that do not close", "not known yet"."""
        if self.value is None:
            return "not known yet"
        unit = self.gate.unit[self.value != 1]
        bare = not self.value and not unit.startswith("%")
        return f"no {unit}" if bare else f"{self.value:,} {unit}"


def _count(name: str) -> Measure:
    getter: Callable[[Evidence], int | None] = attrgetter(name)
    return getter


def _per_cent(part: str, whole: str) -> Measure:
    """A share in whole per cent, rounded up, so that one of a thousand is never rounded away."""

    def measure(evidence: Evidence) -> int | None:
        some, total = getattr(evidence, part), getattr(evidence, whole)
        return None if some is None or total is None else -(-100 * some // max(total, 1))

    return measure


def _missing(name: str) -> Measure:
    """1 where a fact is absent, 0 where it is there; a figure of zero counts as absent."""
    return lambda evidence: 0 if getattr(evidence, name) else 1


GATES: tuple[Gate, ...] = (
    Gate(
        "sums_close",
        "Does every record and every filled cell of the old files have its place?",
        _count("tables_open"),
        ("table that does not close", "tables that do not close"),
        "champion",
        "Overview, conservation sums",
    ),
    Gate(
        "nothing_waiting",
        "Has every record been imported, merged or skipped by a rule or a person?",
        _count("records_waiting"),
        ("record that waits", "records that wait"),
        "champion",
        "Decisions",
    ),
    Gate(
        "cells_settled",
        "Is every value that could not be read either kept or declined?",
        _count("cells_waiting"),
        ("value that waits", "values that wait"),
        "champion",
        "Decisions",
        block_over=None,
    ),
    Gate(
        "log_complete",
        "Does the migration log say of every record what became of it?",
        _count("records_without_log"),
        ("record without one entry", "records without one entry"),
        "champion",
        "Migration log",
    ),
    Gate(
        "made_whole",
        "Was everything made once from the files themselves, with nothing taken over?",
        _count("taken_over"),
        ("run that took something over", "runs that took something over"),
        "champion",
        "Overview, run once more",
    ),
    Gate(
        "clinical_decisions",
        "Has a practitioner decided every open clinical question?",
        _count("clinical_groups_open"),
        ("open group", "open groups"),
        "practitioner",
        "Decisions, clinical",
        Area.CLINICAL,
    ),
    Gate(
        "financial_decisions",
        "Has every open question about money been decided?",
        _count("financial_groups_open"),
        ("open group", "open groups"),
        "accountant",
        "Decisions, financial",
        Area.FINANCIAL,
    ),
    Gate(
        "other_decisions",
        "Have the remaining questions been decided?",
        _count("other_groups_open"),
        ("open group", "open groups"),
        "champion",
        "Decisions",
    ),
    Gate(
        "orphan_payments",
        "Does every payment and charge belong to a patient who came over?",
        _count("orphan_payments"),
        ("money record without its patient", "money records without their patient"),
        "accountant",
        "Decisions, orphans",
        Area.FINANCIAL,
    ),
    Gate(
        "orphan_clinical",
        "Does every chart entry belong to a patient who came over?",
        _count("orphan_clinical"),
        ("chart entry without its patient", "chart entries without their patient"),
        "practitioner",
        "Decisions, orphans",
        Area.CLINICAL,
    ),
    Gate(
        "images_matched",
        "Is every image and document with its patient?",
        _per_cent("images_unmatched", "images"),
        ("% without a patient", "% without a patient"),
        "practitioner",
        "Images",
        Area.CLINICAL,
        block_over=1,
    ),
    Gate(
        "images_identical",
        "Is every image bit for bit as it came?",
        _count("images_changed"),
        ("image that differs", "images that differ"),
        "practitioner",
        "Images",
        Area.CLINICAL,
    ),
    Gate(
        "totals_compared",
        "Have the old system's control totals been entered and compared?",
        _missing("totals_compared"),
        ("comparison missing", "comparisons missing"),
        "accountant",
        "Money, control totals",
        Area.FINANCIAL,
    ),
    Gate(
        "totals_tied",
        "Is every difference to the old totals explained?",
        _count("totals_open"),
        ("difference without an explanation", "differences without an explanation"),
        "accountant",
        "Money, control totals",
        Area.FINANCIAL,
    ),
    Gate(
        "spot_checks",
        "Have the practitioners compared the charts they were given?",
        _count("charts_to_check"),
        ("chart still to compare", "charts still to compare"),
        "practitioner",
        "Spot-checks",
        Area.CLINICAL,
    ),
    Gate(
        "concerns_settled",
        "Is every concern from those comparisons settled?",
        _count("concerns_open"),
        ("open concern", "open concerns"),
        "practitioner",
        "Spot-checks, concerns",
        Area.CLINICAL,
    ),
    Gate(
        "training",
        "Has everybody learned their part of the new system?",
        _per_cent("people_untrained", "people"),
        ("% of the team still learning", "% of the team still learning"),
        "champion",
        "Training",
        block_over=25,
    ),
    Gate(
        "scope_approved",
        "Has the owner approved what moves and what stays behind?",
        _count("scope_unapproved"),
        ("part not approved", "parts not approved"),
        "owner",
        "Scope",
    ),
    Gate(
        "parallel_week",
        "Has the team worked a week in both systems?",
        _count("parallel_days_missing"),
        ("day still to work", "days still to work"),
        "champion",
        "Parallel week",
        block_over=2,
    ),
    Gate(
        "parallel_differences",
        "Is every difference found in that week settled?",
        _count("parallel_differences"),
        ("open difference", "open differences"),
        "champion",
        "Parallel week",
    ),
    Gate(
        "go_live_date",
        "Is a day for going live scheduled?",
        _missing("go_live"),
        ("date missing", "dates missing"),
        "owner",
        "Go-live",
    ),
)


def evaluate(evidence: Evidence, gates: tuple[Gate, ...] = GATES) -> tuple[GateResult, ...]:
    """What every gate says about `evidence`, in the order of the gates."""
    measured = ((gate, gate.measure(evidence)) for gate in gates)
    return tuple(GateResult(gate, value, gate.verdict(value)) for gate, value in measured)
