"""The mapping of the example is an ordinary one, and everything that the team settled can be told apart."""

from __future__ import annotations

from functools import lru_cache

from core.demonstration import demonstration_mapping, example_export, intake_of
from core.demonstration.homes import BOOK, HOMES
from core.demonstration.mapping import TEAM, corrections
from core.mapping import from_json, to_json
from core.mapping.model import Fate, Mapping
from core.outcome import Outcome
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake
from core.transforms import TRANSFORM_NAMES


@lru_cache(maxsize=1)
def settled() -> tuple[Intake, Mapping, Outcome]:
    intake = intake_of(example_export())
    mapping = demonstration_mapping([read.table for read in intake.tables])
    return intake, mapping, migrate(intake, mapping, record=RECORD)


def test_it_goes_to_a_file_and_comes_back() -> None:
    _, mapping, _ = settled()
    assert to_json(from_json(to_json(mapping), RECORD, TRANSFORM_NAMES)) == to_json(mapping)


def test_every_table_and_column_of_the_export_has_its_place() -> None:
    intake, mapping, _ = settled()
    assert {read.table.key for read in intake.tables} == {(homes.file, homes.table) for homes in HOMES}
    for read in intake.tables:
        table = mapping.table(read.table.key)
        assert table is not None and table.routes
        ruled = {column for rule in table.rules for column in rule.columns}
        assert {*table.key, *ruled, *(kept.column for kept in table.kept)} == set(read.table.columns)
        assert all(kept.fate is Fate.ARCHIVED for kept in table.kept)


def test_what_the_team_settled_bears_its_name_and_a_reason_and_the_rest_that_of_the_suggestion() -> None:
    _, mapping, _ = settled()
    authors = {rule.by for table in mapping.tables for rule in table.rules}
    assert authors == {TEAM, "rule: accept sure suggestions"}
    found = corrections(mapping)
    assert found and all(each.reason for each in found)
    assert ("documents", "DateCreated", "document.date") in {(c.table, c.column, c.home) for c in found}


def test_only_what_a_person_must_settle_still_waits() -> None:
    _, _, outcome = settled()
    rows = {table.table: table.dispositions["waiting"] for table in outcome.sums}
    assert {name: count for name, count in rows.items() if count} == {
        "patients": 1, "appointments": 1, "allergies": 1, "ledger": 1
    }  # fmt: skip
    whole = {"patients", "appointments", "allergies", "ledger"}
    cells = {
        (table.table, column): sums.waiting
        for table in outcome.sums
        for column, sums in table.columns.items()
        if sums.waiting and table.table not in whole
    }
    assert set(cells) == BOOK.unsettled


def test_no_amount_is_read_in_a_currency_that_was_assumed() -> None:
    _, _, outcome = settled()
    assert "currency_assumed" not in {finding.kind for finding in outcome.findings}
    for part in outcome.parts:
        if part.name == "entity/ledger_entry" and "amount" in part.frame.columns:
            assert set(part.frame["currency"]) == {"USD", "CAD", None}
