"""How large a rectangle the cells of a workbook span, measured before a library is asked to hold it.

The library holds every place from the first of a sheet to its last filled cell. One cell in the far corner
is a few bytes in the file and seventeen thousand million places in memory, which ends the process.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.parsers import expat

from xlrd.compdoc import CompDoc, CompDocError

from core.sources.recognition import Format

FAULTS = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, CompDocError, KeyError, ValueError, OSError, EOFError,
    NotImplementedError, RuntimeError, struct.error, IndexError, AssertionError, OverflowError, TypeError,
)  # fmt: skip
_PIECE = 1 << 20
_LONGEST_TAG = 512
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]{1,7})(\d{1,10})[\"'][^<>]*?(/?)>")
_XLSB_ROW, _XLSB_CELLS = 0, range(2, 12)
_XLS_ONE = frozenset({0x0003, 0x0004, 0x0006, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E, 0x0206, 0x0406})
_XLS_MANY, _XLS_BEGIN = 0x00BD, 0x0809
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass
class _Span:
    """From the corner of a sheet to its last filled cell; rows and columns count from 0."""

    bottom: int = -1
    right: int = -1

    def take(self, row: int, column: int, *, rows: int = 1, columns: int = 1) -> None:
        self.bottom = max(self.bottom, row + rows - 1)
        self.right = max(self.right, column + columns - 1)

    @property
    def cells(self) -> int:
        return (self.bottom + 1) * (self.right + 1)


def largest_sheet(content: bytes, kind: Format) -> int | None:
    """Places of the largest rectangle; None where the workbook is too damaged to be measured."""
    try:
        return max((span.cells for span in _MEASURED[kind](content)), default=0)
    except FAULTS:
        return None


def _xlsx(content: bytes) -> Iterator[_Span]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in _parts(archive, ".xml"):
            span = _Span()
            with suppress(*FAULTS), archive.open(part) as stream:
                _marked(stream, span)
            yield span


def _marked(stream: IO[bytes], span: _Span) -> None:
    """Every cell by what it calls itself ("C7"); those that hold nothing are closed at once."""
    rest = b""
    while piece := stream.read(_PIECE):
        text = rest + piece
        for letters, row, empty in _CELL.findall(text):
            if not empty:
                span.take(int(row) - 1, _column(letters) - 1)
        rest = text[-_LONGEST_TAG:]


def _parts(archive: zipfile.ZipFile, ending: str) -> list[str]:
    """Everything that may be a sheet: which parts are, says a relation that may be damaged."""
    return [name for name in archive.namelist() if name.endswith(ending) and "shared" not in name.lower()]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _xlsb(content: bytes) -> Iterator[_Span]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in _parts(archive, ".bin"):
            span, row = _Span(), 0
            with suppress(*FAULTS):
                for kind, body in _records(archive.read(part)):
                    if kind == _XLSB_ROW:
                        row = int.from_bytes(body[:4], "little")
                    elif kind in _XLSB_CELLS:
                        span.take(row, int.from_bytes(body[:4], "little"))
            yield span


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record of an xlsb part (MS-XLSB, 2.1.4)."""
    at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        size, at = _varying(data, at, 4)
        yield kind, data[at : at + min(size, 16)]
        at += size


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        byte = data[at + place] if at + place < len(data) else 0
        number |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return number, at + place + 1
    return number, at + most


def _xls(content: bytes) -> Iterator[_Span]:
    document = CompDoc(content, logfile=_Nowhere(), ignore_workbook_corruption=True)
    stream = document.get_named_stream("Workbook") or document.get_named_stream("Book") or b""
    span, at = _Span(), 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == _XLS_BEGIN:
            yield span
            span = _Span()
        elif size >= 6 and (kind in _XLS_ONE or kind == _XLS_MANY) and at + 4 + size <= len(stream):
            row, column = struct.unpack_from("<HH", stream, at + 4)
            last = struct.unpack_from("<H", stream, at + 2 + size)[0] if kind == _XLS_MANY else column
            span.take(row, column, columns=max(last - column + 1, 1))
        at += 4 + size
    yield span


class _Nowhere:
    """Where a library may write its remarks, which quote the file."""

    def write(self, _said: str) -> None:
        """Nothing is kept."""


def _ods(content: bytes) -> Iterator[_Span]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        text = archive.read("content.xml")
    walk = _OdsWalk()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = walk.started
    parser.EndElementHandler = walk.ended
    parser.Parse(text, True)
    return iter(walk.spans)


class _OdsWalk:
    """Rows and cells of every table as they open and close; a cell counts where it holds anything."""

    def __init__(self) -> None:
        self.spans: list[_Span] = []
        self._row = self._column = self._rows = self._columns = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """One element opens."""
        if name == f"{_TABLE}table":
            self.spans.append(_Span())
            self._row = 0
        elif name == f"{_TABLE}table-row":
            self._rows, self._column = _repeated(attributes, "rows"), 0
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._columns = _repeated(attributes, "columns")
            if self.spans and any(key.endswith("value-type") for key in attributes):
                self.spans[-1].take(self._row, self._column, rows=self._rows, columns=self._columns)

    def ended(self, name: str) -> None:
        """One element closes."""
        if name == f"{_TABLE}table-row":
            self._row += self._rows
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._column += self._columns


def _repeated(attributes: dict[str, str], what: str) -> int:
    return max(int(attributes.get(f"{_TABLE}number-{what}-repeated", "1")), 1)


_MEASURED: dict[Format, Callable[[bytes], Iterator[_Span]]] = {
    Format.XLSX: _xlsx,
    Format.XLSB: _xlsb,
    Format.XLS: _xls,
    Format.ODS: _ods,
}
