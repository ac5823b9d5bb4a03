from __future__ import annotations

from pathlib import Path

import pytest

from portal.permissions import Forbidden
from portal.services import uploads
from portal.viewmodels.jobs import JobKind
from portal.viewmodels.uploads import Dropped
from tests.portal.stores import OWNER, PATIENTS, RECEPTIONIST, project_in, store_in, work_all


def test_a_file_dropped_twice_is_received_once_and_looked_at_once(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    first = uploads.receive(store, OWNER, project.id, [Dropped("a.csv", PATIENTS)])
    again = uploads.receive(store, OWNER, project.id, [Dropped("a.csv", PATIENTS)])
    assert (first.new, first.known, again.new, again.known) == (1, 0, 0, 1)
    with store.read() as work:
        assert len(work.uploads.of(project.id)) == 1
        assert len(work.jobs.of(project.id)) == 1


def test_a_receptionist_cannot_upload_and_nothing_is_stored(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    with pytest.raises(Forbidden):
        uploads.receive(store, RECEPTIONIST, project.id, [Dropped("a.csv", PATIENTS)])
    with store.read() as work:
        assert work.uploads.of(project.id) == []


def test_before_the_look_a_file_is_shown_as_not_read_yet(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    view = uploads.view(store, OWNER, project_in(store, {"a.csv": PATIENTS}))
    assert not view.uploads[0].looked
    assert view.job is not None
    assert view.job.kind is JobKind.LOOK


def test_the_look_tells_tables_columns_records_and_evidence(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    work_all(store)
    view = uploads.view(store, OWNER, project)
    (table,) = view.uploads[0].tables
    assert (table.records, table.columns) == (40, ("PatNum", "LastName", "FirstName", "Birthdate"))
    assert dict(table.evidence)["delimiter"]
    assert view.job is None


def test_one_bad_file_is_explained_and_harms_no_other(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS, "b.zip": b"PK\x03\x04 cut off", "c.csv": b""})
    work_all(store)
    good, zipped, empty = uploads.view(store, OWNER, project).uploads
    assert good.records == 40
    for bad in (zipped, empty):
        told = [
            *bad.notices,
            *(n for k in bad.kept for n in k.notices),
            *(n for t in bad.tables for n in t.notices),
        ]
        assert told
        assert all(notice.means and notice.advice for notice in told)


def test_a_newer_content_under_the_same_path_is_not_taken_for_looked_at(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    work_all(store)
    uploads.receive(store, OWNER, project.id, [Dropped("a.csv", PATIENTS + b"99,New,Nan,1980-01-01\n")])
    assert not uploads.view(store, OWNER, project).uploads[0].looked
    work_all(store)
    assert uploads.view(store, OWNER, project).uploads[0].records == 41


def test_two_files_of_one_name_in_one_drop_are_both_kept(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store)
    drop = [Dropped("x/a.csv", PATIENTS), Dropped("x/a.csv", b"A,B\n1,2\n"), Dropped("x/a.csv", PATIENTS)]
    assert uploads.receive(store, OWNER, project.id, drop).new == 2
    view = uploads.view(store, OWNER, project)
    assert [upload.path for upload in view.uploads] == ["x/a (2).csv", "x/a.csv"]


def test_a_file_that_takes_the_place_of_an_earlier_one_is_told_and_the_earlier_stays(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    came = uploads.receive(store, OWNER, project.id, [Dropped("a.csv", b"A,B\n1,2\n")])
    assert (came.new, came.replacing) == (1, 1)
    with store.read() as work:
        assert [work.uploads.open(row) for row in work.uploads.of(project.id)] == [PATIENTS, b"A,B\n1,2\n"]


def test_an_earlier_content_brought_in_again_counts_again_and_is_looked_at_again(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    uploads.receive(store, OWNER, project.id, [Dropped("a.csv", b"A,B\n1,2\n")])
    came = uploads.receive(store, OWNER, project.id, [Dropped("a.csv", PATIENTS)])
    assert (came.new, came.known, came.replacing) == (1, 0, 1)
    work_all(store)
    (upload,) = uploads.view(store, OWNER, project).uploads
    assert upload.records == 40


def test_a_newer_file_of_the_same_name_is_told_as_a_version_with_what_changed(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project = project_in(store, {"a.csv": PATIENTS})
    work_all(store)
    assert uploads.view(store, OWNER, project).uploads[0].tables[0].version is None
    first, second = PATIENTS.splitlines()[1:3]
    newer = (
        PATIENTS.replace(first + b"\n", b"").replace(second, second.replace(b",", b",x", 1))
        + b"99,New,Nan,\n"
    )
    uploads.receive(store, OWNER, project.id, [Dropped("a.csv", newer)])
    work_all(store)
    found = uploads.view(store, OWNER, project).uploads[0].tables[0].version
    assert found is not None
    told = found.told
    assert (found.version, told.key) == (2, ("PatNum",))
    assert (told.added, told.gone, told.changed, told.same) == (1, 1, 1, 38)
    assert told.changed_in == (("LastName", 1),)
