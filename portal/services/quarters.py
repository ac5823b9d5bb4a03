"""How often a look is told: one event a person, thing and quarter of an hour, not one per rerun (law 8)."""

from __future__ import annotations

from datetime import UTC, datetime

_SECONDS = 15 * 60


def quarter_of(at: datetime) -> int:
    """The number of the quarter of an hour that `at` is in."""
    return int(at.timestamp()) // _SECONDS


def began(quarter: int) -> datetime:
    """When a quarter of an hour began: a look since then was told already."""
    return datetime.fromtimestamp(quarter * _SECONDS, UTC)
