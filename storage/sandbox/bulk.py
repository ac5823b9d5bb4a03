"""Many rows at once: COPY on PostgreSQL, one statement on SQLite; both in the transaction of their batch.

psycopg reports a server that went away in its own words; here it becomes what every other statement would
have said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection
from sqlalchemy import Table as Stored
from sqlalchemy.exc import OperationalError

from storage.sandbox.binary_copy import copied
from storage.sandbox.layout import Table, columns_of_table


def put_rows(at: Connection, stored: Stored, table: Table, values: Sequence[Sequence[Any]]) -> None:
    """values: one sequence for each column of `table`. Raises OperationalError."""
    if at.dialect.name == "postgresql":
        _copy(at, stored, table, values)
    else:
        at.exec_driver_sql(str(stored.insert().compile(at)), [*zip(*values, strict=True)])


def _copy(at: Connection, stored: Stored, table: Table, values: Sequence[Sequence[Any]]) -> None:
    quote = at.dialect.identifier_preparer
    names = ", ".join(quote.quote(name) for name, _ in columns_of_table(table))
    statement = f"COPY {quote.format_table(stored)} ({names}) FROM STDIN (FORMAT BINARY)"
    driver: Any = at.connection.driver_connection
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for some in copied(values, [kind for _, kind in columns_of_table(table)]):
                copy.write(some)
    except psycopg.OperationalError as failure:
        raise OperationalError(statement, None, failure) from None
