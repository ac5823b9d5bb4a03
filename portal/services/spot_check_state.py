"""How the spot-checks of a project stand for its newest run: read by the page, the Overview and the gates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.spotchecks import Checking, Scope, Standing, standing_of
from core.spotchecks.standing import verdicts_of_other_runs
from portal.services.chart_reading import digests_in, digests_of, whole_charts
from portal.services.file_standing import concerns_without_a_draw
from storage import RunRow, SpotChecks, Storage, Work

Digests = Mapping[tuple[Scope, str], str]
Figures = Mapping[str, int | None]


@dataclass(frozen=True)
class Stands:
    """state: the journal. standing: what it comes to for `run`."""

    state: SpotChecks
    run: RunRow
    standing: Standing = field(repr=False)


def is_drawn(work: Work, project: str) -> bool:
    """Charts are measured from the first draw on."""
    return work.spot_checks.of(project).checking.current is not None


def figures_of(found: Stands) -> dict[str, int]:
    """The figures of `Evidence` that the spot-checks give."""
    return {"charts_to_check": found.standing.to_check, "concerns_open": found.standing.open}


def figures_beside(found: Stands | None, checking: Checking, stated: Mapping[str, int | None]) -> Figures:
    """As `figures_of`; where no charts were drawn, what was stated with the open concerns about files.

    found: how charts stand, None without a draw.
    """
    if found is not None:
        return {**figures_of(found)}
    return {"concerns_open": concerns_without_a_draw(checking, stated.get("concerns_open"))}


def stands_in(work: Work, project: str, run: RunRow | None) -> Stands | None:
    """None without a run or a draw. Opens charts only where a verdict was made in another run."""
    return _stands(work, project, run, lambda each, of: digests_of(whole_charts(work, project, each, of), of))


def stands_seen(store: Storage, work: Work, project: str, run: RunRow | None) -> Stands | None:
    """As `stands_in`, for whoever asks often: what was read of a run is kept in memory."""
    return _stands(work, project, run, lambda each, of: digests_in(store, project, each, of))


def _stands(
    work: Work, project: str, run: RunRow | None, read: Callable[[str, tuple[str, ...]], Digests]
) -> Stands | None:
    state = work.spot_checks.of(project)
    if run is None or state.checking.current is None:
        return None
    digests: Digests = {}
    if verdicts_of_other_runs(state.checking, run.run):
        digests = read(run.run, state.checking.patients)
    return Stands(state, run, standing_of(state.checking, run=run.run, digests=digests))
