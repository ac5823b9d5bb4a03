"""How often a page asks by itself how far work is: less often the longer it goes, and the more ask.

Two hundred people who look at one run would else ask a hundred times a second. The pace is set when a page is
drawn; what a person does draws it anew, so nobody waits longer than they care to.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from threading import Lock
from time import monotonic

STEPS = ((30.0, 2.0), (180.0, 5.0))
"""Until so many seconds after it was asked for, every so many."""
LATER, SLOWEST = 10.0, 30.0
A_SECOND = 10.0
"""How many may ask in a second before all of them are told to ask less often."""
_WINDOW = 10.0
_MOST = 10_000


class Polling:
    """Who asked is not kept, only when."""

    def __init__(self) -> None:
        self._asked: deque[float] = deque(maxlen=_MOST)
        self._lock = Lock()

    def asked(self, *, now: float | None = None) -> None:
        with self._lock:
            self._asked.append(monotonic() if now is None else now)

    def every(self, age: timedelta, *, now: float | None = None) -> float:
        """Seconds until the next question. age: of the work."""
        usual = next((every for until, every in STEPS if age.total_seconds() < until), LATER)
        crowd = self._rate(monotonic() if now is None else now) / A_SECOND
        return min(SLOWEST, usual * max(1.0, crowd))

    def _rate(self, now: float) -> float:
        with self._lock:
            while self._asked and self._asked[0] < now - _WINDOW:
                self._asked.popleft()
            return len(self._asked) / _WINDOW
