"""Columns as PostgreSQL's binary COPY format (PostgreSQL documentation, COPY, "Binary Format").

Written by hand, since psycopg's own writer looks at every value anew: here a column is made at once, and a
row is one join of what its columns have ready. As text, what is sealed would be twice as long.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice, repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from storage.sandbox.cells import Cells, each
from storage.sandbox.layout import Holds
from storage.sandbox.rows import Columns

HEADER = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
TRAILER = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_TRUE, _FALSE = b"\x00\x00\x00\x01\x01", b"\x00\x00\x00\x01\x00"
_AT_ONCE = 512
"""Rows that are made before the database is given them, so that it has something to do all the time."""


Parts = tuple[Iterable[bytes], ...]
"""What a column adds to each row, one after the other."""


def copied(columns: Columns) -> Iterator[bytes]:
    """The rows, without header and trailer, a few hundred at a time; made as they are asked for."""
    pairs = zip(columns.holds, columns.values, strict=True)
    fields = chain.from_iterable(_FIELDS[holds](column) for holds, column in pairs)
    parts = (repeat(struct.pack(">h", len(columns.holds))), *fields)
    rows = chain.from_iterable(zip(*parts, strict=False))
    return iter(lambda: b"".join(islice(rows, _AT_ONCE * len(parts))), b"")


def _numbers(column: pl.Series) -> Parts:
    lengths = np.full(len(column), 8, ">i4").view(np.uint8).reshape(-1, 4)
    values = column.fill_null(0).to_numpy().astype(">i8").view(np.uint8).reshape(-1, 8)
    return (_or_null(np.hstack((lengths, values)), column.is_null().to_numpy()),)


def _yes_or_no(column: pl.Series) -> Parts:
    return ([_NULL if value is None else _TRUE if value else _FALSE for value in column.to_list()],)


def _words(column: pl.Series) -> Parts:
    known = {word: _field(word.encode()) for word in column.unique().drop_nulls().to_list()}
    return ([known.get(word, _NULL) for word in column.to_list()],)


def _bytes(column: Iterable[bytes | None]) -> Parts:
    return ([_NULL if value is None else _field(value) for value in column],)


def _cells(column: Cells) -> Parts:
    """Sealed while the rows are joined: before each cell how long it is, and its head."""
    lengths = (column.sizes + column.heads.shape[1]).astype(">i4").view(np.uint8).reshape(-1, 4)
    return _or_null(np.hstack((lengths, column.heads)), column.sizes == 0), column.texts


def _or_null(rows: npt.NDArray[np.uint8], null: npt.NDArray[np.bool_]) -> list[bytes]:
    fields = each(rows)
    for at in np.flatnonzero(null).tolist():
        fields[at] = _NULL
    return fields


def _field(value: bytes) -> bytes:
    return struct.pack(">i", len(value)) + value


_FIELDS: Mapping[Holds, Callable[[Any], Parts]] = {
    Holds.NUMBER: _numbers,
    Holds.YES_OR_NO: _yes_or_no,
    Holds.WORD: _words,
    Holds.BYTES: _bytes,
    Holds.CELL: _cells,
}
