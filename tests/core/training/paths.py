"""A small path with one of everything, and short ways to take steps on it."""

from __future__ import annotations

from datetime import UTC, datetime

from core.training import Item, Kind, Learned, LearningPath, NotTaken, Progress, Proof, StepKind, taken

AT = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
ME, OTHER = "Remy", "Ash"


def _item(name: str, proof: Proof, exercise: str = "") -> Item:
    kind = Kind.LESSON if proof is Proof.READ else Kind.TASK
    return Item(name, kind, name.title(), 5, 14, ("Words.",), proof, exercise)


PATH = LearningPath(
    "receptionist",
    "The front desk",
    "So that you know.",
    (
        _item("lesson", Proof.READ),
        _item("folder", Proof.SAID),
        _item("book", Proof.PROVEN, "booking"),
        _item("watched", Proof.SEEN),
    ),
)


def step(
    kind: StepKind, item: str = "", *, by: str = ME, proof: Proof | None = None, note: str = ""
) -> Learned:
    return Learned(kind, ME, by, AT, item, proof, note)


READ = step(StepKind.READ, "lesson")
SAID = step(StepKind.DONE, "folder", proof=Proof.SAID)
PROVEN = step(StepKind.DONE, "book", proof=Proof.PROVEN)
ASK = step(StepKind.ASK, "watched")
SEEN = step(StepKind.DONE, "watched", by=OTHER, proof=Proof.SEEN)
READY = step(StepKind.READY)
ALL = (READ, SAID, PROVEN, ASK, SEEN)


def after(*steps: Learned, path: LearningPath = PATH, start: Progress | None = None) -> Progress:
    progress = start or Progress()
    for each in steps:
        now = taken(path, progress, each)
        assert isinstance(now, Progress), now
        progress = now
    return progress


def refused(progress: Progress, given: Learned, path: LearningPath = PATH) -> str:
    now = taken(path, progress, given)
    assert isinstance(now, NotTaken), now
    return now.reason
