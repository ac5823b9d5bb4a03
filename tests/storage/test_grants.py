"""A MAC over what was granted: only the project's keys make it, and it is good for exactly those facts."""

from __future__ import annotations

import pytest

from storage import Storage
from storage.errors import NotStored


def test_a_mac_holds_for_its_facts_and_for_no_others(storage: Storage, project: str):
    with storage.read() as work:
        mac = work.grants.seal(project, "number", "facts")
        assert work.grants.holds(project, mac, "number", "facts")
        for others in (("number", "fact"), ("numberf", "acts"), ("number",), ("number", "facts", "")):
            assert not work.grants.holds(project, mac, *others)
        for forged in ("", mac[:-1], mac.upper(), "é" + mac[1:], "\ud800" + mac[1:]):
            assert not work.grants.holds(project, forged, "number", "facts")


def test_the_mac_of_one_project_is_none_of_another(storage: Storage, project: str):
    with storage.begin() as work:
        other = work.projects.create("Another").id
        assert work.grants.seal(project, "x") != work.grants.seal(other, "x")


def test_a_mac_of_a_project_that_is_not_there_is_refused(storage: Storage):
    with storage.read() as work, pytest.raises(NotStored):
        work.grants.seal("nowhere", "x")
