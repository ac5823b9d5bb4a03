"""The real portal behind a page: one person, one project, the services, one open store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from core.finances import Asked
from core.practice import Act
from core.scope import Declaration
from core.spotchecks import FileSaid, Found
from core.training import StepKind
from portal.doorway import refusals_noted
from portal.live_going import LiveGoing
from portal.live_mapping import LiveMapping
from portal.live_people import LivePeople
from portal.live_pictures import LivePictures
from portal.live_reading import LiveReading
from portal.live_uploads import LiveUploads
from portal.permissions import Actor
from portal.services import (
    audit_trail,
    chart_page,
    charts_page,
    column_values,
    decision_examples,
    decision_page,
    decisions,
    file_page,
    file_verdicts,
    files_page,
    finance_drill,
    finance_papers,
    finance_totals,
    finances,
    jobs,
    log,
    log_dependents,
    mapping,
    overview,
    practice,
    purge,
    runs,
    scope_edits,
    scope_page,
    slices,
    spot_checks,
    taking,
    training,
    training_certificate,
    training_steps,
    uploads,
    value_trial,
)
from portal.viewmodels.audit_trail import TrailPage, TrailQuery
from portal.viewmodels.charts import ChartsPage, ChartView
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, Examples, Seen, Verdict
from portal.viewmodels.files import FileSeen, FilesPage, FilesQuery, FileView
from portal.viewmodels.finances import Drill, FinancesPage, Pasted, Typed
from portal.viewmodels.go_live import Download
from portal.viewmodels.jobs import JobView
from portal.viewmodels.log import CellReach, EntryDetail, EntryRef, LogPage, LogQuery
from portal.viewmodels.mapping import (
    ColumnView,
    Source,
)
from portal.viewmodels.mapping_asked import (
    SetValues,
    UseValues,
)
from portal.viewmodels.overview import Overview
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.scope import ScopePage
from portal.viewmodels.taking import Form
from portal.viewmodels.training import PracticeView, TrainingPage
from portal.viewmodels.uploads import Accept, Bringing, Uploads
from portal.viewmodels.values import Trial, ValuesPage, ValuesQuery
from storage import Storage


@refusals_noted
@dataclass(frozen=True)
class LivePortal(LivePictures, LivePeople, LiveGoing, LiveUploads, LiveReading, LiveMapping):
    """A `Portal` (portal/visit.py). Authority is checked by the services, at every call."""

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.time_zone

    def overview(self) -> Overview:
        return overview.view(self.store, self.actor, self.project)

    def uploads(self) -> Uploads:
        return replace(uploads.view(self.store, self.actor, self.project), limit=self.settings.upload_limit)

    def bring_in(self) -> Bringing:
        return slices.granted(*self._asked)

    def start_run(self, accept: Accept) -> JobView:
        return runs.start(self.store, self.actor, self.project.id, how=accept, clinic=self._clinic)

    def mapping_column(self, source: Source, column: str) -> ColumnView:
        asked = (self.store, self.actor, self.project)
        return mapping.column(*asked, clinic=self._clinic, source=source, name=column)

    def column_values(self, query: ValuesQuery) -> ValuesPage:
        return column_values.view(self.store, self.actor, self.project, query, clinic=self._clinic)

    def try_values(self, asked: SetValues | UseValues) -> Trial:
        return value_trial.tried(self.store, self.actor, self.project, asked, clinic=self._clinic)

    def run_mapping(self, *, seen: int) -> JobView:
        return runs.start(*self._asked, how=Accept.SURE, clinic=self._clinic, seen=seen)

    def decisions(self, query: DecisionsQuery) -> DecisionsPage:
        return decision_page.view(self.store, self.actor, self.project, query)

    def decision_examples(self, group: str) -> Examples:
        return decision_examples.examples(self.store, self.actor, self.project, group)

    def decide(self, verdict: Verdict, *, seen: Seen) -> int:
        return decisions.decide(self.store, self.actor, self.project.id, verdict, seen=seen)

    def accept_proposal(self, group: str, *, seen: Seen) -> int:
        return decisions.accept(self.store, self.actor, self.project.id, group, seen=seen)

    def take_back(self, groups: Sequence[str], *, seen: Seen) -> int:
        return decisions.withdraw(self.store, self.actor, self.project.id, groups, reason="", seen=seen)

    def run_decisions(self, *, seen: Seen) -> JobView:
        return decisions.run_again(*self._asked, clinic=self._clinic, seen=seen)

    def job(self) -> JobView | None:
        return jobs.view(*self._asked)

    def log(self, query: LogQuery) -> LogPage:
        return log.view(self.store, self.actor, self.project, query)

    def entry(self, ref: EntryRef) -> EntryDetail:
        return log.entry(self.store, self.actor, self.project, ref)

    def entry_dependents(self, ref: EntryRef) -> tuple[CellReach, ...]:
        return log_dependents.reaches(self.store, self.actor, self.project, ref)

    def take_log(self, query: LogQuery, form: Form) -> str:
        return taking.ask_for_log(self.store, self.actor, self.project.id, query, form)

    def take_proof(self, ref: EntryRef) -> str:
        return taking.ask_for_proof(self.store, self.actor, self.project.id, ref)

    def scope(self) -> ScopePage:
        return scope_page.view(self.store, self.actor, self.project, currency=self.settings.currency)

    def begin_scope(self, *, seen: int) -> int:
        return scope_edits.begin(*self._asked, country=self.settings.country or "", seen=seen)

    def save_scope(self, declaration: Declaration, *, reason: str, seen: int) -> int:
        return scope_edits.save(*self._asked, declaration, reason=reason, seen=seen)

    def write_terms(self, text: str, *, reason: str, seen: int) -> int:
        return scope_edits.write_terms(*self._asked, text, reason=reason, seen=seen)

    def approve_scope(self, passphrase: str, *, seen: int) -> int:
        return scope_edits.approve(*self._asked, passphrase=passphrase, seen=seen)

    @property
    def _asked(self) -> tuple[Storage, Actor, str]:
        return self.store, self.actor, self.project.id

    def finances(self, as_of: date | None = None) -> FinancesPage:
        return finances.view(self.store, self.actor, self.project, as_of=as_of)

    def finance_drill(self, asked: Asked, page: int = 1) -> Drill:
        return finance_drill.drill(self.store, self.actor, self.project, asked, page=page)

    def type_total(self, typed: Typed, *, seen: int) -> int:
        return finance_totals.type_total(*self._asked, typed, seen=seen)

    def paste_totals(self, text: str, like: Typed, *, seen: int) -> Pasted:
        return finance_totals.paste_totals(*self._asked, text, like, seen=seen)

    def explain_total(self, subject: str, note: str, *, ours: int, seen: int) -> int:
        return finance_totals.explain_total(*self._asked, subject, note, ours=ours, seen=seen)

    def take_out_total(self, subject: str, *, seen: int) -> int:
        return finance_totals.take_out(*self._asked, subject, seen=seen)

    def write_finances(self, *, seen: int) -> str:
        return finance_papers.issue(self.store, self.actor, self.project, seen=seen, zone=self.zone)

    def sign_finances(self, paper: str, passphrase: str) -> int:
        return finance_papers.sign(*self._asked, paper, passphrase=passphrase, zone=self.zone)

    def open_finances(self, paper: str) -> Download:
        return finance_papers.opened(*self._asked, paper)

    def take_finances(self) -> str:
        return taking.ask_for_finances(*self._asked)

    def trail(self, query: TrailQuery) -> TrailPage:
        return audit_trail.view(self.store, self.actor, self.project, query, zone=self.zone)

    def take_trail(self, query: TrailQuery, form: Form) -> str:
        return taking.ask_for_trail(self.store, self.actor, self.project.id, query, form)

    def check_chain(self) -> None:
        audit_trail.check_chain(self.store, self.actor, self.project.id)

    def purge(self, asked: Purge) -> str:
        return purge.purge(*self._asked, asked, zone=self.zone)

    def charts(self) -> ChartsPage:
        return charts_page.view(self.store, self.actor, self.project)

    def chart(self, seen: ChartSeen) -> ChartView:
        return chart_page.open_chart(self.store, self.actor, self.project, seen)

    def draw_charts(self, size: int, *, seed: str, seen: int, reason: str = "") -> int:
        return spot_checks.draw(*self._asked, size, seed=seed, seen=seen, reason=reason)

    def choose_chart(self, number: str, *, seen: int) -> int:
        return spot_checks.choose(*self._asked, number, seen=seen)

    def judge_chart(self, seen: ChartSeen, found: Found, *, reason: str = "") -> int:
        return spot_checks.judge(*self._asked, seen, found, reason=reason)

    def raise_concern(self, seen: ChartSeen, text: str, *, owner: str) -> int:
        return spot_checks.raise_concern(*self._asked, seen, text, owner=owner)

    def settle_concern(self, number: int, *, answer: str) -> int:
        return spot_checks.settle(*self._asked, number, answer=answer)

    def files(self, query: FilesQuery) -> FilesPage:
        return files_page.view(self.store, self.actor, self.project, query)

    def file(self, seen: FileSeen) -> FileView:
        return file_page.open_file(self.store, self.actor, self.project, seen)

    def judge_file(self, seen: FileSeen, said: FileSaid, *, note: str, owner: str) -> int:
        return file_verdicts.judge(*self._asked, seen, said, note=note, owner=owner)

    def training(self) -> TrainingPage:
        return training.view(self.store, self.actor, self.project)

    def learn(self, kind: StepKind, *, item: str = "", note: str = "", seen: int) -> int:
        return training_steps.learn(*self._asked, kind, item=item, note=note, seen=seen)

    def confirm_seen(self, person: str, role: str, *, item: str, seen: int) -> int:
        return training_steps.confirm(*self._asked, person, role, item=item, seen=seen)

    def reopen(self, person: str, role: str, *, item: str, reason: str, seen: int) -> int:
        return training_steps.reopen(*self._asked, person, role, item=item, reason=reason, seen=seen)

    def practice(self, item: str) -> PracticeView:
        return practice.view(*self._asked, item, zone=self.zone)

    def practise(self, item: str, acts: Sequence[Act], *, seen: int) -> int:
        return practice.practise(*self._asked, item, acts, seen=seen, zone=self.zone)

    def certificate(self) -> Download:
        return training_certificate.certificate(self.store, self.actor, self.project, zone=self.zone)
