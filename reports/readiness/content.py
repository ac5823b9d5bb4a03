"""What a readiness document says, as data, before anybody thinks of paper.

The order of the fields is the order on paper: waivers and what did not come over first (design, section
11). It holds counts, names of tables and columns, and names of the people who worked on it; no patient has
a place in it, and `guard` looks for those who slipped into a reason (law 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.money import Money
from core.readiness import Move, Signer, Snapshot


@dataclass(frozen=True)
class LeftBehind:
    """One thing that did not come over. why: the rule or decision. by: a rule's or a person's name."""

    what: str
    count: int
    why: str
    by: str
    money: Money | None = None


@dataclass(frozen=True)
class Brought:
    """One kind of record that came over. flagged: those of `count` that carry a finding to look at."""

    what: str
    count: int
    flagged: int = 0


@dataclass(frozen=True)
class ScopeLine:
    """A part of the scope; moves: whether it was to come over, None where nobody has decided.

    approved_by: the owner who agreed to it on its page. stated_by: on whose word it stands, else.
    """

    what: str
    moves: bool | None
    note: str = ""
    stated_by: str = ""
    approved_by: str = ""


@dataclass(frozen=True)
class DecisionLine:
    """What a named person chose for a group of records or values."""

    what: str
    count: int
    chosen: str
    reason: str
    by: str
    on: date
    money: Money | None = None


@dataclass(frozen=True)
class TableLine:
    """Both conservation sums of one source table (law 1)."""

    file: str
    table: str
    records: int
    imported: int
    flagged: int
    merged: int
    skipped: int
    waiting: int
    cells: int
    cells_mapped: int
    cells_archived: int
    cells_declined: int
    cells_waiting: int

    @property
    def records_close(self) -> bool:
        return self.records == self.imported + self.flagged + self.merged + self.skipped + self.waiting

    @property
    def cells_close(self) -> bool:
        parts = self.cells_mapped + self.cells_archived + self.cells_declined + self.cells_waiting
        return self.cells == parts

    @property
    def name(self) -> str:
        """The file, and the table where it has another name."""
        return self.file if not self.table or self.table in self.file else f"{self.file}, {self.table}"


class HasTables(Protocol):
    """Any document that prints both sums of every table."""

    @property
    def tables(self) -> tuple[TableLine, ...]: ...


class LeavesBehind(Protocol):
    """Any document that says what did not come over."""

    @property
    def left_behind(self) -> tuple[LeftBehind, ...]: ...


@dataclass(frozen=True)
class TieOut:
    """A control total of the old system beside ours. Both are of one currency (law 6)."""

    what: str
    theirs: Money
    ours: Money
    explanation: str = ""
    stated_by: str = ""

    @property
    def difference(self) -> Money:
        return self.ours - self.theirs


@dataclass(frozen=True)
class SpotCheck:
    """Charts that one practitioner was asked to compare side by side."""

    practitioner: str
    asked: int
    done: int
    concerns: int
    settled: int
    stated_by: str = ""


@dataclass(frozen=True)
class DrawLine:
    """One draw of charts. typed: whether a person chose the seed, None where that was not kept. reason: why
    others were drawn, "" for the first. of_run: whether it drew from the run that was drawn from last.
    """

    number: int
    charts: int
    seed: str
    by: str
    on: date
    reason: str = ""
    typed: bool | None = False
    of_run: bool = True


@dataclass(frozen=True)
class Answer:
    said: str
    by: str
    on: date


@dataclass(frozen=True)
class ChangedAnswer:
    """What somebody said of a chart or a file, and the milder word that took its place, with its reason."""

    what: str
    was: Answer
    now: Answer
    reason: str


@dataclass(frozen=True)
class Sample:
    """Charts drawn by chance, and what comparing them proves. draw: which one it was, from 1. draws: all.

    charts: drawn from the run that was drawn from last, in all its draws. bound: at most so many of 10,000
    charts are faulty, at 95 %. chosen: charts added by hand, which do not count for it. small, serious:
    differences among those compared. practitioners: who compared. newcomers: patients who came in after the
    draw, for whom the bound does not speak. gone: faulty ones that a newer run has changed, which count.
    carried: faulty ones of an earlier run's sample, which count. standing: answers that say serious, of all
    samples. held: whether charts were drawn after a faulty one was found. never_compared: charts drawn from
    earlier runs that nobody compared.
    """

    draw: int
    seed: str
    charts: int
    drawn_by: str
    drawn_on: date
    compared: int
    small: int
    serious: int
    bound: int
    chosen: int = 0
    chosen_compared: int = 0
    concerns: int = 0
    open: int = 0
    newcomers: int = 0
    practitioners: tuple[str, ...] = ()
    draws: tuple[DrawLine, ...] = ()
    gone: int = 0
    carried: int = 0
    standing: int = 0
    held: bool = False
    never_compared: int = 0


@dataclass(frozen=True)
class Training:
    role: str
    people: int
    finished: int
    stated_by: str = ""


@dataclass(frozen=True)
class ReadinessDocument:
    """Everything on paper. snapshot: gates, waivers, the date and the digests of the run (core.readiness).

    id: unique in the installation. written: aware, in the clinic's zone. audit_head: of the audit chain.
    signers: who is to sign, in which role; every role once. stated: gate -> on whose word its figure stands.
    changed: answers about charts and files that were made milder.
    """

    id: str
    clinic: str
    project: str
    written: datetime
    snapshot: Snapshot
    left_behind: tuple[LeftBehind, ...]
    brought: tuple[Brought, ...]
    scope: tuple[ScopeLine, ...]
    decisions: tuple[DecisionLine, ...]
    tables: tuple[TableLine, ...]
    tie_outs: tuple[TieOut, ...]
    spot_checks: tuple[SpotCheck, ...]
    training: tuple[Training, ...]
    moves: tuple[Move, ...]
    audit_head: str
    signers: tuple[tuple[Signer, str], ...]
    stated: tuple[tuple[str, str], ...] = ()
    sample: Sample | None = None
    changed: tuple[ChangedAnswer, ...] = ()

    def signer(self, role: Signer) -> str:
        """The name of who is to sign as `role`, or ""."""
        return dict(self.signers).get(role, "")
