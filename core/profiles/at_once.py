"""The same done to one thing after another, two at a time, what comes of it in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

AT_ONCE = 2
T = TypeVar("T")
R = TypeVar("R")


def each_at_once(work: Callable[[T], R], over: Iterable[T]) -> Iterator[R]:
    """Never more than two are begun and not yet taken, so that memory holds no more than that."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        begun: deque[Future[R]] = deque()
        for each in over:
            if len(begun) == AT_ONCE:
                yield begun.popleft().result()
            begun.append(pool.submit(work, each))
        while begun:
            yield begun.popleft().result()
