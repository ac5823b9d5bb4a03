"""The engine against the truth: every record and field, every entry of the log and every file.

The truth comes from the example's own objects and never from the engine, so that what both agree on was
reached in two ways. `EXPLAINED` names each kind of difference that may be, and how many: there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from core.demonstration import (
    SMALL,
    WHOLE,
    Size,
    Truth,
    demonstration_mapping,
    dental_group,
    export_of,
    intake_of,
    truth_of,
)
from core.demonstration.comparing import Differs, by_kind, differences
from core.demonstration.expected.model import instant
from core.outcome import Outcome
from core.parts import Part
from core.record import RECORD
from core.runs import migrate
from core.tables import Intake

EXPLAINED: dict[tuple[Differs, str], int] = {}
"""(kind, where) -> how many; each with its reason beside it. The engine falls short of the truth nowhere."""


@lru_cache(maxsize=1)
def small() -> tuple[Truth, Outcome, Intake]:
    return ran(7, SMALL)


def ran(seed: int, size: Size) -> tuple[Truth, Outcome, Intake]:
    group = dental_group(seed, size)
    intake = intake_of(export_of(group))
    mapping = demonstration_mapping([read.table for read in intake.tables])
    return truth_of(group), migrate(intake, mapping, record=RECORD), intake


def test_the_engine_reaches_the_truth_in_every_record_and_field() -> None:
    truth, outcome, intake = small()
    assert by_kind(differences(truth, outcome, intake.tables)) == EXPLAINED
    assert outcome.closes


@pytest.mark.parametrize("seed", [1, 2])
def test_it_does_so_whatever_the_seed(seed: int) -> None:
    truth, outcome, intake = ran(seed, SMALL)
    assert by_kind(differences(truth, outcome, intake.tables)) == EXPLAINED


@pytest.mark.soak
def test_the_engine_reaches_the_truth_in_the_whole_example() -> None:
    truth, outcome, intake = ran(7, WHOLE)
    assert by_kind(differences(truth, outcome, intake.tables)) == EXPLAINED
    assert outcome.closes
    assert truth.entries.height > 130_000


def test_the_truth_has_every_row_of_the_export_and_every_stored_file() -> None:
    truth, _, intake = small()
    rows = {read.table.key: read.table.frame.height for read in intake.tables}
    told = truth.entries.group_by("file", "table").len().rows()
    assert {(file, table): count for file, table, count in told} == rows
    assert set(truth.files["path"]) == {file.path for file in intake.files}


def with_part(outcome: Outcome, name: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Outcome:
    """The outcome with one change in every part of this name."""
    parts = tuple(
        Part(p.name, p.sensitivity, change(p.frame)) if p.name == name else p for p in outcome.parts
    )
    return replace(outcome, parts=parts)


def set_first(column: str, value: object) -> Callable[[pl.DataFrame], pl.DataFrame]:
    def change(frame: pl.DataFrame) -> pl.DataFrame:
        if column not in frame.columns:
            return frame
        first = pl.int_range(pl.len()) == 0
        return frame.with_columns(pl.when(first).then(pl.lit(value)).otherwise(pl.col(column)).alias(column))

    return change


ALTERED = {
    "an amount": ("entity/ledger_entry", set_first("amount", 1), Differs.FIELD, "ledger_entry.amount"),
    "a currency": ("entity/fee", set_first("currency", "CAD"), Differs.FIELD, "fee.currency"),
    "a reference": (
        "entity/procedure", set_first("patient", "patient:tandvale:1"), Differs.FIELD, "procedure.patient"
    ),
    "a field that was empty": (
        "entity/patient", set_first("preferred_name", "Jo"), Differs.FIELD, "patient.preferred_name"
    ),
    "a status": ("entity/prescription", set_first("status", "on_hold"), Differs.FIELD, "prescription.status"),
    "a record left out": ("entity/claim", lambda f: f.slice(1), Differs.MISSING, "claim"),
    "a disposition": (
        "log", set_first("disposition", "flagged"), Differs.DISPOSITION, "allergies.csv allergies"
    ),
    "a reason": ("log", set_first("reasons", "other"), Differs.REASONS, "allergies.csv allergies"),
    "a file's owner": ("files", set_first("patient", "1"), Differs.FILE, "files"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_a_difference_is_found_where_one_is_made(what: str) -> None:
    truth, outcome, intake = small()
    name, change, kind, where = ALTERED[what]
    found = differences(truth, with_part(outcome, name, change), intake.tables)
    assert by_kind(found) == {(kind, where): 1}


def test_a_record_too_many_is_found() -> None:
    truth, outcome, intake = small()
    fewer = replace(truth, records={**truth.records, "claim": truth.records["claim"].slice(1)})
    assert by_kind(differences(fewer, outcome, intake.tables)) == {(Differs.EXTRA, "claim"): 1}


def test_a_clock_of_the_coast_agrees_with_that_of_the_zone_in_every_hour_of_work() -> None:
    """The truth has a rule of its own for it; here it is held against the table that everybody uses."""
    zones = [ZoneInfo("America/Los_Angeles"), ZoneInfo("America/Vancouver")]
    for days in range(0, 3_560):
        day = date(2017, 1, 1) + timedelta(days=days)
        for minute in (0, 8 * 60, 17 * 60):
            for zone in zones:
                local = datetime(day.year, day.month, day.day, minute // 60, tzinfo=zone)
                assert instant(day, minute) == local, (day, minute, zone)
