"""The statement's figures as a workbook: totals, differences, and the transactions without clinical text.

A cell that a spreadsheet would run as a formula is written as text with an apostrophe in front, as in our
CSV files; amounts are decimals written exactly, in the minor digits of their currency.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from core.money import Money, minor_digits
from reports.csv_text import harmless
from reports.finances.content import TotalLine

TOTALS, DIFFERENCES, TRANSACTIONS = "Totals", "Differences", "Transactions"
TOTAL_HEADS = ("Total", "Currency", "Old system", "Here", "Difference", "Explained", "By whom", "On")
TRANSACTION_HEADS = (
    "Day", "Day of service", "Kind", "Clinic", "Provider", "Patient", "Currency", "Amount", "Counts",
    "File", "Record", "Line", "Number",
)  # fmt: skip

Value = str | int | date | Money | None


@dataclass(frozen=True)
class Transaction:
    """One entry. counts: "yes", or why it counts for nothing.

    Without the code of its treatment, which beside a patient tells what was done to whom (law 7).
    """

    day: date | None
    service: date | None
    kind: str
    clinic: str
    provider: str
    patient: str
    currency: str
    amount: Money | None
    counts: str
    file: str
    record: int
    line: int
    number: str


def workbook(totals: Sequence[TotalLine], transactions: Iterable[Transaction]) -> bytes:
    """An .xlsx with three sheets, written row by row."""
    book = Workbook(write_only=True)
    _sheet(book, TOTALS, TOTAL_HEADS, (_total(each) for each in totals))
    _sheet(book, DIFFERENCES, TOTAL_HEADS, (_total(each) for each in totals if not each.ties))
    _sheet(book, TRANSACTIONS, TRANSACTION_HEADS, (tuple(vars(each).values()) for each in transactions))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Workbook, name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    sheet.append([_head(sheet, each) for each in heads])
    for row in rows:
        sheet.append([_cell(sheet, each) for each in row])


def _head(sheet: WriteOnlyWorksheet, word: str) -> Any:
    cell = WriteOnlyCell(sheet, value=word)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:
    if isinstance(value, Money):
        cell = WriteOnlyCell(sheet, value=_exact(value))
        digits = minor_digits(value.currency)
        cell.number_format = "#,##0" + ("." + "0" * digits if digits else "")
        return cell
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=harmless(value))
    cell.data_type = "s"
    return cell


def _exact(money: Money) -> Any:
    """A decimal is written digit by digit; the library's types know only floats."""
    return money.as_decimal()


def _total(total: TotalLine) -> tuple[Value, ...]:
    return (
        total.what, total.theirs.currency, total.theirs, total.ours, total.difference,
        total.explanation if total.explained else "not explained", total.by, total.on,
    )  # fmt: skip
