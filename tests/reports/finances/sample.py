"""A statement with one difference that is explained, one that is not, and one total that ties."""

from __future__ import annotations

from datetime import UTC, date, datetime

from core.money import Money
from reports.finances import ApartLine, FinancesStatement, FlowLine, OwedLine, TotalLine

DAY = date(2026, 6, 27)


def usd(units: int) -> Money:
    return Money(units, "USD")


OPEN = TotalLine("Collections, May 2026, USD", usd(123_456), usd(113_456), False, "", "Kim Sample", DAY)
EXPLAINED = TotalLine(
    "Production, May 2026, CAD",
    Money(5, "CAD"),
    Money(4, "CAD"),
    True,
    "=A cent of rounding",
    "Kim Sample",
    DAY,
)
TIES = TotalLine(
    "Receivables in all, 26 Jun 2026, USD", usd(4_272_305), usd(4_272_305), True, "", "Kim Sample", DAY
)
STATEMENT = FinancesStatement(
    id="F-2026-0001",
    clinic="Maple Street Dental",
    written=datetime(2026, 6, 27, 14, 5, tzinfo=UTC),
    newest=date(2026, 6, 26),
    totals=(OPEN, EXPLAINED, TIES),
    owed=(OwedLine("Seattle, USD", tuple(map(usd, (53_300, 26_500, 62_790, 4_129_990, 275, 0, 4_272_305)))),),
    flows=(FlowLine("May 2026, USD", usd(90_000), usd(80_000), usd(-500)),),
    apart=(
        ApartLine("struck out in the old system", 3, usd(59_850)),
        ApartLine("without a currency", 1, None),
    ),
    run="ab12" * 16,
    result="cd34" * 16,
    log_root="ef56" * 16,
    audit_head="0789" * 16,
    signer="Kim Sample",
)
