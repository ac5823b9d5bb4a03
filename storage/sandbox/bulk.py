"""Many rows at once: COPY on PostgreSQL, one statement on SQLite; both in the transaction of their batch.

psycopg reports a server that went away in its own words; here it becomes what every other statement would
have said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy import Table as Stored
from sqlalchemy.exc import OperationalError

from storage.sandbox.ahead import ahead
from storage.sandbox.binary_copy import HEADER, TRAILER, copied
from storage.sandbox.rows import Columns

Slices = Iterator[tuple[str, Columns]]
"""Entity and some of its rows, made as they are asked for; those of an entity follow one another."""


def put_rows(at: Connection, tables: dict[str, Stored], slices: Slices) -> None:
    """tables: of each entity that there is something of. Raises OperationalError."""
    if at.dialect.name == "postgresql":
        made = ahead((entity, copied(columns)) for entity, columns in slices)
        for entity, group in groupby(made, key=itemgetter(0)):
            _copy(at, tables[entity], (rows for _, rows in group))
        return
    for entity, rows in ahead((entity, [*zip(*columns.values, strict=True)]) for entity, columns in slices):
        at.exec_driver_sql(str(tables[entity].insert().compile(at)), rows)


def _copy(at: Connection, stored: Stored, pieces: Iterator[bytes]) -> None:
    table = at.dialect.identifier_preparer.format_table(stored)
    statement = f"COPY {table} FROM STDIN (FORMAT BINARY)"
    driver: Any = at.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            copy.write(HEADER)
            for rows in pieces:
                copy.write(rows)
            copy.write(TRAILER)
    except psycopg.OperationalError as failure:
        raise OperationalError(statement, None, failure) from None
