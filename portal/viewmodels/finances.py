"""The Finances page as facts: the old system's totals beside ours, what makes up ours, the owner's figures.

Amounts are `Money`, each of one currency; two are never added (law 6). No word that somebody wrote about a
patient is among these.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.finances import Apart, Asked, Basis, Lead, NoShows, Report
from core.money import Money
from core.readiness import Statement
from portal.viewmodels.go_live import KeyState, ReplacedLine

DRILL_PAGE = 15
"""Entries on one screen (design, section 9)."""


@dataclass(frozen=True)
class Typed:
    """A total as a person types it from a report. amount: as typed. period: a day or a month, or ""."""

    report: Report
    currency: str
    amount: str
    clinic: str = ""
    provider: str = ""
    period: str = ""
    basis: Basis = Basis.SERVICE
    note: str = ""


@dataclass(frozen=True)
class Refused:
    """One pasted line that could not be taken, and why."""

    line: int
    text: str = field(repr=False)
    why: str


@dataclass(frozen=True)
class Pasted:
    """kept: how many lines were taken as totals. refused: the others, which stay with the person."""

    kept: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True)
class FinanceTotal:
    """One total that stands. asked: what it is of; None of those that Go-live took before there was a page.

    doubt: one sentence that asks whether it is the right report, or "".
    """

    statement: Statement
    asked: Asked | None
    theirs: Money
    ours: Money | None
    explained: bool
    doubt: str = ""

    @property
    def difference(self) -> Money | None:
        return None if self.ours is None else self.ours - self.theirs

    @property
    def ties(self) -> bool:
        return self.difference is not None and not self.difference.minor_units


@dataclass(frozen=True)
class Owed:
    """Receivables of one clinic in one currency. figures: report -> amount, the balance last."""

    clinic: str
    name: str
    currency: str
    figures: tuple[tuple[Report, Money], ...]


@dataclass(frozen=True)
class Flow:
    """Production, collections and adjustments. name: of a provider, a procedure code or a month."""

    key: str
    name: str
    production: Money
    collections: Money
    adjustments: Money


@dataclass(frozen=True)
class Flows:
    """One currency. months: newest first. codes: production alone, highest first."""

    currency: str
    months: tuple[Flow, ...]
    providers: tuple[Flow, ...]
    codes: tuple[tuple[str, Money], ...]


@dataclass(frozen=True)
class FinancesPaper:
    """A statement of finances. outdated: why it no longer tells how things stand, or "". signed: when."""

    id: str
    at: datetime
    by: str
    signer: str
    signed: datetime | None
    outdated: str = ""


@dataclass(frozen=True)
class Choices:
    """What a total can be of. Ids to names; months newest first."""

    clinics: Mapping[str, str]
    providers: Mapping[str, str]
    months: tuple[str, ...]
    currencies: tuple[str, ...]


@dataclass(frozen=True)
class FinancesPage:
    """version: how many steps there are; what is done from here names it. newest: day of the newest entry.

    as_of: the day that receivables are of. papers: oldest first. may_state: types totals and explains;
    may_sign: signs the statement of finances. key: of the person reading.
    """

    project: str
    version: int
    run: str | None
    newest: date | None = None
    as_of: date | None = None
    totals: tuple[FinanceTotal, ...] = ()
    choices: Choices = field(default_factory=lambda: Choices({}, {}, (), ()))
    owed: tuple[Owed, ...] = ()
    flows: tuple[Flows, ...] = ()
    apart: tuple[Apart, ...] = ()
    visits: tuple[tuple[str, NoShows], ...] = ()
    papers: tuple[FinancesPaper, ...] = ()
    may_state: bool = False
    may_sign: bool = False
    key: KeyState = field(default_factory=KeyState)
    replaced: tuple[ReplacedLine, ...] = ()

    @property
    def open(self) -> tuple[FinanceTotal, ...]:
        """Differences that nobody has explained."""
        return tuple(total for total in self.totals if not total.explained)


@dataclass(frozen=True)
class EntryLine:
    """One entry behind a figure. amount: what it gives to it. table: position of its table in the run."""

    id: str
    day: date
    kind: str
    amount: Money
    clinic: str
    provider: str
    patient: str
    file: str
    record: int
    line: int
    table: int | None
    against: bool


@dataclass(frozen=True)
class Drill:
    """What makes up one figure. ours: their sum. total: the standing total of just this, where one is.

    tables: source table -> its position in the run. days: (day, entries, their sum).
    """

    title: str
    asked: Asked
    ours: Money
    total: FinanceTotal | None
    leads: tuple[Lead, ...]
    tables: Mapping[tuple[str, str], int]
    days: tuple[tuple[date, int, Money], ...]
    entries: tuple[EntryLine, ...]
    count: int
    page: int = 1
    pages: int = 1
