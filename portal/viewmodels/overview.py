"""The Overview page as facts: where the project stands, what is left, and what did not map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from portal.viewmodels.conservation import Conservation, Sum
from portal.viewmodels.jobs import JobView
from portal.viewmodels.sandbox import NO_SANDBOX, SandboxView


class Next(StrEnum):
    """The one thing that moves the project on, for the person reading."""

    UPLOAD = "upload"
    START_RUN = "start a run"
    WATCH = "watch"
    LOOK_AT_WAITING = "look at what waits"
    REPORT = "report a sum that does not close"
    NOTHING = "nothing"


class TaskKind(StrEnum):
    """What may be left for a person, most pressing first."""

    REPORT = "report a sum that does not close"
    SIGN = "sign the document"
    UPLOAD = "upload"
    START_RUN = "start the first run"
    RUN_NEW_MAPPING = "run with a newer mapping"
    RUN_NEW_DECISIONS = "run with newer decisions"
    RUN_NEW_FILES = "run with newer files"
    RUN_ONCE_MORE = "run once more from the files"
    DECIDE = "decide about groups"
    LOOK_AT_WAITING = "look at what waits"
    FIND_HOMES = "settle columns"
    CHECK_CHARTS = "compare charts"
    DRAW_CHARTS = "draw charts"
    LOOK_AT_FILES = "look at suspicious files"
    SETTLE_CONCERNS = "settle concerns"
    LEARN = "the next lesson or task of the training"
    TAKE_FIGURES = "see how ready the last run is"
    TYPE_TOTALS = "type the old system's totals"
    EXPLAIN_DIFFERENCES = "explain differences of totals"
    SEE_TO_GATES = "see to conditions for going live"
    APPROVE_SCOPE = "approve the scope"
    BEGIN_SCOPE = "begin the scope"
    PREPARE_SCOPE = "complete the scope"
    CHECK_CHAIN = "check the chain"
    READ_EMERGENCY = "read what was taken in an emergency"


@dataclass(frozen=True)
class Task:
    """count, more: what the task is about, in numbers; for what waits, records and values. name: in words."""

    kind: TaskKind
    count: int = 0
    more: int = 0
    name: str = ""


@dataclass(frozen=True)
class TableLine:
    """One source table of the last run and its own records sum."""

    file: str
    table: str
    records: Sum


@dataclass(frozen=True)
class WithoutHome:
    """A column that feeds no field. fate: archived, declined, waiting, or mapped where its words are notes.

    by, reason: as logged.
    """

    file: str
    table: str
    column: str
    fate: str
    by: str
    reason: str


@dataclass(frozen=True)
class RunFacts:
    """run, result: the hex digests of contracts, section 3. at: when it was published, with a zone.

    took: (stage, seconds) of the worker that did it, in order; nothing where no worker told. taken_over: how
    many of its tables that worker took over whole from the run before. made_again: whether it took anything.
    """

    run: str
    result: str
    at: datetime
    mapping_version: int | None
    sums: Conservation
    tables: tuple[TableLine, ...]
    without_home: tuple[WithoutHome, ...]
    took: tuple[tuple[str, float], ...] = ()
    taken_over: int = 0
    made_again: bool = False


@dataclass(frozen=True)
class Overview:
    project: str
    uploads: int
    uploads_since_run: int
    next: Next
    run: RunFacts | None
    job: JobView | None
    may_run: bool = True
    tasks: tuple[Task, ...] = ()
    sandbox: SandboxView = NO_SANDBOX
