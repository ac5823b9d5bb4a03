"""The procedure of docs/production.md, run as it stands there: back up, lose everything, restore."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage import Storage
from tests import servers
from tests.deploy.documented import Machine, machine
from tests.placing import Place
from tests.portal.stores import ran_project

pytestmark = pytest.mark.timeout(600)


def figures(store: Storage) -> tuple[list[tuple[str, str]], list[str], int]:
    with store.read() as work:
        (project,) = work.projects.all()
        runs = [(run.run, run.result) for run in work.runs.of(project.id)]
        return runs, [row.sha256 for row in work.uploads.of(project.id)], len(work.audit.events(project.id))


@pytest.mark.sqlite
def test_a_home_that_was_lost_comes_back_from_its_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    if shutil.which("sqlite3") is None:
        servers.missing("the program sqlite3 is not on this machine")
    here = machine(tmp_path)
    store = here.opened(monkeypatch)
    ran_project(store)
    before = figures(store)
    here.runs("back-up-sqlite")
    store.close()
    shutil.rmtree(tmp_path / "home")
    assert "are there and open" in here.runs("restore-sqlite")
    store = here.opened(monkeypatch)
    assert figures(store) == before
    store.close()


@pytest.fixture
def database() -> Iterator[str]:
    url = servers.new_database(empty=True)
    yield url
    servers.drop(url)


def test_a_database_and_a_bucket_that_were_lost_come_back_from_their_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
):
    bucket, elsewhere = servers.new_bucket(), servers.new_bucket()
    here = machine(tmp_path, COPY=f"s3://{elsewhere}/copies", **_at(database, bucket))
    store = here.opened(monkeypatch)
    project = ran_project(store)
    before = figures(store)
    here.runs("back-up-postgresql")
    with store.begin() as work:
        work.uploads.receive(project.id, "late.csv", b"after the backup", "Ann")
        work.audit.anchor(project.id)
    store.close()
    servers.drop(database)
    there = machine_anew(here, database, servers.new_bucket())
    said = there.runs("restore-postgresql")
    assert "are there and open" in said and "left out" not in said
    store = there.opened(monkeypatch)
    assert figures(store) == before
    store.close()


def _at(url: str, bucket: str) -> dict[str, str]:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return {**Place(url, bucket).variables, "DATABASE": plain}


def machine_anew(here: Machine, url: str, bucket: str) -> Machine:
    """The same with an empty database of the same name, and an empty bucket."""
    servers.make_database(make_url(url).database or "")
    return Machine({**here.environment, **_at(url, bucket)})
