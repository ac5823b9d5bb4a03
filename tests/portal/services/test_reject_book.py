"""Unreadable lines leave as a workbook and come back as records, by whoever may, and once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from portal.permissions import Actor, Forbidden, Grant, Role
from portal.services import reject_book, uploads
from portal.viewmodels.uploads import Accept
from portal.visit import ProjectChoice
from storage import AuditEvent, Storage
from storage.errors import StaleVersion
from tests.portal.stores import OWNER, RECEPTIONIST, begun, project_in, run_again, work_all

BROKEN = b'PatNum,LName\n1,Ann\n2,"Ben\n3,Cy\n4,"Di\n5,Ed\n'
At = tuple[Storage, ProjectChoice]
VENDOR = Actor("Val", Role.VENDOR, grants=frozenset({Grant.CHARTS}))


def looked(store: Storage) -> ProjectChoice:
    project = project_in(store, {"patients.csv": BROKEN, "good.csv": b"A,B\n1,2\n3,4\n"})
    work_all(store)
    return project


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    store, project = begun(tmp_path, looked)
    yield store, project
    store.close()


def filled(at: At, *cells: str) -> bytes:
    """The workbook with its first line filled in."""
    content = b"".join(reject_book.write(at[0], OWNER, at[1].id))
    book = load_workbook(io.BytesIO(content))
    for place, cell in enumerate(cells):
        book.worksheets[0].cell(2, 5 + place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rejects(at: At) -> int:
    work_all(at[0])
    view = uploads.view(at[0], OWNER, at[1])
    return sum(table.rejects for upload in view.uploads for table in upload.tables)


def test_a_line_that_was_filled_in_is_a_record_of_the_next_look_and_the_next_run(at: At) -> None:
    before = rejects(at)
    found = reject_book.bring(at[0], OWNER, at[1].id, filled(at, "2", "Ben"), seen=0)
    assert (found.version, found.lines, found.sentences) == (1, 1, ())
    assert rejects(at) == before - 1
    run_again(at[0], at[1], Accept.ALL)
    with at[0].read() as work:
        assert work.runs.of(at[1].id)[0].closes
        said = [e for e in work.audit.events(at[1].id) if e.event == AuditEvent.READING_SAID]
    assert [(e.actor, e.facts["file"], e.facts["what"]) for e in said] == [
        ("Robin", "patients.csv", "workbook")
    ]


def test_the_same_workbook_again_changes_nothing(at: At) -> None:
    content = filled(at, "2", "Ben")
    reject_book.bring(at[0], OWNER, at[1].id, content, seen=0)
    again = reject_book.bring(at[0], OWNER, at[1].id, content, seen=0)
    assert (again.version, again.lines) == (1, 0)


def test_over_a_newer_word_nothing_is_kept(at: At) -> None:
    reject_book.bring(at[0], OWNER, at[1].id, filled(at, "2", "Ben"), seen=0)
    assert rejects(at)
    with pytest.raises(StaleVersion):
        reject_book.bring(at[0], OWNER, at[1].id, filled(at, "4", "Di"), seen=0)


def test_what_does_not_fit_is_told_row_by_row_and_what_was_left_empty_is_counted(at: At) -> None:
    found = reject_book.bring(at[0], OWNER, at[1].id, filled(at, "2", "Ben", "more"), seen=0)
    assert (found.version, found.lines) == (0, 0)
    assert found.sentences[0].startswith("Sheet patients, row 2: more cells")
    empty = reject_book.bring(at[0], OWNER, at[1].id, filled(at), seen=0)
    assert empty.waiting >= 1 and empty.sentences == ()


def test_taking_them_along_is_an_event_for_each_file_and_for_whoever_may_see_originals(at: At) -> None:
    list(reject_book.write(at[0], OWNER, at[1].id))
    with at[0].read() as work:
        (taken,) = (e for e in work.audit.events(at[1].id) if "rejects" in e.facts)
    assert (taken.event, taken.facts["file"]) == (AuditEvent.UPLOAD_OPENED, "patients.csv")
    for actor in (RECEPTIONIST, VENDOR):
        with pytest.raises(Forbidden):
            reject_book.write(at[0], actor, at[1].id)
        with pytest.raises(Forbidden):
            reject_book.bring(at[0], actor, at[1].id, b"", seen=0)
