"""The handover of a whole project: its records exactly, its originals bit for bit, and its event."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from core.choices import Choices, FileChoices, Said, Topic
from core.choices.file import from_json as choices_from_json
from core.choices.file import to_json as choices_as_json
from core.decisions import Choice, Decision, Decisions, Group, GroupKind
from core.decisions.file import from_json
from core.demonstration import example_export
from core.errors import WrongUsage
from core.parts import BILLED, whole_entity
from core.record import RECORD
from core.record.model import Sensitivity
from portal.permissions import Actor, Forbidden, Role
from portal.services import handover, uploads
from portal.viewmodels.handover import Made
from portal.viewmodels.uploads import Dropped
from portal.visit import ProjectChoice
from portal.wording.audit_trail import sentence
from reports.handover import check
from storage import AuditEvent, Saying, Storage
from tests.portal.stores import OWNER, project_in, ran_in, run_again, store_in
from tests.reports.handover import opened

ACCOUNTANT = Actor("Kim", Role.ACCOUNTANT)


@dataclass(frozen=True)
class Handed:
    store: Storage
    project: ProjectChoice
    out: Path
    made: Made

    def published(self, entity: str) -> pl.DataFrame:
        with self.store.read() as work:
            run = self.made.run
            classes = [
                part.sensitivity
                for part in work.runs.parts(self.project.id, run)
                if part.name == f"entity/{entity}"
            ]
            cut = [work.runs.open_part(self.project.id, run, f"entity/{entity}", c) for c in classes]
        return whole_entity(cut)

    def parts(self) -> list[str]:
        with self.store.read() as work:
            return [part.name for part in work.runs.parts(self.project.id, self.made.run)]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Handed]:
    """The example's newest run, handed over once for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("handover")
    store = store_in(folder)
    project = project_in(store, example_export(7))
    run_again(store, project)
    made = handover.make(store, OWNER, project.id, folder / "out")
    yield Handed(store, project, folder / "out", made)
    store.close()


def test_the_json_read_back_gives_the_records_of_the_run_exactly(handed: Handed) -> None:
    there = [name.removeprefix("entity/") for name in dict.fromkeys(handed.parts()) if "entity/" in name]
    assert opened.entities(handed.out) == sorted(there) != []
    for entity in there:
        back, published = opened.frame(handed.out, entity), handed.published(entity)
        assert back.equals(published.select(back.columns)), entity
        assert set(back.columns) == set(published.columns), entity


def test_every_line_is_as_its_schema_says(handed: Handed) -> None:
    for entity in opened.entities(handed.out):
        validator = opened.validator(handed.out, entity)
        for line in opened.lines(handed.out, entity):
            validator.validate(line)


def test_every_original_is_bit_for_bit_as_it_was_received(handed: Handed) -> None:
    given = example_export(7)
    listed = json.loads((handed.out / "originals.json").read_text())
    assert {each["path"] for each in listed} == set(given)
    for each in listed:
        content = (handed.out / each["file"]).read_bytes()
        assert content == given[each["path"]]
        assert hashlib.sha256(content).hexdigest() == each["sha256"]


def test_every_archived_cell_is_beside_its_record_or_at_least_in_what_was_kept(handed: Handed) -> None:
    cells = [
        ((line["source"]["file"], line["source"]["table"], line["source"]["record"], column), text)
        for entity in opened.entities(handed.out)
        for line in opened.lines(handed.out, entity)
        for column, text in line.get("archive", {}).items()
    ]
    beside = dict(cells)
    assert len(beside) == len(cells), "a cell left with two records"
    archived = {}
    for name in [part for part in handed.parts() if part.startswith("archive/")]:
        file, _, table = name.removeprefix("archive/").rpartition("/")
        for text in (handed.out / "kept" / f"{name}.jsonl").read_text().splitlines():
            row = json.loads(text)
            archived |= {(file, table, row["#record"], c): v for c, v in row.items() if c[0] != "#"}
    assert beside and beside.items() <= archived.items()
    assert len(archived) - len(beside) < len(archived) / 2


def test_what_a_run_holds_twice_leaves_once(handed: Handed) -> None:
    assert BILLED in handed.parts()
    assert not list(handed.out.rglob("*billed*"))


def test_the_csv_has_every_record_and_the_log_every_entry(handed: Handed) -> None:
    for entity in opened.entities(handed.out):
        table = pl.read_csv(handed.out / "csv" / f"{entity}.csv", infer_schema=False)
        assert table.height == handed.published(entity).height == handed.made.records[entity]
    with handed.store.read() as work:
        log = work.runs.open_part(handed.project.id, handed.made.run, "log", "restricted")
    assert pl.read_parquet(handed.out / "log" / "migration_log.parquet").equals(log)
    assert pl.read_csv(handed.out / "log" / "migration_log.csv", infer_schema=False).height == log.height


def test_the_manifest_says_what_it_is_and_lists_every_file(handed: Handed) -> None:
    content = (handed.out / "manifest.json").read_bytes()
    manifest = json.loads(content)
    with handed.store.read() as work:
        run = work.runs.get(handed.project.id, handed.made.run)
    assert (manifest["run"], manifest["result"]) == (run.run, run.result)
    assert (manifest["log_root"], manifest["made_by"]) == (run.summary["log_root"], "Robin")
    assert manifest["records"] == dict(handed.made.records)
    assert hashlib.sha256(content).hexdigest() == handed.made.manifest
    assert check(handed.out).wrong is None


def test_the_handover_is_an_event_with_its_counts_and_the_digest_of_its_manifest(handed: Handed) -> None:
    with handed.store.read() as work:
        event = work.audit.newest(handed.project.id, AuditEvent.HANDOVER_MADE)
    assert event is not None
    assert (event.actor, event.facts["manifest"]) == ("Robin", handed.made.manifest)
    assert event.facts["records"] == dict(handed.made.records)
    assert sentence(event.event, event.facts).startswith("Took everything along as files in clear:")


def test_but_for_the_manifest_the_same_run_gives_the_same_files(handed: Handed, tmp_path: Path) -> None:
    again = tmp_path / "again"
    handover.make(handed.store, OWNER, handed.project.id, again)
    files = {p.relative_to(again) for p in again.rglob("*") if p.is_file()}
    assert files == {p.relative_to(handed.out) for p in handed.out.rglob("*") if p.is_file()}
    differing = {str(f) for f in files if (again / f).read_bytes() != (handed.out / f).read_bytes()}
    assert differing == {"manifest.json"}


def test_the_finances_hold_money_and_nothing_of_a_name_a_chart_or_an_original(
    handed: Handed, tmp_path: Path
) -> None:
    out = tmp_path / "finances"
    made = handover.make(handed.store, ACCOUNTANT, handed.project.id, out, finances=True)
    assert made.scope == "finances"
    assert {"payment", "procedure", "patient"} & set(made.records) and "allergy" not in made.records
    classes = {Sensitivity.FINANCIAL, Sensitivity.OPERATIONAL}
    for entity in opened.entities(out):
        allowed = {f.name for f in RECORD.entity(entity).fields if f.sensitivity in classes}
        validator = opened.validator(out, entity)
        for line in opened.lines(out, entity):
            validator.validate(line)
            assert set(line["fields"]) <= allowed and "archive" not in line
        header = (out / "csv" / f"{entity}.csv").read_text().split("\n", 1)[0].split(",")
        assert not set(header) & {f.name for f in RECORD.entity(entity).fields} - allowed
    names = {p.name for p in out.iterdir()}
    assert not names & {"originals", "originals.json", "kept", "summary.json", "choices.json"}
    log = pl.read_parquet(out / "log" / "migration_log.parquet")
    assert log.height > 0
    assert "allergies.csv" not in log["file"].to_list()
    assert check(out).wrong is None


def test_decisions_and_choices_leave_as_their_files_and_of_the_finances_only_those_about_them(
    tmp_path: Path,
) -> None:
    clinical = Group(
        GroupKind.VALUE, "patients.csv", "patients", "Sex", "patient", "sex", "unknown_code", "x"
    )
    person = Group(GroupKind.PERSON, "patients.csv", "patients", entity="patient", value='["1","2"]')
    elsewhere = Group(GroupKind.ORPHAN, "allergies.csv", "allergies", "PatNum", finding="orphan")
    money = Group(GroupKind.DUPLICATE, "ledger.csv", "ledger", entity="ledger_entry", finding="duplicate_id")
    beside = Group(GroupKind.INCOMPLETE, "ledger.csv", "ledger", entity="allergy", finding="key_missing")
    choices = {person: Choice.MERGE}
    decided = Decisions.of(
        Decision(group, choices.get(group, Choice.ARCHIVE), "Robin", "owner", "Asked.")
        for group in (clinical, person, elsewhere, money, beside)
    )
    whole, finances = tmp_path / "whole", tmp_path / "finances"
    store = store_in(tmp_path)
    project = project_in(store, {name: example_export(7)[name] for name in ("patients.csv", "ledger.csv")})
    said = Choices((FileChoices("ledger.csv", ((Topic.DELIMITER, Said(",", "Robin")),)),))
    with store.begin() as work:
        work.decisions.made(project.id, list(decided), by="Robin", saw=0)
        work.choices.say(project.id, Saying(choices_as_json(said), "Robin", {"files": 1}), saw=0)
    run_again(store, project)
    handover.make(store, OWNER, project.id, whole)
    handover.make(store, OWNER, project.id, finances, finances=True)
    assert from_json((whole / "decisions.json").read_text()) == decided
    assert choices_from_json((whole / "choices.json").read_text()) == said
    (left,) = from_json((finances / "decisions.json").read_text())
    assert left.group == money


def test_an_original_that_was_replaced_leaves_too_beside_the_one_that_counts(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    uploads.receive(store, OWNER, project.id, [Dropped("odd.csv", b"ZZZ\nnew\n")])
    handover.make(store, OWNER, project.id, tmp_path / "out")
    assert (tmp_path / "out" / "originals" / "odd.csv").read_bytes() == b"ZZZ\nnew\n"
    assert (tmp_path / "out" / "originals" / "odd (2).csv").read_bytes() == b"ZZZ,QQQ\nalpha,beta\n"


def test_the_accountant_may_not_take_everything_and_nothing_is_written(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    with pytest.raises(Forbidden):
        handover.make(store, ACCOUNTANT, project.id, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_before_the_first_run_there_is_nothing_to_hand_over(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with pytest.raises(handover.NothingToHandOver):
        handover.make(store, OWNER, project.id, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_not_empty_is_refused_and_leaves_no_event(tmp_path: Path) -> None:
    store, project = ran_in(tmp_path)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(WrongUsage, match="not empty"):
        handover.make(store, OWNER, project.id, tmp_path / "out")
    with store.read() as work:
        assert work.audit.newest(project.id, AuditEvent.HANDOVER_MADE) is None
