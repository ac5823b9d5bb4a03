"""The columns of a CREATE TABLE, by sqlglot; the statement holds no data.

Where sqlglot does not know a statement, the names that INSERT gives have to do.
"""

from __future__ import annotations

import logging

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from core.sources.dumps.grammar import Flavour

_READS = {
    Flavour.MYSQL: "mysql",
    Flavour.POSTGRESQL: "postgres",
    Flavour.SQL_SERVER: "tsql",
    Flavour.PLAIN: "sqlite",
}
logging.getLogger("sqlglot").disabled = True
"""It would quote what it does not understand; nothing of a clinic's file belongs in a log (law 7)."""
LONGEST = 200_000
"""Characters of a statement beyond which nobody parses it: sqlglot reads half a megabyte a second."""


def columns_of(sql: str, flavour: Flavour) -> tuple[tuple[str, str], ...]:
    """(name, type) of every column in order; none where the statement is not understood."""
    if len(sql) > LONGEST:
        return ()
    try:
        parsed = sqlglot.parse_one(sql.rstrip().rstrip(";"), read=_READS[flavour])
    except (SqlglotError, RecursionError, ValueError, TypeError, AttributeError, IndexError, KeyError):
        return ()
    if not isinstance(parsed, exp.Create) or not isinstance(parsed.this, exp.Schema):
        return ()
    found = [each for each in parsed.this.expressions if isinstance(each, exp.ColumnDef)]
    return tuple((each.name, each.kind.sql().lower() if each.kind else "") for each in found)
