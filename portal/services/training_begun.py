"""The moment from which training is counted: the first step that anybody takes (ADR 23).

What was stated until then counts no more, so the gate says at once what is counted, on nobody's word. The
other figures stay as they were taken, and nobody's first lesson voids a document that waits for signatures.
"""

from __future__ import annotations

from dataclasses import replace

from portal.permissions import Actor
from portal.services.go_live_steps import figures_with
from portal.services.learners import measured
from portal.services.overview import newest_run
from portal.services.turns import newer_than_figures, waits
from storage import Work
from storage.readiness_steps import stated_since


def counts_from_now(work: Work, project: str, actor: Actor) -> None:
    """Call after the first step, in its transaction."""
    state, run = work.readiness.of(project), newest_run(work, project)
    if run is None or state.measured is None or newer_than_figures(state, run):
        return
    if waits(state) or stated_since(state.steps):
        return
    found = measured(work, project)
    people, untrained = found.get("people"), found.get("people_untrained")
    newer = replace(state.journey.evidence, people=people, people_untrained=untrained)
    figures_with(work, state, actor, newer)
