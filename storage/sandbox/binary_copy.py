"""Columns as PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format").

Written by hand, since psycopg's own writer looks at every value anew: here a column is made at once, and a
row is one join of what its columns have ready. As text, what is sealed would be twice as long.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from storage.sandbox.layout import Holds

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_TRUE, _FALSE = b"\x00\x00\x00\x01\x01", b"\x00\x00\x00\x01\x00"
_pack_number, _pack_length = struct.Struct(">iq").pack, struct.Struct(">i").pack
_ROWS = 512
"""Rows handed over at once: small enough that the server works on some while the next are made."""


def copied(columns: Sequence[Sequence[Any]], kinds: Sequence[Holds]) -> Iterator[bytes]:
    """The whole stream, from header to trailer, some rows at a time."""
    yield HEADER
    made = [[*map(_FIELDS[kind], column)] for column, kind in zip(columns, kinds, strict=True)]
    rows = [*map(b"".join, zip(repeat(struct.pack(">h", len(columns))), *made, strict=False))]
    for start in range(0, len(rows), _ROWS):
        yield b"".join(rows[start : start + _ROWS])
    yield TRAILER


def _number(value: int | None) -> bytes:
    return _NULL if value is None else _pack_number(8, value)


def _yes_or_no(value: bool | None) -> bytes:
    return _NULL if value is None else _TRUE if value else _FALSE


def _word(value: str | None) -> bytes:
    return _bytes(None if value is None else value.encode())


def _bytes(value: bytes | None) -> bytes:
    return _NULL if value is None else _pack_length(len(value)) + value


_FIELDS: Mapping[Holds, Callable[[Any], bytes]] = {
    Holds.NUMBER: _number,
    Holds.YES_OR_NO: _yes_or_no,
    Holds.WORD: _word,
    Holds.BYTES: _bytes,
}
