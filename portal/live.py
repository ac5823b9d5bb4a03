"""The real portal behind a page: one person, one project, the services, one open store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from core.accept import Settings as Clinic
from portal.permissions import Actor
from portal.services import log, overview, runs, uploads
from portal.services.jobs import worth_showing
from portal.settings import Settings
from portal.viewmodels.jobs import JobView
from portal.viewmodels.log import EntryDetail, EntryRef, LogPage, LogQuery
from portal.viewmodels.overview import Overview
from portal.viewmodels.uploads import Accept, Dropped, Receipt, Uploads
from portal.visit import ProjectChoice
from storage import Storage


@dataclass(frozen=True)
class LivePortal:
    """A `Portal` (portal/visit.py). Authority is checked by the services, at every call."""

    store: Storage
    actor: Actor
    project: ProjectChoice
    settings: Settings

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.time_zone

    def overview(self) -> Overview:
        return overview.view(self.store, self.actor, self.project)

    def uploads(self) -> Uploads:
        found = uploads.view(self.store, self.actor, self.project)
        return replace(found, limit=self.settings.upload_limit)

    def receive(self, files: Sequence[Dropped]) -> Receipt:
        return uploads.receive(self.store, self.actor, self.project.id, files)

    def start_run(self, accept: Accept) -> JobView:
        house = self.settings
        clinic = Clinic(currency=house.currency, zone=house.zone, country=house.country)
        return runs.start(self.store, self.actor, self.project.id, how=accept, clinic=clinic)

    def job(self) -> JobView | None:
        with self.store.read() as work:
            return worth_showing(work, self.project.id)

    def log(self, query: LogQuery) -> LogPage:
        return log.view(self.store, self.actor, self.project, query)

    def entry(self, ref: EntryRef) -> EntryDetail:
        return log.entry(self.store, self.actor, self.project, ref)
