"""Work done ahead in a thread: rows are sealed while the database takes those before them.

Only what computes is done there; every word to the database is said by the thread that asked, which waits
most of its time and leaves the processor to the sealing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

_Made = TypeVar("_Made")
_DEPTH = 4
_END = object()


def ahead(items: Iterator[_Made]) -> Iterator[_Made]:
    """`items` in their order, a few made before they are asked for; what making one raises is raised here."""
    with ThreadPoolExecutor(1, thread_name_prefix="sealing") as pool:
        coming = deque(pool.submit(next, items, _END) for _ in range(_DEPTH))
        while (made := coming.popleft().result()) is not _END:
            coming.append(pool.submit(next, items, _END))
            yield cast(_Made, made)
