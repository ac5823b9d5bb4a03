"""From the Finances page's facts to what the statement and its workbook say: content only, no paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import polars as pl

from core import finances
from core.money import Money
from portal.services.finance_names import Names
from portal.viewmodels.finances import FinancesPage, FinanceTotal
from portal.wording import finances as words
from reports.finances import ApartLine, FinancesStatement, FlowLine, OwedLine, TotalLine, Transaction
from storage import RunRow

_MONTHS = 12


def statement_of(
    page: FinancesPage, run: RunRow, *, name: str, at: datetime, signer: str, audit_head: str
) -> FinancesStatement:
    """name: the document's. at: in the clinic's zone. signer: who is to sign it."""
    return FinancesStatement(
        id=name,
        clinic=page.project,
        written=at,
        newest=page.newest,
        totals=total_lines(page.totals, at),
        owed=tuple(
            OwedLine(f"{each.name}, {each.currency}", tuple(money for _, money in each.figures))
            for each in page.owed
        ),
        flows=tuple(
            FlowLine(f"{each.name}, {flows.currency}", each.production, each.collections, each.adjustments)
            for flows in page.flows
            for each in flows.months[:_MONTHS]
        ),
        apart=tuple(
            ApartLine(
                words.WHYS[each.why], each.count, Money(each.amount, each.currency) if each.currency else None
            )
            for each in page.apart
        ),
        run=run.run,
        result=run.result,
        log_root=run.summary.get("log_root") or "",
        audit_head=audit_head,
        signer=signer,
    )


def total_lines(totals: Iterable[FinanceTotal], at: datetime) -> tuple[TotalLine, ...]:
    return tuple(
        TotalLine(
            each.statement.subject, each.theirs, each.ours, each.explained,
            "" if each.ties else each.statement.note, each.statement.by,
            each.statement.at.astimezone(at.tzinfo).date(), each.doubt,
        )
        for each in totals
    )  # fmt: skip


def transactions(entries: pl.DataFrame, names: Names) -> Iterator[Transaction]:
    """Every entry, those that count for nothing too; without a word that somebody wrote."""
    for row in finances.with_reason(entries).iter_rows(named=True):
        currency = row["currency"] or ""
        money = None if row["amount"] is None or not currency else Money(row["amount"], currency)
        yield Transaction(
            row["day"], row["service"], words.KINDS.get(row["kind"] or "", row["kind"]),
            names.clinic(row["clinic"] or ""), names.provider(row["provider"] or ""),
            (row["patient"] or "").split(":", 2)[-1], currency, money,
            words.WHYS[row["why"]] if row["why"] else words.COUNTS, row["file"], row["record"], row["line"],
            row["source_id"] or "",
        )  # fmt: skip
