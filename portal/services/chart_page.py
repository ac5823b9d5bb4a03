"""One chart on one screen: each record beside the old row that it came from, as far as this person may see.

Each look leaves one event a person, chart and quarter of an hour (law 8). What is not theirs to see is cut
out of the chart before the page is told anything (law 7).
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.charts import Chart, Section, digest_of, state_of
from core.charts.allergies import contradicts
from core.charts.teeth import teeth_of
from core.spotchecks import Found, Scope, said_of, wants_reason
from portal.permissions import Action, Actor, Forbidden, authorise, whom_to_ask
from portal.services.chart_beside import beside, not_over
from portal.services.chart_lenses import LENSES, Lens, lens_of
from portal.services.chart_pictures import FilesShown, ForWhom, pictures_of
from portal.services.chart_reading import chart_of, charts_in
from portal.services.chart_said import told_of
from portal.services.chart_sources import OldSide, old_side_of
from portal.services.overview import newest_run
from portal.services.quarters import began, quarter_of
from portal.services.spot_check_state import Stands, stands_seen
from portal.services.spot_checks import changed, patient_at
from portal.viewmodels.charts import ChartView, SectionView, Seen, ToothView
from portal.visit import ProjectChoice
from portal.wording import chart_values as told
from portal.wording import charts as words
from storage import AuditEvent, Storage


def open_chart(store: Storage, actor: Actor, project: ProjectChoice, seen: Seen) -> ChartView:
    """The chart at a place of the draw. Raises Forbidden, and StaleVersion after another draw."""
    authorise(actor, Action.SEE_APPOINTMENTS, project.id)
    lens = lens_of(actor)
    if lens is None:
        raise Forbidden(actor, Action.SEE_CHART)
    with store.read() as work:
        found = stands_seen(store, work, project.id, newest_run(work, project.id))
    if found is None:
        raise changed()
    patient = patient_at(found.state, seen)
    patients = found.state.checking.patients
    chart = chart_of(charts_in(store, project.id, found.run.run, patients), patient)
    if not lens.shows(chart):
        return ChartView(seen, len(patients), words.of(seen.place, len(patients)), closed=words.CLOSED)
    look(store, project.id, actor.name, seen)
    old = old_side_of(store, project.id, found.run.run, patients)
    who = ForWhom(actor, project.id, found.run.run, seen)
    files = pictures_of(store, chart, lens, who, zone=ZoneInfo(old.zone))
    return _shown(chart, old, lens, found, seen=seen, files=files)


def look(store: Storage, project: str, person: str, seen: Seen) -> None:
    """One event a person, chart and quarter of an hour, however often they look at it or at its pictures."""
    quarter = quarter_of(store.clock())
    _look(store, project, person, seen.draw, seen.place, quarter=quarter)


@lru_cache(maxsize=1024)
def _look(store: Storage, project: str, person: str, draw: int, place: int, *, quarter: int) -> None:
    """Called again with the same words it does nothing, and after a restart it finds the event there."""
    facts = {"draw": draw, "chart": place}
    since = began(quarter)
    with store.begin() as work:
        work.audit.append_once(project, AuditEvent.CHART_VIEWED, person, facts, since=since)


def _shown(
    whole: Chart, old: OldSide, lens: Lens, found: Stands, *, seen: Seen, files: FilesShown
) -> ChartView:
    chart, scope, zone = lens.through(whole), lens.scope or Scope.CHART, ZoneInfo(old.zone)
    named, unnamed = files
    checking, said = found.state.checking, found.standing.found(whole.patient, scope)
    digest = digest_of(LENSES[scope].through(whole))
    before = checking.said(whole.patient, scope)
    alerts = chart.entries(Section.ALERTS)
    notation, teeth = teeth_of(chart)
    return ChartView(
        seen=Seen(seen.draw, seen.place, digest),
        of=len(checking.patients),
        title=told.who(chart) or words.NO_NAME,
        facts=told.identity(chart, zone),
        allergies=state_of(alerts) if Section.ALERTS in lens.sections and chart.sections else None,
        contradicts=contradicts(alerts),
        sections=tuple(
            SectionView(
                section,
                tuple(replace(beside(each, old, lens, zone), file=named.get(each.id)) for each in entries),
            )
            for section, entries in chart.sections
        ),
        teeth=tuple(ToothView(each.number, each.dentition, told.marks(each)) for each in teeth),
        notation=notation.value if teeth else "",
        not_over=not_over(old, whole.patient) if lens.rows else None,
        rows_ask="" if lens.rows else whom_to_ask(Action.SEE_ORIGINALS),
        found=said.found if said else None,
        closed="" if chart.sections else words.GONE,
        files=unnamed,
        said=tuple(told_of(each) for each in said_of(checking, whole.patient, _parts(scope))),
        wants_reason=tuple(f for f in Found if wants_reason(before, f, run=found.run.run, digest=digest)),
    )


def _parts(scope: Scope) -> frozenset[Scope]:
    """Whoever sees the whole chart sees what was said of each part of it."""
    return frozenset(Scope) if scope is Scope.CHART else frozenset({scope})
