from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.money import Money
from reports.csv_text import harmless
from reports.finances import Transaction, workbook
from tests.reports.finances.sample import EXPLAINED, STATEMENT


def transaction(kind: str = "payment", units: int = -12_345) -> Transaction:
    day = date(2026, 5, 4)
    return Transaction(
        day, day, kind, "Seattle", "Ada Rootwell", "10007", "USD", Money(units, "USD"), "yes", "ledger.csv",
        12, 13, "5000012",
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["=1+1", "+SUM(A1)", "-cmd", "@x", "'=1", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(typed: str) -> None:
    assert harmless(typed) == f"'{typed}"
    book = load_workbook(BytesIO(workbook((), [transaction(typed)])))
    cell = book["Transactions"]["C2"]
    assert (cell.value, cell.data_type) == (f"'{typed}", "s")


@pytest.mark.parametrize("name", [f.name for f in fields(Transaction) if f.type == "str"])
def test_no_text_of_a_transaction_is_run_whichever_it_is(name: str) -> None:
    book = load_workbook(BytesIO(workbook((), [replace(transaction(), **{name: "=1+1"})])))
    cells = [cell for row in book["Transactions"].iter_rows(min_row=2) for cell in row]
    assert [cell.value for cell in cells if cell.value == "'=1+1"] == ["'=1+1"]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_an_explanation_that_begins_like_a_formula_is_text_too() -> None:
    book = load_workbook(BytesIO(workbook((EXPLAINED,), ())))
    assert book["Totals"]["F2"].value == "'=A cent of rounding"
    assert book["Totals"]["F2"].data_type == "s"


def test_amounts_are_written_digit_by_digit_in_the_minor_digits_of_their_currency() -> None:
    yen = Money(12_345, "JPY")
    rows = [transaction(units=-10_000_000_000_000_1), transaction()]
    book = load_workbook(
        BytesIO(workbook(STATEMENT.totals, [*rows, Transaction(**{**vars(rows[1]), "amount": yen})]))
    )
    sheet = book["Transactions"]
    assert Decimal(str(sheet["H3"].value)) == Decimal("-123.45")
    assert sheet["H3"].number_format == "#,##0.00"
    assert (sheet["H4"].value, sheet["H4"].number_format) == (12_345, "#,##0")


def test_the_differences_are_those_that_do_not_tie() -> None:
    book = load_workbook(BytesIO(workbook(STATEMENT.totals, ())))
    assert [len(list(book[name].values)) - 1 for name in ("Totals", "Differences")] == [3, 2]
