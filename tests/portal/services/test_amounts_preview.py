"""Old beside new, where each row of a table names its own currency."""

from __future__ import annotations

from core.mapping.model import Route, Rule, Step, TableMapping
from portal.services.amounts_preview import amounts
from tests.core.small import source

TABLE = source(
    "ledger",
    ["No", "Amount", "Cur"],
    [["1", "5.00", "USD"], ["2", "5.00", "CAD"], ["3", " 5.00 ", "CAD"], ["4", "", "CAD"], ["5", "7", "?"]],
)
AMOUNT = Rule(("Amount",), "ledger_entry", "amount", (Step("money", {"currency": "USD"}),), "a test")
SAID = Rule(("Cur",), "ledger_entry", "currency", (Step("currency"),), "a test")


def mapped(*rules: Rule) -> TableMapping:
    return TableMapping("ledger.csv", "ledger", ("No",), (Route("ledger_entry"),), rules, ())


def test_one_text_in_two_currencies_is_shown_in_both() -> None:
    made = amounts(TABLE, mapped(AMOUNT, SAID), AMOUNT)
    assert made is not None
    assert set(made.select("text", "count", "value", "finding", "currency").rows()) == {
        ("5.00", 1, 500, None, "USD"),
        ("5.00", 2, 500, None, "CAD"),
        ("7", 1, None, "amount_without_currency", None),
    }
    assert int(made["count"].sum()) == 4


def test_without_a_column_of_currencies_there_is_nothing_of_the_kind_to_show() -> None:
    assert amounts(TABLE, mapped(AMOUNT), AMOUNT) is None
    assert amounts(TABLE, mapped(AMOUNT, SAID), SAID) is None
