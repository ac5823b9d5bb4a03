"""Work that takes a while, as a page shows it: what is done, what is left, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """In the order of a job's life. QUEUED and RUNNING are under way; the others are over."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobKind(StrEnum):
    """LOOK: read what was uploaded and say what is in it. RUN: shape it into the clinic record.

    RESEAL: seal anew what older keys have sealed. CLEAR: clear what is over about people. No page tells of
    these two.
    """

    LOOK = "look"
    RUN = "run"
    RESEAL = "reseal"
    CLEAR = "clear"


@dataclass(frozen=True)
class JobError:
    """The three sentences of an expected failure (core.errors)."""

    place: str
    found: str
    do: str


@dataclass(frozen=True)
class JobView:
    """stage: what is being done, in words. done, total: of the steps of this job; 0, 0 when not known.

    asked: when it was asked for.
    """

    id: str
    kind: JobKind
    state: JobState
    stage: str = ""
    done: int = 0
    total: int = 0
    error: JobError | None = None
    asked: datetime | None = None

    @property
    def under_way(self) -> bool:
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0
