"""The Migration log page as facts: a question, the screenful that answers it, and one entry in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.dependents import Reach

PAGE_SIZE = 15
"""Entries on one screen; no page is ever sent more (design, section 9)."""


class Order(StrEnum):
    """FILE: as the records stood in the files. URGENT: what waits first, then flagged."""

    URGENT = "urgent"
    FILE = "file"


@dataclass(frozen=True)
class LogQuery:
    """Empty strings ask for everything. table: "file table" key as in `LogPage.tables`.

    record: the number of one record, as a link from a figure has it. patient: a patient's number.
    """

    search: str = ""
    table: str = ""
    disposition: str = ""
    reason: str = ""
    order: Order = Order.URGENT
    page: int = 1
    record: int | None = None
    patient: str = field(default="", repr=False)


@dataclass(frozen=True)
class EntryRef:
    """Which entry of a run: its position in the log part, 0-based. Says nothing about any patient."""

    run: str
    position: int


@dataclass(frozen=True)
class LogPlace:
    """Where an entry is found by a link. table: position of the table in the run. record: 1-based, in it."""

    table: int
    record: int


@dataclass(frozen=True)
class LogEntry:
    """One source record. record: 1-based, None for a reject. source_id, patient: "" where not to be seen.

    patient: id of the one whom the record is about.
    """

    ref: EntryRef
    file: str
    table: str
    record: int | None
    line: int
    source_id: str
    disposition: str
    reasons: tuple[str, ...]
    by: str
    targets: tuple[str, ...]
    patient: str = field(default="", repr=False)


@dataclass(frozen=True)
class LogPage:
    """page is 1-based and within pages. tables: (key, label); reasons: names, both of the whole run."""

    project: str
    run: str | None
    entries: tuple[LogEntry, ...] = ()
    matching: int = 0
    total: int = 0
    page: int = 1
    pages: int = 1
    tables: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    identity_shown: bool = True


@dataclass(frozen=True)
class CellFate:
    """What became of one filled cell. fate: of core.mapping.model.Fate. homes: (entity, field) that took it.

    by, reason: on whose word, and why. key: it names the record. absent: it was read as saying nothing.
    noted: somebody had it made a note of the patient.
    """

    column: str
    fate: str
    homes: tuple[tuple[str, str], ...] = ()
    by: str = ""
    reason: str = ""
    key: bool = False
    absent: bool = False
    noted: bool = False


@dataclass(frozen=True)
class CellReach:
    """What hangs on one cell. others: entries beside its own that may change with it; None where there are
    too many records to count them.
    """

    column: str
    reaches: frozenset[Reach]
    others: int | None = None


@dataclass(frozen=True)
class ChartPlace:
    """Where a chart stands among those drawn to be checked; says nothing of whose it is."""

    draw: int
    place: int


@dataclass(frozen=True)
class EntryDetail:
    """An entry with its row as it stood. cells: (column, text); why_not: why there are none.

    provable: whether this person may take the proof of it along. fates: of its filled cells. chart: of its
    patient, where it was drawn and this person sees charts.
    """

    entry: LogEntry
    cells: tuple[tuple[str, str], ...] = field(repr=False)
    why_not: str = ""
    provable: bool = False
    fates: tuple[CellFate, ...] = ()
    chart: ChartPlace | None = None
