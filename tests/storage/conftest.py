"""What the storage tests share: a clock that stands still until told, and a fresh store.

Files of tests in ON_BOTH run twice: on SQLite and a folder, and on a real PostgreSQL with blobs in a stand-in
for S3, each test in a database and a bucket of its own. With STORAGE_TEST_POSTGRESQL or STORAGE_TEST_S3 set
(see tests/servers.py) every test here runs on those, and those about files are skipped.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import BlobStore, EnvironmentMasterKey, Storage, open_storage
from storage.s3 import S3Blobs
from tests import servers

MASTER = EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": base64.b64encode(bytes(range(32))).decode()})
SQLITE, PRODUCTION = "sqlite", "production"
ON_BOTH = {
    "test_audit",
    "test_database",
    "test_jobs",
    "test_projects",
    "test_runs",
    "test_shared_blocks",
    "test_slices",
    "test_stages",
    "test_sweeping",
    "test_uploads",
}
"""Where the two differ most: locks, times, order, streams, what a store lists."""

on_sqlite = pytest.mark.sqlite
"""Is about SQLite's files or a folder's, and runs there only."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "where" not in metafunc.fixturenames:
        return
    wanted = [PRODUCTION] if servers.POSTGRESQL or servers.S3 else [SQLITE]
    if metafunc.module.__name__.rpartition(".")[2] in ON_BOTH and not servers.POSTGRESQL:
        wanted = [SQLITE, PRODUCTION]
    metafunc.parametrize("where", wanted, indirect=True)


@pytest.fixture
def where(request: pytest.FixtureRequest) -> str:
    """SQLITE or PRODUCTION."""
    chosen: str = request.param
    if chosen != SQLITE and request.node.get_closest_marker("sqlite"):
        pytest.skip("is about files of SQLite or of a folder")
    return chosen


class Clock:
    """Gives the same instant until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database_url(where: str) -> Iterator[str | None]:
    """None for SQLite in the home folder; else a database of its own on the server, its tables made."""
    yield from _database(where, empty=False)


@pytest.fixture
def empty_database_url(where: str) -> Iterator[str | None]:
    """As `database_url`, without any table."""
    yield from _database(where, empty=True)


def _database(where: str, *, empty: bool) -> Iterator[str | None]:
    if where == SQLITE:
        yield None
        return
    url = servers.new_database(empty=empty)
    yield url
    servers.drop(url)


@pytest.fixture
def blobs(where: str) -> BlobStore | None:
    """None for the folder in the home folder; else a bucket of its own."""
    return None if where == SQLITE else S3Blobs(servers.s3_client(), servers.new_bucket(), prefix="clinic/")


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without projects, made once and copied, since making its tables takes a tenth of a second."""
    home = tmp_path_factory.mktemp("new") / "home"
    open_storage(home, master=MASTER, clock=Clock()).close()
    return home


@pytest.fixture
def reopen(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    clock: Clock,
    database_url: str | None,
    blobs: BlobStore | None,
) -> Iterator[Callable[[], Storage]]:
    """Opens the same home again, as another process would."""
    opened: list[Storage] = []
    if database_url is None:
        shutil.copytree(request.getfixturevalue("new_home"), tmp_path / "home")

    def again() -> Storage:
        home = tmp_path / "home"
        store = open_storage(home, master=MASTER, clock=clock, database_url=database_url, blobs=blobs)
        opened.append(store)
        return opened[-1]

    yield again
    for each in opened:
        each.close()


@pytest.fixture
def storage(reopen: Callable[[], Storage]) -> Storage:
    return reopen()


@pytest.fixture
def project(storage: Storage) -> str:
    with storage.begin() as work:
        return work.projects.create("Riverside Dental").id
