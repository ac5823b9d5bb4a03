"""From spot-checks to the gates: what is counted takes the place of what was stated, and counts at once.

Only the two figures about charts are counted anew, from the journal; the others stay as they were taken, so
that a tap on a phone opens no part of the run. While a document waits for signatures or is signed, what got
better waits until the figures are taken (ADR 17). What got worse does not: a document over a serious
difference that somebody found since is void, and the figures are taken whole (ADR 21).
"""

from __future__ import annotations

from dataclasses import replace

from core.readiness import Evidence, evaluate
from portal.permissions import Actor
from portal.services.go_live_steps import figures_taken, figures_with
from portal.services.overview import newest_run
from portal.services.spot_check_state import figures_of, stands_in
from portal.services.turns import newer_than_figures, waits
from storage import Work
from storage.readiness_steps import stated_since

GATES = ("spot_checks", "concerns_settled")
"""Whose figures come from here once charts were drawn."""


def gates_follow(work: Work, project: str, actor: Actor) -> None:
    """Take the two figures again where a gate says something else by them."""
    state, run = work.readiness.of(project), newest_run(work, project)
    found = stands_in(work, project, run)
    if run is None or found is None or state.measured is None or newer_than_figures(state, run):
        return
    said, known = figures_of(found), state.journey.evidence
    newer = replace(known, charts_to_check=said["charts_to_check"], concerns_open=said["concerns_open"])
    if _said(newer) == _said(known):
        return
    if not waits(state) and not stated_since(state.steps):
        figures_with(work, state, actor, newer)
    elif said["concerns_open"] > (known.concerns_open or 0):
        figures_taken(work, state, actor, seen=state.version)


def _said(evidence: Evidence) -> list[tuple[int, int | None]]:
    """What the two gates say, and how many concerns are open; one chart less to compare is no news."""
    said = [(each.verdict, evidence.concerns_open) for each in evaluate(evidence) if each.gate.name in GATES]
    return [(int(verdict), concerns) for verdict, concerns in said]
