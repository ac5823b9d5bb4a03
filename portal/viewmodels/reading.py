"""The page about how a file is read, as facts: what was found and why, what people said, what is damaged."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.sources.fixed_width.layout import Column
from core.tables import Share

NONE = "none"
"""The value of QUOTE and HEADER that says that there is none."""


class Topic(StrEnum):
    """What of a text file a person may say instead of the reader."""

    FORMAT = "format"
    """Delimited, fixed width, or a document that is no table."""
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    QUOTE = "quote"
    ESCAPE = "escape"
    HEADER = "header"
    """The line on which the names stand, as a number; NONE where there are none."""


@dataclass(frozen=True)
class Option:
    """One answer that is allowed. value: as it is sent back. label: as people read it."""

    value: str
    label: str


@dataclass(frozen=True)
class ChoiceView:
    """One thing that was found or said. found, why: by the reader itself. said: by a person, None where by
    none; found and said are values of the topic, as `options` have them.

    options: of the topic, the reader's own among them; empty where a line number is asked for.
    remembered: it was said of an earlier file of the same shape and is used here, too.
    """

    topic: Topic
    found: str
    why: str
    options: tuple[Option, ...] = ()
    said: str | None = None
    by: str = ""
    at: datetime | None = None
    remembered: bool = False


@dataclass(frozen=True)
class ColumnSeen:
    """kind: as profiles call it, in words. confidence: from 0 to 1."""

    name: str
    kind: str
    confidence: float


@dataclass(frozen=True)
class RawRow:
    """A line as it stands and as it is read. cells: None where the row has no such cell. share: its kind."""

    line: int
    raw: str = field(repr=False)
    cells: tuple[str | None, ...] = field(repr=False)
    share: Share = Share.RECORD


@dataclass(frozen=True)
class RepairView:
    """One proposed repair. id: what accepting it says. why, sure: in words; changed: columns that differ."""

    id: str
    line: int
    raw: str = field(repr=False)
    before: tuple[str | None, ...] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)
    why: str
    confidence: float
    applied: bool
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class RepairGroup:
    """All proposals of one kind in one file. kind: as core.repairs.RepairKind. examples: the first ones."""

    kind: str
    count: int
    applied: int
    examples: tuple[RepairView, ...]


@dataclass(frozen=True)
class RejectView:
    """A line that became no record. id: names its bytes. corrected: the cells that somebody gave for it."""

    id: str
    line: int
    raw: str = field(repr=False)
    reason: str
    advice: str
    corrected: tuple[str, ...] | None = field(default=None, repr=False)
    by: str = ""


@dataclass(frozen=True)
class TableReading:
    """One table of the opened file. shares: bytes by what they belong to; empty where a format has none.

    rejects_in_all: how many lines still are no record; `rejects` holds the first of them, and those put
    right.
    """

    name: str
    path: str
    records: int
    counted: int
    columns: tuple[ColumnSeen, ...]
    choices: tuple[ChoiceView, ...]
    first: tuple[RawRow, ...]
    shares: tuple[tuple[Share, int], ...] = ()
    repairs: tuple[RepairGroup, ...] = ()
    rejects: tuple[RejectView, ...] = ()
    rejects_in_all: int = 0


@dataclass(frozen=True)
class FileLine:
    """One file in the list. label: what it was taken for. open_repairs, rejects: how many wait.

    locked: a password is needed.
    """

    path: str
    label: str
    tables: int
    open_repairs: int
    rejects: int
    locked: bool = False
    said: bool = False


@dataclass(frozen=True)
class FileReading:
    """The opened file. label, why: what it was taken for, in words. layout: columns of a fixed-width text, as
    the engine has them (counted from 0); empty for every other file.

    password_given: a person gave one that opens it. skip: lines above the first record of a fixed-width text.
    """

    path: str
    label: str
    why: str
    tables: tuple[TableReading, ...]
    locked: bool = False
    password_given: bool = False
    layout: tuple[Column, ...] = ()
    skip: int = 0
    trying: bool = False
    """Shown under a choice that is not kept yet."""


@dataclass(frozen=True)
class ReadingQuery:
    """path: which file is open, "" for the first that needs somebody. trying: a choice not kept yet."""

    path: str = ""
    trying: Override | None = None


@dataclass(frozen=True)
class Override:
    """topic is read as `value` in a file; None: as it is found."""

    path: str
    topic: Topic
    value: str | None


@dataclass(frozen=True)
class AcceptRepairs:
    """id: one proposal alone; kind: all of it in the file; neither: all of the file. accept: or take back."""

    path: str
    id: str | None = None
    kind: str | None = None
    accept: bool = True


@dataclass(frozen=True)
class Correct:
    """A reject is this record. cells None: it is a reject again."""

    path: str
    id: str
    cells: tuple[str, ...] | None = field(repr=False)


@dataclass(frozen=True)
class CorrectMany:
    """The rejects of a file as they were taken along, filled in. workbook: an xlsx, merged by row id."""

    path: str
    workbook: bytes = field(repr=False)


@dataclass(frozen=True)
class GivePassword:
    """ "" takes it back."""

    path: str
    password: str = field(repr=False)


@dataclass(frozen=True)
class GiveLayout:
    """Columns of a fixed-width text; empty: as they are found. skip: lines above the first record."""

    path: str
    columns: tuple[Column, ...]
    skip: int = 0


ReadingChange = Override | AcceptRepairs | Correct | CorrectMany | GivePassword | GiveLayout


@dataclass(frozen=True)
class ReadingPage:
    """files: every file that was read. version: of what people said, 0 at first.

    may_change: else `ask` names who may. rows are empty where this person may not see originals (sees_rows).
    """

    project: str
    files: tuple[FileLine, ...]
    open: FileReading | None
    version: int
    may_change: bool
    sees_rows: bool
    ask: str = ""
    can_undo: bool = False
