"""Mapping versions are added, never edited, and nobody overwrites what they did not see."""

from __future__ import annotations

import pytest

from storage import Storage
from storage.errors import NotStored, StaleVersion


def test_versions_count_up_and_all_stay(storage: Storage, project: str, clock):
    with storage.begin() as work:
        assert work.mappings.latest(project) is None
        assert [work.mappings.save(project, text, "Ann") for text in ("{1}", "{2}")] == [1, 2]
    with storage.read() as work:
        latest = work.mappings.latest(project)
        assert latest is not None
        assert (latest.version, latest.text, latest.by, latest.saved_at) == (2, "{2}", "Ann", clock())
        assert work.mappings.get(project, 1).text == "{1}"
        with pytest.raises(NotStored):
            work.mappings.get(project, 3)


def test_saving_the_same_twice_saves_once(storage: Storage, project: str):
    with storage.begin() as work:
        assert [work.mappings.save(project, "{}", "Ann") for _ in range(2)] == [1, 1]
        assert len(work.audit.events(project)) == 2


def test_saving_over_a_version_that_was_not_seen_is_refused(storage: Storage, project: str):
    with storage.begin() as work:
        work.mappings.save(project, "{1}", "Ann", saw=0)
        work.mappings.save(project, "{2}", "Ben", saw=1)
    with pytest.raises(StaleVersion), storage.begin() as work:
        work.mappings.save(project, "{3}", "Ann", saw=1)
    with storage.read() as work:
        assert work.mappings.latest(project).text == "{2}"


def test_projects_count_their_own_versions(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Second").id
        assert (work.mappings.save(project, "{1}", "A"), work.mappings.save(other, "{1}", "A")) == (1, 1)


def test_why_a_version_was_saved_is_kept_sealed_and_may_be_missing(storage: Storage, project: str):
    with storage.begin() as work:
        work.mappings.save(project, "{1}", "Ann")
        work.mappings.save(project, "{2}", "Ann", reason="The desk asked for it.")
    with storage.read() as work:
        assert [work.mappings.get(project, n).reason for n in (1, 2)] == ["", "The desk asked for it."]
        assert b"desk" not in repr(work.mappings.get(project, 2)).encode()
