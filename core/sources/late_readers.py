"""Readers of what most batches do not hold, loaded with the first file of their formats (ADR 58).

Workbooks, archives, dumps and messages need a dozen libraries between them, which took a batch of plain text
a second to load for nothing. This is the one place in reading that imports when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from core.sources.readers import Given, Reader, Reading
from core.sources.recognition import WORKBOOKS, Format, Recognised

_LOADING = Lock()
"""Two files are read at a time, and libraries that import each other are loaded by one of them."""


@dataclass(frozen=True)
class Late:
    """A reader that is not there yet. name, formats: its own, which a test compares. load: gives it."""

    name: str
    formats: frozenset[Format]
    load: Callable[[], Reader]

    def takes(self, seen: Recognised) -> bool:
        """As the reader itself says, without loading it."""
        return seen.format in self.formats

    def read(self, given: Given) -> Reading:
        """As the reader itself does."""
        with _LOADING:
            reader = self.load()
        return reader.read(given)


def _workbooks() -> Reader:
    from core.sources.workbook import Workbooks

    return Workbooks()


def _archives() -> Reader:
    from core.sources.archive import Archives

    return Archives()


def _dumps() -> Reader:
    from core.sources.dumps.reader import SqlDumps

    return SqlDumps()


def _dbf_tables() -> Reader:
    from core.sources.dbf.reader import DbfTables

    return DbfTables()


def _memos() -> Reader:
    from core.sources.dbf.reader import MemoFiles

    return MemoFiles()


def _sqlite_files() -> Reader:
    from core.sources.databases.sqlite_file import SqliteFiles

    return SqliteFiles()


def _access_files() -> Reader:
    from core.sources.databases.access_file import AccessFiles

    return AccessFiles()


def _json_files() -> Reader:
    from core.sources.json_text.reader import JsonFiles

    return JsonFiles()


def _xml_files() -> Reader:
    from core.sources.xml_text.reader import XmlFiles

    return XmlFiles()


def _hl7_messages() -> Reader:
    from core.sources.hl7v2.reader import Hl7Messages

    return Hl7Messages()


def _x12_messages() -> Reader:
    from core.sources.x12.reader import X12Messages

    return X12Messages()


def _late(name: str, load: Callable[[], Reader], *formats: Format) -> Late:
    return Late(name, frozenset(formats), load)


LATE: tuple[Late, ...] = (
    _late("workbook", _workbooks, *WORKBOOKS, Format.SEALED_WORKBOOK),
    _late("archive", _archives, Format.ZIP, Format.TAR, Format.SEVEN_ZIP, Format.SQUEEZED),
    _late("SQL dump", _dumps, Format.SQL_DUMP),
    _late("dBASE table", _dbf_tables, Format.DBF),
    _late("notes of a dBASE table", _memos, Format.MEMOS),
    _late("SQLite database", _sqlite_files, Format.SQLITE),
    _late("Access database", _access_files, Format.ACCESS),
    _late("JSON", _json_files, Format.JSON),
    _late("XML", _xml_files, Format.XML),
    _late("HL7 v2", _hl7_messages, Format.HL7),
    _late("X12", _x12_messages, Format.X12),
)
