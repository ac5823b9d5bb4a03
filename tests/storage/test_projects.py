"""Projects: keys of their own, and shredding that nothing survives but the proof that they were there."""

from __future__ import annotations

import sqlite3

import pytest

from storage import AuditEvent, Storage
from storage.errors import KeyDestroyed, NotStored
from storage.opening import DATABASE
from tests.storage.conftest import on_sqlite


def test_projects_come_back_oldest_first_by_name(storage: Storage, clock):
    with storage.begin() as work:
        first = work.projects.create("Riverside Dental")
        clock.move(1)
        second = work.projects.create("Zahnärzte am Markt", by="Ann")
    with storage.read() as work:
        assert work.projects.all() == [first, second]
        assert work.projects.get(second.id).name == "Zahnärzte am Markt"


def test_a_project_that_is_not_there_is_said(storage: Storage):
    with storage.begin() as work:
        with pytest.raises(NotStored):
            work.projects.get("none")
        with pytest.raises(NotStored):
            work.uploads.receive("none", "a.csv", b"x", "Ann")


def test_a_project_may_be_made_and_filled_in_one_transaction(storage: Storage):
    with storage.begin() as work:
        project = work.projects.create("Riverside").id
        upload = work.uploads.receive(project, "a.csv", b"x", "Ann")
    with storage.read() as work:
        assert work.uploads.open(upload) == b"x"


def test_an_exception_leaves_no_project_behind(storage: Storage):
    with pytest.raises(RuntimeError), storage.begin() as work:
        work.projects.create("Riverside")
        raise RuntimeError("stopped")
    with storage.read() as work:
        assert work.projects.all() == []


def test_a_renewed_class_key_opens_old_and_new(storage: Storage, project: str):
    with storage.begin() as work:
        before = work.uploads.receive(project, "a.csv", b"before", "Ann")
        assert work.projects.renew_key(project, "restricted", by="Ann") == 2
        after = work.uploads.receive(project, "b.csv", b"after", "Ann")
    with storage.read() as work:
        assert (work.uploads.open(before), work.uploads.open(after)) == (b"before", b"after")
        assert work.uploads.of(project) == [before, after]
        assert work.audit.verify(project).valid


def test_destroyed_keys_open_nothing_and_the_chain_still_holds(storage: Storage, project: str):
    with storage.begin() as work:
        upload = work.uploads.receive(project, "a.csv", b"x", "Ann")
        other = work.projects.create("Second").id
        kept = work.uploads.receive(other, "a.csv", b"x", "Ann")
    storage.shred(project, by="Ann")
    with storage.read() as work:
        row = work.projects.get(project)
        assert (row.readable, row.name) == (False, "")
        assert [each.readable for each in work.projects.all() if each.id == other] == [True]
        for attempt in (
            lambda: work.uploads.open(upload),
            lambda: work.uploads.of(project),
            lambda: work.audit.events(project),
        ):
            with pytest.raises(KeyDestroyed):
                attempt()
        assert work.uploads.open(kept) == b"x"
        verdict = work.audit.verify(project)
        assert (verdict.valid, verdict.keyed, verdict.events) == (True, False, 3)


@on_sqlite
def test_a_destroyed_key_is_gone_from_the_database_file_and_its_log(storage: Storage, project: str):
    path = storage.home / DATABASE
    found = sqlite3.connect(path).execute("SELECT wrapped FROM wrapped_key WHERE project_id = ?", [project])
    wrapped = [row[0] for row in found]
    assert len(wrapped) == 6

    def seen() -> int:
        files = b"".join(each.read_bytes() for each in storage.home.glob(f"{DATABASE}*"))
        return sum(key in files for key in wrapped)

    assert seen() == 6
    storage.shred(project, by="Ann")
    assert seen() == 0


def test_making_and_shredding_a_project_are_in_its_trail(storage: Storage, project: str):
    with storage.begin() as work:
        events = work.audit.events(project)
    assert [(each.event, each.facts) for each in events] == [
        (AuditEvent.PROJECT_CREATED, {"name": "Riverside Dental"})
    ]


def test_printed_rows_hold_no_names(storage: Storage, project: str):
    with storage.begin() as work:
        row = work.projects.get(project)
        upload = work.uploads.receive(project, "Mary Miller.pdf", b"x", "Ann Archer")
        event = work.audit.events(project)[-1]
    assert "Riverside" not in repr(row)
    assert "Miller" not in repr(upload) + repr(event)
    assert "Archer" not in repr(upload) + repr(event)
