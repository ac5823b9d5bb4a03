"""Records that a counter found and no reader could read: each waits as a reject and is not lost (law 1)."""

from __future__ import annotations

from core.tables import Reject


def unread(number: int, why: str) -> tuple[Reject, ...]:
    """As many as were counted beyond what was read. Where they stand and what is in them is not known."""
    return (Reject(0, "", why),) * max(number, 0)
