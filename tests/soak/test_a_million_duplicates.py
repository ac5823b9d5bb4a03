"""A key that a million rows have: each waits or is the same row again, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.core.faults.runs import ran, read
from tests.soak.bounded import bounded

pytestmark = [pytest.mark.soak, pytest.mark.timeout(3600)]
ROWS = 1_000_000
SECONDS, PEAK = 120.0, 2 << 30
RESERVED = 12 << 30
"""What a process with several threads reserves is far more than it ever holds."""
HEADER = b"PatNum,LastName,FirstName,Birthdate,Notes\n"


def differing(number: int) -> bytes:
    return b"7,Bloggs%d,Jo,1950-03-01,n%d\n" % (number, number % 1000)


def identical(_number: int) -> bytes:
    return b"7,Bloggs,Jo,1950-03-01,note\n"


def came(row: Callable[[int], bytes]) -> tuple[bool, int, dict[str, int]]:
    done = ran(read(t__csv=HEADER + b"".join(row(number) for number in range(ROWS))), key=("PatNum",))
    (sums,) = done.sums
    return done.closes, sums.records_in_file, dict(sums.dispositions)


@pytest.mark.parametrize("row", [differing, identical])
def test_a_key_with_a_million_rows_ends_in_bounded_time_and_memory(row: Callable[[int], bytes]) -> None:
    ended = bounded(came, row, seconds=SECONDS, memory=RESERVED)
    assert ended.died == ""
    assert ended.peak < PEAK
    closes, records, dispositions = ended.said
    print(f"{row.__name__}: {ended.seconds:.0f} s, {ended.peak >> 20} MB, {dispositions}")
    assert (closes, records) == (True, ROWS)
    assert max(dispositions.values()) >= ROWS - 1
    assert dispositions["imported"] <= 1
