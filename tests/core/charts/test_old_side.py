from __future__ import annotations

import polars as pl

from core.charts import SourceRow, left_out, old_rows
from core.mapping.model import Route, Rule, TableMapping
from core.migration_log import LOG_SCHEMA
from core.tables import LINE, RECORD, SourceTable
from tests.core.charts.made import PATIENT, chart

KEY = ("condition.csv", "condition")
MAPPING = TableMapping(
    *KEY,
    key=("Num",),
    routes=(Route("condition"),),
    rules=(Rule(("PatNum",), "condition", "patient"), Rule(("Name",), "condition", "name")),
    kept=(),
)
PEOPLE = TableMapping(
    "patient.csv", "patient", key=("PatNum",), routes=(Route("patient"),), rules=(), kept=()
)


def table(key: tuple[str, str], *rows: tuple[str, ...]) -> SourceTable:
    columns = ("Num", "PatNum", "Name")
    cells = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    numbers = range(1, len(rows) + 1)
    whole = {RECORD: numbers, LINE: [n + 1 for n in numbers], **cells}
    frame = pl.DataFrame(whole, schema_overrides={RECORD: pl.UInt32, LINE: pl.UInt32})
    return SourceTable(*key, columns, frame)


def logged(*entries: tuple[tuple[str, str], int, str, str, str]) -> pl.DataFrame:
    """(table, record, source id, disposition, targets)."""
    rows = [
        (key[0], key[1], record, record + 1, own, fate, "because", "Kim", targets, None, None, "")
        for key, record, own, fate, targets in entries
    ]
    return pl.DataFrame(rows, schema=LOG_SCHEMA, orient="row")


ROWS = table(KEY, ("1", "1", "Asthma"), ("2", "1", "Gout?"), ("3", "2", "Gout"), ("4", " 1 ", ""))


def test_a_chart_finds_the_row_of_each_of_its_entries_as_it_stood() -> None:
    found = old_rows({KEY: ROWS}, [chart(condition=[{"name": "Asthma"}])])
    row = found[SourceRow(*KEY, 1)]
    assert (row.line, row.cells) == (2, (("Num", "1"), ("PatNum", "1"), ("Name", "Asthma")))
    assert row.cell("Nothing") == ""


def test_rows_that_name_the_patient_and_did_not_come_over_are_found_with_the_reason() -> None:
    log = logged(
        (KEY, 1, "1", "imported", "condition:source:1"),
        (KEY, 2, "2", "waiting", ""),
        (KEY, 3, "3", "waiting", ""),
        (KEY, 4, "4", "skipped", ""),
    )
    found = left_out(log, {KEY: ROWS}, {KEY: MAPPING}, [PATIENT])
    told = [(each.row.source.record, each.disposition, each.reasons) for each in found[PATIENT]]
    assert told == [(2, "waiting", "because"), (4, "skipped", "because")]


def test_rows_under_the_number_of_a_merged_person_are_found_as_well() -> None:
    people = ("patient.csv", "patient")
    log = logged((people, 1, "7", "merged", PATIENT), (KEY, 1, "1", "waiting", ""))
    tables = {KEY: table(KEY, ("1", "7", "Gout?")), people: table(people, ("7", "7", "Bloggs, J"))}
    found = left_out(log, tables, {KEY: MAPPING, people: PEOPLE}, [PATIENT])
    assert {(each.row.source.table, each.disposition) for each in found[PATIENT]} == {
        ("condition", "waiting"), ("patient", "merged"),
    }  # fmt: skip


def test_a_second_row_with_the_patients_own_number_is_found() -> None:
    people = ("patient.csv", "patient")
    log = logged((people, 1, "1", "waiting", ""))
    found = left_out(log, {people: table(people, ("1", "1", "Bloggs"))}, {people: PEOPLE}, [PATIENT])
    assert len(found[PATIENT]) == 1


def test_nothing_is_guessed_about_a_table_that_nobody_has_mapped() -> None:
    log = logged((KEY, 2, "2", "waiting", ""))
    assert left_out(log, {KEY: ROWS}, {}, [PATIENT]) == {}
