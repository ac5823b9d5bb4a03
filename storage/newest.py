"""What the newest revision leaves, known without walking there: its number, and a new database in one go.

`revisions/newest.sql` is what SQLite itself says of a database that walked all revisions. A test compares it
with one that does, word for word; `python -m storage.revisions` writes it anew after a revision was added.
Only a SQLite file is made so: other databases are made once in years, and walk (ADR 58).
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, inspect, table, text

REVISIONS = Path(__file__).parent / "revisions"
SCRIPT = REVISIONS / "newest.sql"
STAMP = table("alembic_version", column("version_num"))
"""Alembic's own table: the revision that the tables are at."""
BETWEEN = ";\n\n"
"""Between two statements: a trigger holds a semicolon, and no statement an empty line."""


def newest() -> str:
    """The number of the newest revision, which every revision's file bears."""
    return max(each.name for each in (REVISIONS / "versions").glob("r*.py"))[1:5]


def revision_of(connection: Connection) -> str | None:
    """The revision that the tables are at; None where they are at none, or at several."""
    if not inspect(connection).has_table(STAMP.name):
        return None
    stamped = connection.scalars(STAMP.select()).all()
    return str(stamped[0]) if len(stamped) == 1 else None


def is_new(connection: Connection) -> bool:
    """Whether it is a file of SQLite with nothing in it whatever."""
    if connection.dialect.name != "sqlite":
        return False
    return not connection.scalar(text("SELECT count(*) FROM sqlite_master"))


def make_new(connection: Connection) -> None:
    """The tables of the newest revision, within the transaction of the connection."""
    for statement in SCRIPT.read_text(encoding="utf-8").removesuffix(BETWEEN).split(BETWEEN):
        connection.exec_driver_sql(statement)
    connection.execute(STAMP.insert(), {"version_num": newest()})


def script_of(connection: Connection) -> str:
    """The statements that make the tables of this file of SQLite, in the order in which they were made."""
    made = text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    return "".join(f"{statement}{BETWEEN}" for statement in connection.scalars(made))
