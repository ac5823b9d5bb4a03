"""A ledger whose rows mean different things: routes and rules that are for some rows only (laws 1 and 2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.decisions.found import from_frame
from core.errors import MappingInvalid
from core.mapping import digest, from_json, to_json
from core.mapping.fitting import refuse_unfitting
from core.mapping.model import Fate, Kept, Only, Route, Rule, Step, TableMapping
from core.mapping.model import Mapping as ColumnMapping
from core.outcome import Outcome
from core.parts import GROUPS, whole_entity
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake, SourceTable
from core.transforms import TRANSFORM_NAMES
from tests.core.small import read, source

ENTRIES = source(
    "ledger",
    ["id", "type", "amount"],
    [
        ["1", "CHG", "10.00"],
        ["2", "pmt ", "4.00"],
        ["3", "ADJ", "1.00"],
        ["4", "PMT", "four"],
        ["5", "CHG", "ten"],
        ["6", "", "2.00"],
    ],
)
MONEY = Step("money", {"currency": "USD"})
TURNED = Step("money", {"currency": "USD", "sign": "turned"})
CHARGES, PAYMENTS = Only("type", ("CHG",)), Only("type", ("PMT",))


def amount(field: str, step: Step, only: Only | None) -> Rule:
    return Rule(("amount",), "ledger_entry", field, (step,), "a test", only=only)


def table(*rules: Rule, routes: tuple[Route, ...] = (Route("ledger_entry"),)) -> TableMapping:
    kept = (Kept("type", Fate.ARCHIVED, "a test", ""),)
    return TableMapping("ledger.csv", "ledger", ("id",), routes, rules, kept)


def run(mapped: TableMapping, given: SourceTable = ENTRIES) -> Outcome:
    intake = Intake((read(given),), (), (), {"ledger.csv": "0" * 64})
    # Without a patient nothing of a ledger could stand; here it is only looked how its rows are read.
    record = replace(RECORD, entities=tuple(_alone(entity) for entity in RECORD.entities))
    made = migrate(intake, ColumnMapping((mapped,)), record=record)
    assert made.closes
    return made


def _alone(entity):
    return replace(entity, fields=tuple(replace(field, required=False) for field in entity.fields))


def entries(outcome: Outcome, *fields: str) -> list[tuple[object, ...]]:
    frames = [part.frame for part in outcome.parts if part.name == "entity/ledger_entry"]
    return whole_entity(frames).select("source_id", *fields).rows()


def cells(outcome: Outcome) -> tuple[int, int, int]:
    sums = outcome.sums[0].columns["amount"]
    return sums.mapped, sums.archived, sums.waiting


def test_one_column_feeds_another_field_for_each_type_of_entry() -> None:
    made = run(table(amount("charge", MONEY, CHARGES), amount("credit", MONEY, PAYMENTS)))
    assert entries(made, "charge", "credit") == [
        ("1", 1000, None),
        ("2", None, 400),
        ("3", None, None),
        ("4", None, None),
        ("5", None, None),
        ("6", None, None),
    ]
    assert cells(made) == (2, 2, 2)


def test_one_field_takes_the_amounts_of_each_type_with_a_sign_of_their_own() -> None:
    made = run(table(amount("amount", MONEY, CHARGES), amount("amount", TURNED, PAYMENTS)))
    assert [value for _, value in entries(made, "amount")] == [1000, -400, None, None, None, None]
    groups = from_frame(next(part.frame for part in made.parts if part.name == GROUPS))
    assert [(each.group.finding, each.cells) for each in groups] == [("not_an_amount", 2)]


def test_a_blank_type_is_named_as_one() -> None:
    made = run(table(amount("amount", MONEY, Only("type", ("", "adj")))))
    assert [value for _, value in entries(made, "amount")] == [None, None, 100, None, None, 200]


def test_rows_become_what_their_type_says_and_all_others_wait() -> None:
    routes = (Route("ledger_entry", "one_of", ("type",), ("chg", "PMT")),)
    made = run(table(amount("amount", MONEY, None), routes=routes))
    assert [number for (number,) in entries(made)] == ["1", "2", "4", "5"]
    assert made.sums[0].dispositions["waiting"] == 2


def test_a_mapping_with_conditions_is_read_back_as_it_was_and_one_without_is_what_it_was() -> None:
    plain = ColumnMapping((table(amount("amount", MONEY, None)),))
    routes = (Route("ledger_entry", "one_of", ("type",), ("CHG", "PMT")), Route("ledger_entry"))
    told = ColumnMapping((table(amount("amount", MONEY, CHARGES), routes=routes),))
    assert from_json(to_json(told), RECORD, TRANSFORM_NAMES) == told
    assert digest(told) != digest(plain)
    assert '"only"' not in to_json(plain) and '"values"' not in to_json(plain)


@pytest.mark.parametrize(
    ("mapped", "found"),
    [
        (table(amount("amount", MONEY, Only("type", ()))), "no rows at all"),
        (table(amount("amount", MONEY, Only("kind", ("CHG",)))), "no column kind"),
        (table(routes=(Route("ledger_entry", "one_of", ("type",)),)), "one_of"),
        (table(routes=(Route("ledger_entry", "any", (), ("CHG",)),)), "one_of"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(mapped: TableMapping, found: str) -> None:
    with pytest.raises(MappingInvalid) as caught:
        refuse_unfitting(ColumnMapping((mapped,)), [ENTRIES], RECORD)
    assert found in caught.value.found


def test_two_rules_into_one_field_are_refused_where_they_may_read_one_row() -> None:
    both = table(amount("amount", MONEY, CHARGES), amount("amount", TURNED, Only("type", ("chg", "PMT"))))
    with pytest.raises(MappingInvalid):
        from_json(to_json(ColumnMapping((both,))), RECORD, TRANSFORM_NAMES)


BOTH = source(
    "ledger",
    ["id", "type", "owed", "paid"],
    [["1", "CHG", "10.00", "3.00"], ["2", "PMT", "8.00", "4.00"]],
)


def test_a_cell_of_a_row_that_its_rule_does_not_read_is_kept_and_not_counted_as_the_others_value() -> None:
    rules = (
        Rule(("owed",), "ledger_entry", "amount", (MONEY,), "a test", only=CHARGES),
        Rule(("paid",), "ledger_entry", "amount", (TURNED,), "a test", only=PAYMENTS),
    )
    made = run(table(*rules), BOTH)
    assert [value for _, value in entries(made, "amount")] == [1000, -400]
    sums = made.sums[0].columns
    assert [(sums[c].mapped, sums[c].archived) for c in ("owed", "paid")] == [(1, 1), (1, 1)]
