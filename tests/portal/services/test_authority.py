"""Every use case is asked by every role, and lets in exactly those whom the table lets in.

A new function of portal.services that takes an actor fails here until it has its line in USE_CASES.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import portal.services
from core.accept import Settings as Clinic
from core.decisions import NO_DECISIONS, Choice
from core.errors import ChartbridgeError
from core.finances import Asked, Report
from core.readiness import Part
from core.readiness.statements import FIGURES
from core.scope import blank
from core.spotchecks import FileSaid, Found
from core.training import StepKind
from portal.desk import Desk
from portal.opened_classes import narrowed
from portal.permissions import Action, Actor, Forbidden, Role, allowed, proposes
from portal.services import (
    acting,
    audit_trail,
    break_glass,
    chart_page,
    charts_page,
    column_values,
    decision_examples,
    decision_page,
    decisions,
    document_signing,
    file_page,
    file_verdicts,
    files_page,
    finance_drill,
    finance_file,
    finance_papers,
    finance_totals,
    finances,
    go_live,
    go_live_steps,
    handover,
    jobs,
    key_replacing,
    log,
    log_dependents,
    log_file,
    log_proof,
    log_summary,
    mapping,
    mapping_files,
    mapping_history,
    original_file,
    overview,
    people,
    people_page,
    picture_access,
    pictures,
    practice,
    projects,
    purge,
    readiness_papers,
    reading_changes,
    reading_page,
    rejects_file,
    run_rights,
    runs,
    sandbox,
    scope_edits,
    scope_page,
    slices,
    spot_checks,
    statements,
    taking,
    trail_file,
    training,
    training_certificate,
    training_steps,
    upload_pairs,
    uploads,
    value_trial,
    verifying,
)
from portal.services.mapping_files import VersionOf
from portal.services.rejects_file import RejectsOf
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.decisions import DecisionsQuery, Seen, Verdict
from portal.viewmodels.files import FileSeen, FilesQuery
from portal.viewmodels.finances import Typed
from portal.viewmodels.go_live import Said
from portal.viewmodels.log import EntryRef, LogQuery
from portal.viewmodels.mapping import Place as Destination
from portal.viewmodels.mapping_asked import MoveColumn, SetValues
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryQuery, Start
from portal.viewmodels.picture import OfChart, OfFiles
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.reading import Override, ReadingQuery, Topic
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept, Dropped, Pair, PairWord
from portal.viewmodels.values import ValuesQuery
from portal.visit import ProjectChoice
from storage import Storage
from storage.errors import NotStored, StaleVersion
from tests.portal.grouped import COLUMN, publish_groups
from tests.portal.stores import OWNER, ran_project, store_in

ROOM = slices.Limits(1 << 20, 1 << 30)


@dataclass(frozen=True)
class Place:
    store: Storage
    project: ProjectChoice
    folder: Path
    charts: ProjectChoice

    @property
    def version(self) -> int:
        with self.store.read() as work:
            return work.readiness.of(self.project.id).version

    @property
    def entry(self) -> EntryRef:
        return log.view(self.store, OWNER, self.project, LogQuery()).entries[0].ref


UTC = ZoneInfo("UTC")
TYPED = Typed(Report.BALANCE, "USD", "1.00")
NO_FILE = OfFiles("no such run", 0)
PATIENTS_TABLE = ("patients.csv", "patients")
PAPER = Given(start=Start.LEGACY)
Try = Callable[[Place, Actor], Any]

USE_CASES: dict[str, tuple[Action | None, Try]] = {
    "acting.switch": (
        Action.ACT_AS,
        lambda at, who: _refused_for_the_place(
            lambda: acting.switch(at.store, who, at.project.id, "auditor", start=who, bound=())
        ),
    ),
    "audit_trail.check_chain": (
        Action.SEE_AUDIT,
        lambda at, who: audit_trail.check_chain(at.store, who, at.project.id),
    ),
    "audit_trail.verdict": (
        Action.SEE_AUDIT,
        lambda at, who: audit_trail.verdict(at.store, who, at.project.id),
    ),
    "audit_trail.view": (
        Action.SEE_AUDIT,
        lambda at, who: audit_trail.view(at.store, who, at.project, TrailQuery(), zone=UTC),
    ),
    "handover.make": (
        Action.HANDOVER,
        lambda at, who: handover.make(at.store, who, at.project.id, at.folder / who.role),
    ),
    "decision_examples.examples": (
        Action.SEE_LOG,
        lambda at, who: decision_examples.examples(at.store, who, at.project, COLUMN.id),
    ),
    "decision_page.view": (
        Action.SEE_LOG,
        lambda at, who: decision_page.view(at.store, who, at.project, DecisionsQuery()),
    ),
    "decisions.accept": (
        Action.DECIDE_UNCLASSED,
        lambda at, who: decisions.accept(at.store, who, at.project.id, _proposed(at), seen=_seen(at)),
    ),
    "decisions.decide": (Action.DECIDE_UNCLASSED, lambda at, who: _decided(at, who)),
    "decisions.run_again": (
        Action.START_RUN,
        lambda at, who: decisions.run_again(at.store, who, at.project.id, clinic=Clinic(), seen=_seen(at)),
    ),
    "decisions.withdraw": (
        Action.DECIDE_UNCLASSED,
        lambda at, who: decisions.withdraw(
            at.store, who, at.project.id, [_proposed(at)], reason="", seen=_seen(at)
        ),
    ),
    "document_signing.make_key": (Action.SIGN_DOCUMENT, lambda at, who: _short_of(_key_made, at, who)),
    "key_replacing.check": (Action.SIGN_DOCUMENT, lambda at, who: _short_of(_key_checked, at, who)),
    "key_replacing.replace_alone": (Action.SIGN_DOCUMENT, lambda at, who: _short_of(_key_replaced, at, who)),
    "document_signing.sign": (Action.SIGN_DOCUMENT, lambda at, who: _short_of(_signed, at, who)),
    "finance_drill.drill": (
        Action.TIE_OUT,
        lambda at, who: finance_drill.drill(at.store, who, at.project, Asked(Report.BALANCE, "USD")),
    ),
    "finance_file.write": (
        Action.TIE_OUT,
        lambda at, who: finance_file.write(at.store, who, at.project.id, zone=UTC),
    ),
    "finance_papers.issue": (Action.SIGN_FINANCES, lambda at, who: _short_of(_paper_written, at, who)),
    "finance_papers.opened": (Action.SEE_LOG, lambda at, who: _short_of(_paper_opened, at, who)),
    "finance_papers.sign": (Action.SIGN_FINANCES, lambda at, who: _short_of(_paper_signed, at, who)),
    "finance_totals.explain_total": (Action.STATE_TOTALS, lambda at, who: _short_of(_explained, at, who)),
    "finance_totals.paste_totals": (
        Action.STATE_TOTALS,
        lambda at, who: finance_totals.paste_totals(
            at.store, who, at.project.id, "x", TYPED, seen=at.version
        ),
    ),
    "finance_totals.take_out": (Action.STATE_TOTALS, lambda at, who: _short_of(_taken_out, at, who)),
    "finance_totals.type_total": (Action.STATE_TOTALS, lambda at, who: _short_of(_typed, at, who)),
    "finances.view": (Action.TIE_OUT, lambda at, who: finances.view(at.store, who, at.project)),
    "go_live.view": (
        Action.SEE_LOG,
        lambda at, who: go_live.view(at.store, who, at.project, currency="USD"),
    ),
    "go_live_steps.decline_date": (Action.SCHEDULE, lambda at, who: _declined(at, who)),
    "go_live_steps.propose_date": (
        Action.SCHEDULE,
        lambda at, who: go_live_steps.propose_date(
            at.store, who, at.project.id, date(2026, 5, 4), reason="The team asks", seen=at.version
        ),
    ),
    "go_live_steps.move_date": (
        Action.SCHEDULE,
        lambda at, who: go_live_steps.move_date(
            at.store, who, at.project.id, None, reason="No day yet", seen=at.version
        ),
    ),
    "go_live_steps.take_back": (Action.WAIVE_FINANCIAL, lambda at, who: _taken_back(at, who)),
    "go_live_steps.take_figures": (
        Action.SIGN_DOCUMENT,
        lambda at, who: go_live_steps.take_figures(at.store, who, at.project.id, seen=at.version),
    ),
    "go_live_steps.waive": (
        Action.WAIVE_CLINICAL,
        lambda at, who: go_live_steps.waive(
            at.store, who, at.project.id, "spot_checks", reason=f"Asked by {who.role}", seen=at.version
        ),
    ),
    "jobs.view": (Action.SEE_LOG, lambda at, who: jobs.view(at.store, who, at.project.id)),
    "log.entry": (Action.SEE_LOG, lambda at, who: log.entry(at.store, who, at.project, at.entry)),
    "log_dependents.reaches": (
        Action.SEE_ORIGINALS,
        lambda at, who: log_dependents.reaches(at.store, who, at.project, at.entry),
    ),
    "log_file.write": (
        Action.SEE_LOG,
        lambda at, who: log_file.write(at.store, who, at.project.id, LogQuery(), Form.CSV),
    ),
    "log_summary.write": (
        Action.SEE_LOG,
        lambda at, who: log_summary.write(at.store, who, at.project.id, zone=UTC),
    ),
    "log_proof.write": (
        Action.SEE_IDENTITY,
        lambda at, who: log_proof.write(at.store, who, at.project.id, at.entry),
    ),
    "log.view": (Action.SEE_LOG, lambda at, who: log.view(at.store, who, at.project, LogQuery())),
    "mapping.adopt": (Action.MAP, lambda at, who: _adopted(at, who)),
    "mapping.change": (Action.MAP, lambda at, who: _archived(at, who)),
    "mapping.column": (
        Action.SEE_LOG,
        lambda at, who: mapping.column(
            at.store, who, at.project, clinic=Clinic(), source=PATIENTS_TABLE, name="Birthdate"
        ),
    ),
    "column_values.view": (
        Action.SEE_LOG,
        lambda at, who: column_values.view(
            at.store, who, at.project, ValuesQuery(PATIENTS_TABLE, "LastName"), clinic=Clinic()
        ),
    ),
    "value_trial.tried": (Action.MAP, lambda at, who: _tried(at, who)),
    "mapping_files.compare": (
        Action.MAP,
        lambda at, who: mapping_files.compare(at.store, who, at.project.id, PAPER, clinic=Clinic()),
    ),
    "mapping_files.take": (Action.MAP, lambda at, who: _short_of(_started, at, who)),
    "mapping_files.write": (
        Action.SEE_ORIGINALS,
        lambda at, who: mapping_files.write(at.store, who, at.project.id, VersionOf()),
    ),
    "mapping_history.between": (
        Action.SEE_LOG,
        lambda at, who: mapping_history.between(
            at.store, who, at.project.id, 0, 1, clinic=Clinic(), values=True
        ),
    ),
    "mapping_history.undo": (Action.MAP, lambda at, who: _short_of(_undone, at, who)),
    "mapping_history.view": (
        Action.SEE_LOG,
        lambda at, who: mapping_history.view(at.store, who, at.project, HistoryQuery(), clinic=Clinic()),
    ),
    "mapping.view": (
        Action.SEE_LOG,
        lambda at, who: mapping.view(at.store, who, at.project, clinic=Clinic()),
    ),
    "reading_changes.change": (Action.MAP, lambda at, who: _read_anew(at, who)),
    "reading_changes.undo": (Action.MAP, lambda at, who: _short_of(_read_back, at, who)),
    "reading_page.view": (
        Action.SEE_LOG,
        lambda at, who: reading_page.view(at.store, who, at.project, ReadingQuery()),
    ),
    "overview.view": (Action.SEE_LOG, lambda at, who: overview.view(at.store, who, at.project)),
    "projects.all_projects": (None, lambda at, who: projects.all_projects(at.store, who)),
    "projects.create": (Action.START_PROJECT, lambda at, who: projects.create(at.store, who, "Another")),
    "readiness_papers.issue": (Action.SIGN_READINESS, lambda at, who: _short_of(_issued, at, who)),
    "readiness_papers.opened": (Action.SEE_LOG, lambda at, who: _short_of(_opened, at, who)),
    "readiness_papers.trusted": (
        Action.SEE_LOG,
        lambda at, who: readiness_papers.trusted(at.store, who, at.project.id),
    ),
    "scope_edits.approve": (Action.APPROVE, lambda at, who: _short_of(_scope_approved, at, who)),
    "scope_edits.begin": (Action.PREPARE_SCOPE, lambda at, who: _short_of(_scope_begun, at, who)),
    "scope_edits.save": (Action.PREPARE_SCOPE, lambda at, who: _scope_saved(at, who)),
    "scope_edits.write_terms": (
        Action.PREPARE_SCOPE,
        lambda at, who: scope_edits.write_terms(
            at.store, who, at.project.id, f"By {who.role}", reason="", seen=_scope_version(at)
        ),
    ),
    "scope_page.view": (
        Action.SEE_LOG,
        lambda at, who: scope_page.view(at.store, who, at.project, currency="USD"),
    ),
    "run_rights.authorise_run": (
        Action.UPLOAD,
        lambda at, who: run_rights.authorise_run(who, NO_DECISIONS, clear=False),
    ),
    "purge.certificate": (
        Action.SEE_LOG,
        lambda at, who: _not_removed(lambda: purge.certificate(at.store, who, at.project.id)),
    ),
    "purge.deleted": (Action.SEE_LOG, lambda at, who: purge.deleted(at.store, who, at.project.id)),
    "purge.purge": (
        Action.PURGE,
        lambda at, who: _not_removed(
            lambda: purge.purge(at.store, who, at.project.id, Purge("Another", "Left", ""), zone=UTC)
        ),
    ),
    "sandbox.check": (Action.LOAD_SANDBOX, lambda at, who: _copy_checked(at, who)),
    "sandbox.drop": (Action.LOAD_SANDBOX, lambda at, who: sandbox.drop(at.store, who, at.project.id)),
    "sandbox.fill_now": (Action.LOAD_SANDBOX, lambda at, who: _copy_filled(at, who)),
    "sandbox.start": (Action.LOAD_SANDBOX, lambda at, who: sandbox.start(at.store, who, at.project.id)),
    "sandbox.state": (Action.SEE_LOG, lambda at, who: sandbox.state(at.store, who, at.project.id)),
    "runs.start": (
        Action.START_RUN,
        lambda at, who: runs.start(at.store, who, at.project.id, how=Accept.SURE, clinic=Clinic()),
    ),
    "taking.ask_for_finances": (
        Action.TIE_OUT,
        lambda at, who: taking.ask_for_finances(at.store, who, at.project.id, desk=Desk(most=9)),
    ),
    "taking.ask_for_log": (
        Action.SEE_LOG,
        lambda at, who: taking.ask_for_log(
            at.store, who, at.project.id, LogQuery(), Form.CSV, desk=Desk(most=9)
        ),
    ),
    "taking.ask_for_mapping": (
        Action.SEE_ORIGINALS,
        lambda at, who: taking.ask_for_mapping(at.store, who, at.project.id, 0, desk=Desk(most=9)),
    ),
    "taking.ask_for_proof": (
        Action.SEE_IDENTITY,
        lambda at, who: taking.ask_for_proof(at.store, who, at.project.id, at.entry, desk=Desk(most=9)),
    ),
    "taking.ask_for_trail": (
        Action.SEE_ALL_EVENTS,
        lambda at, who: taking.ask_for_trail(
            at.store, who, at.project.id, TrailQuery(), Form.CSV, desk=Desk(most=9)
        ),
    ),
    "trail_file.write": (
        Action.SEE_ALL_EVENTS,
        lambda at, who: trail_file.write(
            at.store, who, at.project.id, TrailQuery(), Form.JSON_LINES, zone=UTC
        ),
    ),
    "statements.state_charts": (
        Action.SPOT_CHECK,
        lambda at, who: statements.state_charts(
            at.store, who, at.project.id, _said(Part.CHARTS, 1, 1, 0, 0), seen=at.version
        ),
    ),
    "statements.state_parallel": (
        Action.STATE_PRACTICE,
        lambda at, who: statements.state_parallel(
            at.store, who, at.project.id, _said(Part.PARALLEL, 5, 5, 0, 0), seen=at.version
        ),
    ),
    "statements.state_scope": (
        Action.APPROVE,
        lambda at, who: _short_of(_scope_stated, at, who),
    ),
    "statements.state_total": (Action.STATE_TOTALS, lambda at, who: _short_of(_total, at, who)),
    "statements.state_training": (
        Action.STATE_TRAINING,
        lambda at, who: statements.state_training(
            at.store, who, at.project.id, _said(Part.TRAINING, 5, 5), seen=at.version
        ),
    ),
    "chart_page.open_chart": (
        Action.SEE_APPOINTMENTS,
        lambda at, who: chart_page.open_chart(at.store, who, at.charts, ChartSeen(_draws(at), 1)),
    ),
    "file_page.open_file": (Action.SEE_FILES, lambda at, who: _short_of(_file_opened, at, who)),
    "file_verdicts.judge": (Action.CHECK_IMAGES, lambda at, who: _short_of(_file_judged, at, who)),
    "files_page.view": (
        Action.SEE_FILES,
        lambda at, who: files_page.view(at.store, who, at.project, FilesQuery()),
    ),
    "charts_page.view": (Action.SEE_LOG, lambda at, who: charts_page.view(at.store, who, at.charts)),
    "spot_checks.choose": (Action.SPOT_CHECK, lambda at, who: _short_of(_chosen, at, who)),
    "spot_checks.draw": (
        Action.SPOT_CHECK,
        lambda at, who: spot_checks.draw(
            at.store,
            who,
            at.charts.id,
            20,
            seed="7",
            seen=charts_page.view(at.store, OWNER, at.charts).version,
            reason="Too few.",
        ),
    ),
    "spot_checks.judge": (
        Action.CHECK_PART,
        lambda at, who: spot_checks.judge(at.store, who, at.charts.id, _chart(at, who), Found.RIGHT),
    ),
    "spot_checks.raise_concern": (
        Action.CHECK_PART,
        lambda at, who: spot_checks.raise_concern(
            at.store, who, at.charts.id, _chart(at, who), f"Seen by {who.role}", owner="champion"
        ),
    ),
    "spot_checks.settle": (Action.SPOT_CHECK, lambda at, who: _short_of(_settled, at, who)),
    "original_file.write": (
        Action.SEE_ORIGINALS,
        lambda at, who: _short_of(
            lambda at, who: original_file.write(at.store, who, at.charts.id, NO_FILE, zone=UTC), at, who
        ),
    ),
    "picture_access.opened": (
        Action.SEE_CHART,
        lambda at, who: _short_of(
            lambda at, who: picture_access.opened(at.store, who, at.charts.id, _file(at), zone=UTC), at, who
        ),
    ),
    "pictures.view": (
        Action.SEE_CHART,
        lambda at, who: _short_of(
            lambda at, who: pictures.view(at.store, who, at.charts.id, _file(at), zone=UTC), at, who
        ),
    ),
    "rejects_file.write": (
        Action.SEE_ORIGINALS,
        lambda at, who: rejects_file.write(at.store, who, at.project.id, RejectsOf("patients.csv")),
    ),
    "taking.ask_for_rejects": (
        Action.SEE_ORIGINALS,
        lambda at, who: taking.ask_for_rejects(
            at.store, who, at.project.id, "patients.csv", desk=Desk(most=9)
        ),
    ),
    "taking.ask_for_original": (
        Action.SEE_ORIGINALS,
        lambda at, who: _short_of(
            lambda at, who: taking.ask_for_original(
                at.store, who, at.charts.id, NO_FILE, zone=UTC, desk=Desk(most=9)
            ),
            at,
            who,
        ),
    ),
    "practice.case_of": (Action.TRAIN, lambda at, who: _short_of(_case_seen, at, who)),
    "practice.practise": (Action.TRAIN, lambda at, who: _short_of(_practised, at, who)),
    "practice.view": (Action.TRAIN, lambda at, who: _short_of(_practice_seen, at, who)),
    "training.view": (Action.TRAIN, lambda at, who: training.view(at.store, who, at.project)),
    "training_certificate.certificate": (Action.TRAIN, lambda at, who: _short_of(_certified, at, who)),
    "training_steps.confirm": (Action.TRAIN, lambda at, who: _short_of(_confirmed, at, who)),
    "training_steps.learn": (Action.TRAIN, lambda at, who: _short_of(_learned, at, who)),
    "training_steps.reopen": (Action.SEE_TRAINING, lambda at, who: _short_of(_reopened, at, who)),
    "break_glass.see": (Action.GRANT, lambda at, who: break_glass.see(at.store, who, at.project.id)),
    "break_glass.take": (Action.SEE_LOG, lambda at, who: _glass_broken(at, who)),
    "people.change_role": (Action.GRANT, lambda at, who: _short_of(_role_changed, at, who)),
    "people.give": (Action.GRANT, lambda at, who: _short_of(_right_given, at, who)),
    "people.invite": (
        Action.INVITE,
        lambda at, who: people.invite(
            at.store, who, at.project.id, email="new@maple.example", role="assistant"
        ),
    ),
    "people.remove": (Action.GRANT, lambda at, who: _short_of(_person_removed, at, who)),
    "people.reopen": (Action.GRANT, lambda at, who: _short_of(_reopened_account, at, who)),
    "people.sign_out_everywhere": (Action.GRANT, lambda at, who: _short_of(_signed_out, at, who)),
    "people.take_back": (Action.GRANT, lambda at, who: _short_of(_right_taken, at, who)),
    "people.withdraw": (
        Action.INVITE,
        lambda at, who: people.withdraw(at.store, who, at.project.id, "nobody's"),
    ),
    "people_page.view": (Action.INVITE, lambda at, who: people_page.view(at.store, who, at.project)),
    "slices.begin": (Action.UPLOAD, lambda at, who: _begun(at, who)),
    "slices.brought": (Action.UPLOAD, lambda at, who: slices.brought(at.store, who, at.project.id)),
    "slices.finish": (
        Action.UPLOAD,
        lambda at, who: slices.finish(at.store, who, at.project.id, _begun(at, OWNER, b"")),
    ),
    "slices.granted": (Action.UPLOAD, lambda at, who: slices.granted(at.store, who, at.project.id)),
    "slices.held": (
        Action.UPLOAD,
        lambda at, who: slices.held(at.store, who, at.project.id, _begun(at, OWNER)),
    ),
    "slices.take": (Action.UPLOAD, lambda at, who: _slice_taken(at, who)),
    "slices.take_batch": (
        Action.UPLOAD,
        lambda at, who: slices.take_batch(
            at.store, who, at.project.id, [Dropped("c.csv", b"A,B\n1,2\n")], limits=ROOM
        ),
    ),
    "upload_pairs.say": (Action.UPLOAD, lambda at, who: _pair_unknown(at, who)),
    "uploads.receive": (
        Action.UPLOAD,
        lambda at, who: uploads.receive(at.store, who, at.project.id, [Dropped("b.csv", b"A,B\n1,2\n")]),
    ),
    "uploads.view": (Action.SEE_LOG, lambda at, who: uploads.view(at.store, who, at.project)),
    "verifying.verify": (Action.SEE_LOG, lambda at, who: verifying.verify(at.store, who, b"%PDF-1.7")),
}
"""Use case -> what the table calls it, and one attempt at it. None: open to everybody who is here."""

PROPOSES_TOO = {"decisions.decide", "go_live_steps.propose_date"}
"""Lets in whoever proposes as well; what they ask for waits for somebody else."""

REFUSED_FIRST = {f"decisions.{name}": Action.DECIDE_OPERATIONAL for name in ("accept", "decide", "withdraw")}
"""Whoever decides about nothing at all is refused before any group is looked up."""

DECIDES_NOTHING = {
    "break_glass.offered",
    "people.roles_to_invite",
    "chart_lenses.lens_of",
    "chart_lenses.scope_of",
    "chart_tasks.left_of_charts",
    "sandbox_standing.standing",
    "decision_examples.sees_persons",
    "decision_examples.sees_rows",
    "mapping.looked_at",
    "decision_examples.sees_values",
    "decision_groups.say_of",
    "decision_suggestions.offers",
    "confirming.opened_key",
    "file_access.opens",
    "file_access.sees_restricted",
    "file_tasks.left_of_files",
    "finance_tasks.left_of_finances",
    "finances.page_in",
    "key_replacing.replaced",
    "key_replacing.tell_refused",
    "signing_key_lines.key_of",
    "go_live.people_of",
    "go_live_steps.figures_taken",
    "go_live_steps.figures_with",
    "go_live_tasks.left_of_going_live",
    "scope_tasks.left_of_scope",
    "spot_check_gates.gates_follow",
    "tasks.tasks_for",
    "training_begun.counts_from_now",
    "training.left_of_training",
    "training.own_standing",
    "turns.refused_to_sign",
    "turns.signer_of",
}
"""Take an actor who was let in already: to choose words, or in the transaction of a use case."""


def use_cases() -> Iterator[str]:
    for module in pkgutil.iter_modules(portal.services.__path__):
        found = import_module(f"portal.services.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            ours = function.__module__ == found.__name__ and not name.startswith("_")
            if ours and "actor" in inspect.signature(function).parameters:
                yield f"{module.name}.{name}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = Path(tmp_path_factory.mktemp("authority"))
    store = store_in(folder)
    project = ran_project(store)
    publish_groups(store, project)
    charts = ran_project(store)
    seen = charts_page.view(store, OWNER, charts).version
    spot_checks.draw(store, Actor("Robin", Role.PRACTITIONER), charts.id, 20, seed="7", seen=seen)
    yield Place(store, project, folder, charts)
    store.close()


def test_every_use_case_stands_here() -> None:
    assert set(use_cases()) - DECIDES_NOTHING == set(USE_CASES)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("use_case", list(USE_CASES))
def test_a_use_case_lets_in_whom_the_table_lets_in_and_nobody_else(
    place: Place, use_case: str, role: Role
) -> None:
    action, attempt = USE_CASES[use_case]
    actor = Actor("Robin", role)
    proposed = use_case in PROPOSES_TOO and action is not None and proposes(actor, action)
    if action is None or allowed(actor, action) or proposed:
        attempt(replace(place, store=narrowed(place.store, actor)), actor)
        return
    _proposed(place)
    before = events(place)
    with pytest.raises(Forbidden) as refused:
        attempt(place, actor)
    assert refused.value.place in {action.value, REFUSED_FIRST.get(use_case, action).value}
    assert events(place) == before


def events(place: Place) -> int:
    with place.store.read() as work:
        return sum(work.audit.length(each.id) for each in (place.project, place.charts))


def _pair_unknown(at: Place, who: Actor) -> None:
    """Let in, and stopped since nobody compared a file with itself."""
    with at.store.read() as work:
        row = work.uploads.current(at.project.id)[0]
    with pytest.raises(StaleVersion):
        pair = Pair(row.id, row.id, row.path, row.path)
        upload_pairs.say(at.store, who, at.project.id, pair, PairWord.NEWER)


def _begun(at: Place, who: Actor, content: bytes = b"A,B\n1,2\n") -> str:
    """The number of an upload that has come to nothing yet."""
    asked = {"path": "slices.csv", "size": len(content), "anew": True, "limits": ROOM}
    return slices.begin(at.store, who, at.project.id, **asked).begun.id  # type: ignore[arg-type]


def _slice_taken(at: Place, who: Actor) -> object:
    upload = _begun(at, OWNER)
    return slices.take(at.store, who, at.project.id, upload, start=0, content=b"A,B\n", limits=ROOM)


def _copy_filled(at: Place, who: Actor) -> object:
    """From a run that published groups and no record, which no class has to be opened for."""
    return sandbox.fill_now(at.store, who, at.project.id, lambda _going: None)


def _copy_checked(at: Place, who: Actor) -> None:
    """Let in, and told that there is none."""
    with pytest.raises(NotStored):
        sandbox.check(at.store, who, at.project.id)


def _file(at: Place) -> OfChart:
    return OfChart(_draws(at), 1, 0)


def _case_seen(at: Place, who: Actor) -> object:
    return practice.case_of(at.store, who, at.project.id, "no-such-step", zone=UTC)


def _not_removed(attempt: Callable[[], object]) -> None:
    """Let in, and stopped for want of what else it takes."""
    with pytest.raises(purge.NotRemoved):
        attempt()


def _adopted(at: Place, who: Actor) -> int:
    """The mapping as it stands, brought back as a file."""
    with at.store.read() as work:
        row = work.mappings.latest(at.project.id)
        assert row is not None
    return mapping.adopt(at.store, who, at.project.id, row.text, seen=row.version)


def _tried(at: Place, who: Actor) -> object:
    """Whoever may change the mapping and see no values is stopped by that."""
    asked = SetValues(PATIENTS_TABLE, "LastName", (("a", "b"),))
    if allowed(who, Action.MAP) and not allowed(who, Action.SEE_ORIGINALS):
        with pytest.raises(Forbidden, match=Action.SEE_ORIGINALS.value):
            value_trial.tried(at.store, who, at.project, asked, clinic=Clinic())
        return None
    return value_trial.tried(at.store, who, at.project, asked, clinic=Clinic())


def _started(at: Place, who: Actor) -> int:
    return mapping_files.take(at.store, who, at.project.id, Given("{}"), seen=0, clinic=Clinic())


def _undone(at: Place, who: Actor) -> int:
    return mapping_history.undo(at.store, who, at.project.id, 99, reason="", seen=0, clinic=Clinic())


def _archived(at: Place, who: Actor) -> int:
    seen = mapping.view(at.store, OWNER, at.project, clinic=Clinic()).version
    asked = MoveColumn(("odd.csv", "odd"), "ZZZ", Destination.ARCHIVED, reason=f"Asked by {who.role}.")
    return mapping.change(at.store, who, at.project.id, asked, seen=seen, clinic=Clinic())


def _read_anew(at: Place, who: Actor) -> int:
    with at.store.read() as work:
        seen = work.choices.version(at.project.id)
    asked = Override("patients.csv", Topic.HEADER, "2" if seen % 2 else "1")
    return reading_changes.change(at.store, who, at.project.id, asked, seen=seen)


def _read_back(at: Place, who: Actor) -> int:
    return reading_changes.undo(at.store, who, at.project.id, seen=-1)


def _said(part: Part, *figures: int) -> Said:
    return Said(part, "It", dict(zip(FIGURES[part], figures, strict=True)))


def _taken_back(at: Place, who: Actor) -> int:
    """There is something to take back for whoever may."""
    if allowed(who, Action.WAIVE_FINANCIAL):
        go_live_steps.waive(
            at.store, who, at.project.id, "totals_tied", reason=f"By {who.role}", seen=at.version
        )
    return go_live_steps.take_back(at.store, who, at.project.id, "totals_tied", seen=at.version)


def _paper_written(at: Place, who: Actor) -> object:
    return finance_papers.issue(at.store, who, at.project, seen=at.version, zone=UTC)


def _paper_opened(at: Place, who: Actor) -> object:
    return finance_papers.opened(at.store, who, at.project.id, "F-2026-0001")


def _paper_signed(at: Place, who: Actor) -> object:
    return finance_papers.sign(at.store, who, at.project.id, "F-2026-0001", passphrase="words", zone=UTC)


def _typed(at: Place, who: Actor) -> object:
    return finance_totals.type_total(at.store, who, at.project.id, TYPED, seen=at.version)


def _explained(at: Place, who: Actor) -> object:
    return finance_totals.explain_total(at.store, who, at.project.id, "It", "So", ours=0, seen=at.version)


def _taken_out(at: Place, who: Actor) -> object:
    return finance_totals.take_out(at.store, who, at.project.id, "It", seen=at.version)


def _short_of(attempt: Try, at: Place, who: Actor) -> None:
    """Whoever is let in is still told what is missing, in one sentence."""
    with pytest.raises(ChartbridgeError) as told:
        attempt(at, who)
    if isinstance(told.value, Forbidden):
        raise told.value


def _file_opened(at: Place, who: Actor) -> None:
    file_page.open_file(at.store, who, at.project, FileSeen("", 1))


def _file_judged(at: Place, who: Actor) -> None:
    seen = FileSeen("", 1)
    file_verdicts.judge(at.store, who, at.project.id, seen, FileSaid.WRONG, note="", owner="owner")


def _draws(at: Place) -> int:
    draw = charts_page.view(at.store, OWNER, at.charts).draw
    return draw.number if draw else 0


def _chart(at: Place, who: Actor) -> ChartSeen:
    """What this person has before them, where they may check it."""
    seen = ChartSeen(_draws(at), 1)
    if not allowed(who, Action.CHECK_PART):
        return seen
    return chart_page.open_chart(at.store, who, at.charts, seen).seen


def _chosen(at: Place, who: Actor) -> None:
    spot_checks.choose(at.store, who, at.charts.id, "nobody", seen=0)


def _settled(at: Place, who: Actor) -> None:
    spot_checks.settle(at.store, who, at.charts.id, 99, answer="So.")


def _key_made(at: Place, who: Actor) -> None:
    document_signing.make_key(at.store, who, at.project.id, passphrase="short", again="short")


def _key_checked(at: Place, who: Actor) -> None:
    key_replacing.check(at.store, who, at.project.id, passphrase="short", again="short")


def _key_replaced(at: Place, who: Actor) -> None:
    key_replacing.replace_alone(at.store, who, at.project.id, passphrase="short", again="short")


def _signed(at: Place, who: Actor) -> None:
    document_signing.sign(at.store, who, at.project.id, "R-1", passphrase="a phrase of theirs", zone=UTC)


def _issued(at: Place, who: Actor) -> None:
    readiness_papers.issue(at.store, who, at.project, signers={}, seen=at.version, zone=UTC)


def _opened(at: Place, who: Actor) -> None:
    readiness_papers.opened(at.store, who, at.project.id, "R-1")


def _scope_version(at: Place) -> int:
    """The version of a scope that was begun."""
    with at.store.read() as work:
        version = work.scope.of(at.project.id).version
    return version or scope_edits.begin(at.store, OWNER, at.project.id, country="US", seen=0)


def _scope_begun(at: Place, who: Actor) -> None:
    scope_edits.begin(at.store, who, at.project.id, country="CA", seen=_scope_version(at))


def _scope_stated(at: Place, who: Actor) -> None:
    """Nobody states what has a page of its own; whoever sees to it is told so."""
    _scope_version(at)
    statements.state_scope(at.store, who, at.project.id, _said(Part.SCOPE, 1, 1), seen=at.version)


def _scope_saved(at: Place, who: Actor) -> int:
    seen = _scope_version(at)
    asked = (at.store, who, at.project.id, replace(blank(), noted=(str(who.role),)))
    return scope_edits.save(*asked, reason="", seen=seen)


def _scope_approved(at: Place, who: Actor) -> None:
    seen = _scope_version(at)
    scope_edits.approve(at.store, who, at.project.id, passphrase="a phrase of theirs", seen=seen)


def _practised(at: Place, who: Actor) -> None:
    practice.practise(at.store, who, at.project.id, "none", (), seen=0, zone=UTC)


def _practice_seen(at: Place, who: Actor) -> None:
    practice.view(at.store, who, at.project.id, "none", zone=UTC)


def _certified(at: Place, who: Actor) -> None:
    training_certificate.certificate(at.store, who, at.project, zone=UTC)


def _confirmed(at: Place, who: Actor) -> None:
    training_steps.confirm(at.store, who, at.project.id, "Ada", "assistant", item="image-seen", seen=0)


def _learned(at: Place, who: Actor) -> None:
    training_steps.learn(at.store, who, at.project.id, StepKind.READ, item="none", seen=0)


def _reopened(at: Place, who: Actor) -> None:
    training_steps.reopen(
        at.store, who, at.project.id, "Ada", "assistant", item="images", reason="Once more", seen=0
    )


def _glass_broken(at: Place, who: Actor) -> None:
    """Whoever is in the project may ask; only to whom a grant would open charts is told what is missing."""
    with pytest.raises(ChartbridgeError) as told:
        break_glass.take(at.store, who, at.project.id, "nobody", reason="Somebody fell.")
    if isinstance(told.value, Forbidden) and told.value.action is Action.SEE_LOG:
        raise told.value


def _role_changed(at: Place, who: Actor) -> None:
    people.change_role(at.store, who, at.project.id, "nobody", "owner", reason="So", seen=1)


def _declined(at: Place, who: Actor) -> None:
    """Of a day that the champion proposed, where it comes to an answer."""
    if allowed(who, Action.SCHEDULE):
        kim, day = Actor("Kim", Role.CHAMPION), date(2026, 6, 1)
        go_live_steps.propose_date(at.store, kim, at.project.id, day, reason="Asked", seen=at.version)
    go_live_steps.decline_date(at.store, who, at.project.id, seen=at.version)


def _right_given(at: Place, who: Actor) -> None:
    people.give(at.store, who, at.project.id, "nobody", "charts", reason="So", seen=1)


def _right_taken(at: Place, who: Actor) -> None:
    people.take_back(at.store, who, at.project.id, "nobody", "charts", reason="So", seen=1)


def _person_removed(at: Place, who: Actor) -> None:
    people.remove(at.store, who, at.project.id, "nobody", reason="So", seen=1)


def _reopened_account(at: Place, who: Actor) -> None:
    people.reopen(at.store, who, at.project.id, "nobody")


def _signed_out(at: Place, who: Actor) -> None:
    people.sign_out_everywhere(at.store, who, at.project.id, "nobody")


def _total(at: Place, who: Actor) -> None:
    said = Said(Part.TOTALS, "Cash", {"theirs": 1}, "", "payments", "USD")
    statements.state_total(at.store, who, at.project.id, said, seen=at.version)


def _refused_for_the_place(attempt: Callable[[], Any]) -> None:
    """Whoever is let in is still refused where there is no example on this computer."""
    with pytest.raises(acting.ActingRefused):
        attempt()


def test_the_finances_open_to_whom_the_table_opens_them_and_to_nobody_else(place: Place) -> None:
    for role in Role:
        actor, out = Actor("Robin", role), place.folder / f"finances of the {role}"
        if allowed(actor, Action.HANDOVER_FINANCES):
            handover.make(place.store, actor, place.project.id, out, finances=True)
            continue
        with pytest.raises(Forbidden):
            handover.make(place.store, actor, place.project.id, out, finances=True)
        assert not out.exists()


def _seen(at: Place) -> Seen:
    return decision_page.view(at.store, OWNER, at.project, DecisionsQuery()).seen


def _decided(at: Place, who: Actor, reason: str = "") -> int:
    verdict = Verdict((COLUMN.id,), Choice.ARCHIVE, reason or f"Asked by {who.role}.")
    return decisions.decide(at.store, who, at.project.id, verdict, seen=_seen(at))


def _proposed(at: Place) -> str:
    """A group that somebody has proposed something about."""
    with at.store.read() as work:
        waiting = [row.group for row in work.decisions.proposals(at.project.id)]
    if COLUMN.id not in waiting:
        _decided(at, Actor("Val", Role.VENDOR), "Not needed.")
    return COLUMN.id
