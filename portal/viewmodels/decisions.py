"""The Decisions page as facts: what did not map, in groups, whose decision each is, and what was decided.

Law 2: a decision carries what the person had before them, `Seen`, so that nothing is decided unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.decisions import Choice, GroupKind
from core.decisions.suggesting import Suggested
from portal.viewmodels.jobs import JobView

PAGE_SIZE = 15
"""Groups on one screen; no page is ever sent more (design, section 9)."""


class Stand(StrEnum):
    """How a group stands, in the order in which a page lists them; the first two are open."""

    OPEN = "open"
    MORE = "more"
    """Decided, and the newest run found more of it than the person saw."""
    NEXT_RUN = "next run"
    """Decided; the newest run did not know it yet."""
    FOLLOWED = "followed"


OPEN = (Stand.OPEN, Stand.MORE)


class Say(StrEnum):
    """What the person reading may do about a group."""

    DECIDES = "decides"
    PROPOSES = "proposes"
    NONE = "none"


@dataclass(frozen=True)
class DecisionsQuery:
    """Empty strings ask for everything. just: the group that this person has decided about just now."""

    sensitivity: str = ""
    kind: str = ""
    open_only: bool = False
    page: int = 1
    just: str = ""


@dataclass(frozen=True)
class Seen:
    """What a person had before them as they decided: the run that found the groups, and the version.

    newest: the newest line of the journal, proposals among them, which leave the version alone.
    """

    run: str
    version: int
    newest: int = 0


@dataclass(frozen=True)
class Said:
    """What somebody decided or proposed. to: "" where this person may not see it."""

    choice: Choice
    by: str
    role: str
    at: datetime
    reason: str = field(repr=False)
    to: str = field(default="", repr=False)
    count: int = 0


@dataclass(frozen=True)
class Correction:
    """What was decided, or only proposed, about one text of a group of values. group: its own id."""

    group: str
    text: str = field(repr=False)
    said: Said
    proposed: bool = False


@dataclass(frozen=True)
class GroupLine:
    """A group of the newest run.

    word: of a word without a code the word itself, of persons their numbers; "" where this person may not
    see them. rest: the words of a column that are too many to be groups of their own. count: what
    people count it by, values or records. money: one sum a currency, empty where it is not theirs to see.
    stand, say: see there. ask: whose decision it is. choices: the gentlest first; for a REPLACE of a word
    `codes` are what it can become. made: the decision that stands. dropped: the last run still followed a
    decision that was taken back since. corrections: what was decided about single texts. suggested: what
    the one whose decision it is can take with one tap, None where they had better look first.
    """

    id: str
    kind: GroupKind
    file: str
    table: str
    column: str
    entity: str
    field: str
    finding: str
    word: str
    rest: bool
    sensitivity: str
    records: int
    cells: int
    count: int
    money: tuple[str, ...]
    stand: Stand
    say: Say
    ask: str
    choices: tuple[Choice, ...]
    codes: tuple[str, ...] = ()
    made: Said | None = None
    proposal: Said | None = None
    dropped: bool = False
    corrections: tuple[Correction, ...] = ()
    suggested: Suggested | None = None

    @property
    def open(self) -> bool:
        return self.stand in OPEN


@dataclass(frozen=True)
class DecisionsPage:
    """run: None before the first run. grouped: whether the run names groups; an old one does not.

    version: of the decisions. newest: see Seen. open: groups that wait; yours: those that this person may
    decide; proposable: may only propose. kinds, classes: (name, open groups) of those that the run has.
    newer: whether the decisions are others than the last run followed. just: the group that was asked for
    by that name, where a decision about it stands that can be undone: until all have signed.
    """

    project: str
    run: str | None
    version: int = 0
    newest: int = 0
    grouped: bool = True
    groups: tuple[GroupLine, ...] = ()
    matching: int = 0
    total: int = 0
    page: int = 1
    pages: int = 1
    open: int = 0
    yours: int = 0
    proposable: int = 0
    kinds: tuple[tuple[GroupKind, int], ...] = ()
    classes: tuple[tuple[str, int], ...] = ()
    newer: bool = False
    uploads: int = 0
    may_run: bool = False
    may_map: bool = False
    ask_run: str = ""
    job: JobView | None = None
    just: GroupLine | None = None

    @property
    def seen(self) -> Seen:
        return Seen(self.run or "", self.version, self.newest)


@dataclass(frozen=True)
class Row:
    """A record as it stood. place: where it is in its file. cells: (column, text)."""

    record: int | None
    line: int
    cells: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class Person:
    """One of several records that may be one person. number: the source id that a merge may keep."""

    number: str = field(repr=False)
    cells: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class Examples:
    """What a group looks like, opened on demand.

    texts: distinct values with their counts, the most frequent first. more_texts: how many are not shown.
    shapes: texts hold shapes. why_not: why rows are not shown.
    """

    rows: tuple[Row, ...] = ()
    persons: tuple[Person, ...] = ()
    texts: tuple[tuple[str, int], ...] = field(default=(), repr=False)
    more_texts: int = 0
    shapes: bool = False
    why_not: str = ""


@dataclass(frozen=True)
class Verdict:
    """What a person asks for. to: the code, text or number of a choice that wants one.

    text: of a group of values, the one text that it is about.
    """

    groups: tuple[str, ...]
    choice: Choice | None
    reason: str = field(repr=False)
    to: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
