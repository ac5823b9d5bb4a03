"""The control plane's database: revisions and models agree, writers take turns, readers never wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_mock_engine, inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from storage import Storage, open_storage
from storage.database import connect, for_reading, revise, sqlite_url
from storage.models import Base, InstallationRecord, LargeBinary, ProjectRecord
from storage.revising import configuration, reverse
from tests.storage.conftest import MASTER, Clock, on_sqlite


@pytest.fixture
def engine(tmp_path: Path, empty_database_url: str | None) -> Iterator[Engine]:
    engine = connect(empty_database_url or sqlite_url(tmp_path / "db.sqlite3"))
    yield engine
    engine.dispose()


def test_models_and_revisions_agree(engine: Engine):
    revise(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_a_planted_difference_between_models_and_revisions_is_seen(engine: Engine):
    revise(engine)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE job ADD COLUMN forgotten TEXT"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_going_down_leaves_the_audit_chain_and_going_up_finds_it(storage: Storage, project: str):
    reverse(storage.engine)
    assert set(inspect(storage.engine).get_table_names()) == {"alembic_version", "audit_event"}
    revise(storage.engine)
    with storage.engine.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM audit_event")) == 1
        with pytest.raises(DBAPIError, match="only ever added"):
            connection.execute(text("DELETE FROM audit_event"))


def test_a_revision_that_fails_leaves_nothing_half_done(engine: Engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE run_block (id INTEGER)"))
    with pytest.raises(DBAPIError):
        revise(engine)
    assert inspect(engine).get_table_names() == ["run_block"]


def test_every_revision_is_also_valid_for_postgresql():
    """Compiled only; see conftest for running these tests against a real one."""
    said: list[str] = []
    mock = create_mock_engine(
        "postgresql+psycopg://", lambda sql, *_, **__: said.append(str(sql.compile(mock)))
    )
    Base.metadata.create_all(mock, checkfirst=False)
    assert any("BYTEA" in statement for statement in said)
    assert any("TIMESTAMP WITH TIME ZONE" in statement for statement in said)


@on_sqlite
def test_sqlite_runs_with_the_settings_that_safety_needs(engine: Engine):
    expected = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    with engine.connect() as connection:
        assert {name: connection.scalar(text(f"PRAGMA {name}")) for name in expected} == expected


def test_a_row_without_its_project_is_refused(engine: Engine, clock: Clock):
    revise(engine)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(
            Base.metadata.tables["mapping_version"].insert(),
            {"project_id": "none", "version": 1, "text": b"", "saved_at": clock(), "by": b""},
        )


def test_exception_texts_hold_no_parameters(engine: Engine, clock: Clock):
    revise(engine)
    row = {"id": 1, "witness": b"secret-parameter", "made_at": clock()}
    with pytest.raises(IntegrityError) as caught, engine.begin() as connection:
        connection.execute(InstallationRecord.__table__.insert(), [row])
        connection.execute(InstallationRecord.__table__.insert(), [row])
    assert "secret-parameter" not in str(caught.value)


def test_a_reader_neither_waits_for_a_writer_nor_writes(storage: Storage, project: str):
    with storage.begin() as writing:
        writing.projects.create("Second")
        with storage.read() as reading:
            assert len(reading.projects.all()) == 1
    with storage.read() as reading, pytest.raises(DBAPIError):
        reading.projects.create("Third")
    with storage.begin() as writing:
        assert len(writing.projects.all()) == 2


def test_a_reader_sees_one_moment(storage: Storage, project: str):
    with storage.read() as reading:
        before = len(reading.projects.all())
        with storage.begin() as writing:
            writing.projects.create("Second")
        assert len(reading.projects.all()) == before == 1


@on_sqlite
def test_two_writers_that_read_first_both_succeed_in_turn(engine: Engine, clock: Clock):
    revise(engine)
    failures: list[Exception] = []

    def add(letter: str) -> None:
        try:
            for n in range(10):
                with Session(engine) as session, session.begin():
                    count = len(session.query(ProjectRecord).all())
                    row = ProjectRecord(id=f"{letter}{n}", name=str(count).encode(), created_at=clock())
                    session.add(row)
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=add, args=(letter,)) for letter in "abcd"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failures == []
    with Session(engine) as session:
        counts = sorted(int(row.name) for row in session.query(ProjectRecord).all())
    assert counts == list(range(40))


def test_all_who_open_a_new_home_at_once_succeed(
    tmp_path: Path, clock: Clock, empty_database_url: str | None
):
    """The web server and the worker start together. Each has its own connections, as processes do."""
    together = threading.Barrier(6)

    def opened(_: int) -> str:
        together.wait()
        storage = open_storage(tmp_path / "home", master=MASTER, clock=clock, database_url=empty_database_url)
        with storage.begin() as work:
            project = work.projects.create("Riverside").id
        storage.close()
        return project

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(opened, range(6)))) == 6


def test_a_time_without_a_zone_is_refused(engine: Engine, clock: Clock):
    revise(engine)
    naive = clock().replace(tzinfo=None)
    with pytest.raises(Exception, match="zone"), engine.begin() as connection:
        connection.execute(ProjectRecord.__table__.insert(), {"id": "p", "name": b"", "created_at": naive})


CLEAR = {
    "alembic_version": {"version_num"},
    "installation": {"id", "made_at"},
    "project": {"id", "created_at"},
    "wrapped_key": {"project_id", "purpose", "version", "made_at"},
    "upload": {"id", "project_id", "number", "size", "blob", "received_at"},
    "upload_word": {"project_id", "number", "earlier", "later", "word", "at"},
    "begun_upload": {"id", "project_id", "size", "changed_at", "upload_id"},
    "upload_slice": {"begun_id", "start", "project_id", "size", "blob"},
    "mapping_version": {"project_id", "version", "saved_at"},
    "choices_version": {"project_id", "version", "earlier", "saved_at"},
    "decision": {"project_id", "number", "state", "at"},
    "run": {"id", "project_id", "number", "closes", "mapping_version", "created_at"},
    "run_part": {"id", "run_id", "number", "sensitivity", "rows"},
    "run_block": {"part_id", "number", "rows", "blob"},
    "run_stage": {"id", "project_id", "run_id", "kept", "number"},
    "run_stage_piece": {"stage_id", "number", "blob"},
    "job": {
        *("id", "project_id", "number", "kind", "state", "attempts"),
        *("worker", "leased_until", "created_at", "changed_at"),
    },
    "readiness_step": {"project_id", "number", "at", "kind", "blob"},
    "scope_step": {"project_id", "number", "at", "kind"},
    "spot_check_step": {"project_id", "number", "at", "kind"},
    "training_step": {"project_id", "number", "at"},
    "signing_key": {"project_id", "made_at"},
    "replaced_key": {"project_id", "number", "at"},
    "installation_key": {"purpose", "made_at"},
    "deletion": {"project_id", "at"},
    "audit_event": {"project_id", "seq", "at", "event"},
    "person": {"id", "founder", "made_at"},
    "membership": {"project_id", "person_id", "version", "joined_at", "left_at"},
    "invitation": {"id", "project_id", "made_at", "ends_at", "used_at", "withdrawn_at"},
    "session": {"person_id", "method", "made_at", "seen_at", "ends_at", "revoked_at"},
    "credential": {"person_id", "totp_used", "changed_at"},
    "sign_in_attempt": {"failures", "last_at"},
    "break_glass": {"project_id", "number", "person_id", "at", "until", "seen_at"},
    "identity": {"person_id", "claimed_project_id", "made_at"},
    "spent_nonce": {"ends_at"},
}


@pytest.mark.parametrize("table", Base.metadata.tables.values(), ids=str)
def test_every_column_in_clear_is_one_that_was_meant_to_be(table):
    """Whether a value is witnessed (storage/witnessed.py) or not, it is kept as bytes."""
    kept = {column.name: getattr(column.type, "impl_instance", column.type) for column in table.columns}
    clear = {name for name, as_type in kept.items() if not isinstance(as_type, LargeBinary)}
    assert clear == CLEAR[table.name]


def test_revisions_can_be_walked_one_by_one_both_ways(engine: Engine):
    with engine.begin() as connection:
        known = ScriptDirectory.from_config(configuration(connection)).walk_revisions()
        newest_first = [each.revision for each in known]
    assert newest_first[-1] == "0001"
    for step in reversed(newest_first):
        revise(engine, to=step)
    for step in (*newest_first[1:], "base"):
        reverse(engine, to=step)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
    assert "project" in inspect(for_reading(engine)).get_table_names()
