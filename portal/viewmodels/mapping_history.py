"""The part "Versions" of the Mapping page as facts: who changed what, whole differences, a file coming in.

A difference is told in sentences already, since what a person may not see (words of value maps are cells of
the export) has to be left out where it is made (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PAGE = 10
"""Versions on a screen."""


@dataclass(frozen=True)
class Told:
    """One thing that differs. by, why: on whose word it stands and the reason; "" where a rule stands."""

    text: str
    by: str = ""
    why: str = ""


@dataclass(frozen=True)
class TableTold:
    """table: its name; "" for what is about the whole mapping. details: what only comes or goes along."""

    table: str
    lines: tuple[Told, ...]
    details: int = 0


@dataclass(frozen=True)
class VersionLine:
    """One step. line: what changed, in one sentence. reason: as its person gave it."""

    number: int
    by: str
    at: datetime
    line: str
    reason: str = ""


@dataclass(frozen=True)
class VersionView:
    """A step with its whole difference. refusal: why it cannot be undone, found and do; None where it can."""

    line: VersionLine
    tables: tuple[TableTold, ...]
    refusal: tuple[str, str] | None = None


@dataclass(frozen=True)
class HistoryPage:
    """version: the newest. lines: a screenful, the newest first."""

    version: int
    lines: tuple[VersionLine, ...]
    pages: int
    may_map: bool
    ask: str
    words_shown: bool
    opened: VersionView | None = None


class Start(StrEnum):
    """What a clinic leaves: a starting map of a playbook."""

    LEGACY = "legacy"
    CLOUD = "cloud"
    PAPER = "paper"
    STACK = "stack"


@dataclass(frozen=True)
class Offer:
    """A mapping from elsewhere beside what stands. version: what it was compared with.

    left_out: what it says of tables and columns that are not among the files. fits: tables that are.
    """

    version: int
    tables: tuple[TableTold, ...]
    fits: int
    left_out: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return not self.tables


@dataclass(frozen=True)
class HistoryQuery:
    """opened: the version whose difference is shown, 0 for none. page: of the list, 1-based."""

    opened: int = 0
    page: int = 1
