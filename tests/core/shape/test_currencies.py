"""Amounts of two currencies in one table: each row in its own, never in one that was guessed (law 6)."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from core.accept import Policy, Settings, accept
from core.conservation import conserved
from core.errors import MappingInvalid
from core.mapping import from_json, to_json
from core.mapping.model import Mapping, Route, Rule, Step, TableMapping
from core.outcome import Outcome
from core.packed import Packed
from core.parts import put_together
from core.record import RECORD
from core.runs import migrate
from core.suggest import suggest_all
from core.tables import Intake, SourceTable
from core.transforms import TRANSFORM_NAMES
from tests.core.small import read, source

PEOPLE = source("patients", ["PatNum", "LName"], [["1", "Ada"], ["2", "Bo"]])
COLUMNS = ["EntryNum", "PatNum", "Amount", "Currency"]
ROWS = [
    ["1", "1", "1,234.50", "USD"],
    ["2", "1", "(20.00)", " cad "],
    ["3", "2", "1500", "JPY"],
    ["4", "2", "1500.25", "JPY"],
    ["5", "2", "CAD 7.10", "CAD"],
    ["6", "2", "€8.00", "CAD"],
    ["7", "2", "9.00", "Dollars"],
    ["8", "2", "10.00", ""],
    ["9", "2", "", ""],
    ["10", "2", "N/A", "USD"],
]
LEDGER = source("ledger", COLUMNS, ROWS)


def ledger_mapping(*more: Rule, unparsable_of: SourceTable = LEDGER) -> Mapping:
    money = Step("money", {"currency": "USD"})
    rules = (
        Rule(("PatNum",), "ledger_entry", "patient", (Step("identifier"),), "a test"),
        Rule(("Amount",), "ledger_entry", "amount", (money,), "a test"),
        *more,
    )
    people = TableMapping(
        "patients.csv", "patients", ("PatNum",), (Route("patient"),),
        (Rule(("LName",), "patient", "last_name", (Step("text"),), "a test"),), (),
    )  # fmt: skip
    entries = TableMapping(
        unparsable_of.file, unparsable_of.name, ("EntryNum",), (Route("ledger_entry"),), rules, ()
    )
    return Mapping((people, entries), system="main")


SAID = Rule(("Currency",), "ledger_entry", "currency", (Step("currency"),), "a test")


def run(mapping: Mapping) -> Outcome:
    return migrate(Intake((read(PEOPLE), read(LEDGER)), (), (), {}), mapping, record=RECORD)


def entries(outcome: Outcome) -> pl.DataFrame:
    part = next(p for p in outcome.parts if (p.name, p.sensitivity) == ("entity/ledger_entry", "financial"))
    return part.frame


def findings(outcome: Outcome) -> set[tuple[str, int, str]]:
    part = next(p for p in outcome.parts if p.name == "findings")
    return set(part.frame.select("column", "record", "kind").rows())


def test_each_row_is_read_in_its_own_currency_with_that_ones_minor_digits() -> None:
    made = entries(run(ledger_mapping(SAID)))
    assert made.select("amount", "currency").rows() == [
        (123450, "USD"), (-2000, "CAD"), (1500, "JPY"), (None, "JPY"), (710, "CAD"), (None, "CAD"),
        (None, None), (None, None), (None, None), (None, "USD"),
    ]  # fmt: skip


def test_a_row_whose_currency_is_not_known_waits_and_is_never_guessed() -> None:
    outcome = run(ledger_mapping(SAID))
    assert findings(outcome) == {
        ("Amount", 4, "finer_than_the_currency"),
        ("Amount", 6, "not_an_amount"),
        ("Amount", 7, "amount_without_currency"),
        ("Amount", 8, "amount_without_currency"),
        ("Amount", 10, "read_as_absent"),
        ("Currency", 7, "currency_unknown"),
    }
    ledger = next(t for t in outcome.sums if t.table == "ledger")
    assert ledger.columns["Amount"].waiting == 4
    assert (ledger.columns["Currency"].mapped, ledger.columns["Currency"].waiting) == (7, 1)
    assert outcome.closes


def test_without_such_a_column_all_amounts_are_in_the_currency_of_the_source_and_it_is_said() -> None:
    outcome = run(ledger_mapping())
    assert set(entries(outcome)["currency"]) == {"USD"}
    assert "currency_assumed" in {finding.kind for finding in outcome.findings}
    assert "currency_assumed" not in {finding.kind for finding in run(ledger_mapping(SAID)).findings}


def test_a_currency_that_was_changed_on_its_way_is_noticed_as_a_lost_cell() -> None:
    """The proof looks for every filled cell in what is published, that of the currency too."""
    intake, mapping = (read(PEOPLE), read(LEDGER)), ledger_mapping(SAID)
    published = put_together(run(mapping).parts, intake)
    ledger = Packed.of(published.records["ledger_entry"].whole().with_columns(currency=pl.lit("EUR")))
    altered = replace(published, records={**published.records, "ledger_entry": ledger})
    sums = {table.table: table for table in conserved(intake, mapping, altered, RECORD)}
    assert sums["ledger"].columns["Currency"].lost == 7


def test_a_mapping_with_a_column_of_currencies_goes_to_its_file_and_comes_back() -> None:
    text = to_json(ledger_mapping(SAID))
    assert '"transform": "currency"' in text
    assert to_json(from_json(text, RECORD, TRANSFORM_NAMES)) == text


def test_a_column_suggested_as_currency_is_accepted_with_the_amounts_beside_it() -> None:
    told = source(
        "ledger",
        ["EntryNum", "PatNum", "EntryDate", "EntryType", "Amount", "Currency"],
        [[str(i), "1", f"01/{i:02d}/2024", "Charge", f"{i}.00", ("USD", "CAD")[i % 2]] for i in range(1, 30)],
    )
    tables = (PEOPLE, told)
    made = accept(suggest_all(tables, RECORD), tables, RECORD, policy=Policy.SURE, settings=Settings())
    rules = {rule.field: rule for rule in made.tables[0].rules}
    assert made.tables[0].table == "ledger"
    assert rules["currency"].columns == ("Currency",)
    assert rules["currency"].steps == (Step("currency"),)


def test_what_is_formed_beside_a_record_is_in_the_currency_of_that_record() -> None:
    table = source("patients", ["PatNum", "Income", "Owes", "Cur"], [["1", "100", "5.00", "CAD"]])
    money = Step("money", {"currency": "USD"})
    rules = (
        Rule(("Income",), "patient", "annual_income", (money,), "a test"),
        Rule(("Owes",), "balance", "total", (money,), "a test"),
        Rule(("Cur",), "patient", "currency", (Step("currency"),), "a test"),
    )
    mapped = TableMapping("patients.csv", "patients", ("PatNum",), (Route("patient"),), rules, ())
    outcome = migrate(Intake((read(table),), (), (), {}), Mapping((mapped,)), record=RECORD)
    held = {p.name: p.frame for p in outcome.parts if p.sensitivity == "financial"}
    assert held["entity/balance"].select("total", "currency").row(0) == (500, "CAD")
    assert held["entity/patient"].select("annual_income", "currency").row(0) == (10000, "CAD")


@pytest.mark.parametrize(
    "rule",
    [
        replace(SAID, steps=(Step("text"),)),
        replace(SAID, steps=()),
        replace(SAID, columns=(), steps=(Step("constant", {"value": "CAD"}),)),
    ],
    ids=["as words", "as it stands", "a constant other than the source's"],
)
def test_a_currency_that_amounts_would_not_be_read_in_is_refused(rule: Rule) -> None:
    with pytest.raises(MappingInvalid) as refused:
        run(ledger_mapping(rule))
    assert "currency" in refused.value.found


def test_a_constant_may_say_the_currency_of_the_source() -> None:
    said = replace(SAID, columns=(), steps=(Step("constant", {"value": "USD"}),))
    assert set(entries(run(ledger_mapping(said)))["currency"]) == {"USD"}
