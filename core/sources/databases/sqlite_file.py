"""The reader of SQLite files: every table with records becomes a source table.

The file is anybody's: it is opened in memory, from its bytes, trusts no code of its own schema, attaches
and loads nothing, and is bounded in what it may make the library do. Nothing touches a disk (law 7).
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from core.findings import Finding
from core.sources.bounds import BOUNDS, Bounds
from core.sources.databases.sqlite_pages import Pages
from core.sources.databases.uncounted import DAMAGED, reading_of, why_not
from core.sources.gathering import Gathering
from core.sources.readers import Given, Reading
from core.sources.recognition import Format, Recognised
from core.sources.stored import keep
from core.sources.unread import unread
from core.tables import FileKind, ReadTable

BINARY, INVALID = "binary_cells", "invalid_cells"
PATIENCE = 20
"""How often the library may report a million of its steps before it is stopped, beyond ten for each of
the file's megabytes: a whole file takes a fraction of that. Fewer seconds allow fewer, in proportion."""
MOST_TIMES = 8
"""How many times over a damaged file may give its own size, since its pages may lead in a circle."""
_STEPS = 1_000_000
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
)
_LEAST = 1 << 16
"""Bytes below which the library could not even read its own schema."""
LATE, LONG = "took_too_long", "cell_too_long"
STOPPED = (DAMAGED, LATE, LONG)
"""Why not all records of a table were read."""
FAULTS = (sqlite3.Error, OverflowError, MemoryError)


class _Doubtful(str):
    """Text whose bytes are no UTF-8, read as Latin-1 so that none is lost."""


class SqliteFiles:
    """SQLite databases."""

    name = "SQLite database"

    def takes(self, seen: Recognised) -> bool:
        """What begins as a database of SQLite 3."""
        return seen.format is Format.SQLITE

    def read(self, given: Given) -> Reading:
        """A table for each that has records; views are told and left aside."""
        try:
            with _opened(given.content, given.means.bounds) as database:
                reading = _reading(given, database)
        except FAULTS:
            return Reading(files=(keep(given, FileKind.OTHER, DAMAGED),))
        beside = [path for path in given.neighbours if path == f"{given.upload.path}-wal"]
        late = tuple(Finding("changes_beside", given.upload.path) for _ in beside)
        return Reading(reading.tables, reading.files, (*late, *reading.findings))


@contextmanager
def _opened(content: bytes, bounds: Bounds) -> Iterator[sqlite3.Connection]:
    """The database in memory, read only and bounded."""
    with closing(sqlite3.connect(":memory:")) as database:
        for limit, most in (*_LIMITS, (sqlite3.SQLITE_LIMIT_LENGTH, max(bounds.cell, _LEAST))):
            database.setlimit(limit, most)
        database.deserialize(_without_journal(content))
        database.text_factory = _text
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
            database.execute(f"PRAGMA {pragma}")
        patience = PATIENCE + 10 * (len(content) >> 20)
        reports = iter(range(patience * bounds.seconds // BOUNDS.seconds))
        database.set_progress_handler(lambda: next(reports, None) is None, _STEPS)
        database.set_authorizer(_allowed)
        yield database


def _without_journal(content: bytes) -> bytes:
    """A database that was left in write-ahead mode opens from memory only if it says that it was not."""
    return content[:18] + b"\x01\x01" + content[20:] if content[18:20] == b"\x02\x02" else content


def _allowed(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return _Doubtful(raw.decode("latin-1"))


@dataclass(frozen=True)
class _Listed:
    """One line of the schema."""

    kind: str
    name: str
    root: int
    sql: str

    @property
    def virtual(self) -> bool:
        """Whether a module of the library, and no page of the file, holds its records."""
        return self.kind == "table" and not self.root


def _reading(given: Given, database: sqlite3.Connection) -> Reading:
    path = given.upload.path
    tables: list[ReadTable] = []
    findings: list[Finding] = []
    pages = Pages(given.content)
    for listed in _schema(database):
        if listed.kind == "view" or listed.virtual:
            findings.append(Finding("view_not_read", path, listed.name))
        elif not listed.name.startswith("sqlite_"):
            table = _table(given, database, listed, pages)
            says = why_not(table)
            tables += [table] if table and not says else []
            findings += [Finding(says, path, listed.name)] if says else []
    return reading_of(given, tables, findings)


def _schema(database: sqlite3.Connection) -> list[_Listed]:
    asked = (
        "SELECT type, name, rootpage, sql FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY name"
    )
    return [_Listed(str(a), str(b), int(c or 0), str(d)) for a, b, c, d in database.execute(asked)]


def _table(given: Given, database: sqlite3.Connection, listed: _Listed, pages: Pages) -> ReadTable | None:
    """The table with its account, or None where nothing is in it."""
    rows = Gathering()
    kinds: Counter[tuple[str, int | None]] = Counter()
    quoted = '"'.join(("", listed.name.replace('"', '""'), ""))
    try:
        cursor = database.execute(" ".join(("SELECT * FROM", quoted)))
        rows.name_all([str(one[0]) for one in cursor.description])
        left = MOST_TIMES * len(given.content)
        for number, record in enumerate(cursor, start=1):
            cells = [_cell(value, index, kinds) for index, value in enumerate(record)]
            left -= 1 + sum(len(cell or "") for cell in cells)
            if left < 0:
                raise sqlite3.DatabaseError
            rows.add(cells, number, number)
    except FAULTS as fault:
        kinds[_says(fault), None] += 1
    number = pages.records(listed.root)
    source, renamed = rows.table(given.upload.path, listed.name)
    if not number and not source.height and not kinds:
        return None
    kinds["columns_renamed", None] += renamed
    why = next((one for one in STOPPED if kinds[one, None]), DAMAGED)
    rejects = unread(number - source.height, why)
    kinds[why, None] += bool(rejects) and not kinds[why, None]
    findings = tuple(
        Finding(kind, *source.key, None if column is None else source.columns[column], count=count)
        for (kind, column), count in kinds.items()
        if count
    )
    evidence = {"format": given.seen.label, "header": "yes"}
    return ReadTable(source, rejects, number, {}, evidence, findings)


def _says(fault: BaseException) -> str:
    code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return {sqlite3.SQLITE_INTERRUPT: LATE, sqlite3.SQLITE_TOOBIG: LONG}.get(code, DAMAGED)


def _cell(value: object, index: int, kinds: Counter[tuple[str, int | None]]) -> str | None:
    """A value of any of SQLite's five kinds as text."""
    if value is None:
        return None
    if isinstance(value, bytes):
        kinds[BINARY, index] += 1
        return f"0x{value.hex()}"
    if isinstance(value, _Doubtful):
        kinds[INVALID, index] += 1
    return str(value) if isinstance(value, str) else repr(value)
