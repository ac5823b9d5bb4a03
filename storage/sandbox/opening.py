"""Where a project's sandbox is: a file of its own beside a store in SQLite, a schema on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Engine, event

from storage.database import connect, sqlite_url
from storage.opening import Storage
from storage.sandbox.database import SandboxDatabase
from storage.sandbox.schema import Schema

FOLDER = "sandbox"


@contextmanager
def sandbox_of(storage: Storage, project: str) -> Iterator[SandboxDatabase]:
    """The project's sandbox, open for the `with`. Raises NotStored, KeyDestroyed.

    Its keys are those that `storage` opens: a narrowed one opens the classes of its person there too.
    """
    with storage.unit(reading=True) as unit:
        ring = unit.ring(project)
    if storage.engine.dialect.name == "postgresql":
        yield SandboxDatabase(storage.engine, Schema(schema_name(project)), ring)
        return
    engine = file_engine(storage.home / FOLDER / f"{project}.sqlite3")
    try:
        yield SandboxDatabase(engine, Schema(None), ring)
    finally:
        engine.dispose()


def forget_sandbox(storage: Storage, project: str) -> None:
    """Of a project whose keys are destroyed: what nobody can open any more need not lie there either."""
    if storage.engine.dialect.name == "postgresql":
        with storage.engine.begin() as at:
            Schema(schema_name(project)).remove(at)
        return
    for left in (storage.home / FOLDER).glob(f"{project}.sqlite3*"):
        left.unlink(missing_ok=True)


def schema_name(project: str) -> str:
    return f"sandbox_{project.replace('-', '_')}"


def file_engine(path: Path) -> Engine:
    """Made where it is absent. What is dropped there was sealed, so its bytes need not be overwritten."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = connect(sqlite_url(path))
    event.listen(engine, "connect", _without_overwriting)
    return engine


def _without_overwriting(connection: SqliteConnection, _record: object) -> None:
    connection.execute("PRAGMA secure_delete = OFF")
