"""Where grants lie until somebody comes with their address: by number, in this process only."""

from __future__ import annotations

from threading import Lock
from typing import Generic, TypeVar

G = TypeVar("G")


class Desk(Generic[G]):
    """The grants that are out. most: kept at once; the oldest goes first."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._out: dict[str, G] = {}
        self._lock = Lock()

    def put(self, number: str, grant: G) -> None:
        """One that is put again is the newest."""
        with self._lock:
            self._out.pop(number, None)
            while len(self._out) >= self._most:
                self._out.pop(next(iter(self._out)))
            self._out[number] = grant

    def look(self, number: str) -> G | None:
        return self._out.get(number)

    def take(self, number: str) -> G | None:
        """The grant, for the one who comes first; None for everybody after."""
        with self._lock:
            return self._out.pop(number, None)
