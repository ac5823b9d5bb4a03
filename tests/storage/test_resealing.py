"""Keys are renewed while everything stays readable; whoever is stopped goes on where it was left."""

from __future__ import annotations

import pytest
from sqlalchemy import LargeBinary

from storage import Sensitivity, Storage
from storage.envelopes import FIELDS
from storage.models import Base
from storage.resealing import reseal
from storage.rewrapping import keys_of
from tests.storage.canaries import scan
from tests.storage.sealed_projects import CANARIES, ORIGINAL, as_it_is, blob_versions, filled
from tests.storage.stored import everything_of

NOT_BY_CLASS_KEYS = {"installation", "wrapped_key", "installation_key", "deletion", "audit_event"}


class Stopped(Exception):
    """What a kill looks like from inside."""


def renew(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        for each in Sensitivity:
            work.projects.renew_key(project, each, by="Ann")


STEPS = 2
"""Fields of journals, which keep their version."""


def old_ones(storage: Storage, project: str) -> tuple[int, int]:
    """(fields, blobs) that an older version has sealed."""
    facts = [each for each in keys_of(storage, project) if each.version == 1]
    return sum(each.fields for each in facts), sum(each.blobs for each in facts)


def test_after_a_renewal_everything_opens_and_new_things_are_sealed_anew(storage: Storage):
    project = filled(storage)
    before = as_it_is(storage, project)
    renew(storage, project)
    assert as_it_is(storage, project) == before
    with storage.begin() as work:
        work.uploads.receive(project, "b.csv", b"new", "Ann")
    assert blob_versions(storage, project) == {1, 2}


def test_sealing_anew_leaves_nothing_to_the_old_keys_and_changes_nothing(storage: Storage):
    project, other = filled(storage), filled(storage, "Harbour")
    before, beside = as_it_is(storage, project), as_it_is(storage, other)
    renew(storage, project)
    assert old_ones(storage, project) != (0, 0)
    done = reseal(storage, project)
    assert done.fields > 10
    assert done.blobs == 3
    assert old_ones(storage, project) == (STEPS, 0)
    assert blob_versions(storage, project) == {2}
    assert as_it_is(storage, project) == before
    assert as_it_is(storage, other) == beside
    with storage.read() as work:
        assert work.audit.verify(project).valid
        work.runs.verify(project, "run")


def test_asked_again_it_does_nothing(storage: Storage):
    project = filled(storage)
    renew(storage, project)
    reseal(storage, project)
    assert (reseal(storage, project).fields, reseal(storage, project).blobs) == (0, 0)


def test_stopped_after_any_step_everything_opens_and_the_next_one_goes_on(storage: Storage):
    project = filled(storage)
    before = as_it_is(storage, project)
    renew(storage, project)
    steps: list[int] = []
    for stop in range(1, 40):

        def told(done: int, total: int, stop: int = stop) -> None:
            steps[:] = [total]
            if done == stop:
                raise Stopped

        try:
            reseal(storage, project, told)
        except Stopped:
            assert as_it_is(storage, project) == before
        else:
            break
    assert stop > steps[0]
    assert old_ones(storage, project) == (STEPS, 0)
    assert as_it_is(storage, project) == before


def test_stopped_in_the_middle_of_a_blob_the_old_one_stays(storage: Storage, monkeypatch):
    project = filled(storage)
    before = as_it_is(storage, project)
    renew(storage, project)
    real = storage.blobs.writer
    monkeypatch.setattr(storage.blobs, "writer", lambda: (_ for _ in ()).throw(Stopped()))
    with pytest.raises(Stopped):
        reseal(storage, project)
    monkeypatch.setattr(storage.blobs, "writer", real)
    assert as_it_is(storage, project) == before
    reseal(storage, project)
    assert old_ones(storage, project) == (STEPS, 0)


def test_a_unit_of_work_from_before_a_renewal_goes_on_with_the_keys_that_it_holds(storage: Storage):
    project = filled(storage)
    with storage.read() as work:
        (upload,) = work.uploads.of(project)
        renew(storage, project)
        with storage.begin() as other:
            other.projects.renew_project_key(project, by="Ann")
        assert work.uploads.open(upload)


def test_the_project_key_is_renewed_and_nothing_is_sealed_anew(storage: Storage):
    project = filled(storage)
    before, blobs = as_it_is(storage, project), sorted(b.name for b in storage.blobs.list(project))
    for version in (2, 3):
        with storage.begin() as work:
            assert work.projects.renew_project_key(project, by="Ann") == version
        assert as_it_is(storage, project) == before
    with storage.begin() as work:
        assert not work.uploads.receive(project, "export/patients.csv", ORIGINAL, "Ann").new
    assert sorted(b.name for b in storage.blobs.list(project)) == blobs
    purposes = [(each.purpose, each.version) for each in keys_of(storage, project)]
    assert [each for each in purposes if each[0] == "project"] == [("project", 3)]
    with storage.read() as work:
        assert work.audit.verify(project).valid


def test_every_column_that_class_keys_seal_is_sealed_anew(storage: Storage):
    known = {(each.model.__tablename__, column) for each in FIELDS for column in each.columns}
    sealed = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.type.length is None
        if table.name not in NOT_BY_CLASS_KEYS
    }
    assert sealed == known


def test_what_is_sealed_anew_is_in_clear_nowhere(storage: Storage):
    project = filled(storage)
    renew(storage, project)
    reseal(storage, project)
    assert scan(everything_of(storage), CANARIES) == ()
