"""Another master key takes over whole or not at all, and nothing that was sealed changes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from storage import EnvironmentMasterKey, FileMasterKey, Storage
from storage.errors import ClassClosed, KeyDestroyed, KeyRefused, SealBroken
from storage.models import InstallationKeyRecord, WrappedKeyRecord
from storage.rewrapping import Rewrapped, keys_of, rewrap_store
from tests.storage.sealed_projects import as_it_is, filled
from tests.storage.stored import opened_with

OTHER = EnvironmentMasterKey(material=b"o" * 32)


@dataclass(frozen=True)
class Failing:
    """A master key that wraps so many keys and then is gone."""

    wrapped: list[int]
    most: int
    warning: None = None

    def guard(self, home: Path) -> None:
        """Nothing to refuse."""

    def wrap(self, key: bytes, *, aad: bytes) -> bytes:
        if len(self.wrapped) == self.most:
            raise KeyRefused(place="master key", found="It is gone.", do="Wait.")
        self.wrapped.append(1)
        return OTHER.wrap(key, aad=aad)

    def unwrap(self, wrapped: bytes, *, aad: bytes) -> bytes:
        return OTHER.unwrap(wrapped, aad=aad)


def signing_key(storage: Storage, project: str) -> None:
    with storage.begin() as work:
        material, _ = work.signing_keys.new_secret()
        work.signing_keys.keep_of_installation("root", b"key", material=material, project=project, by="Ann")


def sealed_bytes(storage: Storage) -> dict[str, bytes]:
    found = {}
    for blob in storage.blobs.list():
        with storage.blobs.read(blob.name) as source:
            found[blob.name] = source.read()
    return found


def test_another_master_key_takes_over_all_keys_and_no_blob_changes(storage: Storage):
    one, two = filled(storage), filled(storage, "Harbour")
    signing_key(storage, one)
    before, blobs = [as_it_is(storage, each) for each in (one, two)], sealed_bytes(storage)
    assert rewrap_store(storage, OTHER, by="Ann") == Rewrapped(projects=2, installation_keys=1)
    again = opened_with(storage, OTHER)
    assert [as_it_is(again, each) for each in (one, two)] == before
    assert {name: sealed_bytes(again)[name] for name in blobs} == blobs
    with again.read() as work:
        found = work.signing_keys.of_installation("root")
        assert found is not None
        assert found.content == b"key"
        assert all(work.audit.verify(each).valid for each in (one, two))
    again.close()


def test_from_then_on_the_old_master_key_opens_nothing(storage: Storage):
    project = filled(storage)
    rewrap_store(storage, OTHER, by="Ann")
    with pytest.raises(KeyRefused), storage.read() as work:
        work.projects.get(project)
    with pytest.raises(KeyRefused):
        opened_with(storage, storage._master)


def test_a_process_with_the_old_master_key_cannot_start_a_project_that_nobody_could_open(storage: Storage):
    filled(storage)
    rewrap_store(storage, OTHER, by="Ann")
    with pytest.raises(KeyRefused), storage.begin() as work:
        work.projects.create("Too late", by="Ann")


def test_stopped_at_any_key_the_store_is_wholly_under_the_old_one(storage: Storage):
    projects = [filled(storage), filled(storage, "Harbour")]
    signing_key(storage, projects[0])
    before = [as_it_is(storage, each) for each in projects]
    for most in range(4):
        with pytest.raises(KeyRefused):
            rewrap_store(storage, Failing([], most), by="Ann")
        assert [as_it_is(storage, each) for each in projects] == before
        with pytest.raises(KeyRefused):
            opened_with(storage, OTHER)
    rewrap_store(storage, Failing([], 4), by="Ann")
    opened_with(storage, OTHER).close()


def test_a_key_file_in_the_home_folder_is_refused_and_nothing_changes(storage: Storage):
    project = filled(storage)
    inside = storage.home / "keys"
    inside.mkdir(mode=0o700)
    with pytest.raises(KeyRefused):
        rewrap_store(storage, FileMasterKey.at(inside / "master.key"), by="Ann")
    assert as_it_is(storage, project)


def test_what_is_told_of_keys_is_versions_ages_and_counts(storage: Storage):
    project = filled(storage)
    facts = {each.purpose: each for each in keys_of(storage, project)}
    assert (facts["identity"].version, facts["identity"].blobs, facts["clinical"].blobs) == (1, 1, 1)
    assert facts["restricted"].fields > 10
    assert facts["financial"].fields == facts["financial"].blobs == 0
    assert facts["project"].made_at == storage.clock()
    assert "wrapped" not in repr(facts)


KEYS = ("project", "identity", "clinical", "financial", "operational", "restricted")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(purpose=st.sampled_from(KEYS), where=st.integers(0, 59), bit=st.integers(0, 7))
def test_one_flipped_bit_in_any_wrapped_key_is_detected(storage: Storage, purpose: str, where: int, bit: int):
    with storage.begin() as work:
        project = work.projects.create("Riverside Dental").id
    at = (WrappedKeyRecord.project_id == project, WrappedKeyRecord.purpose == purpose)
    with storage.unit() as unit:
        sealed = bytearray(unit.session.scalar(select(WrappedKeyRecord.wrapped).where(*at)))
        sealed[where % len(sealed)] ^= 1 << bit
        unit.session.execute(update(WrappedKeyRecord).where(*at).values(wrapped=bytes(sealed)))
    with pytest.raises((KeyRefused, SealBroken)), storage.read() as work:
        work.projects.get(project)


@pytest.mark.parametrize("purpose", KEYS)
def test_a_wrapped_key_in_the_place_of_another_projects_does_not_open(storage: Storage, purpose: str):
    one, two = filled(storage), filled(storage, "Harbour")
    with storage.unit() as unit:
        taken = unit.session.get_one(WrappedKeyRecord, (two, purpose, 1)).wrapped
        unit.session.get_one(WrappedKeyRecord, (one, purpose, 1)).wrapped = taken
    with pytest.raises((KeyRefused, SealBroken)), storage.read() as work:
        work.projects.get(one)


def test_a_version_that_was_stored_as_another_does_not_open(storage: Storage):
    project = filled(storage)
    with storage.begin() as work:
        work.projects.renew_key(project, "clinical", by="Ann")
    with storage.unit() as unit:
        first = unit.session.get_one(WrappedKeyRecord, (project, "clinical", 1)).wrapped
        unit.session.get_one(WrappedKeyRecord, (project, "clinical", 2)).wrapped = first
    with pytest.raises(SealBroken), storage.read() as work:
        work.projects.get(project)


def test_a_key_of_the_installation_under_another_name_does_not_open(storage: Storage):
    signing_key(storage, filled(storage))
    with storage.unit() as unit:
        unit.session.execute(update(InstallationKeyRecord).values(purpose="document"))
    with pytest.raises(KeyRefused), storage.read() as work:
        work.signing_keys.of_installation("document")


def test_without_its_rows_a_class_is_closed_and_without_the_projects_all_is_gone(storage: Storage):
    project = filled(storage)
    with storage.unit() as unit:
        unit.session.delete(unit.session.get_one(WrappedKeyRecord, (project, "clinical", 1)))
    with storage.read() as work:
        with pytest.raises(ClassClosed):
            work.runs.open_part(project, "run", "entity/clinical_note", "clinical")
        assert work.runs.open_part(project, "run", "entity/patient", "identity").height == 2
    storage.shred(project, by="Ann")
    with pytest.raises(KeyDestroyed), storage.read() as work:
        work.runs.get(project, "run")
