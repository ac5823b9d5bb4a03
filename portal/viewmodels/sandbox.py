"""The sandbox as a page shows it: what it holds, and what may be done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from portal.viewmodels.jobs import JobError


@dataclass(frozen=True)
class Held:
    """What the sandbox was filled with. run: the digest of the run. at: when, with a zone."""

    run: str
    at: datetime
    records: int
    patients: int


@dataclass(frozen=True)
class SandboxView:
    """held: None where there is none. newer: whether a run has finished since. loading: a load is under way.

    failed: why the last load came to nothing. may_load: whether this person may fill it; ask: whom to ask
    otherwise.
    """

    held: Held | None = None
    newer: bool = False
    loading: bool = False
    failed: JobError | None = None
    may_load: bool = False
    ask: str = ""


NO_SANDBOX = SandboxView()
