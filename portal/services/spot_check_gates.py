"""From spot-checks to the gates: what is counted takes the place of what was stated, and counts at once.

Only the figures about charts and files are counted anew, from the journal; the others stay as they were
taken, so that a tap on a phone proves no original anew. While a document waits for signatures or is signed,
what got better waits until the figures are taken (ADR 17). What got worse does not: a document over a serious
difference that somebody found since is void, and the figures are taken whole (ADR 21), also where as many
others were settled in the meantime.
"""

from __future__ import annotations

from dataclasses import replace

from core.readiness import Evidence, evaluate
from core.readiness.statements import stated_figures
from core.spotchecks import Checking
from core.spotchecks.opened import worse
from portal.permissions import Actor
from portal.services.go_live_steps import figures_taken, figures_with
from portal.services.measured_parts import still_stated
from portal.services.overview import newest_run
from portal.services.spot_check_state import Figures, figures_beside, stands_in
from portal.services.turns import newer_than_figures, waits
from storage import Readiness, RunRow, Work
from storage.readiness_steps import stated_since

GATES = ("spot_checks", "concerns_settled", "images_matched")
"""Whose figures come from here once charts were drawn, or a file was spoken of."""


def gates_follow(
    work: Work, project: str, actor: Actor, *, before: Checking, images_unmatched: int | None = None
) -> None:
    """Take these figures again where a gate says something else by them. before: as all stood before the
    step that was just taken. images_unmatched: where a file was spoken of.
    """
    state, run = work.readiness.of(project), newest_run(work, project)
    if run is None or state.measured is None or newer_than_figures(state, run):
        return
    known = state.journey.evidence
    said = _counted(work, state, run)
    newer = replace(
        known,
        charts_to_check=said.get("charts_to_check", known.charts_to_check),
        concerns_open=said.get("concerns_open", known.concerns_open),
    )
    if images_unmatched is not None:
        newer = replace(newer, images_unmatched=images_unmatched)
    got_worse = worse(before, work.spot_checks.of(project).checking)
    if waits(state) or stated_since(state.steps):
        if got_worse or (newer.concerns_open or 0) > (known.concerns_open or 0):
            _void_and_take(work, state, actor, concerns=newer.concerns_open)
    elif _said(newer) != _said(known):
        figures_with(work, state, actor, newer)


def _void_and_take(work: Work, state: Readiness, actor: Actor, *, concerns: int | None) -> None:
    """Where as many concerns are open as the document says, they are others than those. That what it says is
    not so is put down first: the figures alone would be the same, and the document would stay.
    """
    known = state.journey.evidence
    if waits(state) and concerns == known.concerns_open:
        figures_with(work, state, actor, replace(known, concerns_open=None))
    now = work.readiness.of(state.project)
    figures_taken(work, now, actor, seen=now.version)


def _counted(work: Work, state: Readiness, run: RunRow) -> Figures:
    """Nothing where neither a chart was drawn nor a file spoken of: then all is as it was stated."""
    found, checking = stands_in(work, state.project, run), work.spot_checks.of(state.project).checking
    if found is None and not checking.files:
        return {}
    stated = stated_figures(still_stated(work, state.project, state.statements), {})
    return figures_beside(found, checking, stated)


def _said(evidence: Evidence) -> list[tuple[int, int | None]]:
    """What the two gates say, and how many concerns are open; one chart less to compare is no news."""
    said = [(each.verdict, evidence.concerns_open) for each in evaluate(evidence) if each.gate.name in GATES]
    return [(int(verdict), concerns) for verdict, concerns in said]
