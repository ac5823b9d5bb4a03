"""The tables taken up and down their revisions, through Alembic.

Apart from `storage.database`, which loads this only where the tables are not what they should be (ADR 58).
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine


def up(connection: Connection, *, to: str) -> None:
    """Brings the tables up to revision `to`, within the transaction of the connection."""
    command.upgrade(configuration(connection), to)


def reverse(engine: Engine, *, to: str = "base") -> None:
    """Takes the tables down to revision `to`. The audit chain stays whatever `to` is (law 8)."""
    with engine.begin() as connection:
        command.downgrade(configuration(connection), to)


def configuration(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "revisions"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
