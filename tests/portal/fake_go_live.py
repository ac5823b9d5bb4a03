"""Set facts about going live: a clinic in the middle of it, one with a document, one with nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from core.money import Money
from core.readiness import Evidence, Move, Part, Signer, Statement, Verdict, Waiver, evaluate
from portal.viewmodels.go_live import (
    DocumentLine,
    Figures,
    GateLine,
    GoLive,
    KeyState,
    MeasureName,
    SignatureLine,
    Stating,
    TotalLine,
)
from portal.viewmodels.verify import Finding, Verified
from portal.viewmodels.verify import Signer as Seen
from tests.core.readiness.samples import READY

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
UNREADY: Evidence = replace(READY, orphan_payments=3, parallel_days_missing=1, concerns_open=2)
WAIVER = Waiver("orphan_payments", "Kim <b>", "accountant", "Listed for the <i>auditor</i>.", AT, 3)
NAMES = {
    Signer.PRACTITIONER: "Parker Sample",
    Signer.ACCOUNTANT: "Kim Sample",
    Signer.CHAMPION: "Casey Sample",
    Signer.OWNER: "Robin",
}


def gate_lines(
    evidence: Evidence = UNREADY, waiver: Waiver | None = WAIVER, *, may: bool = True
) -> tuple[GateLine, ...]:
    lines = []
    for result in evaluate(evidence):
        given = waiver if waiver is not None and waiver.gate == result.gate.name else None
        covered = given is not None and given.covers(result)
        open_ = result.verdict is not Verdict.PASS and not covered
        by = "Casey Sample" if result.gate.name == "training" else ""
        lines.append(
            GateLine(result, given, covered, may and open_, may and given is not None, "the owner", by)
        )
    return tuple(sorted(lines, key=lambda line: (not line.blocks, -line.result.verdict)))


def document(
    signed: int = 0, *, void: str = "", name: str = "R-2026-0002", yours: bool = False
) -> DocumentLine:
    lines = tuple(
        SignatureLine(role, who, AT if number < signed else None)
        for number, (role, who) in enumerate(NAMES.items())
    )
    return DocumentLine(name, AT, "Casey Sample", void, lines, yours=yours)


TOTAL = Statement(
    Part.TOTALS, "Receivables <b>", (("theirs", 100_000), ("ours", 90_000)), "", "Kim Sample", "accountant",
    AT, "ledger_balance", "USD",
)  # fmt: skip
TRAINED = Statement(
    Part.TRAINING, "Reception", (("people", 5), ("finished", 4)), "", "Casey Sample", "champion", AT
)
PAPER = Statement(
    Part.SCOPE, "Paper charts", (("moves", 0), ("approved", 1)), "In the archive", "Robin", "owner", AT
)
STATING = Stating(
    (TOTAL, TRAINED, PAPER),
    (TotalLine(TOTAL, Money(100_000, "USD"), Money(90_000, "USD"), explained=False),),
    may=(Part.SCOPE,),
    measures=(MeasureName.LEDGER_BALANCE, MeasureName.FEES),
)
GO_LIVE = GoLive(
    project="Example: Maple Street Dental",
    version=7,
    ran=True,
    date=date(2026, 3, 30),
    moves=(Move(None, date(2026, 3, 30), "First <plan>", "Robin", AT),),
    may_move=True,
    ask_move="the owner of your clinic",
    gates=gate_lines(),
    figures=Figures(AT, "Robin", "ab12" * 16),
    may_take=True,
    stating=STATING,
    documents=(),
    may_issue=True,
    refusal="Not ready, and nobody answers for it: ...",
    people=NAMES,
    key=KeyState(Signer.OWNER, made=True),
)
IN_ORDER = replace(GO_LIVE, gates=gate_lines(READY, None), refusal="")
WAITING = replace(IN_ORDER, documents=(document(3, yours=True),))
VERIFIED = Verified(
    Finding.VALID,
    ("The document is whole: nothing was changed after the last signature.", "Signed by ..."),
    (
        Seen("Chartbridge portal 1A2B3C4D", "document key", AT, ""),
        Seen("Parker <b>", "practitioner", AT, "passphrase"),
    ),
    "R-2026-0002",
)
