"""The Training page as facts: the reader's own path, who asks for their eyes, and everybody's progress."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from core.practice import Act, Case, Exercise, Shown
from core.training import Item


@dataclass(frozen=True)
class Said:
    """What somebody said, and when. text may be "" where it says itself."""

    by: str
    at: datetime
    text: str = field(default="", repr=False)


@dataclass(frozen=True)
class ItemLine:
    """One lesson or task. due: None while no go-live is scheduled. late: whether that day is over.

    done: who finished it and when. asked: whether a colleague is to look. reopened: who opened it again.
    """

    item: Item
    due: date | None
    late: bool
    done: Said | None = None
    asked: bool = False
    reopened: Said | None = None


@dataclass(frozen=True)
class Mine:
    """The reader's own path. version: what is done from here names it. next: the id of what is best done now.

    sees_doubt: who reads the word of somebody who does not feel ready.
    """

    title: str
    why: str
    version: int
    lines: tuple[ItemLine, ...]
    minutes: int
    next: str
    finished: bool
    unsure: Said | None = None
    ready: Said | None = None
    sees_doubt: str = ""

    @property
    def left(self) -> int:
        return sum(line.done is None for line in self.lines)

    def line(self, name: str) -> ItemLine | None:
        return next((line for line in self.lines if line.item.id == name), None)


@dataclass(frozen=True)
class Asking:
    """Somebody who asks a colleague to look at a task."""

    person: str
    role: str
    item: Item
    version: int


@dataclass(frozen=True)
class Learner:
    """One person of the team. unsure: their word where they do not feel ready. done: can be opened again."""

    person: str
    role: str
    version: int
    whole: int
    minutes: int
    due: date | None
    done: tuple[Item, ...] = ()
    late: int = 0
    finished: bool = False
    unsure: Said | None = None


@dataclass(frozen=True)
class TrainingPage:
    """mine: None where the reader's role has no path. team: None where it is not theirs to see."""

    project: str
    go_live: date | None
    mine: Mine | None
    eyes: tuple[Asking, ...] = ()
    team: tuple[Learner, ...] | None = None


@dataclass(frozen=True)
class PracticeView:
    """An exercise as it stands for one person. made_up: whether the people in it are nobody. pictured:
    whether it has a picture to show (portal/viewmodels/picture.py, OfPractice).
    """

    item: str
    exercise: Exercise
    case: Case = field(repr=False)
    acts: tuple[Act, ...] = field(repr=False)
    shown: Shown
    version: int
    pictured: bool = False

    @property
    def made_up(self) -> bool:
        return not self.case.run
