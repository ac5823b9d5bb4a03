"""What spot-checks leave to the person reading, for the Overview: charts that are theirs, open concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.charts import Chart
from portal.permissions import Action, Actor, allowed
from portal.services.chart_lenses import lens_of, scope_of
from portal.services.chart_reading import chart_of, charts_in
from portal.services.spot_check_state import Stands, stands_seen
from storage import RunRow, Storage, Work


@dataclass(frozen=True)
class LeftOfCharts:
    """left, of: charts for this person. concerns: open ones. to_draw: a run, and nobody has drawn yet."""

    left: int = 0
    of: int = 0
    concerns: int = 0
    to_draw: bool = False


NO_CHARTS = LeftOfCharts()


def left_of_charts(
    store: Storage, work: Work, project: str, actor: Actor, *, run: RunRow | None
) -> LeftOfCharts:
    """run: the newest one."""
    scope, lens = scope_of(actor), lens_of(actor)
    if run is None or scope is None or lens is None:
        return NO_CHARTS
    found = stands_seen(store, work, project, run)
    if found is None:
        return LeftOfCharts(to_draw=allowed(actor, Action.SPOT_CHECK))
    patients = found.state.checking.patients
    mine = patients if lens.restricted else _shown(store, project, found, lens.shows)
    left = set(found.standing.left(scope)) & set(mine)
    return LeftOfCharts(len(left), len(mine), found.standing.open)


def _shown(store: Storage, project: str, found: Stands, shows: Callable[[Chart], bool]) -> tuple[str, ...]:
    patients = found.state.checking.patients
    charts = charts_in(store, project, found.run.run, patients)
    return tuple(each for each in patients if shows(chart_of(charts, each)))
