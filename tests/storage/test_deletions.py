"""Destroying a project's keys: after it only the certificate opens, and a stop undoes it."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import select

from storage import Destroyed, EnvironmentMasterKey, Storage
from storage.deletion_record import DeletionRecord
from storage.errors import KeyDestroyed, KeyRefused
from storage.models import WrappedKeyRecord
from storage.rewrapping import rewrap_store
from tests.storage.canaries import scan
from tests.storage.sealed_projects import CANARIES, as_it_is, filled
from tests.storage.stored import everything_of, opened_with

OTHER = EnvironmentMasterKey(material=b"o" * 32)


class Stopped(Exception):
    """What a kill looks like from inside."""


def destroy(storage: Storage, project: str, pdf: bytes = b"%PDF-it") -> Destroyed:
    told: list[Destroyed] = []

    def write(gone: Destroyed) -> bytes:
        told.append(gone)
        return pdf

    with storage.begin() as work:
        work.deletions.destroy(
            project, id="D-1", name="Riverside Dental", by="Ann", reason="We left.", write=write
        )
    storage.forget_log()
    return told[0]


def wrapped(storage: Storage, project: str) -> dict[str, bytes]:
    with storage.unit(reading=True) as unit:
        found = select(WrappedKeyRecord).where(WrappedKeyRecord.project_id == project)
        return {each.purpose: each.wrapped for each in unit.session.scalars(found)}


def test_the_certificate_opens_after_and_nothing_else_does(storage: Storage):
    project, other = filled(storage), filled(storage, "Harbour")
    beside = as_it_is(storage, other)
    destroy(storage, project)
    with storage.read() as work:
        found = work.deletions.of(project)
        assert found is not None
        assert (found.pdf, found.by, found.name) == (b"%PDF-it", "Ann", "Riverside Dental")
        with pytest.raises(KeyDestroyed):
            work.runs.get(project, "run")
        assert work.deletions.of(other) is None
    assert as_it_is(storage, other) == beside


def test_it_is_told_what_was_destroyed_and_what_stays(storage: Storage):
    project = filled(storage)
    keys = wrapped(storage, project)
    gone = destroy(storage, project)
    assert {key.purpose: key.sha256 for key in gone.keys} == {
        purpose: hashlib.sha256(key).hexdigest() for purpose, key in keys.items()
    }
    assert gone.blobs == 3
    with storage.read() as work:
        verdict = work.audit.verify(project)
    assert verdict.valid
    assert verdict.anchored == verdict.events == gone.head.seq


def test_stopped_while_the_certificate_is_written_nothing_was_destroyed(storage: Storage):
    project = filled(storage)
    before = as_it_is(storage, project)

    def stopped(_gone: Destroyed) -> bytes:
        raise Stopped

    with pytest.raises(Stopped), storage.begin() as work:
        work.deletions.destroy(project, id="D", name="R", by="Ann", reason="x", write=stopped)
    assert as_it_is(storage, project) == before
    with storage.read() as work:
        assert work.deletions.all() == []


def test_destroyed_once_it_is_not_destroyed_again(storage: Storage):
    project = filled(storage)
    destroy(storage, project)
    with pytest.raises(KeyDestroyed):
        destroy(storage, project)


def test_its_open_jobs_are_stopped_so_that_a_worker_goes_on_with_others(storage: Storage):
    project, other = filled(storage), filled(storage, "Harbour")
    destroy(storage, project)
    with storage.begin() as work:
        job = work.jobs.lease("worker", 30)
        assert job is not None
        assert job.project == other
        assert work.jobs.lease("worker", 30) is None


def test_neither_values_nor_wrapped_keys_are_left_in_the_home_folder(storage: Storage):
    project = filled(storage)
    keys = wrapped(storage, project).values()
    destroy(storage, project)
    storage.close()
    assert scan(everything_of(storage), CANARIES) == ()
    left = b"".join(path.read_bytes() for path in storage.home.rglob("*") if path.is_file())
    assert not [key for key in keys if key in left]


def test_another_master_key_takes_the_certificates_along(storage: Storage):
    project = filled(storage)
    destroy(storage, project)
    rewrap_store(storage, OTHER, by="Ann")
    again = opened_with(storage, OTHER)
    with again.read() as work:
        found = work.deletions.of(project)
    again.close()
    assert found is not None
    assert found.pdf == b"%PDF-it"


def test_a_certificate_in_the_place_of_another_does_not_open(storage: Storage):
    one, two = filled(storage), filled(storage, "Harbour")
    destroy(storage, one)
    with storage.unit() as unit:
        unit.session.get_one(DeletionRecord, one).project_id = two
    with pytest.raises(KeyRefused), storage.read() as work:
        work.deletions.of(two)
