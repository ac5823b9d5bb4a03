"""Training pages as facts, without any storage: one on its way, one finished, and a team."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.practice import MADE_UP, Exercise, chosen, proof
from portal.permissions import Role
from portal.training import PATHS
from portal.viewmodels.training import (
    Asking,
    ItemLine,
    Learner,
    Mine,
    PracticeView,
    Said,
    TrainingPage,
)

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
DAY = date(2026, 3, 30)
CLINIC = "Example: Maple Street Dental"
_PATH = PATHS[Role.RECEPTIONIST]
_TASK = PATHS[Role.ASSISTANT].items[-1]


def mine(done: int = 2, **more: object) -> Mine:
    """The front desk's path with its first steps done."""
    lines = tuple(
        ItemLine(item, DAY, late=False, done=Said("Remy <b>", AT) if number < done else None)
        for number, item in enumerate(_PATH.items)
    )
    left = [line.item for line in lines if line.done is None]
    whole = Mine(
        _PATH.title,
        _PATH.why,
        done,
        lines,
        sum(item.minutes for item in left),
        left[0].id if left else "",
        False,
        sees_doubt="the owner or the champion of your clinic",
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def finished() -> Mine:
    return mine(len(_PATH.items), finished=True, ready=Said("Remy <b>", AT))


TEAM = (
    Learner("Remy <b>", "receptionist", 3, 8, 37, DAY, _PATH.items[:2], late=1),
    Learner("Ash", "assistant", 0, 7, 48, DAY),
    Learner("Parker", "practitioner", 9, 8, 0, None, _PATH.items, finished=True),
    Learner("Kim", "accountant", 2, 7, 40, DAY, _PATH.items[:1], unsure=Said("Kim", AT, "Day <close>.")),
)
TRAINING = TrainingPage(CLINIC, DAY, mine(), (Asking("Ash", "assistant", _TASK, 5),), TEAM)


def practice(item: str = "book-and-move", exercise: Exercise = Exercise.BOOKING) -> PracticeView:
    case = chosen(exercise, MADE_UP, seed="fake", zone=ZoneInfo("UTC"))
    assert case is not None
    return PracticeView(item, exercise, case, (), proof(case, ()), 3)
