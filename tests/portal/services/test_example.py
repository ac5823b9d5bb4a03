from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.demonstration import SMALL
from portal.services import example
from tests.portal.stores import project_in, store_in


def test_an_empty_portal_starts_with_an_example_whose_files_are_about_to_be_read(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert example.put_if_empty(store)
    with store.read() as work:
        (project,) = work.projects.all()
        assert project.name == example.NAME
        assert work.uploads.current(project.id)
        assert [job.kind for job in work.jobs.of(project.id)] == ["look"]


def test_a_second_start_adds_nothing(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    example.put_if_empty(store)
    assert not example.put_if_empty(store)


def test_a_portal_with_a_project_is_left_alone(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    project_in(store)
    assert not example.put_if_empty(store)


def test_the_example_comes_in_the_size_that_was_asked_for(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    assert example.put_if_empty(store, size=replace(SMALL, patients=80))
    with store.read() as work:
        (project,) = work.projects.all()
        (patients,) = [u for u in work.uploads.batch(project.id) if u.path == "patients.csv"]
    assert patients.open().count(b"\r\n") > 80
