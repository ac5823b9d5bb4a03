"""Every member of the `Target` protocol, each as a way to open it anew as another process would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from storage.database import connect
from storage.sandbox.database import SandboxDatabase
from storage.sandbox.opening import file_engine
from storage.sandbox.schema import Schema
from storage.sandbox.target import Readable
from tests import servers
from tests.storage.sandbox.clinic import ring
from tests.storage.sandbox.in_memory import InMemory

MEMORY, SQLITE, POSTGRESQL = "memory", "sqlite", "postgresql"
Opens = Callable[[], Readable]


@pytest.fixture(scope="session")
def server() -> Iterator[Engine]:
    """One database; each test has a schema of its own in it, as each project has."""
    engine = connect(servers.new_database(empty=True))
    yield engine
    engine.dispose()


@pytest.fixture(params=(MEMORY, SQLITE, POSTGRESQL))
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    keys = ring()
    if request.param == MEMORY:
        held: dict = {}
        yield lambda: InMemory(held)
    elif request.param == SQLITE:
        engine = file_engine(tmp_path / "practice.sqlite3")
        yield lambda: SandboxDatabase(engine, Schema(None), keys)
        engine.dispose()
    else:
        engine, schema = request.getfixturevalue("server"), Schema(f"sandbox_{uuid4().hex}")
        yield lambda: SandboxDatabase(engine, schema, keys)
        SandboxDatabase(engine, schema, keys).drop()
