"""What the summary of a log says, as data: counts, names of tables and columns, and who decided.

No patient has a place in it, and no word that somebody typed (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from reports.readiness.content import LeftBehind, TableLine


@dataclass(frozen=True)
class ReasonLine:
    """How many records became `fate` for one reason. reason: in words, "" where nothing was noticed."""

    fate: str
    reason: str
    count: int


@dataclass(frozen=True)
class DecidedLine:
    """What a named person chose for a group. count: records or values that they saw."""

    what: str
    count: int
    chosen: str
    by: str


@dataclass(frozen=True)
class LogSummary:
    """Everything on paper. written: aware, in the clinic's zone. run, result, log_root: hex digests.

    reasons: what did not come over first.
    """

    clinic: str
    written: datetime
    run: str
    result: str
    log_root: str
    left_behind: tuple[LeftBehind, ...]
    reasons: tuple[ReasonLine, ...]
    decisions: tuple[DecidedLine, ...]
    tables: tuple[TableLine, ...]
