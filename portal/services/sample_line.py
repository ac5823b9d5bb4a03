"""What the readiness document says of the charts that were drawn: counts, seed and bound, no patient."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from math import ceil

from core.spotchecks import Found, Scope, Verdict
from portal.services.spot_check_drawing import newcomers
from portal.services.spot_check_state import stands_in
from reports.readiness import Sample
from storage import RunRow, Work

_BASIS = 10_000


def sample_of(work: Work, project: str, run: RunRow, zone: tzinfo) -> Sample | None:
    """None where nobody has drawn charts. The bound is rounded up: it never promises more than was found."""
    found = stands_in(work, project, run)
    draw = found.state.checking.current if found else None
    if found is None or draw is None:
        return None
    standing, checking = found.standing, found.state.checking
    chosen = [each for each in checking.patients if each not in draw.patients]
    return Sample(
        draw=len(checking.draws),
        seed=draw.seed,
        charts=len(draw.patients),
        drawn_by=draw.by,
        drawn_on=draw.at.astimezone(zone).date(),
        compared=standing.checked,
        small=standing.count(Found.SMALL),
        serious=standing.count(Found.SERIOUS),
        bound=ceil(standing.bound * _BASIS),
        chosen=len(chosen),
        chosen_compared=sum(standing.found(each, Scope.CHART) is not None for each in chosen),
        concerns=len(checking.concerns),
        open=standing.open,
        newcomers=newcomers(work, project, run.run, draw.run),
        practitioners=tuple(sorted({said.by for said in _of_charts(standing.verdicts)})),
    )


def _of_charts(verdicts: Mapping[tuple[Scope, str], Verdict]) -> list[Verdict]:
    return [said for (scope, _), said in verdicts.items() if scope is Scope.CHART]
