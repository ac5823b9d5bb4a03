"""One value of many megabytes in a cell: it is kept whole, both sums close, and nobody waits for ever."""

from __future__ import annotations

import time
from collections.abc import Sequence

import polars as pl
import pytest

from core.parts import Part
from tests.core.faults.runs import ran, read

MEGABYTE = 1 << 20
HEADER = b"PatNum,LastName,FirstName,Birthdate,Notes\n"
ROWS = [b"%d,Bloggs%d,Jo,1950-03-%02d,fine\n" % (n, n, n % 28 + 1) for n in range(1, 2001)]
SECONDS = 60.0
"""Of work; a third of it is seldom needed."""


def around(value: bytes) -> bytes:
    """A table with one record more in its middle, whose note is `value`."""
    return b"".join((HEADER, *ROWS[:1000], b"9001,Bloggs,Jo,1950-03-01,", value, b"\n", *ROWS[1000:]))


@pytest.mark.parametrize(
    "value",
    [b"x y " * (50 * MEGABYTE // 4) + b"end", b'"' + b"x y\n" * (20 * MEGABYTE // 4) + b'end"'],
    ids=["one line", "many lines"],
)
def test_a_value_of_many_megabytes_is_read_shaped_and_kept_in_bounded_time(value: bytes) -> None:
    began = time.process_time()
    intake = read(t__csv=around(value))
    (table,) = intake.tables
    assert (table.table.height, len(table.rejects)) == (2001, 0)
    done = ran(intake)
    assert done.closes
    assert longest(done.parts) in (len(value), len(value) - len(b'""'))
    assert time.process_time() - began < SECONDS


def longest(parts: Sequence[Part]) -> int:
    """Bytes of the longest text of all that is published."""
    texts = (part.frame.select(pl.selectors.string().str.len_bytes().max()) for part in parts)
    return max(length or 0 for found in texts if found.width for length in found.row(0))
