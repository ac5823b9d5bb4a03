"""Work on several tables at a time, on the cores there are; results come in the order of what was asked.

Polars and hashing let go of the interpreter's lock, so that threads are enough. Which table is done first
changes nothing of a result (law 3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

One = TypeVar("One")
Made = TypeVar("Made")
AT_A_TIME = 2


def side_by_side(act: Callable[[One], Made], every: Iterable[One]) -> Iterator[Made]:
    """`act` of each, as they are done in order. Raises what it raises for the first that fails."""
    with ThreadPoolExecutor(max_workers=AT_A_TIME) as pool:
        yield from pool.map(act, every)
