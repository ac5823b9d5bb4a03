"""One person in several records becomes one when somebody says so: what pointed to them follows."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from core.accept import Policy, Settings, accept
from core.decisions import NO_DECISIONS, Choice, Decision, Decisions, GroupKind
from core.decisions.found import FoundGroup, from_frame
from core.mapping.model import Mapping
from core.outcome import Outcome
from core.parts import whole_entity
from core.record import RECORD
from core.runs import migrate
from core.suggest import suggest_all
from core.tables import Intake
from tests.core.small import read, source

PATIENTS = source(
    "patients",
    ["PatNum", "LName", "FName", "Birthdate", "HmPhone", "OtherPatNum"],
    [
        ["1", "Bell", "Ann", "2000-01-02", "212-555-0101", ""],
        ["2", "Coe", "Ben", "1990-05-06", "212-555-0102", ""],
        ["3", "BELL", "ann ", "2000-01-02", "(212) 555 0101", ""],
        ["4", "Coe", "Benjamin", "1990-05-06", "", "2"],
    ],
)
VISITS = source(
    "appointments",
    ["AptNum", "PatNum", "AptDateTime", "Minutes"],
    [
        ["10", "1", "2026-01-05 10:00", "30"],
        ["11", "3", "2026-01-06 10:00", "30"],
        ["12", "4", "2026-01-07 10:00", "30"],
    ],
)
TABLES = (read(PATIENTS), read(VISITS))


def how() -> Mapping:
    tables = [table.table for table in TABLES]
    told = accept(suggest_all(tables, RECORD), tables, RECORD, policy=Policy.ALL, settings=Settings("main"))
    rule = next(r for r in told.tables[1].rules if r.field == "chart_number" or r.field == "other_id")
    rules = tuple(replace(r, field="other_id") if r is rule else r for r in told.tables[1].rules)
    return told.with_table(replace(told.tables[1], rules=rules))


def done(decisions: Decisions = NO_DECISIONS) -> Outcome:
    return migrate(Intake(TABLES, (), (), {}), how(), record=RECORD, decisions=decisions)


def found(run: Outcome) -> list[FoundGroup]:
    groups = from_frame(next(part.frame for part in run.parts if part.name == "groups"))
    return [group for group in groups if group.group.kind is GroupKind.PERSON]


def entity(run: Outcome, name: str) -> pl.DataFrame:
    return whole_entity([part.frame for part in run.parts if part.name == f"entity/{name}"])


def merges() -> Decisions:
    return Decisions.of(
        Decision(
            g.group, Choice.MERGE, "Ann", "owner", "so", {"1": "1", "2": "4"}[g.group.value[2]], g.records
        )
        for g in found(done())
    )


def test_exact_keys_propose_and_nothing_is_merged_by_itself() -> None:
    run = done()
    assert [(g.group.finding, g.group.value, g.records, g.examples) for g in found(run)] == [
        ("same_by_name_birth_phone", '["1","3"]', 2, (1, 3)),
        ("same_by_number", '["2","4"]', 2, (2, 4)),
    ]
    assert entity(run, "patient").height == 4


def test_what_pointed_to_a_merged_record_points_to_the_one_that_stands_for_it() -> None:
    run = done(merges())
    assert entity(run, "patient")["source_id"].to_list() == ["1", "4"]
    assert entity(run, "appointment")["patient"].to_list() == [
        "patient:main:1",
        "patient:main:1",
        "patient:main:4",
    ]
    log = next(part.frame for part in run.parts if part.name == "log").filter(
        pl.col("disposition") == "merged"
    )
    assert log.select("source_id", "targets", "reasons").rows() == [
        ("2", "patient:main:4", "same_person"),
        ("3", "patient:main:1", "same_person"),
    ]
    assert run.closes


def test_cells_of_a_merged_record_are_kept_in_the_archive() -> None:
    run = done(merges())
    kept = next(part.frame for part in run.parts if part.name == "archive/patients.csv/patients")
    assert kept.filter(pl.col("#record") == 3)["LName"].to_list() == ["BELL"]


def test_a_merge_is_listed_as_decided_and_can_be_taken_back() -> None:
    assert [(g.choice, g.open) for g in found(done(merges()))] == [(Choice.MERGE, False)] * 2
    assert done(Decisions()).result == done().result


def test_records_said_to_be_apart_stay_apart_and_are_not_asked_about_again() -> None:
    apart = Decisions.of(replace(made, choice=Choice.SEPARATE, to="") for made in merges())
    run = done(apart)
    assert entity(run, "patient").height == 4
    assert not any(group.open for group in found(run))


@pytest.mark.parametrize("to", ["99", ""])
def test_nobody_is_merged_into_a_record_that_is_not_there(to: str) -> None:
    run = done(Decisions.of(replace(made, to=to) for made in merges()))
    assert entity(run, "patient").height == 4
    assert run.closes
    assert [group.open for group in found(run)] == [True, True]
