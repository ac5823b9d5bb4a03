"""What never changes and takes long to make, kept in this process's memory: made once, by who comes first.

Whoever asks meanwhile waits for that one instead of making it too, so that a new run is not read by two
hundred visits at once. The key is all that is asked with; a store is narrowed to what its person opens
(ADR 30), so that what one role was told is never told to another. `forget` lets go of everything, of what is
still being made as well (portal/services/forgetting.py).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from threading import Lock
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


_ALL: list[Memory[Any]] = []


class Memory(Generic[R]):
    """most: answers kept; the one that was asked for longest ago goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Future[R]] = OrderedDict()
        self._lock = Lock()
        _ALL.append(self)

    def get(self, key: Hashable, make: Callable[[], R]) -> R:
        """key: all that `make` goes by, and what it was opened with (`Work.opened`)."""
        with self._lock:
            found = self._kept.get(key)
            mine = found is None
            if found is None:
                found = self._kept[key] = Future()
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
        return self._made(key, found, make) if mine else found.result()

    def _made(self, key: Hashable, promise: Future[R], make: Callable[[], R]) -> R:
        """What fails is told to whoever waits and tried again by the next."""
        try:
            promise.set_result(make())
        except BaseException as failure:
            with self._lock:
                if self._kept.get(key) is promise:
                    del self._kept[key]
            promise.set_exception(failure)
            raise
        return promise.result()

    def __len__(self) -> int:
        return len(self._kept)

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


def remembered(*, most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A function whose answers are kept: keyed by all that it is asked with."""

    def keeping(made: Callable[P, R]) -> Callable[P, R]:
        memory: Memory[R] = Memory(most)

        @wraps(made)
        def told(*asked: P.args, **named: P.kwargs) -> R:
            return memory.get((asked, tuple(sorted(named.items()))), lambda: made(*asked, **named))

        return told

    return keeping


def kept() -> int:
    """How many answers there are."""
    return sum(map(len, _ALL))


def forget() -> None:
    """Lets go of all that is kept anywhere."""
    for memory in _ALL:
        memory.forget()
