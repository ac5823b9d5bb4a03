"""What the storage tests share: a clock that stands still until told, and a fresh store.

With STORAGE_TEST_POSTGRESQL set to the address of a PostgreSQL server ("postgresql+psycopg://...") the
same tests run against it, each in a database of its own; those about SQLite's files are skipped then.
"""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from storage import EnvironmentMasterKey, Storage, open_storage

MASTER = EnvironmentMasterKey.of({"CHARTBRIDGE_MASTER_KEY": base64.b64encode(bytes(range(32))).decode()})
SERVER = os.environ.get("STORAGE_TEST_POSTGRESQL")

on_sqlite = pytest.mark.skipif(SERVER is not None, reason="is about SQLite's files")


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
def database_url() -> Iterator[str | None]:
    """None for SQLite in the home folder; else a database of its own on the server."""
    if SERVER is None:
        yield None
        return
    name = f"t{uuid4().hex}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home without projects, made once and copied, since making its tables takes a tenth of a second."""
    home = tmp_path_factory.mktemp("new") / "home"
    open_storage(home, master=MASTER, clock=Clock()).close()
    return home


@pytest.fixture
def reopen(
    tmp_path: Path, clock: Clock, database_url: str | None, new_home: Path
) -> Iterator[Callable[[], Storage]]:
    """Opens the same home again, as another process would."""
    opened: list[Storage] = []
    shutil.copytree(new_home, tmp_path / "home")

    def again() -> Storage:
        home = tmp_path / "home"
        opened.append(open_storage(home, master=MASTER, clock=clock, database_url=database_url))
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
