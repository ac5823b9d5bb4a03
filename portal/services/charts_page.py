"""The Charts page's facts: what is left, the draw, what was found, and what that proves. No chart is opened.

Everybody of the project may see how far it is; whose charts they are, and what a concern says, only those who
see charts.
"""

from __future__ import annotations

from collections.abc import Collection

from core.spotchecks import SIZES, Found, Scope, serious, upper_bound
from portal.permissions import Action, Actor, allowed, authorise, whom_to_ask
from portal.services.chart_changes import Tellable, of_charts, of_files, tellable
from portal.services.chart_lenses import Lens, lens_of, scope_of
from portal.services.chart_reading import chart_of, charts_in
from portal.services.overview import newest_run
from portal.services.remembered import remembered
from portal.services.spot_check_drawing import newcomers
from portal.services.spot_check_state import Stands, stands_seen
from portal.viewmodels.charts import ChartLine, ChartsPage, ConcernLine, DrawFacts, Result
from portal.visit import ProjectChoice
from storage import RunRow, Storage, Work


def view(store: Storage, actor: Actor, project: ProjectChoice) -> ChartsPage:
    authorise(actor, Action.SEE_LOG, project.id)
    with store.read() as work:
        run = newest_run(work, project.id)
        journal = work.spot_checks.of(project.id)
        found = stands_seen(store, work, project.id, run)
        patients = _patients(work, project.id, run)
    told = tellable(store, project.id, run, journal.checking)
    lens, draws = lens_of(actor), _draws(found, told) if found else ()
    return ChartsPage(
        project=project.name,
        ran=run is not None,
        version=journal.version,
        patients=patients,
        draw=draws[-1] if draws else None,
        lines=_lines(store, found, actor, lens) if found else (),
        result=_result(store, found) if found else None,
        concerns=_concerns(found, _told(store, found, actor, lens)) if found else (),
        scope=scope_of(actor),
        opens=lens is not None,
        may_draw=allowed(actor, Action.SPOT_CHECK),
        may_settle=allowed(actor, Action.SPOT_CHECK),
        ask=whom_to_ask(Action.SPOT_CHECK),
        sizes=tuple((size, upper_bound(0, size)) for size in SIZES),
        draws=draws,
        changes=of_charts(journal.checking, told),
        file_changes=of_files(journal.checking, told),
    )


def _patients(work: Work, project: str, run: RunRow | None) -> int:
    parts = work.runs.parts(project, run.run) if run else []
    return next((part.rows for part in parts if part.name == "entity/patient"), 0)


def _draws(found: Stands, told: Tellable) -> tuple[DrawFacts, ...]:
    checking = found.state.checking
    of_run = checking.of_run
    return tuple(
        DrawFacts(
            number=number,
            seed=each.seed,
            asked=each.asked,
            charts=len(each.patients),
            by=each.by,
            at=each.at,
            reason=told(each.reason),
            typed=each.typed,
            of_run=each in of_run,
        )
        for number, each in enumerate(checking.draws, start=1)
    )


def _lines(store: Storage, found: Stands, actor: Actor, lens: Lens | None) -> tuple[ChartLine, ...]:
    checking, scope = found.state.checking, scope_of(actor) or Scope.CHART
    by_hand, kept = {*checking.by_hand}, {*checking.earlier}
    closed = _closed(store, found, lens) if lens and not lens.restricted else set()
    about = {each.patient for each in checking.concerns if each.open}
    return tuple(
        ChartLine(
            place=place,
            found=said.found if (said := found.standing.found(patient, scope)) else None,
            golden=patient in by_hand,
            again=said is None and checking.last(patient, scope) is not None,
            closed=patient in closed,
            concern=patient in about,
            earlier=patient in kept,
        )
        for place, patient in enumerate(checking.patients, start=1)
    )


def _closed(store: Storage, found: Stands, lens: Lens) -> set[str]:
    patients = found.state.checking.patients
    charts = charts_in(store, found.state.project, found.run.run, patients)
    return {each for each in patients if not lens.shows(chart_of(charts, each))}


def _result(store: Storage, found: Stands) -> Result:
    standing, checking = found.standing, found.state.checking
    places = {patient: place for place, patient in enumerate(checking.patients, start=1)}
    return Result(
        checked=standing.checked,
        small=standing.count(Found.SMALL),
        serious=standing.count(Found.SERIOUS),
        bound=standing.bound,
        bound_of_serious=standing.bound_of_serious,
        left=standing.to_check,
        chosen=sum(standing.found(each, Scope.CHART) is not None for each in checking.by_hand),
        unanswered=tuple(sorted(places[each] for each in standing.unanswered)),
        newcomers=_newcomers(store, found.state.project, found.run.run, checking.current.run)
        if checking.current
        else 0,
        gone=standing.gone,
        carried=len(standing.carried),
        standing=len(serious(checking)),
        held=standing.held,
        never_compared=standing.never_compared,
    )


@remembered(most=4)
def _newcomers(store: Storage, project: str, run: str, drawn_of: str) -> int:
    """Neither run ever changes, so it is counted once."""
    with store.read() as work:
        return newcomers(work, project, run, drawn_of)


def _told(store: Storage, found: Stands, actor: Actor, lens: Lens | None) -> Collection[str]:
    """Patients of whom a concern may tell this person something: those whose chart opens to them. Of a chart
    that is not in the run any more it is not known whether it was for few.
    """
    about = {each.patient for each in found.state.checking.concerns}
    if lens is None or not allowed(actor, Action.SEE_CHART):
        return ()
    if lens.restricted or not about:
        return about
    charts = charts_in(store, found.state.project, found.run.run, tuple(sorted(about)))
    return {each for each in about if each in charts and lens.shows(charts[each])}


def _concerns(found: Stands, told: Collection[str]) -> tuple[ConcernLine, ...]:
    """Open ones first. A chart of an earlier draw has place 0. told: patients of whom words are shown."""
    places = {patient: place for place, patient in enumerate(found.state.checking.patients, start=1)}
    lines = (
        ConcernLine(
            number=each.number,
            place=0 if each.file else places.get(each.patient, 0),
            text=each.text if each.patient in told else "",
            owner=each.owner,
            by=each.by,
            at=each.at,
            answer=each.answer if each.patient in told else "",
            settled_by=each.settled_by,
            settled_at=each.settled_at,
            of_file=bool(each.file),
        )
        for each in found.state.checking.concerns
    )
    return tuple(sorted(lines, key=lambda each: (each.settled_at is not None, each.number)))
