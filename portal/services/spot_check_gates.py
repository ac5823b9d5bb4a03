"""From spot-checks to the gates: what is counted takes the place of what was stated, and counts at once.

Only the two figures about charts are counted anew, from the journal; the others stay as they were taken, so
that a tap on a phone opens no part of the run. Nothing is touched while a document waits for signatures or
is signed (ADR 11), before the figures were ever taken, or where they are those of an older run.
"""

from __future__ import annotations

from dataclasses import replace

from core.readiness import Evidence, evaluate
from portal.permissions import Actor
from portal.services.overview import newest_run
from portal.services.spot_check_state import Stands, stands_in
from portal.services.turns import newer_than_figures, waits
from storage import Asked, Readiness, RunRow, StepKind, Work
from storage import readiness_steps as steps
from storage.readiness_steps import stated_since

GATES = ("spot_checks", "concerns_settled")
"""Whose figures come from here once charts were drawn."""


def figures_of(found: Stands) -> dict[str, int]:
    """The figures of `Evidence` that the spot-checks give."""
    return {"charts_to_check": found.standing.to_check, "concerns_open": found.standing.open}


def gates_follow(work: Work, project: str, actor: Actor) -> None:
    """Take the two figures again where a gate says something else by them."""
    state, run = work.readiness.of(project), newest_run(work, project)
    if run is None or not _may_follow(state, run):
        return
    found = stands_in(work, project, run)
    known = state.journey.evidence
    if found is None:
        return
    said = figures_of(found)
    newer = replace(known, charts_to_check=said["charts_to_check"], concerns_open=said["concerns_open"])
    if _said(newer) != _said(known):
        facts = steps.measured(newer, state.ours)
        work.readiness.take(project, Asked(StepKind.EVIDENCE, actor.name, actor.role.value, facts))


def _may_follow(state: Readiness, run: RunRow) -> bool:
    """Statements that wait to be counted are counted with the whole evidence, and not by the way."""
    taken = state.measured is not None and not newer_than_figures(state, run)
    return taken and not waits(state) and not stated_since(state.steps)


def _said(evidence: Evidence) -> list[tuple[int, int | None]]:
    """What the two gates say, and how many concerns are open; one chart less to compare is no news."""
    said = [(each.verdict, evidence.concerns_open) for each in evaluate(evidence) if each.gate.name in GATES]
    return [(int(verdict), concerns) for verdict, concerns in said]
