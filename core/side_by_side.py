"""Work on several pieces at a time, on the cores there are; results come in the order of what was asked.

Polars and hashing let go of the interpreter's lock, so that threads are enough. Which piece is done first
changes nothing of a result (law 3). What is asked for is taken as it is wanted, a few ahead and never all at
once, so that a long row of large pieces is never in memory whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

One = TypeVar("One")
Made = TypeVar("Made")
AT_A_TIME = 2
AHEAD = 2
"""Pieces that are taken beside those that are worked on: no worker waits while one piece takes long."""


def side_by_side(act: Callable[[One], Made], every: Iterable[One]) -> Iterator[Made]:
    """`act` of each, as they are done in order. Raises what it raises for the first that fails."""
    wanted = iter(every)
    begun: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(max_workers=AT_A_TIME) as pool:
        begun.extend(pool.submit(act, one) for one in islice(wanted, AT_A_TIME + AHEAD))
        while begun:
            made = begun.popleft().result()
            begun.extend(pool.submit(act, one) for one in islice(wanted, 1))
            yield made
