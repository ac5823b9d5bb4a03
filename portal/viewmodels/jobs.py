"""Work that takes a while, as a page shows it: what is done, what is left, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.progress import Going


class JobState(StrEnum):
    """In the order of a job's life. QUEUED and RUNNING are under way; the others are over."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class JobKind(StrEnum):
    """LOOK: read what was uploaded and say what is in it. RUN: shape it into the clinic record. SANDBOX: fill
    the sandbox from a run.

    RESEAL: seal anew what older keys have sealed. CLEAR: clear what is over about people. No page tells of
    these two.
    """

    LOOK = "look"
    RUN = "run"
    SANDBOX = "sandbox"
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
    """going: how far it is, as the worker said last. asked: when it was asked for."""

    id: str
    kind: JobKind
    state: JobState
    going: Going = field(default_factory=Going)
    error: JobError | None = None
    asked: datetime | None = None

    @property
    def under_way(self) -> bool:
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        return min(1.0, self.going.done / self.going.total) if self.going.total else 0.0

    @property
    def tells_all(self) -> bool:
        """Whether the time left is that of the whole job: of a run it is that of the step under way."""
        return self.kind is not JobKind.RUN
