"""Whether a statement of finances still tells how things stand: drawn from the journal, never kept."""

from __future__ import annotations

from core.readiness import Part
from portal.viewmodels.finances import FinancesPaper
from portal.wording import finances as words
from storage import FinancesRow, Readiness, RunRow, StepKind


def outdated(row: FinancesRow, state: Readiness, run: RunRow | None) -> str:
    """Why a statement no longer tells how things stand, or ""."""
    if run is not None and (row.step.facts["run"], row.step.facts["result"]) != (run.run, run.result):
        return words.OUTDATED_RUN
    after = state.steps[state.steps.index(row.step) + 1 :]
    said = any(s.kind is StepKind.STATE and s.facts["part"] == Part.TOTALS.value for s in after)
    return words.OUTDATED_TOTALS if said else ""


def papers_of(state: Readiness, run: RunRow | None) -> tuple[FinancesPaper, ...]:
    return tuple(
        FinancesPaper(
            row.id, row.step.at, row.step.by, row.signer, row.signed.at if row.signed else None,
            outdated(row, state, run),
        )
        for row in state.finances
    )  # fmt: skip
