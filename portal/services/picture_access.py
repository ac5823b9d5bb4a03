"""Who may see which file, asked anew at every request, and the event that a look leaves (laws 7 and 8).

In a chart: whoever sees the images and documents of that chart. By itself: whoever sees originals, and
whoever sees files where it is about nobody whose chart only few may open. In an exercise: whoever practises
it on the clinic's own records.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from core.practice import Exercise, Filing
from portal.permissions import Action, Actor, Forbidden, allowed, authorise
from portal.services import practice
from portal.services.chart_files import files_of_chart
from portal.services.chart_lenses import lens_of
from portal.services.chart_page import look
from portal.services.chart_reading import chart_of, charts_in
from portal.services.chart_sources import old_side_of
from portal.services.file_access import opens
from portal.services.file_reading import ledger_of
from portal.services.overview import newest_run
from portal.services.quarters import began, quarter_of
from portal.services.run_files import RunFile, files_of
from portal.services.spot_check_state import stands_seen
from portal.services.spot_checks import changed, patient_at
from portal.viewmodels.charts import Seen
from portal.viewmodels.picture import OfChart, OfFiles, OfPractice, PictureRef
from portal.wording import picture as words
from storage import AuditEvent, Storage
from storage.errors import StepRefused


@dataclass(frozen=True)
class Opened:
    """A file that this person may see. alt: what it is, without a name."""

    run: str
    file: RunFile
    alt: str = field(repr=False)


def opened(store: Storage, actor: Actor, project: str, ref: PictureRef, *, zone: ZoneInfo) -> Opened:
    """zone: of exercises; a chart keeps the zone that its run was read in.

    Raises Forbidden; StaleVersion after another draw; StepRefused where there is no such file to show.
    """
    if isinstance(ref, OfChart):
        return _of_chart(store, actor, project, ref)
    if isinstance(ref, OfPractice):
        return _of_practice(store, actor, project, ref, zone)
    return _of_files(store, actor, project, ref)


def _of_chart(store: Storage, actor: Actor, project: str, ref: OfChart) -> Opened:
    authorise(actor, Action.SEE_CHART, project)
    lens = lens_of(actor)
    if lens is None:
        raise Forbidden(actor, Action.SEE_CHART)
    with store.read() as work:
        found = stands_seen(store, work, project, newest_run(work, project))
    if found is None:
        raise changed()
    seen, run = Seen(ref.draw, ref.place), found.run.run
    charts = charts_in(store, project, run, found.state.checking.patients)
    whole = chart_of(charts, patient_at(found.state, seen))
    if not lens.shows(whole):
        raise Forbidden(actor, Action.SEE_CHART)
    zone = ZoneInfo(old_side_of(store, project, run, found.state.checking.patients).zone)
    mine = files_of_chart(whole, lens, files_of(store, project, run), zone)
    shown = next((each for each in mine if each.file and each.file.number == ref.number), None)
    if shown is None or shown.file is None or shown.instead:
        raise unknown()
    look(store, project, actor.name, seen)
    return Opened(run, shown.file, shown.alt)


def _of_files(store: Storage, actor: Actor, project: str, ref: OfFiles) -> Opened:
    sees_all = allowed(actor, Action.SEE_ORIGINALS)
    authorise(actor, Action.SEE_ORIGINALS if sees_all else Action.SEE_FILES, project)
    file = files_of(store, project, ref.run).at(ref.number)
    if file is None:
        raise unknown()
    if not sees_all and not _is_open(store, actor, project, ref.run, file):
        raise Forbidden(actor, Action.SEE_ORIGINALS)
    _note(store, actor, project, file)
    return Opened(ref.run, file, words.of_file(file.kind))


def _is_open(store: Storage, actor: Actor, project: str, run: str, file: RunFile) -> bool:
    """Where it is filed under somebody, and about nobody whose chart only few may open: what nobody has
    classed yet is an original (contracts, section 5).
    """
    whole = ledger_of(store, project, run)
    own = next((each for each in whole.received if each.path == file.path), None)
    return own is not None and bool(own.patients) and opens(actor, own, whole.people)


def _of_practice(store: Storage, actor: Actor, project: str, ref: OfPractice, zone: ZoneInfo) -> Opened:
    authorise(actor, Action.SEE_CHART, project)
    case = practice.case_of(store, actor, project, ref.item, zone=zone)
    file = practice.image_of(store, project, case)
    if file is None or not isinstance(case, Filing):
        raise unknown()
    practice.look(store, project, actor.name, Exercise.IMAGE, case.run)
    return Opened(case.run, file, words.of_filing(case))


def _note(store: Storage, actor: Actor, project: str, file: RunFile) -> None:
    """One event a person, file and quarter of an hour."""
    since = began(quarter_of(store.clock()))
    with store.begin() as work:
        work.audit.append_once(
            project, AuditEvent.UPLOAD_OPENED, actor.name, {"file": file.path, "whole": True}, since=since
        )


def unknown() -> StepRefused:
    return StepRefused(place=words.PLACE, found=words.UNKNOWN, do=words.UNKNOWN_DO)
