"""Columns as PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format").

Written by hand, since psycopg's own writer looks at every value anew: here a column is made at once, and a
row is one join of what its columns have ready. As text, what is sealed would be twice as long.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, repeat
from typing import Any

from storage.sandbox.layout import Holds
from storage.sandbox.rows import Columns

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_TRUE, _FALSE = b"\x00\x00\x00\x01\x01", b"\x00\x00\x00\x01\x00"
_pack_number, _pack_length = struct.Struct(">iq").pack, struct.Struct(">i").pack


def copied(columns: Columns) -> bytes:
    """The rows, without header and trailer."""
    pairs = zip(columns.holds, columns.values, strict=True)
    fields = (_FIELDS[holds](column) for holds, column in pairs)
    count = repeat(struct.pack(">h", len(columns.holds)))
    return b"".join(chain.from_iterable(zip(count, *fields, strict=False)))


def _numbers(column: Sequence[int | None]) -> list[bytes]:
    return [_NULL if value is None else _pack_number(8, value) for value in column]


def _yes_or_no(column: Sequence[bool | None]) -> list[bytes]:
    return [_NULL if value is None else _TRUE if value else _FALSE for value in column]


def _words(column: Sequence[str | None]) -> list[bytes]:
    return _bytes([None if value is None else value.encode() for value in column])


def _bytes(column: Sequence[bytes | None]) -> list[bytes]:
    return [_NULL if value is None else _pack_length(len(value)) + value for value in column]


_FIELDS: Mapping[Holds, Callable[[Sequence[Any]], list[bytes]]] = {
    Holds.NUMBER: _numbers,
    Holds.YES_OR_NO: _yes_or_no,
    Holds.WORD: _words,
    Holds.BYTES: _bytes,
}
