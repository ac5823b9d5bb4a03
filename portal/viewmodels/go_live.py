"""The Go-live page as facts: the date, the gates with what stands in the way first, statements, documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.money import Money
from core.readiness import GateResult, Move, Part, Signer, Statement, Verdict, Waiver

FEWEST_CHARACTERS = 12
"""Of a signing passphrase."""


@dataclass(frozen=True)
class GateLine:
    """One gate as it stands. waiver: the one given, whether or not it still speaks for the figure.

    may_waive, may_take_back: whether the person reading may. ask: who may waive it. stated_by: on whose
    word its figure stands, "" where the portal measured it. below: of a gate that people state, whether they
    still do; else it is not looked at.
    """

    result: GateResult
    waiver: Waiver | None
    covered: bool
    may_waive: bool
    may_take_back: bool
    ask: str
    stated_by: str = ""
    below: bool = True

    @property
    def name(self) -> str:
        return self.result.gate.name

    @property
    def blocks(self) -> bool:
        """Whether it stands in the way: not ready, and nobody answers for it."""
        return self.result.verdict is Verdict.BLOCK and not self.covered


@dataclass(frozen=True)
class SignatureLine:
    """at: None where it is still missing."""

    role: Signer
    name: str
    at: datetime | None


@dataclass(frozen=True)
class DocumentLine:
    """void: why it no longer counts, or "". yours: whether the person reading may sign it now.

    refusal: why that person may not, where their role signs; "" for everybody else.
    """

    id: str
    at: datetime
    by: str
    void: str
    signatures: tuple[SignatureLine, ...]
    yours: bool = False
    refusal: str = ""

    @property
    def turn(self) -> SignatureLine | None:
        """Whose signature comes next; None where none does."""
        return None if self.void else next((each for each in self.signatures if each.at is None), None)

    @property
    def complete(self) -> bool:
        return not self.void and self.turn is None


class MeasureName(StrEnum):
    """What ours of a control total is the sum of."""

    LEDGER_BALANCE = "ledger_balance"
    LEDGER_CHARGES = "ledger_charges"
    LEDGER_PAYMENTS = "ledger_payments"
    LEDGER_ADJUSTMENTS = "ledger_adjustments"
    PAYMENTS = "payments"
    ADJUSTMENTS = "adjustments"
    FEES = "fees"


@dataclass(frozen=True)
class TotalLine:
    """A control total that stands. ours: what the run has now, None where it has none such."""

    statement: Statement
    theirs: Money
    ours: Money | None
    explained: bool

    @property
    def difference(self) -> Money | None:
        return None if self.ours is None else self.ours - self.theirs


@dataclass(frozen=True)
class Stating:
    """What was stated and what the person reading may state. measures: those that the run has records for.

    measured: the parts that have a page of their own, where nobody states anything.
    """

    standing: tuple[Statement, ...] = ()
    totals: tuple[TotalLine, ...] = ()
    may: tuple[Part, ...] = ()
    measures: tuple[MeasureName, ...] = ()
    currency: str = "USD"
    measured: frozenset[Part] = frozenset()

    def of(self, part: Part) -> tuple[Statement, ...]:
        return tuple(each for each in self.standing if each.part is part)

    @property
    def on_finances(self) -> bool:
        """Whether totals are typed and explained on Finances: the run has money that it can compare."""
        return any(measure is not MeasureName.FEES for measure in self.measures)


@dataclass(frozen=True)
class KeyState:
    """The signing key of the person reading. role: as which they sign, None where they do not.

    closed: minutes until it opens again after too many wrong passphrases; 0 where it is open.
    waits: from when it can be used, where it was replaced and that is still to come.
    """

    role: Signer | None = None
    made: bool = False
    closed: int = 0
    waits: datetime | None = None


@dataclass(frozen=True)
class ReplacedLine:
    """A signing key that was replaced, for everybody who relies on signatures. how, doubt: words of
    portal.services.key_replacing. let_in_by: who had let the person in, where that is the doubt.
    """

    name: str
    role: str
    at: datetime
    holds_from: datetime
    how: str
    doubt: str = ""
    let_in_by: str = ""


@dataclass(frozen=True)
class Figures:
    """When the figures of the gates were last taken, of which run, and whether there is a newer one.

    waiting: statements made since, which count only when the figures are taken again.
    """

    at: datetime | None = None
    by: str = ""
    run: str = ""
    newer_run: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class Proposed:
    """A day that somebody proposed and nobody has answered. day: None for none at all."""

    day: date | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class GoLive:
    """version: how many steps there are; what is done from here names it. refusal: why no document can be
    written yet, or "". people: who is known for each role that signs.
    """

    project: str
    version: int
    ran: bool
    date: date | None
    moves: tuple[Move, ...]
    may_move: bool
    ask_move: str
    gates: tuple[GateLine, ...]
    figures: Figures
    may_take: bool
    stating: Stating
    documents: tuple[DocumentLine, ...]
    may_issue: bool
    refusal: str
    people: Mapping[Signer, str] = field(default_factory=dict)
    key: KeyState = KeyState()
    proposal: Proposed | None = None
    may_propose: bool = False
    replaced: tuple[ReplacedLine, ...] = ()

    @property
    def live(self) -> DocumentLine | None:
        """The newest document, where it counts."""
        newest = self.documents[-1] if self.documents else None
        return None if newest is None or newest.void else newest


@dataclass(frozen=True)
class Said:
    """What a person enters about one part. figures: by name, in the order of core.readiness FIGURES.

    Of a control total "theirs" alone: ours is the portal's to find. Empty figures take it back.
    selection: as that of a Statement.
    """

    part: Part
    subject: str
    figures: Mapping[str, int]
    note: str = ""
    measure: str = ""
    currency: str = ""
    selection: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Download:
    """A file handed to a person."""

    name: str
    content: bytes = field(repr=False)
