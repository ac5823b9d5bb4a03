"""Set facts about money: two clinics in two currencies, one total that ties and one that differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.finances import Apart, Asked, Basis, Lead, LeadKind, NoShows, Report, to_facts
from core.money import Money
from core.readiness import Part, Signer, Statement
from portal.viewmodels.finances import (
    Choices,
    Drill,
    EntryLine,
    FinancesPage,
    FinanceTotal,
    Flow,
    Flows,
    Owed,
    Pasted,
)
from portal.viewmodels.go_live import KeyState

AT = datetime(2026, 6, 27, 14, 5, tzinfo=UTC)
NEWEST = date(2026, 6, 26)
SEATTLE, VANCOUVER = "clinic:x:1", "clinic:x:2"
DUES = Asked(Report.BALANCE, "USD", SEATTLE, period="2026-06-26")
CAME = Asked(Report.COLLECTIONS, "CAD", VANCOUVER, period="2026-05", basis=Basis.ENTRY)


def usd(units: int) -> Money:
    return Money(units, "USD")


def stated(subject: str, asked: Asked, theirs: int, ours: int, note: str = "") -> Statement:
    return Statement(
        Part.TOTALS, subject, (("theirs", theirs), ("ours", ours)), note, "Kim <b>", "accountant", AT,
        asked.report.value, asked.currency, tuple(sorted(to_facts(asked).items())),
    )  # fmt: skip


DIFFERS = FinanceTotal(
    stated("Collections, May 2026, <i>Vancouver</i>", CAME, 1_234_560, 1_134_560), CAME,
    Money(1_234_560, "CAD"), Money(1_134_560, "CAD"), explained=False,
)  # fmt: skip
TIES = FinanceTotal(
    stated("Receivables in all, 26 Jun 2026", DUES, 4_272_305, 4_272_305), DUES, usd(4_272_305),
    usd(4_272_305), explained=True,
)  # fmt: skip


def owed(clinic: str, name: str, currency: str, *units: int) -> Owed:
    reports = (
        Report.AGE_0_30, Report.AGE_31_60, Report.AGE_61_90, Report.AGE_OVER_90, Report.CREDITS,
        Report.UNAPPLIED, Report.BALANCE,
    )  # fmt: skip
    return Owed(
        clinic, name, currency,
        tuple((r, Money(n, currency)) for r, n in zip(reports, units, strict=True)),
    )  # fmt: skip


def flow(key: str, name: str, currency: str, *units: int) -> Flow:
    return Flow(key, name, *(Money(each, currency) for each in units))


FINANCES = FinancesPage(
    project="Example: Maple Street Dental",
    version=7,
    run="ab12" * 16,
    newest=NEWEST,
    as_of=NEWEST,
    totals=(DIFFERS, TIES),
    choices=Choices(
        {SEATTLE: "Seattle", VANCOUVER: "Vancouver <b>"},
        {"provider:x:1": "Ada Rootwell"},
        ("2026-06", "2026-05"),
        ("CAD", "USD"),
    ),
    owed=(
        owed(SEATTLE, "Seattle", "USD", 53_300, 26_500, 62_790, 4_129_990, 275, 0, 4_272_305),
        owed(VANCOUVER, "Vancouver <b>", "CAD", 32_923, 12_792, 250_644, 3_567_304, 0, 100, 3_863_563),
    ),
    flows=(
        Flows(
            "USD",
            (
                flow("2026-06", "Jun 2026", "USD", 70_000, 20_000, -500),
                flow("2026-05", "May 2026", "USD", 90_000, 80_000, 0),
            ),
            (
                flow("provider:x:1", "Ada Rootwell", "USD", 160_000, 100_000, -500),
                flow("", "No provider named", "USD", 0, 0, 0),
            ),
            (("D2740", usd(120_000)), ("D0120", usd(40_000))),
        ),
    ),
    apart=(Apart("no currency", "", 1, 0), Apart("voided", "USD", 3, 59_850)),
    visits=(
        ("Seattle", NoShows(SEATTLE, "2026-05", 1, 9)),
        ("Seattle", NoShows(SEATTLE, "2026-06", 0, 12)),
        ("Vancouver <b>", NoShows(VANCOUVER, "2026-06", 2, 8)),
    ),
)
KIMS = replace(FINANCES, may_state=True, may_sign=True, key=KeyState(Signer.ACCOUNTANT, made=True))
"""As the accountant has it."""
PASTED = Pasted(2, ())
DRILL = Drill(
    title="Collections, May 2026, <i>Vancouver</i>",
    asked=CAME,
    ours=Money(1_134_560, "CAD"),
    total=DIFFERS,
    leads=(
        Lead(LeadKind.TURNED, 1, -50_000, ("ledger_entry:x:7",)),
        Lead(LeadKind.NOT_EXPORTED, 18, first="5000123", last="5000140", place=("ledger.csv", "ledger")),
        Lead(LeadKind.NOT_HERE, 2, place=("ledger.csv", "ledger")),
    ),
    tables={("ledger.csv", "ledger"): 5},
    days=((date(2026, 5, 4), 2, Money(1_134_560, "CAD")),),
    entries=(
        EntryLine(
            "ledger_entry:x:7", date(2026, 5, 4), "payment", Money(-50_000, "CAD"), "Vancouver <b>",
            "Ada Rootwell", "10007", "ledger.csv", 1_200, 1_201, 5, against=True,
        ),
        EntryLine(
            "ledger_entry:x:8", date(2026, 5, 4), "insurance_payment", Money(1_184_560, "CAD"),
            "Vancouver <b>", "Ada Rootwell", "10008", "ledger.csv", 1_201, 1_202, 5, against=False,
        ),
    ),
    count=2,
)  # fmt: skip
