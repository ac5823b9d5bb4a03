"""What becomes of the tables of a database, damaged ones included.

A record that the pages hold and the library or program did not give waits as a reject. Where more was given
than the pages hold, how many records there are is known to nobody: that is damage, and no table (law 1).
"""

from __future__ import annotations

from collections.abc import Sequence

from core.findings import Finding
from core.sources.readers import Given, Reading
from core.sources.stored import keep
from core.tables import Account, FileKind, ReadTable

DAMAGED, EMPTY = "damaged_database", "empty_table"


def why_not(table: ReadTable | None) -> str:
    """The finding that stands in the place of a table, "" where there is one."""
    if table is None:
        return EMPTY
    return "" if Account.of(table).closes else DAMAGED


def reading_of(given: Given, tables: Sequence[ReadTable], findings: Sequence[Finding]) -> Reading:
    """The tables; where there is none the file is kept, and says whether it is damaged or empty."""
    if tables:
        return Reading(tables=tuple(tables), findings=tuple(findings))
    damaged = any(one.kind == DAMAGED for one in findings)
    kept = keep(given, FileKind.OTHER, DAMAGED if damaged else "database_without_records")
    return Reading(files=(kept,), findings=tuple(findings))
