"""What each role learns before the first day, and how far a person is: pure functions over frozen facts.

Nothing here knows a clock or a screen. A plan has dates that nobody enforces (law 5), and what a person has
learned is never kept: it is what all their steps make, taken again (law 3).
"""

from core.training.file import PathInvalid, path_from_toml
from core.training.model import Item, Kind, LearningPath, Proof
from core.training.plan import due_on, minutes_left
from core.training.progress import (
    Learned,
    NotTaken,
    Progress,
    StepKind,
    finished,
    next_item,
    replayed,
    stands,
    taken,
)

__all__ = [
    "Item",
    "Kind",
    "Learned",
    "LearningPath",
    "NotTaken",
    "PathInvalid",
    "Progress",
    "Proof",
    "StepKind",
    "due_on",
    "finished",
    "minutes_left",
    "next_item",
    "path_from_toml",
    "replayed",
    "stands",
    "taken",
]
