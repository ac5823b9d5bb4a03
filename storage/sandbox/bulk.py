"""Many rows at once: COPY on PostgreSQL, one statement on SQLite; both in the transaction of their batch.

psycopg reports a server that went away in its own words; here it becomes what every other statement would
have said.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy import Table as Stored
from sqlalchemy.exc import OperationalError

from storage.sandbox.binary_copy import HEADER, TRAILER, copied
from storage.sandbox.rows import Columns

Slices = Iterator[tuple[str, Columns]]
"""Entity and some of its rows, made as they are asked for; those of an entity follow one another."""


def put_rows(at: Connection, tables: dict[str, Stored], slices: Slices) -> None:
    """tables: of each entity that there is something of. Raises OperationalError."""
    for entity, group in groupby(slices, key=itemgetter(0)):
        if at.dialect.name == "postgresql":
            _copy(at, tables[entity], chain.from_iterable(copied(columns) for _, columns in group))
        else:
            insert = str(tables[entity].insert().compile(at))
            for _, columns in group:
                at.exec_driver_sql(insert, [*zip(*columns.values, strict=True)])


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
