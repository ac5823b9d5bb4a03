"""A new file of SQLite is made in one go, just as if it had walked all revisions (ADR 58)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from storage import database, newest
from storage.database import connect, is_current, revise, sqlite_url
from storage.revising import configuration, up
from tests.storage.conftest import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """(one that walks, one that does not), both empty."""
    both = connect(sqlite_url(tmp_path / "walked.sqlite3")), connect(sqlite_url(tmp_path / "made.sqlite3"))
    yield both
    for engine in both:
        engine.dispose()


def walk(engine: Engine, *, to: str = "head") -> None:
    with engine.begin() as connection:
        up(connection, to=to)


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            name: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{name}"'))]
            for name in inspect(engine).get_table_names()
        }


def script_of(engine: Engine) -> str:
    with engine.connect() as connection:
        return newest.script_of(connection)


def test_a_new_database_is_word_for_word_what_all_revisions_lead_to(engines):
    """Else run `python -m storage.revisions`, and look at what it changes."""
    walked, made = engines
    walk(walked)
    revise(made)
    assert script_of(made) == script_of(walked) == newest.SCRIPT.read_text(encoding="utf-8")
    assert "CREATE TRIGGER" in script_of(made) and "CREATE INDEX" in script_of(made)
    assert rows(made) == rows(walked)


def test_a_planted_difference_between_the_script_and_the_revisions_is_seen(engines, monkeypatch, tmp_path):
    walked, made = engines
    cut = newest.SCRIPT.read_text(encoding="utf-8").replace("seq BIGINT NOT NULL", "seq BIGINT")
    (tmp_path / "cut.sql").write_text(cut, encoding="utf-8")
    monkeypatch.setattr(newest, "SCRIPT", tmp_path / "cut.sql")
    walk(walked)
    revise(made)
    assert script_of(made) != script_of(walked)


def test_the_newest_revision_is_the_one_that_alembic_knows(engines):
    with engines[0].connect() as connection:
        heads = ScriptDirectory.from_config(configuration(connection)).get_heads()
    assert heads == [newest.newest()]


def test_nobody_walks_to_a_new_database_nor_to_one_that_is_up_to_date(engines, monkeypatch):
    def walked(*_: object) -> None:
        raise AssertionError("walked")

    monkeypatch.setattr(database, "_walk", walked)
    revise(engines[1])
    revise(engines[1])
    assert is_current(engines[1])


def test_a_database_of_an_earlier_revision_walks_on_from_there(engines):
    walked, _ = engines
    walk(walked, to="0015")
    assert not is_current(walked)
    revise(walked)
    assert is_current(walked)
    assert script_of(walked) == newest.SCRIPT.read_text(encoding="utf-8")


def test_a_database_with_anything_in_it_is_not_new(engines):
    with engines[0].begin() as connection:
        connection.execute(text("CREATE VIEW theirs AS SELECT 1"))
        assert not newest.is_new(connection)


def test_a_database_of_a_newer_program_is_refused_and_stays_as_it_is(engines):
    _, made = engines
    revise(made)
    with made.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert not is_current(made)
    with pytest.raises(CommandError):
        revise(made)
    assert rows(made)["alembic_version"] == [("9999",)]


def test_a_making_that_fails_leaves_nothing_half_done(engines, monkeypatch, tmp_path):
    (tmp_path / "broken.sql").write_text(
        "CREATE TABLE first (id INTEGER);\n\nnonsense;\n\n", encoding="utf-8"
    )
    monkeypatch.setattr(newest, "SCRIPT", tmp_path / "broken.sql")
    with pytest.raises(DBAPIError):
        revise(engines[1])
    assert inspect(engines[1]).get_table_names() == []
