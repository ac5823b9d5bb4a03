"""Whose calls open what: by the keys themselves, so that a mistake in a query opens nothing (ADR 30)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import isfunction
from pathlib import Path
from typing import Any

import pytest

from core.errors import ChartbridgeError
from core.files.references import ENTITIES as OF_FILES
from core.finances import Asked, Report
from core.parts import BILLED
from core.parts import Part as RunPart
from core.readiness import Part
from core.spotchecks import FileSaid, Found
from core.training import StepKind
from portal.live import LivePortal
from portal.opened_classes import Beyond, as_everybody, beyond, narrowed, opened_by
from portal.permissions import Actor, Forbidden, Grant, Role
from portal.services.forgetting import forget_everything_read
from portal.services.money_records import entries_in, forget
from portal.settings import Settings
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.decisions import DecisionsQuery, Seen, Verdict
from portal.viewmodels.files import FileSeen, FilesQuery
from portal.viewmodels.finances import Typed
from portal.viewmodels.go_live import Said
from portal.viewmodels.log import EntryRef, LogQuery
from portal.viewmodels.mapping_asked import SetValues
from portal.viewmodels.mapping_given import Given
from portal.viewmodels.mapping_history import HistoryQuery, Start
from portal.viewmodels.picture import OfFiles
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.reading import Override, ReadingQuery, Topic
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept, Pair, PairWord
from portal.viewmodels.values import ValuesQuery
from storage.errors import ClassClosed, KeyDestroyed, SealBroken
from storage.keys import KeyRing
from storage.sealing import Bound
from tests.portal.clinics import Clinic

KIM, REMY = Actor("Kim Sample", Role.ACCOUNTANT), Actor("Remy Sample", Role.RECEPTIONIST)
TYPED = Typed(Report.BALANCE, "USD", "1.00")
SEEN = Seen("run", 0, 0)
ODD = EntryRef("", 0)

CALLS: dict[str, Callable[[LivePortal], Any]] = {
    "overview": lambda p: p.overview(),
    "uploads": lambda p: p.uploads(),
    "bring_in": lambda p: p.bring_in(),
    "say_of_uploads": lambda p: p.say_of_uploads(Pair("u1", "u2", "a.csv", "b.csv"), PairWord.NEWER),
    "start_run": lambda p: p.start_run(Accept.SURE),
    "load_sandbox": lambda p: p.load_sandbox(),
    "mapping": lambda p: p.mapping(),
    "mapping_column": lambda p: p.mapping_column(("patients.csv", "patients"), "LastName"),
    "column_values": lambda p: p.column_values(ValuesQuery(("patients.csv", "patients"), "LastName")),
    "try_values": lambda p: p.try_values(
        SetValues(("patients.csv", "patients"), "LastName", (("Bloggs1", "Bloggs"),))
    ),
    "mapping_history": lambda p: p.mapping_history(HistoryQuery(1)),
    "undo_mapping": lambda p: p.undo_mapping(1, reason="", seen=0),
    "compare_mapping": lambda p: p.compare_mapping(Given(start=Start.LEGACY)),
    "take_mapping": lambda p: p.take_mapping(Given("{}"), seen=0),
    "take_mapping_file": lambda p: p.take_mapping_file(0),
    "reading": lambda p: p.reading(ReadingQuery()),
    "change_reading": lambda p: p.change_reading(Override("patients.csv", Topic.HEADER, "1"), seen=0),
    "undo_reading": lambda p: p.undo_reading(seen=0),
    "change_mapping": lambda p: p.change_mapping(None, seen=0),
    "run_mapping": lambda p: p.run_mapping(seen=0),
    "decisions": lambda p: p.decisions(DecisionsQuery()),
    "decision_examples": lambda p: [p.decision_examples(g.id) for g in p.decisions(DecisionsQuery()).groups],
    "decide": lambda p: p.decide(Verdict(("x",), None, ""), seen=SEEN),
    "accept_proposal": lambda p: p.accept_proposal("x", seen=SEEN),
    "take_back": lambda p: p.take_back(["x"], seen=SEEN),
    "run_decisions": lambda p: p.run_decisions(seen=SEEN),
    "job": lambda p: p.job(),
    "log": lambda p: p.log(LogQuery()),
    "entry": lambda p: p.entry(p.log(LogQuery()).entries[0].ref),
    "entry_dependents": lambda p: p.entry_dependents(p.log(LogQuery()).entries[0].ref),
    "take_log": lambda p: p.take_log(LogQuery(), Form.CSV),
    "take_proof": lambda p: p.take_proof(ODD),
    "go_live": lambda p: p.go_live(),
    "propose_date": lambda p: p.propose_date(None, reason="None yet", seen=0),
    "decline_date": lambda p: p.decline_date(seen=0),
    "move_date": lambda p: p.move_date(None, reason="None yet", seen=0),
    "waive": lambda p: p.waive("control_totals", reason="Settled.", seen=p.go_live().version),
    "take_back_waiver": lambda p: p.take_back_waiver("control_totals", seen=p.go_live().version),
    "take_figures": lambda p: p.take_figures(seen=p.go_live().version),
    "state": lambda p: p.state(
        Said(Part.TOTALS, "Receivables", {"theirs": 1}, "", "ledger_balance", "USD"),
        seen=p.go_live().version,
    ),
    "issue_document": lambda p: p.issue_document(p.go_live().people, seen=p.go_live().version),
    "make_signing_key": lambda p: p.make_signing_key("correct horse of Kim", "correct horse of Kim"),
    "replace_signing_key": lambda p: p.replace_signing_key("another horse of Kim", "another horse of Kim"),
    "sign_document": lambda p: p.sign_document("R-1", "correct horse of Kim"),
    "open_document": lambda p: p.open_document("R-1"),
    "trust_file": lambda p: p.trust_file(),
    "verify": lambda p: p.verify(b"%PDF-1.7", b""),
    "scope": lambda p: p.scope(),
    "begin_scope": lambda p: p.begin_scope(seen=0),
    "save_scope": lambda p: p.save_scope(p.scope().now, reason="", seen=0),
    "write_terms": lambda p: p.write_terms("Ours", reason="", seen=0),
    "approve_scope": lambda p: p.approve_scope("correct horse of Kim", seen=0),
    "finances": lambda p: p.finances(),
    "finance_drill": lambda p: p.finance_drill(Asked(Report.BALANCE, "USD")),
    "type_total": lambda p: p.type_total(TYPED, seen=p.go_live().version),
    "paste_totals": lambda p: p.paste_totals("Balance 1.00", TYPED, seen=p.go_live().version),
    "explain_total": lambda p: p.explain_total("It", "Known", ours=1, seen=p.go_live().version),
    "take_out_total": lambda p: p.take_out_total("It", seen=p.go_live().version),
    "write_finances": lambda p: p.write_finances(seen=p.go_live().version),
    "sign_finances": lambda p: p.sign_finances("F-1", "correct horse of Kim"),
    "open_finances": lambda p: p.open_finances(p.write_finances(seen=p.go_live().version)),
    "take_finances": lambda p: p.take_finances(),
    "trail": lambda p: p.trail(TrailQuery()),
    "take_trail": lambda p: p.take_trail(TrailQuery(), Form.CSV),
    "check_chain": lambda p: p.check_chain(),
    "purge": lambda p: p.purge(Purge("Another", "Left", "")),
    "charts": lambda p: p.charts(),
    "chart": lambda p: p.chart(ChartSeen(1, 1)),
    "draw_charts": lambda p: p.draw_charts(20, seed="1", seen=0),
    "choose_chart": lambda p: p.choose_chart("1", seen=0),
    "judge_chart": lambda p: p.judge_chart(ChartSeen(1, 1), Found.RIGHT),
    "raise_concern": lambda p: p.raise_concern(ChartSeen(1, 1), "Odd", owner="champion"),
    "settle_concern": lambda p: p.settle_concern(1, answer="Done"),
    "training": lambda p: p.training(),
    "learn": lambda p: p.learn(StepKind.READY, seen=0),
    "confirm_seen": lambda p: p.confirm_seen("Kim Sample", "accountant", item="x", seen=0),
    "reopen": lambda p: p.reopen("Kim Sample", "accountant", item="x", reason="Again", seen=0),
    "practice": lambda p: p.practice("x"),
    "practise": lambda p: p.practise("x", [], seen=0),
    "certificate": lambda p: p.certificate(),
    "files": lambda p: p.files(FilesQuery()),
    "file": lambda p: p.file(FileSeen("run", 0)),
    "judge_file": lambda p: p.judge_file(FileSeen("run", 0), FileSaid.RIGHT, note="", owner="champion"),
    "picture": lambda p: p.picture(OfFiles("run", 0)),
    "take_rejects": lambda p: p.take_rejects("patients.csv"),
    "take_original": lambda p: p.take_original(OfFiles("run", 0)),
    "people": lambda p: p.people(),
    "invite": lambda p: p.invite("ash@clinic.example", "assistant"),
    "reopen_account": lambda p: p.reopen_account("x"),
    "withdraw_invitation": lambda p: p.withdraw_invitation("x"),
    "change_role": lambda p: p.change_role("x", "assistant", reason="Asked", seen=0),
    "give_right": lambda p: p.give_right("x", "charts", reason="Asked", seen=0),
    "take_right": lambda p: p.take_right("x", "charts", reason="Asked", seen=0),
    "remove_person": lambda p: p.remove_person("x", reason="Left", seen=0),
    "sign_out_everywhere": lambda p: p.sign_out_everywhere("x"),
    "read_broken_glass": lambda p: p.read_broken_glass(),
    "break_glass": lambda p: p.break_glass("Somebody fell"),
    "has_people": lambda p: p.has_people(),
    "may_break_glass": lambda p: p.may_break_glass(),
}


@pytest.fixture
def clinic(ran_home: Path, tmp_path: Path) -> Iterator[Clinic]:
    made = Clinic(tmp_path, like=ran_home)
    yield made
    made.store.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Bound]:
    """What streams were opened, as they were bound, with nothing remembered from another test."""
    forget_everything_read()
    seen: list[Bound] = []
    real = KeyRing.of_version

    def noting(ring: KeyRing, bound: Bound, version: int) -> bytes:
        key = real(ring, bound, version)
        seen.append(bound)
        return key

    monkeypatch.setattr(KeyRing, "of_version", noting)
    return seen


def test_each_role_opens_the_classes_that_its_work_needs() -> None:
    classes = {role: opened_by(Actor("Robin", role)).classes for role in Role}
    everyone = {"operational"}
    assert classes == {
        Role.OWNER: everyone | {"identity", "financial", "restricted"},
        Role.CHAMPION: everyone | {"identity", "restricted"},
        Role.PRACTITIONER: everyone | {"identity", "clinical", "restricted"},
        Role.ASSISTANT: everyone | {"identity", "clinical"},
        Role.RECEPTIONIST: everyone | {"identity"},
        Role.ACCOUNTANT: everyone | {"identity", "financial"},
        Role.VENDOR: everyone,
        Role.AUDITOR: everyone,
    }


def test_a_grant_opens_its_class_and_no_other() -> None:
    champion = Actor("Robin", Role.CHAMPION, frozenset({Grant.MONEY}))
    assert opened_by(champion).classes - opened_by(Actor("Robin", Role.CHAMPION)).classes == {"financial"}
    owner = Actor("Robin", Role.OWNER, frozenset({Grant.CHARTS}))
    assert "clinical" in opened_by(owner).classes


def test_every_way_through_the_door_is_walked_here() -> None:
    parts = (vars(part).items() for part in LivePortal.__mro__)
    ways = {n for part in parts for n, way in part if isfunction(way) and not n.startswith("_")}
    assert ways == set(CALLS)


def test_no_call_of_an_accountant_opens_clinical_text_or_an_unclassed_cell(
    clinic: Clinic, opened: list[Bound]
) -> None:
    portal = LivePortal(clinic.store, KIM, clinic.project, Settings())
    done = []
    for name, call in CALLS.items():
        try:
            call(portal)
            done.append(name)
        except (ClassClosed, SealBroken, KeyDestroyed) as closed:
            pytest.fail(f"{name}: {closed}")
        except Forbidden:
            continue
        except (ChartbridgeError, LookupError, AttributeError, StopIteration):
            continue
    assert {"finances", "finance_drill", "overview", "go_live", "log", "charts"} <= set(done)
    clinical = {bound.table for bound in opened if bound.sensitivity == "clinical"}
    assert clinical <= {f"entity/{each}" for each in ("patient", *OF_FILES)}
    assert "entity/procedure" not in clinical
    assert ("financial", BILLED) in {(bound.sensitivity, bound.table) for bound in opened}
    unclassed = {(bound.purpose, bound.table) for bound in opened if bound.sensitivity == "restricted"}
    parts = {("run part", each) for each in ("log", "groups", "files", "tags")}
    assert unclassed <= parts | {("upload", ""), ("readiness", "")}


def test_the_door_narrows_whatever_store_it_is_given(clinic: Clinic) -> None:
    for role in Role:
        actor = Actor("Robin", role)
        assert LivePortal(clinic.store, actor, clinic.project, Settings()).store.opened == opened_by(actor)


def test_a_mistake_in_a_query_of_theirs_opens_nothing(clinic: Clinic) -> None:
    store = narrowed(clinic.store, KIM)
    with store.read() as work:
        run = work.runs.of(clinic.project.id)[0].run
        parts = work.runs.parts(clinic.project.id, run)
        closed = [part for part in parts if part.sensitivity == "clinical"]
        assert closed
        for part in closed:
            with pytest.raises(ClassClosed):
                work.runs.open_part(clinic.project.id, run, part.name, part.sensitivity)
        with pytest.raises(ClassClosed):
            work.uploads.open(work.uploads.current(clinic.project.id)[0])


def test_what_every_role_sees_is_read_once_for_all_and_opens_nothing_more(clinic: Clinic) -> None:
    stores = {as_everybody(narrowed(clinic.store, Actor("Robin", role))) for role in Role}
    assert len({*stores, as_everybody(clinic.store)}) == 1
    assert stores.pop().opened.classes == {"operational"}


def test_an_exception_opens_what_it_names_and_nothing_beside(clinic: Clinic) -> None:
    with narrowed(clinic.store, KIM).read() as work:
        run = work.runs.of(clinic.project.id)[0].run
        through = beyond(work, Beyond.PROCEDURE_CODES)
        assert through.runs.open_part(clinic.project.id, run, "entity/procedure", "clinical").height
        with pytest.raises(ClassClosed):
            through.runs.open_part(clinic.project.id, run, "entity/allergy", "clinical")
        with pytest.raises(ClassClosed):
            work.runs.open_part(clinic.project.id, run, "entity/procedure", "clinical")


def test_a_run_from_before_codes_were_published_apart_comes_to_the_same_money(
    clinic: Clinic, opened: list[Bound]
) -> None:
    """Opened by the one named exception for such runs; a run of today needs none."""
    with clinic.store.begin() as work:
        now = work.runs.of(clinic.project.id)[0]
        kept = [part for part in work.runs.parts(clinic.project.id, now.run) if part.name != BILLED]
        frames = [work.runs.open_part(clinic.project.id, now.run, p.name, p.sensitivity) for p in kept]
        parts = [RunPart(p.name, p.sensitivity, frame) for p, frame in zip(kept, frames, strict=True)]
        asked = {"run": "before", "result": "before", "summary": now.summary, "by": "Robin"}
        work.runs.publish(clinic.project.id, parts=parts, mapping_version=now.mapping_version, **asked)
    forget()
    with narrowed(clinic.store, KIM).read() as work:
        opened.clear()
        today = entries_in(work, clinic.project.id, now.run)
        assert {bound.sensitivity for bound in opened} <= {"financial", "operational"}
        before = entries_in(work, clinic.project.id, "before")
        assert {bound.table for bound in opened if bound.sensitivity == "clinical"} == {"entity/procedure"}
    assert today.height and today.equals(before)


def test_exceptions_are_asked_for_in_these_places_only() -> None:
    services = Path(__file__).parents[2] / "portal"
    asking = {
        (each.stem, why.name)
        for each in services.rglob("*.py")
        for why in Beyond
        if f"Beyond.{why.name}" in each.read_text()
    }
    assert asking == {
        ("chart_reading", "VERDICTS"),
        ("evidence", "ORIGINALS"),
        ("file_reading", "FILES"),
        ("evidence", "TOTALS"),
        ("money_records", "PROCEDURE_CODES"),
        ("originals", "ORIGINALS"),
        ("patient_identifiers", "NAMES"),
        ("stored_bytes", "ORIGINALS"),
    }
    assert not [
        each
        for each in services.rglob("*.py")
        if ".through(" in each.read_text() and "work.through" in each.read_text()
        if each.stem != "opened_classes"
    ]


def test_a_receptionist_sees_a_chart_without_its_clinical_part_being_opened(
    clinic: Clinic, opened: list[Bound]
) -> None:
    doctor = LivePortal(clinic.store, Actor("Parker Sample", Role.PRACTITIONER), clinic.project, Settings())
    doctor.draw_charts(20, seed="7", seen=0)
    opened.clear()
    desk = LivePortal(clinic.store, REMY, clinic.project, Settings())
    view = desk.chart(ChartSeen(1, 1))
    assert view.title
    assert not [bound for bound in opened if bound.sensitivity in ("clinical", "financial")]
