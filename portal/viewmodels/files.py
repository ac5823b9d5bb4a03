"""The Files page as facts: the ledger with its sums, one file opened, and the histories of consent forms.

What a person may not see has no place here: it is left out before these are filled (law 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.files.consents import Form
from core.files.model import Kind, Suspicion, Verdict
from core.spotchecks import FileSaid
from portal.viewmodels.charts import ConcernLine
from portal.viewmodels.picture import OfFiles

PAGE_SIZE = 15
"""Files on one screen; no page is ever sent more (design, section 9)."""
FORMS_SIZE = 8


@dataclass(frozen=True)
class FilesQuery:
    """Empty strings ask for everything. search: a patient's number, or part of a file's name."""

    search: str = field(default="", repr=False)
    kind: str = ""
    verdict: str = ""
    page: int = 1
    forms_page: int = 1


@dataclass(frozen=True)
class FileSeen:
    """Which file of a run, by its place in the ledger from 1. Says nothing about any patient."""

    run: str
    place: int


@dataclass(frozen=True)
class FileSums:
    """verdicts: files by what there is to say of them. missing: named and not arrived. counted: what the
    uploads' own list has, None where it was not made for these files. bytes: of all that arrived.
    """

    received: int
    verdicts: Mapping[Verdict, int]
    kinds: Mapping[Kind, int]
    missing: int
    counted: int | None
    bytes: int

    @property
    def closes(self) -> bool:
        return self.counted in (None, self.received) and sum(self.verdicts.values()) == self.received


@dataclass(frozen=True)
class FileLine:
    """closed: of a patient whose chart only few may open; then neither name nor number is told."""

    place: int
    name: str = field(repr=False)
    kind: Kind
    size: int | None
    number: str = field(repr=False)
    verdict: Verdict
    suspicion: Suspicion
    said: FileSaid | None = None
    closed: bool = False


@dataclass(frozen=True)
class PersonFacts:
    """Somebody a file speaks of, in the words of the record or of the file; "" for what is not said."""

    number: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    born: str = field(default="", repr=False)
    sex: str = field(default="", repr=False)


@dataclass(frozen=True)
class SaidOf:
    """What a person said of the file. note: "" where there is none."""

    said: FileSaid
    note: str = field(repr=False)
    by: str
    at: datetime


@dataclass(frozen=True)
class FileView:
    """One file opened. filed: whom the old database files it under; by_table False: its own tags do.

    tags: what the image says, None where it has no tags. other: the patient whom it speaks of instead.
    twins: other files with the same bytes, by place and name. closed: why nothing is shown.
    picture: the file as the viewer is asked for it, None where no bytes arrived. before: what was said of it
    before the last word, in order.
    """

    seen: FileSeen
    name: str = field(repr=False)
    path: str = field(default="", repr=False)
    kind: Kind = Kind.OTHER
    size: int | None = None
    digest: str = ""
    verdict: Verdict = Verdict.FILED
    suspicion: Suspicion | None = None
    filed: tuple[PersonFacts, ...] = ()
    by_table: bool = True
    tags: PersonFacts | None = None
    modality: str = ""
    taken: date | None = None
    other: PersonFacts | None = None
    twins: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    history: Form | None = field(default=None, repr=False)
    said: SaidOf | None = None
    closed: str = ""
    picture: OfFiles | None = None
    before: tuple[SaidOf, ...] = ()


@dataclass(frozen=True)
class FormLine:
    """A consent form with the number of its patient."""

    form: Form = field(repr=False)
    number: str = field(repr=False)


@dataclass(frozen=True)
class FilesPage:
    """left: places of suspicious files that this person has not to leave alone. forms: of this screen.

    faulty: forms with something amiss. history: whether the old database keeps versions at all. tagged:
    whether the run has what images say of themselves; an old one has not. unanswered: places of files
    that are with the wrong patient and have no concern about just that; 0 for one that is gone.
    """

    project: str
    ran: bool
    run: str = ""
    version: int = 0
    sums: FileSums | None = None
    lines: tuple[FileLine, ...] = ()
    matching: int = 0
    page: int = 1
    pages: int = 1
    left: tuple[int, ...] = ()
    suspicious: int = 0
    forms: tuple[FormLine, ...] = ()
    forms_all: int = 0
    forms_page: int = 1
    forms_pages: int = 1
    faulty: int = 0
    history: bool = True
    tagged: bool = True
    may_judge: bool = False
    may_settle: bool = False
    ask: str = ""
    concerns: tuple[ConcernLine, ...] = ()
    unanswered: tuple[int, ...] = ()
