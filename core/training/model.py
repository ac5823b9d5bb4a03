"""A path: the lessons and tasks of one role, in the order in which they are best taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """A lesson is read; a task is done."""

    LESSON = "lesson"
    TASK = "task"


class Proof(StrEnum):
    """How it is known that something was learned. A lesson is read; a task asks for one of the others."""

    READ = "read"
    SAID = "said"  # by the person
    SEEN = "seen"  # by a colleague, on the colleague's own word
    PROVEN = "proven"  # by the software, on the practice copy


@dataclass(frozen=True)
class Item:
    """One lesson or task. id: never renamed, people's progress hangs on it. text: paragraphs, each a thing
    to know or to do. due: days before the go-live. exercise: of the practice copy, for a proven task.
    """

    id: str
    kind: Kind
    title: str
    minutes: int
    due: int
    text: tuple[str, ...] = field(repr=False)
    proof: Proof = Proof.READ
    exercise: str = ""


@dataclass(frozen=True)
class LearningPath:
    """role: as permissions spell it. why: one sentence for the person whose path it is."""

    role: str
    title: str
    why: str
    items: tuple[Item, ...]

    def item(self, name: str) -> Item | None:
        return next((each for each in self.items if each.id == name), None)
