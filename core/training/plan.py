"""Dates and minutes of a path: a plan from the go-live date, scheduled and never enforced (law 5)."""

from __future__ import annotations

from datetime import date, timedelta

from core.training.model import Item, LearningPath
from core.training.progress import Progress, stands


def due_on(item: Item, go_live: date | None) -> date | None:
    """The day by which an item is best done; None while no day is scheduled."""
    return go_live - timedelta(days=item.due) if go_live else None


def minutes_left(path: LearningPath, progress: Progress) -> int:
    return sum(item.minutes for item in path.items if not stands(progress, item))
