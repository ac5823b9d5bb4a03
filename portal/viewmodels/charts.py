"""The Charts page as facts: what is left, the draw, one chart with old beside new, what the result proves.

What a person may not see has no place here: it is cut out before these are filled (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from core.charts import Allergies, Section, Standing
from core.spotchecks import FileSaid, Found, Scope
from portal.viewmodels.log import LogPlace
from portal.viewmodels.picture import PictureFile


@dataclass(frozen=True)
class DrawFacts:
    """number: which draw it is, from 1. asked, charts: wanted, and drawn where there were fewer.

    reason: why others were drawn, "" for the first, None where nobody was asked. typed: whether a person
    chose the starting number, None where that was not kept. of_run: whether it drew from the run that was
    drawn from last.
    """

    number: int
    seed: str
    asked: int
    charts: int
    by: str
    at: datetime
    reason: str | None = ""
    typed: bool | None = False
    of_run: bool = True


@dataclass(frozen=True)
class ChartLine:
    """One chart to look at, by its place from 1. Whose it is, is told only once it is opened.

    found: this person's part of it, None while it is left. again: it was checked and has changed since.
    closed: only few may open it. golden: chosen by hand. earlier: from an earlier sample, and stays.
    """

    place: int
    found: Found | None
    golden: bool = False
    again: bool = False
    closed: bool = False
    concern: bool = False
    earlier: bool = False


@dataclass(frozen=True)
class Said:
    """One word about a part of a chart. reason: why it is milder than the one before, "" where it is not,
    None where nobody was asked.
    """

    scope: Scope
    found: Found
    by: str
    at: datetime
    reason: str | None = ""


@dataclass(frozen=True)
class ChangeLine:
    """An answer that was made milder. place: of the chart, 0 where it is not among those to look at any
    more.
    """

    place: int
    was: Said
    now: Said


@dataclass(frozen=True)
class SaidOfFile:
    """One word about a file. reason: as of a chart."""

    said: FileSaid
    by: str
    at: datetime
    reason: str | None = ""


@dataclass(frozen=True)
class FileChangeLine:
    """ "Wrong patient" that was taken back. Which file it is, is told to those who see files."""

    was: SaidOfFile
    now: SaidOfFile


@dataclass(frozen=True)
class ConcernLine:
    """text, answer: "" for who may not see charts. settled_at: None while it is open. of_file: about a file,
    whose place it is.
    """

    number: int
    place: int
    text: str = field(repr=False)
    owner: str
    by: str
    at: datetime
    answer: str = field(default="", repr=False)
    settled_by: str = ""
    settled_at: datetime | None = None
    of_file: bool = False


@dataclass(frozen=True)
class Result:
    """checked: charts of the sample that were compared. bounds: shares, at 95 %. left: for practitioners.

    chosen: golden ones compared, which do not count. unanswered: serious ones without a concern, by place.
    newcomers: patients of a newer run than was drawn from, for whom the bounds do not speak. gone: faulty
    ones that a newer run has changed, which still count. carried: faulty ones of an earlier run's sample.
    standing: parts of charts called serious and not called otherwise since. held: whether charts were drawn
    after a faulty one was found. never_compared: charts of earlier runs' samples that nobody compared.
    """

    checked: int
    small: int
    serious: int
    bound: float
    bound_of_serious: float
    left: int
    chosen: int = 0
    unanswered: tuple[int, ...] = ()
    newcomers: int = 0
    gone: int = 0
    carried: int = 0
    standing: int = 0
    held: bool = False
    never_compared: int = 0

    @property
    def errors(self) -> int:
        return self.small + self.serious


@dataclass(frozen=True)
class ChartsPage:
    """scope: what of a chart this person checks, None for who checks nothing. ask: whom to ask for that.

    sizes: (how many, the share that so many without a fault prove). draws: all of them, the last one is
    `draw`. changes, file_changes: answers made milder, the newest first.
    """

    project: str
    ran: bool
    version: int = 0
    patients: int = 0
    draw: DrawFacts | None = None
    lines: tuple[ChartLine, ...] = ()
    result: Result | None = None
    concerns: tuple[ConcernLine, ...] = ()
    scope: Scope | None = None
    opens: bool = False
    may_draw: bool = False
    may_settle: bool = False
    ask: str = ""
    sizes: tuple[tuple[int, float], ...] = ()
    draws: tuple[DrawFacts, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    file_changes: tuple[FileChangeLine, ...] = ()

    @property
    def left(self) -> tuple[int, ...]:
        """Places of the charts that are left for this person."""
        return tuple(each.place for each in self.lines if each.found is None and not each.closed)


class Match(StrEnum):
    """How the old cell and the new value of one field stand to each other."""

    SAME = "same"
    OTHERWISE = "written otherwise"
    MISSING = "not in the new record"
    ADDED = "not in the old row"


@dataclass(frozen=True)
class Line:
    """One field: old is the cell as it stood, "" where none fed it; new "" where there is no value."""

    label: str
    old: str = field(repr=False)
    new: str = field(repr=False)
    match: Match


@dataclass(frozen=True)
class EntryView:
    """One record. rest: cells of its old row without a field, for who may see originals. file: one that the
    record names, None where it names none. whence: the row's entry in the migration log.
    """

    kind: str
    title: str = field(repr=False)
    standing: Standing
    lines: tuple[Line, ...] = field(repr=False)
    rest: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    file: PictureFile | None = None
    whence: LogPlace | None = None


@dataclass(frozen=True)
class SectionView:
    section: Section
    entries: tuple[EntryView, ...]


@dataclass(frozen=True)
class NotOver:
    """An old row that names the patient and is not in the new chart. cells: "" shapes are never shown."""

    table: str
    line: int
    disposition: str
    reason: str
    by: str
    cells: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class ToothView:
    number: str
    dentition: str
    marks: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Seen:
    """What a verdict is about: the draw, the chart's place in it, and the digest of what was shown."""

    draw: int
    place: int
    digest: str = field(default="", repr=False)


@dataclass(frozen=True)
class ChartView:
    """title, facts: who it is. closed: why it cannot be shown, "" where it can.

    not_over: None where this person does not see old rows; rows_ask then says whom to ask. files: those that
    bear the patient's number and that no record names. said: what people said of it, in order. wants_reason:
    answers of this person that would be milder than the last one.
    """

    seen: Seen
    of: int
    title: str = field(repr=False)
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    allergies: Allergies | None = None
    contradicts: bool = False
    sections: tuple[SectionView, ...] = ()
    teeth: tuple[ToothView, ...] = ()
    notation: str = ""
    not_over: tuple[NotOver, ...] | None = None
    rows_ask: str = ""
    found: Found | None = None
    closed: str = ""
    files: tuple[PictureFile, ...] = ()
    said: tuple[Said, ...] = ()
    wants_reason: tuple[Found, ...] = ()

    @property
    def pictures(self) -> tuple[PictureFile, ...]:
        """All that can be shown, in the order of the chart."""
        named = [entry.file for section in self.sections for entry in section.entries if entry.file]
        return tuple({each.number: each for each in (*named, *self.files) if each.address}.values())
