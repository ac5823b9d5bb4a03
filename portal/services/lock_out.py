"""How long sign-in stays closed after wrong tries: a delay that grows, and never for good.

Counted for an account, whether there is one of that address or not, and for the network address that they
come from. Pure, over counts and times that are handed in.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from storage import Attempts

FREE = 5
"""Wrong tries before the first delay."""
FREE_FROM = 25
"""The same for a network address: a whole clinic may share one."""
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
FORGOTTEN = timedelta(days=1)


def failures_now(tried: Attempts, now: datetime) -> int:
    """Those that still count: a day without another one forgets them all."""
    return 0 if tried.last_at is None or now - tried.last_at >= FORGOTTEN else tried.failures


def closed_for(tried: Attempts, now: datetime, *, free: int) -> timedelta:
    """How long it stays closed from `now`; nothing where it is open."""
    over = failures_now(tried, now) - free
    if over < 0 or tried.last_at is None:
        return timedelta()
    delay = min(FIRST * (1 << min(over, 10)), LONGEST)
    return max(tried.last_at + delay - now, timedelta())
