"""A newer extract under another name, and the same file twice: proposed, said by a person, followed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.accept import Settings as Clinic
from core.decisions import Choice, Decision, Group, GroupKind
from portal.permissions import Forbidden
from portal.services import mapping, upload_pairs, uploads
from portal.viewmodels.mapping import Place
from portal.viewmodels.mapping_asked import MoveColumn
from portal.viewmodels.uploads import Accept, Dropped, Pair, PairWord, Uploads
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import StaleVersion
from tests.portal.stores import AUDITOR, OWNER, RECEPTIONIST, begun, project_in, run_again, store_in, work_all

OLD, NEW = "patients_2026-10.csv", "patients_2026-11.csv"
HEAD = b"PatNum,LastName,FirstName,Birthdate,Xyzzy\n"
At = tuple[Storage, ProjectChoice]


def rows(first: int, last: int, clinic: str = "Bloggs") -> bytes:
    lines = (
        f"{n},{clinic}{n},Jo{clinic},19{n % 60 + 30}-0{len(clinic)}-2{n % 9},q{n % 3}\n"
        for n in range(first, last)
    )
    return HEAD + "".join(lines).encode()


def looked(store: Storage) -> ProjectChoice:
    """Two extracts of one table under two names, read."""
    project = project_in(store, {OLD: rows(1, 41)})
    uploads.receive(store, OWNER, project.id, [Dropped(NEW, rows(4, 46))])
    work_all(store)
    return project


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    store, project = begun(tmp_path, looked)
    yield store, project
    store.close()


def page(at: At) -> Uploads:
    return uploads.view(at[0], OWNER, at[1])


def say(at: At, pair: Pair, word: PairWord) -> None:
    upload_pairs.say(at[0], OWNER, at[1].id, pair, word)


def counting(at: At) -> list[str]:
    return [upload.path for upload in page(at).uploads]


def told(at: At, event: AuditEvent) -> list[str]:
    with at[0].read() as work:
        return [each.actor for each in work.audit.events(at[1].id) if each.event == event]


def test_a_newer_extract_under_another_name_is_proposed_and_nothing_is_done_yet(at: At) -> None:
    (pair,) = page(at).pairs
    assert (pair.earlier_path, pair.later_path, pair.copy) == (OLD, NEW, False)
    assert (pair.both, pair.new, pair.gone) == (37, 5, 3)
    assert counting(at) == [OLD, NEW]


def test_once_somebody_said_yes_the_newer_one_alone_counts_as_version_two(at: At) -> None:
    (pair,) = page(at).pairs
    say(at, pair, PairWord.NEWER)
    work_all(at[0])
    assert counting(at) == [NEW]
    version = page(at).uploads[0].tables[0].version
    assert version is not None
    assert (version.version, version.told.added, version.told.gone) == (2, 5, 3)
    assert page(at).pairs == ()
    with at[0].read() as work:
        (event,) = (e for e in work.audit.events(at[1].id) if e.event == AuditEvent.UPLOAD_REPLACED)
        assert (event.actor, event.facts["earlier"], event.facts["later"]) == ("Robin", OLD, NEW)
        assert event.facts["uploads"] == [pair.earlier, pair.later]
        assert [row.path for row in work.uploads.of(at[1].id)] == [OLD, NEW]


def test_once_somebody_said_no_both_count_and_nobody_is_asked_again(at: At) -> None:
    (pair,) = page(at).pairs
    say(at, pair, PairWord.ANOTHER)
    uploads.receive(at[0], OWNER, at[1].id, [Dropped("more.csv", b"A,B\n1,2\n")])
    work_all(at[0])
    assert page(at).pairs == ()
    assert counting(at) == ["more.csv", OLD, NEW]
    assert told(at, AuditEvent.UPLOADS_TOLD_APART) == ["Robin"]


def test_said_twice_it_is_done_once_and_what_has_changed_since_is_not_done(at: At) -> None:
    (pair,) = page(at).pairs
    say(at, pair, PairWord.NEWER)
    say(at, pair, PairWord.NEWER)
    assert told(at, AuditEvent.UPLOAD_REPLACED) == ["Robin"]
    with pytest.raises(StaleVersion):
        say(at, pair, PairWord.ANOTHER)


def test_the_earlier_one_brought_in_again_counts_again_and_is_asked_about_anew(at: At) -> None:
    say(at, page(at).pairs[0], PairWord.NEWER)
    uploads.receive(at[0], OWNER, at[1].id, [Dropped(OLD, rows(1, 41))])
    work_all(at[0])
    assert counting(at) == [OLD, NEW]
    assert len(page(at).pairs) == 1


def test_mapping_and_decisions_of_before_hold_for_the_run_afterwards(at: At) -> None:
    store, project = at
    source = (OLD, OLD.removesuffix(".csv"))
    move = MoveColumn(source, "Birthdate", Place.ARCHIVED, "Nobody needs it.")
    mapping.change(store, OWNER, project.id, move, seen=0, clinic=Clinic())
    decided = Decision(
        Group(GroupKind.COLUMN, *source, column="Xyzzy"), Choice.DECLINE, "Kim", "owner", "Noise."
    )
    with store.begin() as work:
        work.decisions.made(project.id, [decided], by="Kim", saw=0)
    say(at, page(at).pairs[0], PairWord.NEWER)
    run_again(store, project, Accept.SURE)
    with store.read() as work:
        run = work.runs.of(project.id)[0]
        latest = work.mappings.latest(project.id)
        assert latest is not None
        tables = json.loads(latest.text)["tables"]
        events = work.audit.events(project.id)
    (table,) = (each for each in tables if each["file"] == NEW)
    assert {OLD} & {each["file"] for each in tables} == set()
    kept = {each["column"]: (each["fate"], each["by"]) for each in table["kept"]}
    assert kept["Birthdate"] == ("archived", "Robin")
    assert run.closes
    assert run.summary["cells"]["declined"] == 42
    assert [e.actor for e in events if e.event == AuditEvent.DECISION_MADE] == ["Kim", "Robin"]


def test_two_clinics_with_the_same_numbers_are_not_proposed(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(
        store, {"clinic 1/patients.csv": rows(1, 41), "clinic 2/patients.csv": rows(1, 41, "Doe")}
    )
    work_all(store)
    assert page((store, project)).pairs == ()


def test_the_same_file_twice_can_be_left_out(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    at = (store, project_in(store, {OLD: rows(1, 41), "again.csv": rows(1, 41)}))
    work_all(store)
    (pair,) = page(at).pairs
    assert pair.copy and {pair.earlier_path, pair.later_path} == {OLD, "again.csv"}
    say(at, pair, PairWord.COPY)
    assert counting(at) == [pair.earlier_path]
    assert told(at, AuditEvent.UPLOAD_LEFT_OUT) == ["Robin"]
    run_again(store, at[1], Accept.ALL)
    with store.read() as work:
        assert work.runs.of(at[1].id)[0].closes


def test_whoever_may_not_upload_may_not_say(at: At) -> None:
    (pair,) = page(at).pairs
    for actor in (RECEPTIONIST, AUDITOR):
        with pytest.raises(Forbidden):
            upload_pairs.say(at[0], actor, at[1].id, pair, PairWord.NEWER)
    assert counting(at) == [OLD, NEW]
