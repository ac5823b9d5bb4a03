"""What a statement of finances says, as data, before anybody thinks of paper.

The order of the fields is the order on paper: what differs and is not explained first. It holds sums and
names of those who work here; no patient has a place in it (law 7), and no two currencies are added (law 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.money import Money


@dataclass(frozen=True)
class TotalLine:
    """A total of the old system beside ours. ours: None where the run has no such money."""

    what: str
    theirs: Money
    ours: Money | None
    explained: bool
    explanation: str
    by: str
    on: date
    doubt: str = ""

    @property
    def difference(self) -> Money | None:
        return None if self.ours is None else self.ours - self.theirs

    @property
    def ties(self) -> bool:
        return self.difference is not None and not self.difference.minor_units


@dataclass(frozen=True)
class OwedLine:
    """Receivables of one clinic in one currency. amounts: by age, credits, unapplied income, the balance."""

    name: str
    amounts: tuple[Money, ...]


@dataclass(frozen=True)
class FlowLine:
    """One month in one currency."""

    month: str
    production: Money
    collections: Money
    adjustments: Money


@dataclass(frozen=True)
class ApartLine:
    """Entries that count for nothing. money: None where they name no currency."""

    why: str
    count: int
    money: Money | None


@dataclass(frozen=True)
class FinancesStatement:
    """Everything on paper. id: unique in the installation. written: aware, in the clinic's zone.

    newest: day of the newest entry, of which the receivables are. run, result, log_root, audit_head: digests.
    signer: the name of the accountant who is to sign.
    """

    id: str
    clinic: str
    written: datetime
    newest: date | None
    totals: tuple[TotalLine, ...]
    owed: tuple[OwedLine, ...]
    flows: tuple[FlowLine, ...]
    apart: tuple[ApartLine, ...]
    run: str
    result: str
    log_root: str
    audit_head: str
    signer: str

    @property
    def open(self) -> tuple[TotalLine, ...]:
        """Differences that nobody has explained."""
        return tuple(total for total in self.totals if not total.explained)
