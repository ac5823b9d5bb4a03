"""The control plane's database: one engine, two kinds of transaction, tables brought up to date at opening.

SQLite: write-ahead log, foreign keys on, full synchronisation (an anchored event must survive a power
cut), deleted bytes overwritten. A transaction that may write takes the write lock with its first
statement (BEGIN IMMEDIATE), so it never fails half-way because another one wrote; one that only reads
never waits. The same code serves PostgreSQL. Parameters never appear in exception texts (law 7).
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import SQLITE_FULL
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text

from storage.errors import DatabaseFull
from storage.newest import is_new, make_new, newest, revision_of

HEAD = "head"
READS = "chartbridge_reads"
BUSY_MILLISECONDS = 30_000
SECONDS_TO_CONNECT = 10
KEPT_CONNECTIONS, MOST_CONNECTIONS = 10, 60
"""Of one process. Whoever reads may need a second connection before the first is given back, so that too few
make many people wait for each other; a file takes as many as are asked for, a PostgreSQL has a hundred.
"""
POSTGRESQL_FULL = "53100"
"""What PostgreSQL calls a disk without room."""
_LOCK_FOR_OPENING = 7_203_113


def connect(url: str) -> Engine:
    """An engine whose transactions may write. A full disk is told as DatabaseFull, whatever was done."""
    engine = _engine(url)
    event.listen(engine, "handle_error", _told_of_room, retval=True)
    return engine


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        patience = {"connect_timeout": SECONDS_TO_CONNECT}
        return create_engine(
            url,
            hide_parameters=True,
            pool_pre_ping=True,
            max_overflow=MOST_CONNECTIONS - KEPT_CONNECTIONS,
            pool_size=KEPT_CONNECTIONS,
            connect_args=patience,
        )
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=KEPT_CONNECTIONS,
        max_overflow=-1,
        connect_args={"timeout": BUSY_MILLISECONDS / 1000},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _told_of_room(context: ExceptionContext) -> DatabaseFull | None:
    """None leaves the error as it is."""
    error = context.original_exception
    full = getattr(error, "sqlite_errorcode", None) == SQLITE_FULL
    return DatabaseFull() if full or getattr(error, "sqlstate", None) == POSTGRESQL_FULL else None


def for_reading(engine: Engine) -> Engine:
    """The same engine, its transactions reading one moment only; they neither wait nor are waited for."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return engine.execution_options(**{READS: True})


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def revise(engine: Engine, *, to: str = HEAD) -> None:
    """Brings the tables up to revision `to`; of processes that open at once, one does and the others wait."""
    with engine.begin() as connection:
        take_turns(connection)
        if to != HEAD:
            _walk(connection, to)
        elif is_new(connection):
            make_new(connection)
        elif revision_of(connection) != newest():
            _walk(connection, to)


def _walk(connection: Connection, to: str) -> None:
    """Alembic is loaded only where there is something to revise (ADR 58)."""
    from storage.revising import up

    up(connection, to=to)


def take_turns(connection: Connection) -> None:
    """Of processes that open one database at once, one goes on and the others wait for its transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK_FOR_OPENING})


def forget_log(engine: Engine) -> None:
    """Folds the write-ahead log into the database and empties it, so deleted bytes are gone from both."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_current(engine: Engine) -> bool:
    """Whether the tables are at the newest revision that this program knows."""
    with engine.connect() as connection:
        return revision_of(connection) == newest()


def _prepare(connection: SqliteConnection, _record: object) -> None:
    """Ours to begin, not the driver's: it would begin late and without the write lock.

    Text with a byte that is none is read with a mark in its place. The driver would refuse it and quote it,
    and one garbled event would keep a whole trail from being checked (law 8).
    """
    connection.isolation_level = None
    connection.text_factory = _marked_where_garbled
    for pragma in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _marked_where_garbled(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get(READS, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
