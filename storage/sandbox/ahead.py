"""Work done ahead in a thread: what is loaded next is put together while what is before it is loaded.

Only what lets go of the interpreter's lock is worth being done there. Sealing is not: a cell is too short,
and two threads that both want the lock hinder each other.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, cast

_Made = TypeVar("_Made")
_END = object()


def ahead(items: Iterator[_Made], depth: int) -> Iterator[_Made]:
    """`items` in their order, `depth` made before they are asked for. Raises what making one raises."""
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        coming = deque(pool.submit(next, items, _END) for _ in range(depth))
        while (made := coming.popleft().result()) is not _END:
            coming.append(pool.submit(next, items, _END))
            yield cast(_Made, made)
