"""By which rule suggestions become a mapping, and what that rule settles with evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.accept import Policy, Settings, accept
from core.mapping.model import Fate, Mapping, Rule
from core.record import RECORD
from core.suggest import Suggestion, Suggestions, TableSuggestion
from core.tables import SourceTable
from tests.core.small import source

Home = tuple[str | None, str | None, bool]


def _suggested(
    table: SourceTable, entity: str | None, homes: dict[str, Home], *, sure: bool = True
) -> Suggestions:
    key = tuple(column for column, (_, field, _) in homes.items() if field == "id")
    about = TableSuggestion(table.file, table.name, entity, key, 0.9, sure, "Its name says so.")
    columns = tuple(
        Suggestion(table.file, table.name, column, *home[:2], 0.9, home[2], "Its name says so.")
        for column, home in homes.items()
    )
    return Suggestions((about,), columns)


def _accepted(
    table: SourceTable, suggested: Suggestions, policy: Policy = Policy.ALL, **settings: str
) -> Mapping:
    return accept(suggested, [table], RECORD, policy=policy, settings=Settings(**settings))


def _rule(mapping: Mapping, field: str) -> Rule:
    return next(rule for rule in mapping.tables[0].rules if rule.field == field)


PEOPLE = source(
    "people",
    ["no", "name", "born", "odd"],
    [["1", "Ada", "03/04/1990", "x"], ["2", "Bo", "25/12/1991", ""]],
)
HOMES: dict[str, Home] = {
    "no": ("patient", "id", True),
    "name": ("patient", "last_name", True),
    "born": ("patient", "birth_date", False),
    "odd": (None, None, False),
}


def test_accepting_all_takes_unsure_ones_and_archives_what_has_no_home() -> None:
    table = _accepted(PEOPLE, _suggested(PEOPLE, "patient", HOMES)).tables[0]
    assert {rule.field for rule in table.rules} == {"last_name", "birth_date"}
    assert [(kept.column, kept.fate) for kept in table.kept] == [("odd", Fate.ARCHIVED)]
    assert table.unparsable is Fate.ARCHIVED
    assert all(rule.by == "rule: accept all suggestions" for rule in table.rules)


def test_accepting_the_sure_ones_leaves_the_rest_waiting() -> None:
    table = _accepted(PEOPLE, _suggested(PEOPLE, "patient", HOMES), Policy.SURE).tables[0]
    assert {rule.field for rule in table.rules} == {"last_name"}
    assert {kept.column: kept.fate for kept in table.kept} == {"born": Fate.WAITING, "odd": Fate.WAITING}
    assert table.unparsable is Fate.WAITING


def test_a_table_that_is_not_sure_waits_whole() -> None:
    table = _accepted(PEOPLE, _suggested(PEOPLE, "patient", HOMES, sure=False), Policy.SURE).tables[0]
    assert table.routes == () and table.rules == ()


def test_a_table_whose_key_is_in_doubt_waits_whole_for_its_records_would_change_their_names() -> None:
    homes = HOMES | {"no": ("patient", "id", False)}
    assert _accepted(PEOPLE, _suggested(PEOPLE, "patient", homes), Policy.SURE).tables[0].routes == ()
    assert _accepted(PEOPLE, _suggested(PEOPLE, "patient", homes), Policy.ALL).tables[0].key == ("no",)


def test_day_and_month_are_settled_by_the_column_and_the_evidence_stands_in_the_reason() -> None:
    rule = _rule(_accepted(PEOPLE, _suggested(PEOPLE, "patient", HOMES)), "birth_date")
    assert rule.steps[0].options == {"order": "dmy"}
    assert "day first" in rule.reason


def test_an_ambiguous_column_is_settled_only_by_columns_that_agree() -> None:
    rows = [["1", "03/04/1990", "25/12/1991"]]
    homes: dict[str, Home] = {
        "no": ("patient", "id", True),
        "born": ("patient", "birth_date", True),
        "seen": ("patient", "first_visit", True),
    }
    told = source("people", ["no", "born", "seen"], rows)
    assert _rule(_accepted(told, _suggested(told, "patient", homes)), "birth_date").steps[0].options == {
        "order": "dmy"
    }
    silent = source("people", ["no", "born", "seen"], [["1", "03/04/1990", "2020-01-01"]])
    assert _rule(_accepted(silent, _suggested(silent, "patient", homes)), "birth_date").steps[0].options == {}


def test_amounts_with_a_decimal_comma_are_read_so_and_in_the_clinics_currency() -> None:
    table = source("people", ["no", "owes"], [["1", "1.234,50"]])
    homes: dict[str, Home] = {"no": ("patient", "id", True), "owes": ("balance", "total", True)}
    rule = _rule(_accepted(table, _suggested(table, "patient", homes), currency="EUR"), "total")
    assert rule.steps[0].options == {"currency": "EUR", "decimal_mark": ","}


def test_a_key_that_names_groups_of_records_is_no_key() -> None:
    table = source("images", ["study", "file"], [["1", "a.dcm"], ["1", "b.dcm"], ["2", "c.dcm"]])
    homes: dict[str, Home] = {"study": ("image", "id", True), "file": ("image", "file_name", True)}
    mapping = _accepted(table, _suggested(table, "image", homes))
    assert mapping.tables[0].key == ()
    assert [kept.column for kept in mapping.tables[0].kept] == ["study"]


def test_a_list_of_allergies_gets_a_route_for_statements_and_companions_of_its_rules() -> None:
    table = source("allergies", ["no", "who", "what"], [["1", "7", "NKDA"], ["2", "7", "peanut"]])
    homes: dict[str, Home] = {
        "no": ("allergy", "id", True),
        "who": ("allergy", "patient", True),
        "what": ("allergy", "substance", False),
    }
    made = _accepted(table, _suggested(table, "allergy", homes), Policy.SURE).tables[0]
    assert [(route.entity, route.columns) for route in made.routes] == [
        ("allergy_statement", ("what",)),
        ("allergy", ("what",)),
    ]
    assert ("allergy_statement", "patient") in {(rule.entity, rule.field) for rule in made.rules}


def test_a_list_of_allergies_without_a_known_substance_waits_whole() -> None:
    table = source("allergies", ["no", "who", "what"], [["1", "7", "NKDA"]])
    homes: dict[str, Home] = {
        "no": ("allergy", "id", True),
        "who": ("allergy", "patient", True),
        "what": (None, None, False),
    }
    assert _accepted(table, _suggested(table, "allergy", homes)).tables[0].routes == ()


def test_rows_that_stand_there_twice_do_not_take_the_key_from_a_table() -> None:
    twice = source("people", ["no", "name"], [["1", "Ada"], ["2", "Bo"]] * 3 + [["", ""]] * 2)
    homes: dict[str, Home] = {"no": ("patient", "id", True), "name": ("patient", "last_name", True)}
    suggested = _suggested(twice, "patient", homes)
    unkeyed = replace(suggested, tables=(replace(suggested.tables[0], key=()),))
    assert _accepted(twice, suggested).tables[0].key == ("no",)
    assert _accepted(twice, unkeyed).tables[0].key == ("no",)


def test_a_column_whose_field_another_one_feeds_is_not_said_to_have_no_home() -> None:
    table = source("people", ["no", "name", "surname"], [["1", "Ada", "Ada"], ["2", "Bo", "Bo"]])
    homes: dict[str, Home] = {
        "no": ("patient", "id", True),
        "name": ("patient", "last_name", True),
        "surname": ("patient", "last_name", True),
    }
    kept = _accepted(table, _suggested(table, "patient", homes)).tables[0].kept
    assert [(k.column, k.reason.split(":")[0]) for k in kept] == [
        ("surname", "Another column feeds its field")
    ]


OWED = source("plans", ["no", "most", "cur"], [["1", "100.00", "USD"], ["2", "200.00", "CAD"]])


@pytest.mark.parametrize(("sure", "policy", "fed"), [
    (True, Policy.SURE, {"annual_maximum", "currency"}),
    (False, Policy.SURE, set()),
    (False, Policy.ALL, {"annual_maximum", "currency"}),
])  # fmt: skip
def test_amounts_wait_while_the_column_beside_them_that_says_their_currency_does(
    sure: bool, policy: Policy, fed: set[str]
) -> None:
    homes: dict[str, Home] = {
        "no": ("plan", "id", True),
        "most": ("plan", "annual_maximum", True),
        "cur": ("plan", "currency", sure),
    }
    made = _accepted(OWED, _suggested(OWED, "plan", homes), policy).tables[0]
    assert {rule.field for rule in made.rules} == fed
    if not fed:
        kept = {each.column: each for each in made.kept}
        assert {kept["most"].fate, kept["cur"].fate} == {Fate.WAITING}
        assert kept["most"].reason.startswith("Its currency is not settled")


def test_a_column_of_days_says_yes_where_one_stands() -> None:
    people = source("people", ["no", "deleted_at"], [["1", "2026-03-12T09:00:00Z"], ["2", ""]])
    homes: dict[str, Home] = {"no": ("patient", "id", True), "deleted_at": ("patient", "voided", True)}
    steps = _rule(_accepted(people, _suggested(people, "patient", homes)), "voided").steps
    assert [step.transform for step in steps] == ["filled"]


def test_a_column_of_words_for_yes_is_read_word_by_word() -> None:
    people = source("people", ["no", "deleted"], [["1", "Y"], ["2", "N"]])
    homes: dict[str, Home] = {"no": ("patient", "id", True), "deleted": ("patient", "voided", True)}
    steps = _rule(_accepted(people, _suggested(people, "patient", homes)), "voided").steps
    assert [step.transform for step in steps] == ["boolean"]
