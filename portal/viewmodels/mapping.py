"""The Mapping page as facts: tables, what each column is taken for and why, and what a person may ask.

Law 2: everything names on whose word it stands. `version` is what the person had before them; every change
carries it back, so that nothing is overwritten unseen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.transforms.teeth import ToothEvidence
from portal.viewmodels.holdings import Held
from portal.viewmodels.jobs import JobView
from portal.viewmodels.mapping_cells import NOT_SPLIT, BlankWord, Split, Ways

Source = tuple[str, str]
"""(file, table), as in mappings and logs."""


@dataclass(frozen=True, order=True)
class Home:
    """A field of the clinic record."""

    entity: str
    field: str


class Place(StrEnum):
    """Where a column goes that feeds no field; the first three are fates of core.mapping."""

    WAITING = "waiting"
    ARCHIVED = "archived"
    DECLINED = "declined"
    KEY = "key"


class Level(StrEnum):
    """How far a suggestion can be relied on."""

    SURE = "sure"
    LIKELY = "likely"
    NOT_SURE = "not sure"


@dataclass(frozen=True)
class Several:
    """Several fields from each cell of a column. reason: one sentence without patient data."""

    homes: tuple[Home, ...]
    reason: str


@dataclass(frozen=True)
class Suggested:
    """home: None for "no field", which is an answer too. reason: one sentence without patient data."""

    home: Home | None
    level: Level
    reason: str
    runner_up: Home | None = None
    several: Several | None = None


@dataclass(frozen=True)
class ColumnLine:
    """One column as mapped. to: its field, or where else it goes. open: a person should look at it.

    by_person: whether a person's word stands behind it. in_key: it names the records of its table. also: the
    other fields that take a part of its cells.
    """

    name: str
    to: Home | Place
    by: str
    reason: str
    open: bool
    by_person: bool
    in_key: bool
    suggested: Suggested
    also: tuple[Home, ...] = ()


def together(columns: Sequence[ColumnLine]) -> tuple[ColumnLine, ...]:
    """Columns that wait and have a likely suggestion, each to a field that no other feeds or is to feed."""
    waiting = [column for column in columns if column.open and column.to is Place.WAITING]
    likely = [c for c in waiting if c.suggested.home and c.suggested.level is not Level.NOT_SURE]
    homes = [*(column.suggested.home for column in likely), *(column.to for column in columns)]
    return tuple(column for column in likely if homes.count(column.suggested.home) == 1)


@dataclass(frozen=True)
class TableLine:
    """entity: the kind of record that its rows are; None while nobody has settled that.

    offers: whether something of it can be taken as suggested, its kind or columns that wait.
    """

    source: Source
    records: int
    columns: int
    open: int
    entity: str | None
    offers: bool = False

    @property
    def key(self) -> str:
        return "\t".join(self.source)


@dataclass(frozen=True)
class TableView:
    """suggested: the kind that the rows seem to be. columns: in the order of the file.

    unique: columns that never repeat and are never empty. homes: fields that a row of its kind can feed.
    mixed: the kind that holds rows of several kinds, and why, where they seem to be that. split: how rows of
    several kinds are told apart, and how they could be.
    """

    line: TableLine
    suggested: str | None
    level: Level
    reason: str
    runner_up: str | None
    key: tuple[str, ...]
    unique: tuple[str, ...]
    columns: tuple[ColumnLine, ...]
    homes: tuple[Home, ...]
    mixed: tuple[str, str] | None = None
    split: Split = NOT_SPLIT


@dataclass(frozen=True)
class MappingPage:
    """version: 0 while nobody has saved one. run_version: of the last run, None before the first.

    newer: whether this mapping is another than the one of the last run. may_take: it along, as a file.
    """

    project: str
    version: int
    tables: tuple[TableLine, ...]
    table: TableView | None
    may_map: bool
    may_run: bool
    ask: str
    job: JobView | None = None
    run_version: int | None = None
    newer: bool = False
    uploads: int = 1
    may_take: bool = False

    @property
    def open(self) -> int:
        return sum(table.open for table in self.tables)


class Why(StrEnum):
    """Why a row of the preview is shown, in the order in which they stand."""

    FAILING = "failing"
    EXTREME = "extreme"
    TYPICAL = "typical"


@dataclass(frozen=True)
class Example:
    """Old beside new. old: a value, or its shape where values may not be seen. new: None where none came."""

    why: Why
    old: str
    new: str | None
    finding: str
    count: int


@dataclass(frozen=True)
class Outcomes:
    """Cells of all rows by what became of them. failed: (finding kind, cells), most first."""

    read: int = 0
    absent: int = 0
    failed: tuple[tuple[str, int], ...] = ()
    empty: int = 0

    @property
    def unread(self) -> int:
        return sum(count for _, count in self.failed)


class OptionName(StrEnum):
    """Options of a step that a person settles; the values are their names in the mapping.

    READING is none of a step: it is which transform reads the column.
    """

    ORDER = "order"
    DECIMAL_MARK = "decimal_mark"
    NAME_ORDER = "name_order"
    WORDS_BETWEEN = "words_between"
    READING = "reading"
    NOTATION = "notation"
    CREDITS = "credits"
    SIGN = "sign"
    NUMBER = "number"
    WIDTHS = "widths"


@dataclass(frozen=True)
class DateEvidence:
    """Cells that only one order of day and month can read, and those that fit both."""

    month_first: int
    day_first: int
    both: int


@dataclass(frozen=True)
class ColumnView:
    """A column opened: samples, options and the preview. values_shown: else only shapes and counts.

    options: name -> value, "" where it is not settled. required: without it a record cannot stand.
    blanks: its words for nothing, and those that may be.
    """

    samples: tuple[tuple[str, int], ...]
    distinct: int
    filled: int
    rows: int
    values_shown: bool
    ask: str
    options: tuple[tuple[OptionName, str], ...] = ()
    evidence: DateEvidence | None = None
    examples: tuple[Example, ...] = ()
    outcomes: Outcomes | None = None
    held: Held | None = None
    teeth: ToothEvidence | None = None
    required: bool = False
    ways: Ways | None = None
    blanks: tuple[BlankWord, ...] = ()

    @property
    def feeds(self) -> bool:
        return self.outcomes is not None
