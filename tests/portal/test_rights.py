"""Every service call by every role, with and without each grant, on the own and on a foreign project.

What each takes stands here in the words of the contract and not in ours, so that a row that slipped in
portal/permissions.py is found. A service, a way of the portal's door, a command or a route that is added has
no line here, and fails.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

import pytest

import portal.services
from core.decisions import Choice as Chosen
from core.decisions import Decision, Decisions
from core.readiness import Part
from portal.cli.commands import app as commands
from portal.downloads import Grant as Given
from portal.downloads import Wanted
from portal.live import LivePortal
from portal.permissions import Action, Actor, Role, allowed, authorise
from portal.server import build_app
from portal.services import taking
from portal.services.run_rights import authorise_run
from portal.settings import Settings
from portal.viewmodels.go_live import Said
from portal.viewmodels.taking import Form
from portal.visit import ProjectChoice
from storage import Person
from storage.unit import absent
from tests.portal.contract_rights import (
    APPROVE,
    BREAKS_GLASS,
    CELLS,
    CHAMPION_SAYS,
    CHECK,
    CHECK_IMAGES,
    CHECK_PART,
    CONTRACTS,
    DECIDE,
    EVERYBODY,
    EVERYONES,
    GRANT,
    GRANTED,
    HANDOVER,
    HEAD,
    INVITE,
    MAP,
    MONEY,
    OF_THE_CLINIC,
    ORIGINALS,
    PROPOSE_DAY,
    ROWS,
    SCHEDULE,
    SEES_FILES,
    SEES_FILES_OF_ANY,
    SIGN,
    SIGN_FINANCES,
    SIGN_READINESS,
    TAKE_FINANCES,
    TIE_OUT,
    TRAIL,
    TRAIN,
    UPLOAD,
    WAIVE,
    WAIVE_CLINICAL,
    WAIVE_FINANCIAL,
    WHOLE_TRAIL,
    Both,
    Either,
    Row,
    Wants,
    people,
    rows_of,
)
from tests.portal.grouped import CLINICAL, COLUMN, PERSON
from tests.portal.tripwire import Answer, Wire, answer, asked

MINE, THEIRS = "mine", "theirs"
SEES_MONEY = Both((TIE_OUT, MONEY))
Variants = Mapping[str, tuple[Wants, Mapping[str, Any]]]

SERVICES: dict[str, Wants] = {
    "acting.switch": EVERYBODY,
    "audit_trail.check_chain": TRAIL,
    "audit_trail.verdict": TRAIL,
    "audit_trail.view": TRAIL,
    "chart_page.open_chart": Row("see a chart", ("identity and appointments",)),
    "charts_page.view": EVERYBODY,
    "column_values.view": EVERYBODY,
    "decision_examples.examples": EVERYBODY,
    "decision_page.view": EVERYBODY,
    "decisions.accept": DECIDE,
    "decisions.decide": DECIDE,
    "decisions.run_again": MAP,
    "decisions.withdraw": DECIDE,
    "document_signing.make_key": SIGN,
    "document_signing.sign": SIGN,
    "key_replacing.check": SIGN,
    "key_replacing.replace_alone": SIGN,
    "finance_drill.drill": SEES_MONEY,
    "finance_file.write": SEES_MONEY,
    "finance_papers.issue": SIGN_FINANCES,
    "finance_papers.opened": EVERYBODY,
    "finance_papers.sign": SIGN_FINANCES,
    "finance_totals.explain_total": TIE_OUT,
    "finance_totals.paste_totals": TIE_OUT,
    "finance_totals.take_out": TIE_OUT,
    "finance_totals.type_total": TIE_OUT,
    "finances.view": TIE_OUT,
    "go_live.view": EVERYBODY,
    "go_live_steps.decline_date": SCHEDULE,
    "go_live_steps.move_date": SCHEDULE,
    "go_live_steps.propose_date": PROPOSE_DAY,
    "go_live_steps.take_back": WAIVE,
    "go_live_steps.take_figures": SIGN,
    "go_live_steps.waive": WAIVE,
    "handover.make": HANDOVER,
    "jobs.view": EVERYBODY,
    "log.entry": EVERYBODY,
    "log.view": EVERYBODY,
    "log_dependents.reaches": ORIGINALS,
    "log_file.write": EVERYBODY,
    "log_proof.write": OF_THE_CLINIC,
    "log_summary.write": EVERYBODY,
    "mapping.adopt": MAP,
    "mapping.change": MAP,
    "mapping.column": EVERYBODY,
    "mapping.view": EVERYBODY,
    "value_trial.tried": Both((MAP, ORIGINALS)),
    "mapping_files.compare": MAP,
    "mapping_files.take": MAP,
    "mapping_files.write": ORIGINALS,
    "mapping_history.between": EVERYBODY,
    "mapping_history.undo": MAP,
    "mapping_history.view": EVERYBODY,
    "taking.ask_for_mapping": ORIGINALS,
    "overview.view": EVERYBODY,
    "reading_changes.change": MAP,
    "reading_changes.undo": MAP,
    "reading_page.view": EVERYBODY,
    "practice.practise": TRAIN,
    "practice.view": TRAIN,
    "projects.all_projects": EVERYBODY,
    "projects.create": UPLOAD,
    "readiness_papers.issue": SIGN_READINESS,
    "readiness_papers.opened": EVERYBODY,
    "readiness_papers.trusted": EVERYBODY,
    "run_rights.authorise_run": UPLOAD,
    "runs.start": MAP,
    "sandbox.check": MAP,
    "sandbox.drop": MAP,
    "sandbox.fill_now": MAP,
    "sandbox.start": MAP,
    "sandbox.state": EVERYBODY,
    "scope_edits.approve": APPROVE,
    "scope_edits.begin": MAP,
    "scope_edits.save": MAP,
    "scope_edits.write_terms": MAP,
    "scope_page.view": EVERYBODY,
    "spot_checks.choose": CHECK,
    "spot_checks.draw": CHECK,
    "spot_checks.judge": CHECK_PART,
    "spot_checks.raise_concern": CHECK_PART,
    "spot_checks.settle": CHECK,
    "statements.state_charts": CHECK,
    "statements.state_parallel": CHAMPION_SAYS,
    "statements.state_scope": APPROVE,
    "statements.state_total": TIE_OUT,
    "statements.state_training": Row("everyone's training"),
    "taking.ask_for_finances": SEES_MONEY,
    "taking.ask_for_log": EVERYBODY,
    "taking.ask_for_proof": OF_THE_CLINIC,
    "taking.ask_for_trail": WHOLE_TRAIL,
    "trail_file.write": WHOLE_TRAIL,
    "training.view": Either((TRAIN, EVERYONES)),
    "training_certificate.certificate": TRAIN,
    "training_steps.confirm": TRAIN,
    "training_steps.learn": TRAIN,
    "training_steps.reopen": EVERYONES,
    "upload_pairs.say": UPLOAD,
    "uploads.receive": UPLOAD,
    "uploads.view": EVERYBODY,
    "verifying.verify": EVERYBODY,
    "break_glass.see": GRANT,
    "break_glass.take": BREAKS_GLASS,
    "file_page.open_file": SEES_FILES,
    "file_verdicts.judge": CHECK_IMAGES,
    "files_page.view": SEES_FILES,
    "original_file.write": ORIGINALS,
    "people.change_role": GRANT,
    "people.give": GRANT,
    "people.invite": INVITE,
    "people.remove": GRANT,
    "people.reopen": GRANT,
    "people.sign_out_everywhere": GRANT,
    "people.take_back": GRANT,
    "people.withdraw": INVITE,
    "people_page.view": INVITE,
    "picture_access.opened": SEES_FILES_OF_ANY,
    "pictures.view": SEES_FILES_OF_ANY,
    "practice.case_of": TRAIN,
    "purge.certificate": EVERYBODY,
    "purge.deleted": EVERYBODY,
    "purge.purge": HANDOVER,
    "taking.ask_for_original": ORIGINALS,
    "rejects_file.write": ORIGINALS,
    "taking.ask_for_rejects": ORIGINALS,
    "slices.begin": UPLOAD,
    "slices.brought": UPLOAD,
    "slices.finish": UPLOAD,
    "slices.granted": UPLOAD,
    "slices.held": UPLOAD,
    "slices.take": UPLOAD,
    "slices.take_batch": UPLOAD,
}
"""What each takes, by the rows of the contract."""

OF_WHAT_IS_ASKED: dict[str, tuple[tuple[Wants, Mapping[str, Any]], ...]] = {
    "go_live_steps.waive": (
        (WAIVE_CLINICAL, {"gate": "spot_checks"}),
        (WAIVE_FINANCIAL, {"gate": "totals_tied"}),
        (WAIVE, {"gate": "training"}),
        (WAIVE, {"gate": "no such gate"}),
    ),
    "go_live_steps.take_back": (
        (WAIVE_CLINICAL, {"gate": "spot_checks"}),
        (WAIVE_FINANCIAL, {"gate": "totals_tied"}),
        (WAIVE, {"gate": "training"}),
    ),
    "handover.make": ((HANDOVER, {"finances": False}), (TAKE_FINANCES, {"finances": True})),
}
"""Of services where it depends on what is asked for, each case of its own."""

CHOOSE_WORDS_ONLY = {
    "chart_lenses.lens_of",
    "chart_lenses.scope_of",
    "chart_tasks.left_of_charts",
    "sandbox_standing.standing",
    "confirming.opened_key",
    "decision_examples.sees_persons",
    "decision_examples.sees_rows",
    "decision_examples.sees_values",
    "decision_groups.say_of",
    "decision_suggestions.offers",
    "finance_tasks.left_of_finances",
    "finances.page_in",
    "go_live.people_of",
    "go_live_steps.figures_taken",
    "go_live_steps.figures_with",
    "go_live_tasks.left_of_going_live",
    "mapping.looked_at",
    "scope_tasks.left_of_scope",
    "spot_check_gates.gates_follow",
    "tasks.tasks_for",
    "training.left_of_training",
    "training.own_standing",
    "training_begun.counts_from_now",
    "key_replacing.replaced",
    "key_replacing.tell_refused",
    "signing_key_lines.key_of",
    "turns.refused_to_sign",
    "turns.signer_of",
    "break_glass.offered",
    "file_access.opens",
    "file_access.sees_restricted",
    "file_tasks.left_of_files",
    "people.roles_to_invite",
}
"""Take a person who was let in already, inside a service that stands above."""

WITHOUT_A_PERSON = {
    "acting.offered": "asked by app.py to know who can be chosen; tells names of the example's people",
    "chart_reading.charts_in": "inside a service",
    "chart_sources.old_side_of": "inside a service",
    "decision_attaching.mapping_of": "inside a service",
    "decision_examples.original_of": "inside a service",
    "decision_groups.found_groups": "inside a service",
    "example.is_missing": "at the first start, before anybody is here",
    "example.put_if_empty": "at the first start, before anybody is here",
    "log_cells.cells_of": "inside a service",
    "log_cells.chart_of": "inside a service",
    "log_entries.entries": "inside a service",
    "log_index.answer": "inside a service",
    "log_index.index_of": "inside a service",
    "log_root.newest_with_root": "inside a service",
    "log_root.with_root": "inside a service",
    "made_whole.refuse_another": "the worker's and the command line's, before a run is published",
    "source_rows.row_of": "inside a service",
    "source_rows.tables_in": "inside a service",
    "looking.look": "the worker's",
    "mapping_facts.facts_of": "inside a service",
    "mapping_standing.standing": "inside a service",
    "mapping_memory.confirmed_until": "inside a service",
    "mapping_elsewhere.with_others": "inside a service; asks for each other project with the person there",
    "mapping_standing.mapping_at": "inside a service",
    "mapping_standing.mapping_before": "inside a service",
    "mapping_standing.mapping_saved": "inside a service",
    "mapping_versions.settled_mapping": "the worker's",
    "mapping_versions.told_mapping": "the worker's",
    "originals.pinned": "inside a service",
    "practice_records.case_for": "inside a service",
    "read_alike.as_read_by": "inside a service",
    "reading_opened.batch_of": "inside a service",
    "reading_opened.opened_file": "inside a service",
    "reading_opened.opens_with": "inside a service",
    "reading_opened.reject_sheets": "inside a service",
    "refusals.noted": "the door itself",
    "runs.run": "the worker's",
    "runs_again.keep": "the worker's and the command line's, when a run is published",
    "runs_again.last_kept": "the worker's and the command line's, inside a run",
    "sandbox.fill": "the worker's",
    "spot_check_state.stands_seen": "inside a service",
    "taking.give": "asks each writer with the person of its grant: below",
    "tasks.unchecked": "inside a service",
    "accounts.prove": "a person's own second step, with their password",
    "accounts.sign_in": "at the door, before anybody is here",
    "provider_entry.enter": "at the door, before anybody is here",
    "chart_page.look": "inside a service",
    "chart_pictures.pictures_of": "inside a service",
    "chart_reading.digests_in": "inside a service",
    "file_page.file_at": "inside a service",
    "file_reading.forms_in": "inside a service",
    "file_reading.has_tags": "inside a service",
    "file_reading.ledger_of": "inside a service",
    "clearing.clear": "the worker's",
    "clearing.queue_for_today": "the worker's",
    "joining.join_with_account": "by the one-time link of an invitation",
    "joining.make_account": "by the one-time link of an invitation",
    "joining.welcome": "by the one-time link of an invitation",
    "key_care.renew": "the command line's, of whoever holds the master key",
    "key_care.reseal": "the worker's",
    "people.invite_founder": "the command line's, of whoever holds the master key",
    "people.start_project": "asks whether its person may start one; see test_people.py",
    "pictures.picture": "asks picture_access.opened with the person of its grant",
    "practice.image_of": "inside a service",
    "practice.look": "inside a service",
    "run_files.files_of": "inside a service",
    "chart_changes.tellable": "inside a service",
    "patient_identifiers.naming": "inside a service; which words name a patient leaves it",
    "own_sign_in.change_password": "about the person of the session whose token is handed in, and no other",
    "own_sign_in.end_all": "the same",
    "own_sign_in.end_one": "the same",
    "own_sign_in.end_others": "the same",
    "own_sign_in.person_of": "the same",
    "own_sign_in.renew_codes": "the same",
    "own_sign_in.renew_second_step": "the same",
    "own_sign_in.second_step": "the same",
    "own_sign_in.view": "the same",
    "own_signing_key.replace_by_account": "the same, by password and code; asks what its person may do",
    "own_signing_key.replace_by_provider": "the same, once the door had the provider ask who it is",
    "own_signing_key.view": "the same; asks what its person may do",
    "sessions.came_with": "at the door, of the session that was just begun",
    "sessions.holder": "at the door, before anybody is here",
    "sessions.is_known": "at the door, whether a session is open, not whose it is",
    "sessions.sign_out": "ends the session whose token is handed in",
    "sessions.touch": "keeps the session whose token is handed in",
    "stored_bytes.bytes_of": "inside a service",
}
"""Take the store and nobody's word: why each may."""


def functions() -> Iterator[tuple[str, Callable[..., Any], set[str]]]:
    """Name, function and parameters of every public function of portal.services, cached ones too."""
    for module in pkgutil.iter_modules(portal.services.__path__):
        found = import_module(f"portal.services.{module.name}")
        for name, value in vars(found).items():
            function = inspect.unwrap(value) if callable(value) else value
            if inspect.isfunction(function) and function.__module__ == found.__name__ and name[0] != "_":
                yield f"{module.name}.{name}", function, set(inspect.signature(function).parameters)


CALLS = {name: function for name, function, _ in functions()}


def test_the_copy_of_the_table_is_that_of_the_contract() -> None:
    if not CONTRACTS.exists():
        pytest.skip("SKIPPED, NOT PASSED: the contracts are not beside the project on this machine")
    section = CONTRACTS.read_text(encoding="utf-8").split("## 5.")[1].split("\n## ")[0]
    assert rows_of(section) == [HEAD, *ROWS]
    assert HEAD[1:] == [role.value for role in Role]
    granted = {name for (name, _), said in CELLS.items() if said == "grant"}
    assert granted == set(GRANTED)


def test_every_service_that_takes_a_person_stands_here_and_no_other() -> None:
    with_person = {name for name, _, takes in functions() if "actor" in takes}
    assert with_person - CHOOSE_WORDS_ONLY == set(SERVICES)
    assert set(OF_WHAT_IS_ASKED) <= set(SERVICES)


def test_every_other_function_that_is_handed_the_store_stands_here_with_its_reason() -> None:
    others = {name for name, _, takes in functions() if "store" in takes and "actor" not in takes}
    assert others == set(WITHOUT_A_PERSON)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_asks_before_it_yields_anything(name: str) -> None:
    """A generator would ask when its first piece is taken, in another place than the one that answers."""
    assert not inspect.isgeneratorfunction(CALLS[name])


def cases(name: str) -> tuple[tuple[Wants, Mapping[str, Any]], ...]:
    return OF_WHAT_IS_ASKED.get(name, ((SERVICES[name], {}),))


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("home", [None, MINE])
def test_a_service_lets_in_exactly_whom_the_contract_lets_in(name: str, home: str | None) -> None:
    """home: of the person; None where there is no sign-in. The project asked about is theirs."""
    for wants, given in cases(name):
        for actor in people(home):
            expected = Answer.LET_IN if wants.lets_in(actor) else Answer.FORBIDDEN
            assert asked(CALLS[name], actor, MINE, **_whole(name, given)) is expected, (actor, given)


OF_NO_PROJECT = {"projects.all_projects", "projects.create", "run_rights.authorise_run", "verifying.verify"}


@pytest.mark.parametrize("name", [name for name in SERVICES if name not in OF_NO_PROJECT])
def test_nobody_is_told_more_of_another_project_than_that_there_is_none(name: str) -> None:
    assert "project" in inspect.signature(CALLS[name]).parameters
    for _, given in cases(name):
        for actor in people(MINE):
            assert asked(CALLS[name], actor, THEIRS, **_whole(name, given)) is Answer.NO_SUCH_PROJECT, actor


def test_services_that_ask_about_no_project_are_those_and_no_other() -> None:
    without = {name for name in SERVICES if "project" not in inspect.signature(CALLS[name]).parameters}
    assert without == OF_NO_PROJECT


def _whole(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """A run from the command line that decides nothing and writes nothing in clear."""
    plain = {"decisions": Decisions(), "clear": False} if name == "run_rights.authorise_run" else {}
    return {**plain, **given}


def test_a_project_that_one_is_not_in_is_told_word_for_word_as_one_that_there_is_not() -> None:
    with pytest.raises(Exception) as told:
        authorise(Actor("Robin", Role.AUDITOR, project=MINE), Action.UPLOAD, THEIRS)
    missing = absent("project")
    assert str(told.value) == str(missing)
    assert (told.value.kind, told.value.exit_status) == (missing.kind, missing.exit_status)
    assert "Robin" not in str(told.value) and THEIRS not in str(told.value)


# What each action of ours is in the contract's words.

ACTIONS: dict[Action, Wants] = {
    Action.START_PROJECT: UPLOAD,
    Action.ACT_AS: EVERYBODY,
    Action.INVITE: INVITE,
    Action.GRANT: GRANT,
    Action.APPROVE: APPROVE,
    Action.PREPARE_SCOPE: MAP,
    Action.UPLOAD: UPLOAD,
    Action.MAP: MAP,
    Action.START_RUN: MAP,
    Action.LOAD_SANDBOX: MAP,
    Action.DECIDE_OPERATIONAL: Row("decide: operational"),
    Action.DECIDE_IDENTITY: Row("decide: identity data, merge persons"),
    Action.DECIDE_CLINICAL: Row("decide: clinical"),
    Action.DECIDE_FINANCIAL: Row("decide: financial"),
    Action.DECIDE_UNCLASSED: Row("decide: data not yet classed (unmapped)"),
    Action.SEE_CHART: Row("see a chart"),
    Action.SEE_APPOINTMENTS: Row("see a chart", ("identity and appointments",)),
    Action.SEE_MONEY: MONEY,
    Action.SEE_ORIGINALS: ORIGINALS,
    Action.SPOT_CHECK: CHECK,
    Action.CHECK_IMAGES: CHECK_IMAGES,
    Action.CHECK_APPOINTMENTS: Row("spot-check, raise a concern", ("appointments",)),
    Action.CHECK_PART: CHECK_PART,
    Action.TIE_OUT: TIE_OUT,
    Action.TRAIN: TRAIN,
    Action.SEE_TRAINING: EVERYONES,
    Action.SCHEDULE: SCHEDULE,
    Action.WAIVE: WAIVE,
    Action.WAIVE_CLINICAL: WAIVE_CLINICAL,
    Action.WAIVE_FINANCIAL: WAIVE_FINANCIAL,
    Action.SIGN_SCOPE: Row("sign", ("scope, readiness",)),
    Action.SIGN_READINESS: SIGN_READINESS,
    Action.SIGN_CLINICAL: Row("sign", ("clinical accuracy",)),
    Action.SIGN_FINANCES: SIGN_FINANCES,
    Action.SIGN_DOCUMENT: SIGN,
    Action.STATE_TOTALS: TIE_OUT,
    Action.STATE_TRAINING: Row("everyone's training"),
    Action.STATE_PRACTICE: CHAMPION_SAYS,
    Action.SEE_LOG: EVERYBODY,
    Action.SEE_IDENTITY: OF_THE_CLINIC,
    Action.SEE_AUDIT: TRAIL,
    Action.SEE_ALL_EVENTS: WHOLE_TRAIL,
    Action.HANDOVER: HANDOVER,
    Action.HANDOVER_FINANCES: TAKE_FINANCES,
    Action.PURGE: HANDOVER,
    Action.SEE_FILES: SEES_FILES,
}


@pytest.mark.parametrize("action", Action)
def test_an_action_is_open_to_exactly_whom_its_row_lets_in(action: Action) -> None:
    for actor in people():
        assert allowed(actor, action) == ACTIONS[action].lets_in(actor), actor


# The door of the pages.

PAGES: dict[str, Wants] = {
    "accept_proposal": DECIDE,
    "approve_scope": APPROVE,
    "begin_scope": MAP,
    "certificate": TRAIN,
    "change_mapping": MAP,
    "change_reading": MAP,
    "chart": Row("see a chart", ("identity and appointments",)),
    "charts": EVERYBODY,
    "check_chain": TRAIL,
    "choose_chart": CHECK,
    "confirm_seen": TRAIN,
    "decide": DECIDE,
    "decision_examples": EVERYBODY,
    "decisions": EVERYBODY,
    "draw_charts": CHECK,
    "entry": EVERYBODY,
    "entry_dependents": ORIGINALS,
    "explain_total": TIE_OUT,
    "finance_drill": SEES_MONEY,
    "finances": TIE_OUT,
    "go_live": EVERYBODY,
    "issue_document": SIGN_READINESS,
    "job": EVERYBODY,
    "judge_chart": CHECK_PART,
    "learn": TRAIN,
    "log": EVERYBODY,
    "make_signing_key": SIGN,
    "replace_signing_key": SIGN,
    "mapping": EVERYBODY,
    "mapping_column": EVERYBODY,
    "column_values": EVERYBODY,
    "try_values": Both((MAP, ORIGINALS)),
    "mapping_history": EVERYBODY,
    "undo_mapping": MAP,
    "compare_mapping": MAP,
    "take_mapping": MAP,
    "take_mapping_file": ORIGINALS,
    "move_date": SCHEDULE,
    "propose_date": PROPOSE_DAY,
    "decline_date": SCHEDULE,
    "open_document": EVERYBODY,
    "open_finances": EVERYBODY,
    "overview": EVERYBODY,
    "paste_totals": TIE_OUT,
    "practice": TRAIN,
    "practise": TRAIN,
    "raise_concern": CHECK_PART,
    "reading": EVERYBODY,
    "bring_in": UPLOAD,
    "reopen": EVERYONES,
    "run_decisions": MAP,
    "run_mapping": MAP,
    "save_scope": MAP,
    "scope": EVERYBODY,
    "settle_concern": CHECK,
    "sign_document": SIGN,
    "sign_finances": SIGN_FINANCES,
    "start_run": MAP,
    "load_sandbox": MAP,
    "state": TIE_OUT,
    "take_back": DECIDE,
    "take_back_waiver": WAIVE,
    "take_figures": SIGN,
    "take_finances": SEES_MONEY,
    "take_log": EVERYBODY,
    "take_proof": OF_THE_CLINIC,
    "say_of_uploads": UPLOAD,
    "take_out_total": TIE_OUT,
    "undo_reading": MAP,
    "take_trail": WHOLE_TRAIL,
    "trail": TRAIL,
    "training": Either((TRAIN, EVERYONES)),
    "trust_file": EVERYBODY,
    "type_total": TIE_OUT,
    "uploads": EVERYBODY,
    "verify": EVERYBODY,
    "waive": WAIVE,
    "write_finances": SIGN_FINANCES,
    "write_terms": MAP,
    "break_glass": BREAKS_GLASS,
    "change_role": GRANT,
    "file": SEES_FILES,
    "files": SEES_FILES,
    "give_right": GRANT,
    "has_people": EVERYBODY,
    "invite": INVITE,
    "judge_file": CHECK_IMAGES,
    "may_break_glass": EVERYBODY,
    "people": INVITE,
    "picture": SEES_FILES_OF_ANY,
    "purge": HANDOVER,
    "read_broken_glass": GRANT,
    "remove_person": GRANT,
    "reopen_account": GRANT,
    "sign_out_everywhere": GRANT,
    "take_original": ORIGINALS,
    "take_rejects": ORIGINALS,
    "take_right": GRANT,
    "withdraw_invitation": INVITE,
}

OF_A_PAGE: dict[str, tuple[tuple[Wants, Mapping[str, Any]], ...]] = {
    "state": (
        (TIE_OUT, {"said": Said(Part.TOTALS, "", {})}),
        (CHECK, {"said": Said(Part.CHARTS, "", {})}),
        (Row("everyone's training"), {"said": Said(Part.TRAINING, "", {})}),
        (CHAMPION_SAYS, {"said": Said(Part.PARALLEL, "", {})}),
        (APPROVE, {"said": Said(Part.SCOPE, "", {})}),
    ),
    "waive": OF_WHAT_IS_ASKED["go_live_steps.waive"],
    "take_back_waiver": OF_WHAT_IS_ASKED["go_live_steps.take_back"],
}

SETTINGS = Settings()
WAYS = {
    name: inspect.unwrap(way)
    for part in reversed(LivePortal.__mro__)
    for name, way in vars(part).items()
    if inspect.isfunction(way) and not name.startswith("_")
}
WITHOUT_AN_ANSWER = {"verify", "has_people", "may_break_glass"}
"""Is about no project, or says only whether a door is shown."""


class Visitor:
    """Somebody who came in by a session, of whom only the id is asked."""

    def person(self) -> Person:
        return Person("p1", "Robin", "robin@clinic.example")


def through(way: Callable[..., Any], actor: Actor, project: str, given: Mapping[str, Any]) -> Answer:
    portal = LivePortal(Wire(), actor, ProjectChoice(project, "Maple Street"), SETTINGS, Visitor())
    return asked(way, actor, project, self=portal, **given)


def test_every_way_through_the_door_of_the_pages_stands_here() -> None:
    assert set(WAYS) == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_way_through_the_door_lets_in_exactly_whom_the_contract_lets_in(name: str) -> None:
    for wants, given in OF_A_PAGE.get(name, ((PAGES[name], {}),)):
        for actor in people(MINE):
            expected = Answer.LET_IN if wants.lets_in(actor) else Answer.FORBIDDEN
            assert through(WAYS[name], actor, MINE, given) is expected, (actor, given)
            if name not in WITHOUT_AN_ANSWER:
                assert through(WAYS[name], actor, THEIRS, given) is Answer.NO_SUCH_PROJECT, actor


# Files, commands, routes.

FILES: dict[Wanted, Wants] = {
    Wanted.LOG: EVERYBODY,
    Wanted.PROOF: OF_THE_CLINIC,
    Wanted.TRAIL: WHOLE_TRAIL,
    Wanted.FINANCES: SEES_MONEY,
    Wanted.ORIGINAL: ORIGINALS,
    Wanted.REJECTS: ORIGINALS,
    Wanted.MAPPING: ORIGINALS,
}


@pytest.mark.parametrize("wanted", Wanted)
def test_a_file_is_given_only_to_whom_the_contract_gives_it_whatever_was_granted(wanted: Wanted) -> None:
    for actor in people(MINE):
        for project, home in ((MINE, True), (THEIRS, False)):
            grant = Given(project, actor, wanted, Form.CSV, Wire(), Wire())
            found = answer(lambda grant=grant: taking.give(Wire(), grant, zone=Wire()))
            mine = Answer.LET_IN if FILES[wanted].lets_in(actor) else Answer.FORBIDDEN
            assert found is (mine if home else Answer.NO_SUCH_PROJECT), actor


ROUTES = {
    "/healthz": "says that the server is up",
    "/readyz": "says that the server can work, and which part of it cannot",
    "/overview": "leads to the start",
    "/download/{project}/{number}/{mac}": "by a grant",
    "/picture/{project}/{number}/{mac}": "by a grant",
    "/slices/{project}": "by a grant to upload",
    "/slices/{project}/batch": "by a grant to upload",
    "/slices/{project}/brought": "by a grant to upload",
    "/slices/{project}/{upload}": "by a grant to upload this file",
    "/slices/{project}/{upload}/whole": "by a grant to upload this file",
    "/sign-in": "a door, before anybody is here",
    "/sign-out": "ends the session whose cookie comes along",
    "/invitation/{token}": "by a link that works once",
    "/your-sign-in": "behind the guard, about the person of the session and no other",
    "/your-password": "the same, by the password",
    "/your-second-step": "the same, by the password",
    "/your-recovery-codes": "the same, by the password",
    "/your-signing-key": "the same, by password and code, and by what they may do in the project",
}


def test_every_route_of_ours_stands_here() -> None:
    """A new one is added with what guards it, and with its line among the tests of this file."""
    served = build_app(Settings(sign_in="local"))
    assert {route.path for route in served._user_routes} == set(ROUTES)


COMMANDS = {
    "read": "acts on no project",
    "profile": "acts on no project",
    "suggest": "acts on no project",
    "extract": "asks another system, acts on no project",
    "migrate": "run_rights.authorise_run, below",
    "handover": "handover.make, above",
    "mapping": "mapping_history.between, mapping_files.compare, take and write, above",
    "demo": "writes an invented clinic into a folder of its own",
    "verify": "acts on no project",
    "schema": "acts on no project",
    "serve": "acts on no project",
    "worker": "does what people asked for",
    "cluster": "does its part of what a worker of the portal hands out",
    "version": "acts on no project",
    "audit": "audit_trail.verdict, above",
    "owner": "of whoever holds the master key; refused when somebody is there",
    "keys": "of whoever holds the master key",
    "store": "of whoever holds the master key",
    "purge": "purge.purge, above",
    "sandbox": "sandbox.fill_now, state, check and drop, above",
}


def test_every_command_stands_here_with_what_asks_for_authority() -> None:
    named = {command.name for command in commands.registered_commands}
    assert named | {group.name for group in commands.registered_groups} == set(COMMANDS)


DECIDES: dict[str, tuple[Row, Decision]] = {
    "unclassed": (
        Row("decide: data not yet classed (unmapped)"),
        Decision(COLUMN, Chosen.ARCHIVE, "Kim", "owner", "So."),
    ),
    "clinical": (Row("decide: clinical"), Decision(CLINICAL, Chosen.ARCHIVE, "Kim", "owner", "So.")),
    "persons": (
        Row("decide: identity data, merge persons"),
        Decision(PERSON, Chosen.MERGE, "Kim", "owner", "So."),
    ),
}


def test_a_run_from_the_command_line_takes_what_it_does() -> None:
    for actor in people():
        plain = answer(lambda who=actor: authorise_run(who, Decisions(), clear=False))
        clear = answer(lambda who=actor: authorise_run(who, Decisions(), clear=True))
        assert (plain is Answer.LET_IN) == (UPLOAD.lets_in(actor) and MAP.lets_in(actor))
        assert (clear is Answer.LET_IN) == (plain is Answer.LET_IN and HANDOVER.lets_in(actor))
        for row, decision in DECIDES.values():
            made = Decisions.of([decision])
            decided = answer(lambda who=actor, these=made: authorise_run(who, these, clear=False))
            assert (decided is Answer.LET_IN) == (plain is Answer.LET_IN and row.lets_in(actor)), actor
